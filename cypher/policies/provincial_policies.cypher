// title: {en: Provincial policies, zh: 地方政策}
// description:
//   en: Policies that apply to a province, who issued each, and where it applies; of one province or of all.
//   zh: 适用于各省的政策及其发布机构；可限定某一省份。
// parameters:
//   province: {type: entity, of: [Province], meaning: 'name, alias or id of a province', default: null}
// page: {default: 100, maximum: 500}
// columns:
//   policy_id: {type: string, meaning: id of the policy}
//   policy: {type: string, meaning: name of the policy}
//   kind: {type: string, meaning: 'measures, scheme … where known'}
//   province_id: {type: string, meaning: id of the province}
//   province: {type: string, meaning: name of the province}
//   issuers: {type: objects, meaning: 'who issued it: id, name, fact, quote'}
//   fact: {type: string, meaning: id of the fact}
//   evidence: {type: strings, meaning: 'ids of the evidence for the fact, best first'}
//   quote: {type: string, meaning: the sentence that states it}
//   confidence: {type: number, meaning: 'how sure the extraction is, 0 to 1'}
// examples:
// - question: Which provincial policies are named, who issued each, and where do they apply?
//   rows:
//   - {policy: 四川省促进医学创新若干措施, province: 四川省}
//   - {policy: 河南省医学创新实施方案, province: 河南省}
// - question: Which apply to Henan?
//   parameters: {province: 河南}
//   rows:
//   - {policy: 河南省医学创新实施方案, quote: 河南省卫生健康委发布河南省医学创新实施方案，重点支持肿瘤早筛。}
MATCH (province:Province)<-[r:APPLIES_TO]-(policy:Entity)
WHERE $province IS NULL OR province.id = $province
OPTIONAL MATCH (policy)<-[i:ISSUES]-(issuer:Entity)
WITH province, r, policy, issuer, i ORDER BY issuer.name
WITH province, r, policy, [item IN collect({id: issuer.id, name: issuer.name, fact: i.id, quote: i.quote})
                           WHERE item.id IS NOT NULL] AS issuers
RETURN policy.id AS policy_id, policy.name AS policy, coalesce(policy.kind, '') AS kind, province.id AS province_id,
       province.name AS province, issuers,
       r.id AS fact, r.evidence AS evidence, r.quote AS quote, r.confidence AS confidence
ORDER BY province, policy, fact
SKIP $skip LIMIT $limit
