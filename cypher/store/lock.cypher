MERGE (g:Graph {id: 'graph'})
ON CREATE SET g.version = $empty
SET g.id = 'graph'
RETURN g.version AS version
