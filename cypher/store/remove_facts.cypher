UNWIND $rows AS row
MATCH (:Entity {id: row.head})-[f:`Type` {id: row.id}]->(:Entity {id: row.tail})
WITH collect(f) AS found
UNWIND found AS f
DELETE f
