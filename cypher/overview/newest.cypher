// title: {en: Newest facts, zh: 最新事实}
// description:
//   en: Facts by the date of the first document that states them, newest first.
//   zh: 按首次出现的文件日期倒序列出事实。
// parameters:
//   relation: {type: string, meaning: only this relation, default: null}
// page: {default: 50, maximum: 500}
// columns:
//   first_seen: {type: string, meaning: date of the first document}
//   relation: {type: string, meaning: relation type}
//   head_id: {type: string, meaning: id of the head}
//   head: {type: string, meaning: name of the head}
//   tail_id: {type: string, meaning: id of the tail}
//   tail: {type: string, meaning: name of the tail}
//   modality: {type: string, meaning: 'done, planned or proposed'}
//   fact: {type: string, meaning: id of the fact}
//   evidence: {type: strings, meaning: 'ids of the evidence for the fact, best first'}
//   quote: {type: string, meaning: the sentence that states it}
//   confidence: {type: number, meaning: 'how sure the extraction is, 0 to 1'}
// examples:
// - question: What is the newest funding?
//   parameters: {relation: FUNDS}
//   rows:
//   - {first_seen: '2026-06-30', head: 云帆医药股份有限公司}
MATCH (head:Entity)-[r]->(tail:Entity)
WHERE r.first_seen <> '' AND ($relation IS NULL OR type(r) = $relation)
RETURN r.first_seen AS first_seen, type(r) AS relation, head.id AS head_id, head.name AS head,
       tail.id AS tail_id, tail.name AS tail, r.modality AS modality,
       r.id AS fact, r.evidence AS evidence, r.quote AS quote, r.confidence AS confidence
ORDER BY first_seen DESC, fact
SKIP $skip LIMIT $limit
