// title: {en: Policies two institutions issued together, zh: 两机构联合发布的政策}
// description:
//   en: Policies that both institutions issued, with the sentence for each.
//   zh: 两个机构共同发布的政策，分别附原文。
// parameters:
//   first: {type: entity, of: [Institution], meaning: 'name, alias or id of one issuer'}
//   second: {type: entity, of: [Institution], meaning: 'name, alias or id of the other'}
// page: {default: 50, maximum: 500}
// columns:
//   policy_id: {type: string, meaning: id of the policy}
//   policy: {type: string, meaning: name of the policy}
//   facts: {type: strings, meaning: ids of the facts behind the row}
//   quotes: {type: strings, meaning: the sentence for each issuer}
//   evidence: {type: strings, meaning: ids of the evidence for both facts}
// examples:
// - question: What did the health commission and the science ministry issue together?
//   parameters: {first: 国家卫健委, second: 科技部}
//   rows:
//   - {policy: 健康科技创新规划（2026—2030年）}
MATCH (:Institution {id: $first})-[a:ISSUES]->(policy:Entity)<-[b:ISSUES]-(:Institution {id: $second})
RETURN policy.id AS policy_id, policy.name AS policy, [a.id, b.id] AS facts, [a.quote, b.quote] AS quotes,
       a.evidence + b.evidence AS evidence
ORDER BY policy, policy_id
SKIP $skip LIMIT $limit
