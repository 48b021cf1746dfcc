MATCH (d:Document {id: $document})
RETURN properties(d) AS properties
