MATCH (:Document {id: $document})<-[:PASSAGE_OF]-(:Passage)<-[:STATED_IN]-(e:Evidence)
RETURN DISTINCT e.fact AS id, e.head AS head, e.type AS type, e.tail AS tail
