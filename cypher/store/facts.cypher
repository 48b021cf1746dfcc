MATCH (h:Entity)-[f]->(t:Entity)
RETURN h.id AS head, type(f) AS type, t.id AS tail, properties(f) AS properties
ORDER BY f.id
