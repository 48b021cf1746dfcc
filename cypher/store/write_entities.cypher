UNWIND $rows AS row
MERGE (n:`Type` {id: row.id})
SET n:Entity
SET n = row.properties
