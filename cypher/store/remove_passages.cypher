MATCH (:Document {id: $document})<-[:PASSAGE_OF]-(p:Passage)
DETACH DELETE p
