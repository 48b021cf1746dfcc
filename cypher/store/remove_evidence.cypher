MATCH (:Document {id: $document})<-[:PASSAGE_OF]-(:Passage)<-[:STATED_IN]-(e:Evidence)
DETACH DELETE e
