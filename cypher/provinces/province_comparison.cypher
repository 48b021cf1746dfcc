// title: {en: Two provinces compared, zh: 两省比较}
// description:
//   en: What the policies of two provinces target or hold, and which of the two does so.
//   zh: 两省政策的目标内容，并注明各由哪一省提出。
// parameters:
//   first: {type: entity, of: [Province], meaning: 'name, alias or id of one province'}
//   second: {type: entity, of: [Province], meaning: 'name, alias or id of the other'}
// page: {default: 200, maximum: 500}
// columns:
//   id: {type: string, meaning: id of the target}
//   name: {type: string, meaning: its name}
//   type: {type: string, meaning: its entity type}
//   in_first: {type: boolean, meaning: whether a policy of the first province names it}
//   in_second: {type: boolean, meaning: whether a policy of the second does}
//   facts: {type: strings, meaning: ids of the facts behind the row}
//   quotes: {type: strings, meaning: the sentences}
//   evidence: {type: strings, meaning: ids of the evidence}
// examples:
// - question: How do Sichuan and Henan differ?
//   parameters: {first: 四川, second: 河南}
//   rows:
//   - {name: 脑机接口, in_first: true, in_second: false}
//   - {name: 肿瘤早筛技术, in_first: false, in_second: true}
MATCH (province:Province)<-[:APPLIES_TO]-(policy:Entity)-[r:TARGETS|INCLUDES]->(target:Entity)
WHERE province.id IN [$first, $second]
WITH DISTINCT province, r, target ORDER BY r.id
WITH target, collect(DISTINCT province.id) AS provinces, collect(DISTINCT r.id) AS facts,
     collect(DISTINCT r.quote) AS quotes, collect(r.evidence) AS lists
RETURN target.id AS id, target.name AS name, target.type AS type, $first IN provinces AS in_first,
       $second IN provinces AS in_second, facts, quotes, reduce(all = [], list IN lists | all + list) AS evidence
ORDER BY type, name, id
SKIP $skip LIMIT $limit
