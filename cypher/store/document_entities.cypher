MATCH (:Document {id: $document})<-[:PASSAGE_OF]-(:Passage)<-[:MENTIONED_IN]-(n:Entity)
RETURN DISTINCT n.id AS id
