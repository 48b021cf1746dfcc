// title: {en: Provinces and technologies, zh: 省份与技术矩阵}
// description:
//   en: 'How often each province comes with each technology: policies there that target it and institutions there that develop it.'
//   zh: 各省与各技术的对应：以其为目标的政策数和研发机构数。
// parameters:
//   technology: {type: entity, of: [Technology], meaning: 'name, alias or id of a technology', default: null}
// page: {default: 200, maximum: 500}
// columns:
//   province_id: {type: string, meaning: id of the province}
//   province: {type: string, meaning: its name}
//   technology_id: {type: string, meaning: id of the technology}
//   technology: {type: string, meaning: its name}
//   policies: {type: integer, meaning: policies and programmes there that target or hold it}
//   institutions: {type: integer, meaning: institutions there that develop it}
//   facts: {type: strings, meaning: ids of the facts behind the row}
//   quote: {type: string, meaning: one of the sentences}
// examples:
// - question: Where does which technology play a part?
//   rows:
//   - {province: 四川省, technology: 脑机接口, policies: 1, institutions: 1}
//   - {province: 河南省, technology: 肿瘤早筛技术, policies: 1, institutions: 0}
MATCH (province:Province)<-[:APPLIES_TO|LOCATED_IN]-(actor:Entity)-[r:TARGETS|INCLUDES|DEVELOPS]->(technology:Technology)
WHERE $technology IS NULL OR technology.id = $technology
WITH DISTINCT province, technology, actor, r ORDER BY r.id
WITH province, technology, collect(DISTINCT r.id) AS facts, collect(r.quote) AS quotes,
     count(DISTINCT CASE WHEN actor.type <> 'Institution' THEN actor.id END) AS policies,
     count(DISTINCT CASE WHEN type(r) = 'DEVELOPS' THEN actor.id END) AS institutions
RETURN province.id AS province_id, province.name AS province, technology.id AS technology_id,
       technology.name AS technology, policies, institutions, facts, quotes[0] AS quote
ORDER BY province, technology, technology_id
SKIP $skip LIMIT $limit
