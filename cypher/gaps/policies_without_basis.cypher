// title: {en: Policies whose basis is unknown, zh: 依据不明的政策}
// description:
//   en: Policies issued by a known body for which no document says what they rest on.
//   zh: 已知发布机构、但没有文件说明其依据的政策。
// page: {default: 100, maximum: 500}
// columns:
//   policy_id: {type: string, meaning: id of the policy}
//   policy: {type: string, meaning: name of the policy}
//   kind: {type: string, meaning: 'its kind, where known'}
//   issuers: {type: strings, meaning: who issued it}
//   facts: {type: strings, meaning: ids of the facts behind the row}
//   evidence: {type: strings, meaning: ids of the evidence for the issue}
//   quote: {type: string, meaning: a sentence that says it was issued}
// examples:
// - question: Which policies rest on nothing known?
//   rows:
//   - {policy: 临床研究八条措施, issuers: [国家卫生健康委员会, 财政部]}
MATCH (policy:Policy)<-[r:ISSUES]-(issuer:Institution)
WHERE NOT EXISTS { MATCH (policy)-[:BASED_ON]->(:Entity) }
WITH policy, r, issuer ORDER BY issuer.name, r.id
WITH policy, collect(issuer.name) AS issuers, collect(r.id) AS facts, collect(r.evidence) AS lists,
     collect(r.quote) AS quotes
RETURN policy.id AS policy_id, policy.name AS policy, coalesce(policy.kind, '') AS kind, issuers, facts,
       reduce(all = [], list IN lists | all + list) AS evidence, quotes[0] AS quote
ORDER BY policy, policy_id
SKIP $skip LIMIT $limit
