// title: {en: How many facts of which kind, zh: 各类事实数量}
// description:
//   en: For each of several entities, how many facts of each relation type it has in each direction with each type of neighbour.
//   zh: 每个实体按关系类型、方向和相邻实体类型统计的事实数。
// parameters:
//   ids: {type: strings, meaning: ids of entities}
// columns:
//   id: {type: string, meaning: id of the entity}
//   relation: {type: string, meaning: relation type}
//   outgoing: {type: boolean, meaning: whether the entity is the head}
//   type: {type: string, meaning: entity type of the neighbours}
//   count: {type: integer, meaning: number of facts}
// examples:
// - question: What surrounds the company?
//   parameters: {ids: [institution-8a6aaa7b81a56fa7]}
//   rows:
//   - {relation: FUNDS, outgoing: true, type: Programme, count: 1}
//   - {relation: DEVELOPS, count: 1}
UNWIND $ids AS wanted
MATCH (entity:Entity {id: wanted})-[r]-(other:Entity)
WITH entity.id AS id, type(r) AS relation, startNode(r).id = entity.id AS outgoing, other.type AS type, r.id AS fact
RETURN id, relation, outgoing, type, count(DISTINCT fact) AS count
ORDER BY id, count DESC, relation, outgoing, type
