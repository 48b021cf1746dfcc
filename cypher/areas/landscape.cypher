// title: {en: 'Landscape of a technology, disease or area', zh: 技术、疾病或领域全景}
// description:
//   en: Who develops, leads or funds it, which policies, programmes and areas target or hold it, and what it is for.
//   zh: 谁研发、牵头或资助，哪些政策、计划和领域以其为目标，以及它针对什么。
// parameters:
//   subject: {type: entity, of: [Technology, Disease, PriorityArea], meaning: 'name, alias or id of the technology, disease or area'}
//   relation: {type: choice, choices: [DEVELOPS, TARGETS, INCLUDES, LEADS, FUNDS], meaning: only this relation, default: null}
// page: {default: 100, maximum: 500}
// columns:
//   relation: {type: string, meaning: 'DEVELOPS, TARGETS, INCLUDES, LEADS or FUNDS'}
//   outgoing: {type: boolean, meaning: 'true where the subject is what acts: a technology for a disease'}
//   id: {type: string, meaning: id of the other end}
//   name: {type: string, meaning: its name}
//   type: {type: string, meaning: its entity type}
//   kind: {type: string, meaning: 'its kind, where known'}
//   modality: {type: string, meaning: 'done, planned or proposed'}
//   support: {type: integer, meaning: number of documents that say so}
//   fact: {type: string, meaning: id of the fact}
//   evidence: {type: strings, meaning: 'ids of the evidence for the fact, best first'}
//   quote: {type: string, meaning: the sentence that states it}
//   confidence: {type: number, meaning: 'how sure the extraction is, 0 to 1'}
// examples:
// - question: Which institutions work on brain-computer interfaces, and which policies target them?
//   parameters: {subject: BCI}
//   rows:
//   - {relation: DEVELOPS, name: 青江大学附属医院, type: Institution}
//   - {relation: DEVELOPS, name: 云帆医药股份有限公司}
//   - {relation: TARGETS, name: 四川省促进医学创新若干措施, type: Policy, outgoing: false}
// - question: Who develops them?
//   parameters: {subject: 脑机接口, relation: DEVELOPS}
//   rows:
//   - {name: 青江大学, support: 1}
// - question: What is the vaccine for?
//   parameters: {subject: 肿瘤疫苗}
//   rows:
//   - {relation: TARGETS, outgoing: true, name: 恶性肿瘤}
MATCH (subject:Entity {id: $subject})-[r:DEVELOPS|TARGETS|INCLUDES|LEADS|FUNDS]-(other:Entity)
WHERE $relation IS NULL OR type(r) = $relation
RETURN type(r) AS relation, startNode(r).id = $subject AS outgoing, other.id AS id, other.name AS name,
       other.type AS type, coalesce(other.kind, '') AS kind, r.modality AS modality, r.support AS support,
       r.id AS fact, r.evidence AS evidence, r.quote AS quote, r.confidence AS confidence
ORDER BY relation, type, name, fact
SKIP $skip LIMIT $limit
