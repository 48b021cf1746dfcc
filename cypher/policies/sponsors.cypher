// title: {en: 'Who guides, initiates, leads and funds a programme or policy', zh: 谁指导、发起、牵头和资助某计划}
// description:
//   en: 'Every institution behind a programme or policy, with its role: it issues, leads, organises, initiates, guides, hosts, establishes or funds it.'
//   zh: 计划或政策背后的机构及其角色：发布、牵头、组织、发起、指导、主办、设立或资助。
// parameters:
//   policy: {of: [Policy, Programme], type: entity, meaning: 'name, alias or id of the policy or programme'}
// page: {default: 100, maximum: 500}
// columns:
//   relation: {type: string, meaning: 'ISSUES, LEADS or FUNDS'}
//   role: {type: string, meaning: 'lead, organise, initiate, guide, host or establish, for LEADS', optional: true}
//   institution_id: {type: string, meaning: id of the institution or programme}
//   institution: {type: string, meaning: its name}
//   amount: {type: string, meaning: 'sum given, as the text writes it', optional: true}
//   currency: {type: string, meaning: its currency, optional: true}
//   modality: {type: string, meaning: 'done, planned or proposed'}
//   fact: {type: string, meaning: id of the fact}
//   evidence: {type: strings, meaning: 'ids of the evidence for the fact, best first'}
//   quote: {type: string, meaning: the sentence that states it}
//   confidence: {type: number, meaning: 'how sure the extraction is, 0 to 1'}
// examples:
// - question: Who guides, starts and sponsors the acceleration plan?
//   parameters: {policy: 加速计划}
//   rows:
//   - {relation: LEADS, role: guide, institution: 国家卫生健康委员会}
//   - {relation: LEADS, role: initiate, institution: 东方医学创新联盟}
//   - {relation: FUNDS, institution: 云帆医药股份有限公司, amount: 2000万元}
MATCH (policy:Entity {id: $policy})<-[r:ISSUES|LEADS|FUNDS]-(institution:Entity)
RETURN type(r) AS relation, r.role AS role, institution.id AS institution_id, institution.name AS institution,
       r.amount AS amount, r.currency AS currency, r.modality AS modality,
       r.id AS fact, r.evidence AS evidence, r.quote AS quote, r.confidence AS confidence
ORDER BY relation, role, institution, fact
SKIP $skip LIMIT $limit
