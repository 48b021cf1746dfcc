// title: {en: What several entities share, zh: 共同相邻实体}
// description:
//   en: Entities that are joined by a fact to at least so many of several entities, with those facts.
//   zh: 与给定实体中至少若干个存在事实关系的实体，并列出这些事实。
// parameters:
//   ids: {type: strings, meaning: ids of entities}
//   at_least: {type: integer, meaning: how many of them it must be joined to, default: 2, minimum: 2, maximum: 50}
//   relations: {type: strings, meaning: only these relation types; none for all, default: []}
//   modality: {type: choice, choices: [done, planned, proposed], meaning: only this modality, default: null}
//   min_confidence: {type: number, meaning: least confidence, default: 0, minimum: 0, maximum: 1}
//   as_of: {type: date, meaning: only facts that a document up to this date states, default: null}
// page: {default: 50, maximum: 500}
// columns:
//   id: {type: string, meaning: id of the shared neighbour}
//   name: {type: string, meaning: its name}
//   type: {type: string, meaning: its entity type}
//   kind: {type: string, meaning: 'its kind, where known'}
//   shared_by: {type: strings, meaning: ids of the entities it is joined to}
//   links: {type: objects, meaning: 'the facts: fact, relation, head, tail, quote, confidence'}
// examples:
// - question: What do the hospital and the company share?
//   parameters: {ids: [institution-eaf25adc1e0c0920, institution-8a6aaa7b81a56fa7]}
//   rows:
//   - {name: 脑机接口}
//   - {name: 临床成果转化加速计划}
UNWIND $ids AS wanted
MATCH (entity:Entity {id: wanted})-[r]-(other:Entity)
WHERE NOT other.id IN $ids AND (size($relations) = 0 OR type(r) IN $relations) AND ($modality IS NULL OR r.modality = $modality)
  AND r.confidence >= $min_confidence AND ($as_of IS NULL OR (r.first_seen <> '' AND r.first_seen <= $as_of))
WITH DISTINCT other, entity.id AS one, r ORDER BY one, r.id
WITH other, collect(DISTINCT one) AS shared_by,
     collect({fact: r.id, relation: type(r), head: startNode(r).id, tail: endNode(r).id, quote: r.quote,
              confidence: r.confidence}) AS links
WHERE size(shared_by) >= $at_least
RETURN other.id AS id, other.name AS name, other.type AS type, coalesce(other.kind, '') AS kind, shared_by, links
ORDER BY size(shared_by) DESC, name, id
SKIP $skip LIMIT $limit
