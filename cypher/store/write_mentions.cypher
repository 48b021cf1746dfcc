UNWIND $rows AS row
MATCH (n:Entity {id: row.entity}), (p:Passage {id: row.passage})
CREATE (n)-[:MENTIONED_IN {start: row.start, end: row.end, surface: row.surface}]->(p)
