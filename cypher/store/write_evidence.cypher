UNWIND $rows AS row
MATCH (p:Passage {id: row.passage})
CREATE (e:Evidence {
  id: row.id, fact: row.fact, head: row.head, type: row.type, tail: row.tail,
  document: row.document, passage: row.passage, start: row.start, end: row.end, quote: row.quote,
  rule: row.rule, confidence: row.confidence, modality: row.modality, date: row.date, attributes: row.attributes
})
CREATE (e)-[:STATED_IN]->(p)
