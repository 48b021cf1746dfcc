// title: {en: What is done about a disease, zh: 针对疾病的技术与计划}
// description:
//   en: Technologies, programmes, policies and areas that target a disease, and who develops or leads them.
//   zh: 以某疾病为目标的技术、计划、政策和领域，以及研发或牵头机构。
// parameters:
//   disease: {type: entity, of: [Disease], meaning: 'name, alias or id of the disease'}
// page: {default: 100, maximum: 500}
// columns:
//   id: {type: string, meaning: id of what targets it}
//   name: {type: string, meaning: its name}
//   type: {type: string, meaning: its entity type}
//   actors: {type: objects, meaning: 'who develops, leads or issues it: id, name, relation, fact, quote'}
//   modality: {type: string, meaning: 'done, planned or proposed'}
//   fact: {type: string, meaning: id of the fact}
//   evidence: {type: strings, meaning: 'ids of the evidence for the fact, best first'}
//   quote: {type: string, meaning: the sentence that states it}
//   confidence: {type: number, meaning: 'how sure the extraction is, 0 to 1'}
// examples:
// - question: What is done about cancer?
//   parameters: {disease: 癌症}
//   rows:
//   - {name: 肿瘤疫苗, type: Technology}
//   - {name: 临床成果转化加速计划, type: Programme}
//   - {name: 肿瘤防治研究, type: PriorityArea}
MATCH (:Disease {id: $disease})<-[r:TARGETS]-(response:Entity)
OPTIONAL MATCH (response)<-[a:DEVELOPS|LEADS|ISSUES]-(actor:Institution)
WITH response, r, a, actor ORDER BY actor.name, a.id
WITH response, r, [item IN collect({id: actor.id, name: actor.name, relation: type(a), fact: a.id, quote: a.quote})
                   WHERE item.id IS NOT NULL] AS actors
RETURN response.id AS id, response.name AS name, response.type AS type, actors, r.modality AS modality,
       r.id AS fact, r.evidence AS evidence, r.quote AS quote, r.confidence AS confidence
ORDER BY type, name, fact
SKIP $skip LIMIT $limit
