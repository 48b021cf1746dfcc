// title: {en: Facts around several entities, zh: 多个实体周边的事实}
// description:
//   en: 'All facts that one of several entities is part of, with both ends: one step of a traversal.'
//   zh: 多个实体参与的全部事实及其两端：遍历中的一步。
// parameters:
//   ids: {type: strings, meaning: ids of entities}
//   relations: {type: strings, meaning: only these relation types; none for all, default: []}
//   modality: {type: choice, choices: [done, planned, proposed], meaning: only this modality, default: null}
//   min_confidence: {type: number, meaning: least confidence, default: 0, minimum: 0, maximum: 1}
//   as_of: {type: date, meaning: only facts that a document up to this date states, default: null}
//   limit: {type: integer, meaning: facts to return at most, default: 1000, minimum: 1, maximum: 20000}
// columns:
//   fact: {type: string, meaning: id of the fact}
//   relation: {type: string, meaning: relation type}
//   head: {type: string, meaning: id of the head}
//   tail: {type: string, meaning: id of the tail}
//   confidence: {type: number, meaning: 'how sure the extraction is, 0 to 1'}
//   modality: {type: string, meaning: 'done, planned or proposed'}
//   support: {type: integer, meaning: number of documents that say so}
//   quote: {type: string, meaning: the sentence that states it}
//   evidence: {type: strings, meaning: 'ids of the evidence, best first'}
//   first_seen: {type: string, meaning: 'date of the first document, or empty'}
//   last_seen: {type: string, meaning: 'date of the last document, or empty'}
// examples:
// - question: Which facts lie around the company?
//   parameters: {ids: [institution-8a6aaa7b81a56fa7]}
//   rows:
//   - {relation: FUNDS, quote: 云帆医药为加速计划提供2000万元支持。}
//   - {relation: DEVELOPS}
UNWIND $ids AS wanted
MATCH (entity:Entity {id: wanted})-[r]-(:Entity)
WHERE (size($relations) = 0 OR type(r) IN $relations) AND ($modality IS NULL OR r.modality = $modality)
  AND r.confidence >= $min_confidence AND ($as_of IS NULL OR (r.first_seen <> '' AND r.first_seen <= $as_of))
RETURN DISTINCT r.id AS fact, type(r) AS relation, startNode(r).id AS head, endNode(r).id AS tail, r.confidence AS confidence,
       r.modality AS modality, r.support AS support, r.quote AS quote, r.evidence AS evidence,
       coalesce(r.first_seen, '') AS first_seen, coalesce(r.last_seen, '') AS last_seen
ORDER BY fact
LIMIT $limit
