// title: {en: Hubs, zh: 枢纽实体}
// description:
//   en: The entities with the most facts; of one type or of all.
//   zh: 事实最多的实体；可限定类型。
// parameters:
//   type: {type: string, meaning: only entities of this type, default: null}
// page: {default: 20, maximum: 500}
// columns:
//   id: {type: string, meaning: id of the entity}
//   name: {type: string, meaning: its name}
//   type: {type: string, meaning: its entity type}
//   degree: {type: integer, meaning: facts it is part of}
//   document_count: {type: integer, meaning: documents behind these facts}
// examples:
// - question: Which institutions are most connected?
//   parameters: {type: Institution}
//   rows:
//   - {name: 国家卫生健康委员会, degree: 8, document_count: 3}
MATCH (entity:Entity)-[r]-(:Entity)
WHERE $type IS NULL OR entity.type = $type
UNWIND r.documents AS document
RETURN entity.id AS id, entity.name AS name, entity.type AS type, count(DISTINCT r.id) AS degree,
       count(DISTINCT document) AS document_count
ORDER BY degree DESC, name, id
SKIP $skip LIMIT $limit
