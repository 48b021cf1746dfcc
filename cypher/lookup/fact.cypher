// title: {en: A fact, zh: 事实详情}
// description:
//   en: One fact with both its ends.
//   zh: 一条事实及其两端实体。
// parameters:
//   fact: {type: string, meaning: id of the fact}
// columns:
//   id: {type: string, meaning: id of the fact}
//   relation: {type: string, meaning: relation type}
//   head_id: {type: string, meaning: id of the head}
//   head: {type: string, meaning: name of the head}
//   head_type: {type: string, meaning: entity type of the head}
//   head_kind: {type: string, meaning: 'its kind, where known'}
//   tail_id: {type: string, meaning: id of the tail}
//   tail: {type: string, meaning: name of the tail}
//   tail_type: {type: string, meaning: entity type of the tail}
//   tail_kind: {type: string, meaning: 'its kind, where known'}
//   properties: {type: object, meaning: all its properties}
// examples:
// - question: What does this fact say?
//   parameters: {fact: fact-5d638b71ce1a8cc3}
//   rows:
//   - {relation: FUNDS, head: 云帆医药股份有限公司, tail_type: Programme}
MATCH (evidence:Evidence {fact: $fact})
WITH evidence ORDER BY evidence.id LIMIT 1
MATCH (head:Entity {id: evidence.head})-[r]->(tail:Entity {id: evidence.tail})
WHERE r.id = $fact
RETURN r.id AS id, type(r) AS relation, head.id AS head_id, head.name AS head, head.type AS head_type,
       coalesce(head.kind, '') AS head_kind,
       tail.id AS tail_id, tail.name AS tail, tail.type AS tail_type,
       coalesce(tail.kind, '') AS tail_kind, properties(r) AS properties
