UNWIND $rows AS row
MATCH (d:Document {id: row.document})
CREATE (p:Passage {id: row.id, document: row.document, start: row.start, end: row.end, text: row.text})
CREATE (p)-[:PASSAGE_OF]->(d)
