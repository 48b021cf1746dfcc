// title: {en: Who funds what, zh: 资助关系}
// description:
//   en: Every statement of funding or sponsorship with its amount; of one giver, of one receiver, or all.
//   zh: 资助与赞助关系及金额；可限定资助方或受助方。
// parameters:
//   funder: {type: entity, of: [Institution, Programme], meaning: 'name, alias or id of the giver', default: null}
//   funded: {type: entity, of: [], meaning: 'name, alias or id of the receiver', default: null}
// page: {default: 100, maximum: 500}
// columns:
//   funder_id: {type: string, meaning: id of the giver}
//   funder: {type: string, meaning: name of the giver}
//   funded_id: {type: string, meaning: id of the receiver}
//   funded: {type: string, meaning: name of the receiver}
//   funded_type: {type: string, meaning: entity type of the receiver}
//   amount: {type: string, meaning: the sum as the text writes it, optional: true}
//   currency: {type: string, meaning: ISO 4217 code, optional: true}
//   date: {type: string, meaning: 'when, if the text says', optional: true}
//   modality: {type: string, meaning: 'done, planned or proposed'}
//   support: {type: integer, meaning: number of documents that say so}
//   fact: {type: string, meaning: id of the fact}
//   evidence: {type: strings, meaning: 'ids of the evidence for the fact, best first'}
//   quote: {type: string, meaning: the sentence that states it}
//   confidence: {type: number, meaning: 'how sure the extraction is, 0 to 1'}
// examples:
// - question: Who funds what?
//   rows:
//   - {funder: 云帆医药股份有限公司, funded: 临床成果转化加速计划, amount: 2000万元}
//   - {funder: 国家自然科学基金委员会, funded: 脑疾病研究重点专项}
// - question: Who funds the brain project?
//   parameters: {funded: 脑疾病研究重点专项}
//   rows:
//   - {funder: 国家自然科学基金委员会, amount: 300万元, currency: CNY}
// - question: What does the company fund?
//   parameters: {funder: 云帆医药}
//   rows:
//   - {funded: 临床成果转化加速计划}
MATCH (funder:Entity)-[r:FUNDS]->(funded:Entity)
WHERE ($funder IS NULL OR funder.id = $funder) AND ($funded IS NULL OR funded.id = $funded)
RETURN funder.id AS funder_id, funder.name AS funder, funded.id AS funded_id, funded.name AS funded,
       funded.type AS funded_type, r.amount AS amount, r.currency AS currency, r.date AS date,
       r.modality AS modality, r.support AS support,
       r.id AS fact, r.evidence AS evidence, r.quote AS quote, r.confidence AS confidence
ORDER BY funder, funded, fact
SKIP $skip LIMIT $limit
