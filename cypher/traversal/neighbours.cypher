// title: {en: Neighbours of an entity, zh: 相邻实体}
// description:
//   en: The facts an entity is part of with the entity at the other end, in a stable order for paging.
//   zh: 实体参与的事实及另一端的实体，顺序稳定，便于翻页。
// parameters:
//   entity: {type: entity, of: [], meaning: 'name, alias or id'}
//   direction: {type: choice, choices: [any, out, in], meaning: 'out where the entity is the head, in where it is the tail', default: any}
//   type: {type: string, meaning: only neighbours of this entity type, default: null}
//   relations: {type: strings, meaning: only these relation types; none for all, default: []}
//   modality: {type: choice, choices: [done, planned, proposed], meaning: only this modality, default: null}
//   min_confidence: {type: number, meaning: least confidence, default: 0, minimum: 0, maximum: 1}
//   as_of: {type: date, meaning: only facts that a document up to this date states, default: null}
//   after: {type: string, meaning: id of the last fact of the page before, default: ''}
//   limit: {type: integer, meaning: facts to return at most, default: 50, minimum: 1, maximum: 500}
// columns:
//   id: {type: string, meaning: id of the neighbour}
//   name: {type: string, meaning: its name}
//   type: {type: string, meaning: its entity type}
//   kind: {type: string, meaning: 'its kind, where known'}
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
// - question: What does the hospital take part in?
//   parameters: {entity: 青大附院, direction: out, relations: [PARTICIPATES_IN]}
//   rows:
//   - {name: 临床成果转化加速计划, relation: PARTICIPATES_IN}
//   - {name: “一体两翼”协同机制}
MATCH (entity:Entity {id: $entity})-[r]-(other:Entity)
WHERE r.id > $after AND ($type IS NULL OR other.type = $type)
  AND ($direction = 'any' OR ($direction = 'out') = (startNode(r).id = $entity))
  AND (size($relations) = 0 OR type(r) IN $relations) AND ($modality IS NULL OR r.modality = $modality)
  AND r.confidence >= $min_confidence AND ($as_of IS NULL OR (r.first_seen <> '' AND r.first_seen <= $as_of))
RETURN other.id AS id, other.name AS name, other.type AS type, coalesce(other.kind, '') AS kind, r.id AS fact,
       type(r) AS relation, startNode(r).id AS head, endNode(r).id AS tail, r.confidence AS confidence,
       r.modality AS modality, r.support AS support, r.quote AS quote, r.evidence AS evidence,
       coalesce(r.first_seen, '') AS first_seen, coalesce(r.last_seen, '') AS last_seen
ORDER BY fact
LIMIT $limit
