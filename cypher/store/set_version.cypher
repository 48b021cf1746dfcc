MATCH (g:Graph {id: 'graph'})
SET g.version = $version
