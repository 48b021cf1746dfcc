// title: {en: Policy by document number, zh: 按文号查政策}
// description:
//   en: The policy issued under a document number, by whom.
//   zh: 按发文字号查找政策及其发布机构。
// parameters:
//   doc_no: {type: string, meaning: 'document number, or a part of it'}
// page: {default: 20, maximum: 500}
// columns:
//   policy_id: {type: string, meaning: id of the policy}
//   policy: {type: string, meaning: name of the policy}
//   doc_no: {type: string, meaning: its document number}
//   institution_id: {type: string, meaning: id of the issuer}
//   institution: {type: string, meaning: name of the issuer}
//   fact: {type: string, meaning: id of the fact}
//   evidence: {type: strings, meaning: 'ids of the evidence for the fact, best first'}
//   quote: {type: string, meaning: the sentence that states it}
//   confidence: {type: number, meaning: 'how sure the extraction is, 0 to 1'}
// examples:
// - question: What is 川卫发〔2026〕7号?
//   parameters: {doc_no: 川卫发〔2026〕7号}
//   rows:
//   - {policy: 四川省促进医学创新若干措施, institution: 四川省卫生健康委员会}
MATCH (policy:Policy)<-[r:ISSUES]-(institution:Institution)
WHERE $doc_no <> '' AND coalesce(r.doc_no, policy.doc_no, '') CONTAINS $doc_no
RETURN policy.id AS policy_id, policy.name AS policy, coalesce(r.doc_no, policy.doc_no) AS doc_no,
       institution.id AS institution_id, institution.name AS institution,
       r.id AS fact, r.evidence AS evidence, r.quote AS quote, r.confidence AS confidence
ORDER BY doc_no, policy, institution, fact
SKIP $skip LIMIT $limit
