// title: {en: Entities by part of a name, zh: 按名称片段查实体}
// description:
//   en: Entities whose name or alias contains a text; slower than words, but one character is enough.
//   zh: 名称或别名包含某一片段的实体；可用单字检索。
// parameters:
//   part: {type: string, meaning: 'part of a name, as the search text has it'}
//   limit: {type: integer, meaning: entities to return at most, default: 100, minimum: 1, maximum: 1000}
// columns:
//   id: {type: string, meaning: id of the entity}
//   name: {type: string, meaning: its name}
//   aliases: {type: strings, meaning: other names}
//   type: {type: string, meaning: its entity type}
//   kind: {type: string, meaning: 'its kind, where known'}
//   score: {type: number, meaning: how well it fits; compare within one answer only}
// examples:
// - question: Which names contain this character?
//   parameters: {part: 脑}
//   rows:
//   - {name: 脑机接口}
//   - {name: 脑疾病研究重点专项}
MATCH (entity:Entity)
WHERE $part <> '' AND entity.search_text CONTAINS $part
RETURN entity.id AS id, entity.name AS name, entity.aliases AS aliases, entity.type AS type,
       coalesce(entity.kind, '') AS kind, 0.0 AS score
ORDER BY size(entity.name), name, id
LIMIT $limit
