// title: {en: Emerging topics, zh: 新兴主题}
// description:
//   en: Technologies, areas, diseases and programmes that documents first name on or after a date, newest first.
//   zh: 自某日期起首次出现的技术、领域、疾病和计划，按时间倒序。
// parameters:
//   since: {type: date, meaning: first named on or after this date}
//   type: {type: choice, choices: [Technology, PriorityArea, Disease, Programme], meaning: only entities of this type, default: null}
// page: {default: 50, maximum: 500}
// columns:
//   first_seen: {type: string, meaning: date of the first document that names it}
//   id: {type: string, meaning: id of the entity}
//   name: {type: string, meaning: its name}
//   type: {type: string, meaning: its entity type}
//   document_count: {type: integer, meaning: documents that name it}
//   passages: {type: strings, meaning: ids of up to five sentences that name it}
//   quote: {type: string, meaning: one of the sentences}
// examples:
// - question: Which programmes are new since June 2026?
//   parameters: {since: 2026-06, type: Programme}
//   rows:
//   - {first_seen: '2026-06-30', name: 临床成果转化加速计划}
MATCH (entity:Entity)-[:MENTIONED_IN]->(passage:Passage)-[:PASSAGE_OF]->(document:Document)
WHERE entity.type IN ['Technology', 'PriorityArea', 'Disease', 'Programme'] AND ($type IS NULL OR entity.type = $type)
WITH DISTINCT entity, passage, document ORDER BY document.date, passage.id
WITH entity, min(CASE WHEN document.date <> '' THEN document.date END) AS first_seen,
     count(DISTINCT document) AS document_count,
     collect(DISTINCT passage.id) AS passages, collect(DISTINCT passage.text) AS texts
WHERE first_seen >= $since
RETURN first_seen, entity.id AS id, entity.name AS name, entity.type AS type, document_count,
       passages[..5] AS passages, texts[0] AS quote
ORDER BY first_seen DESC, name, id
SKIP $skip LIMIT $limit
