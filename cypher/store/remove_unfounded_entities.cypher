UNWIND $rows AS row
MATCH (n:Entity {id: row.id})
WHERE NOT (n)-[:MENTIONED_IN]->(:Passage) AND NOT (n)--(:Entity)
DETACH DELETE n
