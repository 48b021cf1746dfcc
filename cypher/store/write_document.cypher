MERGE (d:Document {id: $document})
SET d = $properties
