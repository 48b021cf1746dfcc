// title: {en: 'What a policy targets, by section', zh: 政策各部分的目标领域、技术和疾病}
// description:
//   en: The diseases, technologies and areas a policy works on, each with the closest task, box or item that names it.
//   zh: 政策关注的疾病、技术和领域，以及提出它的最近一级任务、专栏或条目。
// parameters:
//   policy: {of: [Policy, Programme], type: entity, meaning: 'name, alias or id of the policy or programme'}
//   type: {type: choice, choices: [Disease, Technology, PriorityArea], meaning: only targets of this type, default: null}
// page: {default: 200, maximum: 500}
// columns:
//   depth: {type: integer, meaning: '0 for the policy itself, 1 for its tasks …'}
//   section_id: {type: string, meaning: id of the section}
//   section: {type: string, meaning: 'name of the section, or of the policy'}
//   section_kind: {type: string, meaning: 'task, box, item … where known'}
//   id: {type: string, meaning: id of the target}
//   name: {type: string, meaning: name of the target}
//   type: {type: string, meaning: 'Disease, Technology or PriorityArea'}
//   modality: {type: string, meaning: 'done, planned or proposed'}
//   fact: {type: string, meaning: id of the fact}
//   evidence: {type: strings, meaning: 'ids of the evidence for the fact, best first'}
//   quote: {type: string, meaning: the sentence that states it}
//   confidence: {type: number, meaning: 'how sure the extraction is, 0 to 1'}
// examples:
// - question: Which diseases and technologies does the plan target, by task?
//   parameters: {policy: 健康科技创新规划}
//   rows:
//   - {depth: 1, section: 脑科学与医工融合, name: 脑机接口, type: Technology, modality: planned}
//   - {section: 肿瘤疫苗, name: 恶性肿瘤, type: Disease}
//   - {section: 肿瘤防治研究, name: 恶性肿瘤}
// - question: Which diseases only?
//   parameters: {policy: 健康科技创新规划, type: Disease}
//   rows:
//   - {name: 帕金森病}
MATCH path = (policy:Entity {id: $policy})-[:INCLUDES*0..5]->(section:Entity)
MATCH (section)-[r:TARGETS]->(target:Entity)
WHERE $type IS NULL OR target.type = $type
RETURN DISTINCT length(path) AS depth, section.id AS section_id, section.name AS section,
       coalesce(section.kind, '') AS section_kind, target.id AS id, target.name AS name, target.type AS type,
       r.modality AS modality, r.id AS fact, r.evidence AS evidence, r.quote AS quote, r.confidence AS confidence
ORDER BY depth, section, type, name, fact
SKIP $skip LIMIT $limit
