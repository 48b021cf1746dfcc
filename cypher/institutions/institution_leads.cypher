// title: {en: What an institution leads, zh: 机构牵头的工作}
// description:
//   en: Programmes, policies, areas and technologies an institution leads, organises, initiates, guides, hosts or establishes.
//   zh: 机构牵头、组织、发起、指导、主办或设立的计划、政策、领域和技术。
// parameters:
//   institution: {type: entity, of: [Institution], meaning: 'name, alias or id of the institution'}
//   role: {type: choice, choices: [lead, organise, initiate, guide, host, establish], meaning: only this role, default: null}
// page: {default: 100, maximum: 500}
// columns:
//   id: {type: string, meaning: id of what it leads}
//   name: {type: string, meaning: its name}
//   type: {type: string, meaning: its entity type}
//   role: {type: string, meaning: how the institution leads, optional: true}
//   date: {type: string, meaning: 'when, if the text says', optional: true}
//   modality: {type: string, meaning: 'done, planned or proposed'}
//   support: {type: integer, meaning: number of documents that say so}
//   fact: {type: string, meaning: id of the fact}
//   evidence: {type: strings, meaning: 'ids of the evidence for the fact, best first'}
//   quote: {type: string, meaning: the sentence that states it}
//   confidence: {type: number, meaning: 'how sure the extraction is, 0 to 1'}
// examples:
// - question: What does the health commission lead?
//   parameters: {institution: 国家卫健委}
//   rows:
//   - {name: 肿瘤防治研究, type: PriorityArea, role: lead}
//   - {name: 临床成果转化加速计划, role: guide}
// - question: What does it guide?
//   parameters: {institution: 国家卫健委, role: guide}
//   rows:
//   - {name: 临床成果转化加速计划}
MATCH (institution:Institution {id: $institution})-[r:LEADS]->(led:Entity)
WHERE $role IS NULL OR r.role = $role
RETURN led.id AS id, led.name AS name, led.type AS type, r.role AS role, r.date AS date, r.modality AS modality,
       r.support AS support, r.id AS fact, r.evidence AS evidence, r.quote AS quote, r.confidence AS confidence
ORDER BY type, name, fact
SKIP $skip LIMIT $limit
