// title: {en: Where an entity is named, zh: 实体出处}
// description:
//   en: The sentences that name an entity, newest document first.
//   zh: 提及某一实体的句子，按文件日期倒序。
// parameters:
//   entity: {type: entity, of: [], meaning: 'name, alias or id'}
// page: {default: 50, maximum: 500}
// columns:
//   passage: {type: string, meaning: id of the sentence}
//   text: {type: string, meaning: the sentence}
//   surface: {type: string, meaning: the name as it stands there}
//   start: {type: integer, meaning: first character of the name in the original text}
//   end: {type: integer, meaning: character after its last}
//   document: {type: string, meaning: id of the document}
//   document_name: {type: string, meaning: its file name}
//   date: {type: string, meaning: 'its ISO date, or empty'}
// examples:
// - question: Where is the brain project named?
//   parameters: {entity: 脑疾病研究重点专项}
//   rows:
//   - {document_name: paper.pdf, surface: 脑疾病研究重点专项}
MATCH (:Entity {id: $entity})-[m:MENTIONED_IN]->(passage:Passage)-[:PASSAGE_OF]->(document:Document)
RETURN passage.id AS passage, passage.text AS text, m.surface AS surface, m.start AS start, m.end AS end,
       document.id AS document, document.name AS document_name, coalesce(document.date, '') AS date
ORDER BY date DESC, document, start, end
SKIP $skip LIMIT $limit
