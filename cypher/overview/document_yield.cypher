// title: {en: Documents and their yield, zh: 文件及其产出}
// description:
//   en: Each document with how many passages, entities and facts it contributes.
//   zh: 每份文件贡献的句段、实体和事实数量。
// page: {default: 100, maximum: 500}
// columns:
//   id: {type: string, meaning: id of the document}
//   name: {type: string, meaning: its file name}
//   title: {type: string, meaning: its title}
//   date: {type: string, meaning: 'its ISO date, or empty'}
//   source: {type: string, meaning: 'where it is from, or empty'}
//   doc_no: {type: string, meaning: 'its document number, or empty'}
//   passages: {type: integer, meaning: sentences kept}
//   entities: {type: integer, meaning: entities it names}
//   facts: {type: integer, meaning: facts it states}
// examples:
// - question: What does each document yield?
//   rows:
//   - {name: sichuan.docx, title: 四川省促进医学创新若干措施, facts: 11}
//   - {name: paper.pdf, date: '2025-11-05'}
MATCH (document:Document)
OPTIONAL MATCH (document)<-[:PASSAGE_OF]-(passage:Passage)
WITH document, count(DISTINCT passage) AS passages
OPTIONAL MATCH (document)<-[:PASSAGE_OF]-(:Passage)<-[:MENTIONED_IN]-(entity:Entity)
WITH document, passages, count(DISTINCT entity) AS entities
OPTIONAL MATCH (evidence:Evidence {document: document.id})
WITH document, passages, entities, count(DISTINCT evidence.fact) AS facts
RETURN document.id AS id, document.name AS name, coalesce(document.title, '') AS title,
       coalesce(document.date, '') AS date, coalesce(document.source, '') AS source,
       coalesce(document.doc_no, '') AS doc_no, passages, entities, facts
ORDER BY name, id
SKIP $skip LIMIT $limit
