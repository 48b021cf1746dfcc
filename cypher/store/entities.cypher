MATCH (n:Entity)
RETURN properties(n) AS properties
ORDER BY n.id
