// title: {en: Policies of an issuer, zh: 某机构发布的政策}
// description:
//   en: What an institution has issued, newest first.
//   zh: 某机构发布的政策，按时间倒序。
// parameters:
//   institution: {type: entity, of: [Institution], meaning: 'name, alias or id of the issuer'}
// page: {default: 50, maximum: 500}
// columns:
//   policy_id: {type: string, meaning: id of the policy}
//   policy: {type: string, meaning: name of the policy}
//   kind: {type: string, meaning: 'plan, notice … where known'}
//   date: {type: string, meaning: 'date of issue or of the first document that says so, or empty'}
//   doc_no: {type: string, meaning: document number, optional: true}
//   support: {type: integer, meaning: number of documents that say so}
//   fact: {type: string, meaning: id of the fact}
//   evidence: {type: strings, meaning: 'ids of the evidence for the fact, best first'}
//   quote: {type: string, meaning: the sentence that states it}
//   confidence: {type: number, meaning: 'how sure the extraction is, 0 to 1'}
// examples:
// - question: What has the Ministry of Finance issued?
//   parameters: {institution: 财政部}
//   rows:
//   - {policy: 临床研究八条措施, date: '2026-02-01'}
MATCH (institution:Institution {id: $institution})-[r:ISSUES]->(policy:Entity)
WITH policy, r, coalesce(r.date, r.first_seen, '') AS date
RETURN policy.id AS policy_id, policy.name AS policy, coalesce(policy.kind, '') AS kind, date, r.doc_no AS doc_no,
       r.support AS support, r.id AS fact, r.evidence AS evidence, r.quote AS quote, r.confidence AS confidence
ORDER BY date DESC, policy, fact
SKIP $skip LIMIT $limit
