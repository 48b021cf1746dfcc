// title: {en: Areas of a policy with issuers and supporting documents, zh: 政策涉及的领域、发布机构与佐证文件}
// description:
//   en: The priority areas a set of measures is made of, who issued the measures, and how many documents say so.
//   zh: 一组措施涵盖的重点领域、措施的发布机构以及佐证文件数。
// parameters:
//   policy: {of: [Policy, Programme], type: entity, meaning: 'name, alias or id of the policy or programme'}
// page: {default: 100, maximum: 500}
// columns:
//   area_id: {type: string, meaning: id of the area}
//   area: {type: string, meaning: name of the area}
//   relation: {type: string, meaning: INCLUDES or TARGETS}
//   support: {type: integer, meaning: number of documents that say so}
//   documents: {type: strings, meaning: ids of the documents that say so}
//   issuers: {type: strings, meaning: names of the issuers}
//   fact: {type: string, meaning: id of the fact}
//   evidence: {type: strings, meaning: 'ids of the evidence for the fact, best first'}
//   quote: {type: string, meaning: the sentence that states it}
//   confidence: {type: number, meaning: 'how sure the extraction is, 0 to 1'}
// examples:
// - question: Which areas do the eight measures cover, who issued them, which documents say so?
//   parameters: {policy: 临床研究八条措施}
//   rows:
//   - {area: 人才队伍建设, relation: INCLUDES, support: 1, issuers: [国家卫生健康委员会, 财政部]}
//   - {area: 肿瘤防治研究}
MATCH (policy:Entity {id: $policy})
OPTIONAL MATCH (policy)<-[:ISSUES]-(issuer:Entity)
WITH policy, issuer ORDER BY issuer.name
WITH policy, collect(issuer.name) AS issuers
MATCH (policy)-[r:INCLUDES|TARGETS]->(area:PriorityArea)
RETURN area.id AS area_id, area.name AS area, type(r) AS relation, r.support AS support, r.documents AS documents,
       issuers, r.id AS fact, r.evidence AS evidence, r.quote AS quote, r.confidence AS confidence
ORDER BY relation, area, fact
SKIP $skip LIMIT $limit
