// title: {en: Entities by words, zh: 按词语查实体}
// description:
//   en: Entities whose name or alias shares words with a text, best first.
//   zh: 名称或别名与检索词匹配的实体，按匹配度排列。
// parameters:
//   words: {type: words, meaning: what to look for}
//   limit: {type: integer, meaning: entities to return at most, default: 100, minimum: 1, maximum: 1000}
// columns:
//   id: {type: string, meaning: id of the entity}
//   name: {type: string, meaning: its name}
//   aliases: {type: strings, meaning: other names}
//   type: {type: string, meaning: its entity type}
//   kind: {type: string, meaning: 'its kind, where known'}
//   score: {type: number, meaning: how well it fits; compare within one answer only}
// examples:
// - question: Which entities have cancer in their name?
//   parameters: {words: 肿瘤}
//   rows:
//   - {name: 肿瘤疫苗, type: Technology}
//   - {name: 肿瘤早筛技术}
CALL db.index.fulltext.queryNodes('entity_search', $words) YIELD node, score
RETURN node.id AS id, node.name AS name, node.aliases AS aliases, node.type AS type,
       coalesce(node.kind, '') AS kind, score
ORDER BY score DESC, id
LIMIT $limit
