// title: {en: Who issued a policy, zh: 政策由谁发布}
// description:
//   en: Every body that issued the policy, with date, document number and the documents that say so.
//   zh: 发布该政策的所有机构，附日期、文号和佐证文件。
// parameters:
//   policy: {of: [Policy, Programme], type: entity, meaning: 'name, alias or id of the policy or programme'}
// page: {default: 50, maximum: 500}
// columns:
//   institution_id: {type: string, meaning: id of the issuer}
//   institution: {type: string, meaning: name of the issuer}
//   date: {type: string, meaning: date of issue, optional: true}
//   doc_no: {type: string, meaning: document number, optional: true}
//   support: {type: integer, meaning: number of documents that say so}
//   documents: {type: strings, meaning: ids of the documents that say so}
//   fact: {type: string, meaning: id of the fact}
//   evidence: {type: strings, meaning: 'ids of the evidence for the fact, best first'}
//   quote: {type: string, meaning: the sentence that states it}
//   confidence: {type: number, meaning: 'how sure the extraction is, 0 to 1'}
// examples:
// - question: Who issued the plan?
//   parameters: {policy: 健康科技创新规划}
//   rows:
//   - {institution: 国家卫生健康委员会, support: 2, doc_no: 国卫科教发〔2026〕1号, date: '2026-01-15'}
//   - {institution: 科学技术部}
MATCH (policy:Entity {id: $policy})<-[r:ISSUES]-(institution:Institution)
RETURN institution.id AS institution_id, institution.name AS institution, r.date AS date, r.doc_no AS doc_no,
       r.support AS support, r.documents AS documents,
       r.id AS fact, r.evidence AS evidence, r.quote AS quote, r.confidence AS confidence
ORDER BY institution, fact
SKIP $skip LIMIT $limit
