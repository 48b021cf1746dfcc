// title: {en: Entities by id, zh: 按编号查实体}
// description:
//   en: The entities with these ids, each with its number of facts.
//   zh: 按编号列出实体及其事实数。
// parameters:
//   ids: {type: strings, meaning: ids of entities}
// columns:
//   id: {type: string, meaning: id of the entity}
//   name: {type: string, meaning: its name}
//   aliases: {type: strings, meaning: other names}
//   type: {type: string, meaning: its entity type}
//   kind: {type: string, meaning: 'its kind, where known'}
//   properties: {type: object, meaning: all its properties}
//   degree: {type: integer, meaning: facts it is part of}
// examples:
// - question: Which entity is this?
//   parameters: {ids: [person-0d8f3231cc2e4d15]}
//   rows:
//   - {name: 林知远, type: Person, degree: 1}
UNWIND $ids AS wanted
MATCH (entity:Entity {id: wanted})
RETURN entity.id AS id, entity.name AS name, entity.aliases AS aliases, entity.type AS type,
       coalesce(entity.kind, '') AS kind, properties(entity) AS properties,
       COUNT { (entity)-[:ISSUES|LEADS|FUNDS|TARGETS|INCLUDES|PART_OF
                         |COLLABORATES_WITH|PARTICIPATES_IN|DEVELOPS|LOCATED_IN|APPLIES_TO|BASED_ON|SETS|AFFILIATED_WITH]-() } AS degree
ORDER BY id
