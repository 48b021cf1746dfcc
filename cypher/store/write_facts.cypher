UNWIND $rows AS row
MATCH (h:Entity {id: row.head}), (t:Entity {id: row.tail})
MERGE (h)-[f:`Type` {id: row.id}]->(t)
SET f = row.properties
