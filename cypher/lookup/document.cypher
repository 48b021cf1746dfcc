// title: {en: A document, zh: 文件详情}
// description:
//   en: One document by its id or file name.
//   zh: 按编号或文件名查文件。
// parameters:
//   document: {type: string, meaning: id or file name of the document}
// columns:
//   id: {type: string, meaning: id of the document}
//   properties: {type: object, meaning: all its properties}
// examples:
// - question: Which document is henan.pdf?
//   parameters: {document: henan.pdf}
//   rows:
//   - {properties: {title: 河南省医学创新实施方案}}
MATCH (document:Document)
WHERE document.id = $document OR document.name = $document
RETURN document.id AS id, properties(document) AS properties
ORDER BY id
