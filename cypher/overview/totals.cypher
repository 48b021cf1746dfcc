// title: {en: What the graph holds, zh: 图谱规模}
// description:
//   en: How many documents, entities and facts there are, and the date of the newest document.
//   zh: 文件、实体和事实的总数，以及最新文件的日期。
// columns:
//   documents: {type: integer, meaning: documents}
//   entities: {type: integer, meaning: entities}
//   facts: {type: integer, meaning: facts}
//   newest_document: {type: string, meaning: 'ISO date of the newest document, or empty'}
// examples:
// - question: How large is the graph?
//   rows:
//   - {documents: 6, newest_document: '2026-06-30'}
CALL () { MATCH (document:Document) RETURN count(document) AS documents, max(document.date) AS newest }
CALL () { MATCH (entity:Entity) RETURN count(entity) AS entities }
CALL () { MATCH (:Entity)-[r]->(:Entity) RETURN count(r) AS facts }
RETURN documents, entities, facts, coalesce(newest, '') AS newest_document
