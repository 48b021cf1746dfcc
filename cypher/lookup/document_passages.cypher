// title: {en: Sentences of a document, zh: 文件句段}
// description:
//   en: The sentences kept of a document in reading order, each with the entities it names.
//   zh: 按阅读顺序列出文件句段及其提及的实体。
// parameters:
//   document: {type: string, meaning: id of the document}
// page: {default: 100, maximum: 500}
// columns:
//   id: {type: string, meaning: id of the sentence}
//   start: {type: integer, meaning: first character in the original text}
//   end: {type: integer, meaning: character after the last}
//   text: {type: string, meaning: the sentence}
//   mentions: {type: objects, meaning: 'entities named: id, name, type, kind, start, end, surface'}
// examples:
// - question: What does the Henan document say?
//   parameters: {document: document-ddf3170565452dba}
//   rows:
//   - {text: 脑科学与医工融合由财政部负责。}
MATCH (:Document {id: $document})<-[:PASSAGE_OF]-(passage:Passage)
OPTIONAL MATCH (passage)<-[m:MENTIONED_IN]-(entity:Entity)
WITH passage, m, entity ORDER BY m.start, m.end, entity.id
WITH passage, [item IN collect({id: entity.id, name: entity.name, type: entity.type,
                                kind: coalesce(entity.kind, ''), start: m.start, end: m.end,
                                surface: m.surface}) WHERE item.id IS NOT NULL] AS mentions
RETURN passage.id AS id, passage.start AS start, passage.end AS end, passage.text AS text, mentions
ORDER BY start, id
SKIP $skip LIMIT $limit
