MATCH (d:Document)
RETURN d.id AS id, d.contribution AS digest
ORDER BY id
