// title: {en: 'Members of a mechanism, programme or policy', zh: 机制、计划或政策的参与者}
// description:
//   en: Who belongs to a system, takes part in a programme or contributes to a policy.
//   zh: 参与某一机制、计划或政策的机构和人员。
// parameters:
//   policy: {of: [Policy, Programme], type: entity, meaning: 'name, alias or id of the policy or programme'}
// page: {default: 100, maximum: 500}
// columns:
//   member_id: {type: string, meaning: id of the member}
//   member: {type: string, meaning: name of the member}
//   type: {type: string, meaning: Institution or Person}
//   role: {type: string, meaning: 'its part, in the words of the text', optional: true}
//   modality: {type: string, meaning: 'done, planned or proposed'}
//   fact: {type: string, meaning: id of the fact}
//   evidence: {type: strings, meaning: 'ids of the evidence for the fact, best first'}
//   quote: {type: string, meaning: the sentence that states it}
//   confidence: {type: number, meaning: 'how sure the extraction is, 0 to 1'}
// examples:
// - question: Who belongs to the mechanism?
//   parameters: {policy: “一体两翼”协同机制}
//   rows:
//   - {member: 国家卫生健康委员会}
//   - {member: 科学技术部}
//   - {member: 青江大学附属医院}
MATCH (policy:Entity {id: $policy})<-[r:PARTICIPATES_IN]-(member:Entity)
RETURN member.id AS member_id, member.name AS member, member.type AS type, r.role AS role, r.modality AS modality,
       r.id AS fact, r.evidence AS evidence, r.quote AS quote, r.confidence AS confidence
ORDER BY type, member, fact
SKIP $skip LIMIT $limit
