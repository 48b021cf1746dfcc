// title: {en: Evidence for a fact, zh: 事实的证据}
// description:
//   en: 'Every sentence that states a fact: its document, place in the text, the rule that found it and how sure it is.'
//   zh: 陈述某一事实的全部句子：文件、位置、识别规则与置信度。
// parameters:
//   fact: {type: string, meaning: id of the fact}
// page: {default: 100, maximum: 500}
// columns:
//   id: {type: string, meaning: id of the evidence}
//   document: {type: string, meaning: id of the document}
//   document_name: {type: string, meaning: its file name}
//   document_title: {type: string, meaning: its title}
//   date: {type: string, meaning: 'its ISO date, or empty'}
//   passage: {type: string, meaning: id of the sentence}
//   start: {type: integer, meaning: first character of the sentence in the original text}
//   end: {type: integer, meaning: character after its last}
//   quote: {type: string, meaning: the sentence}
//   rule: {type: string, meaning: pattern or model that found it}
//   confidence: {type: number, meaning: 'how sure it is, 0 to 1'}
//   modality: {type: string, meaning: 'done, planned or proposed'}
// examples:
// - question: Which sentences say that the commission issued the plan?
//   parameters: {fact: fact-f56fe7492efa13be}
//   rows:
//   - {document_name: plan.txt, quote: 国家卫生健康委、科技部关于印发《健康科技创新规划（2026—2030年）》的通知。, start: 0}
//   - {document_name: briefing.html, date: '2026-02-01'}
MATCH (evidence:Evidence {fact: $fact})
MATCH (document:Document {id: evidence.document})
RETURN evidence.id AS id, document.id AS document, document.name AS document_name,
       coalesce(document.title, '') AS document_title, coalesce(document.date, '') AS date,
       evidence.passage AS passage, evidence.start AS start, evidence.end AS end, evidence.quote AS quote,
       evidence.rule AS rule, evidence.confidence AS confidence, evidence.modality AS modality
ORDER BY confidence DESC, id
SKIP $skip LIMIT $limit
