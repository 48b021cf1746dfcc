// title: {en: Entities by type, zh: 各类实体数量}
// description:
//   en: How many entities of each type the graph holds.
//   zh: 图谱中各类实体的数量。
// columns:
//   type: {type: string, meaning: entity type}
//   count: {type: integer, meaning: entities of the type}
// examples:
// - question: How many of each?
//   rows:
//   - {type: Institution, count: 11}
//   - {type: Province, count: 2}
MATCH (entity:Entity)
RETURN entity.type AS type, count(*) AS count
ORDER BY count DESC, type
