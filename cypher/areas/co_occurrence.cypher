// title: {en: What is named together, zh: 共现关系}
// description:
//   en: Entities that stand in the same sentences as one, by the number of sentences; a hint, not a fact.
//   zh: 与某实体出现在同一句中的其他实体，按句数排列；仅为线索，并非事实。
// parameters:
//   entity: {type: entity, of: [], meaning: 'name, alias or id'}
//   type: {type: string, meaning: only entities of this type, default: null}
// page: {default: 50, maximum: 500}
// columns:
//   id: {type: string, meaning: id of the other entity}
//   name: {type: string, meaning: its name}
//   type: {type: string, meaning: its entity type}
//   sentences: {type: integer, meaning: sentences that name both}
//   document_count: {type: integer, meaning: documents with such a sentence}
//   passages: {type: strings, meaning: ids of up to five of the sentences}
//   quote: {type: string, meaning: one of the sentences}
// examples:
// - question: What is named with brain-computer interfaces?
//   parameters: {entity: 脑机接口, type: Disease}
//   rows:
//   - {name: 帕金森病, sentences: 2, document_count: 2}
MATCH (entity:Entity {id: $entity})-[:MENTIONED_IN]->(passage:Passage)<-[:MENTIONED_IN]-(other:Entity)
WHERE other.id <> $entity AND ($type IS NULL OR other.type = $type)
MATCH (passage)-[:PASSAGE_OF]->(document:Document)
WITH DISTINCT other, passage, document ORDER BY passage.id
WITH other, count(DISTINCT passage) AS sentences, count(DISTINCT document) AS document_count,
     collect(DISTINCT passage.id) AS passages, collect(DISTINCT passage.text) AS texts
RETURN other.id AS id, other.name AS name, other.type AS type, sentences, document_count,
       passages[..5] AS passages, texts[0] AS quote
ORDER BY sentences DESC, name, id
SKIP $skip LIMIT $limit
