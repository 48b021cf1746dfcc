// title: {en: From national to provincial policy, zh: 中央政策在地方的落实}
// description:
//   en: Which priorities of a national policy reappear in the policies of provinces, and which stay silent; of one province or of all.
//   zh: 中央政策的各项重点在哪些省份的政策中再次出现，哪些没有响应。
// parameters:
//   policy: {of: [Policy, Programme], type: entity, meaning: 'name, alias or id of the policy or programme'}
//   province: {type: entity, of: [Province], meaning: 'name, alias or id of a province', default: null}
// page: {default: 200, maximum: 500}
// columns:
//   id: {type: string, meaning: id of the priority}
//   name: {type: string, meaning: its name}
//   type: {type: string, meaning: its entity type}
//   silent: {type: boolean, meaning: whether no provincial policy names it}
//   taken_up: {type: objects, meaning: 'where it reappears: province, policy, fact, quote'}
//   fact: {type: string, meaning: id of the fact}
//   evidence: {type: strings, meaning: 'ids of the evidence for the fact, best first'}
//   quote: {type: string, meaning: the sentence that states it}
//   confidence: {type: number, meaning: 'how sure the extraction is, 0 to 1'}
// examples:
// - question: Where do the priorities of the plan reappear?
//   parameters: {policy: 健康科技创新规划}
//   rows:
//   - {name: 肿瘤防治研究, silent: false}
//   - {name: 人才队伍建设, silent: true, taken_up: []}
// - question: Which does Henan take up?
//   parameters: {policy: 健康科技创新规划, province: 河南省}
//   rows:
//   - {name: 肿瘤防治研究, silent: true}
//   - {name: 脑科学与医工融合, silent: false}
MATCH path = (:Entity {id: $policy})-[:INCLUDES*0..3]->(:Entity)-[r:INCLUDES|TARGETS]->(priority:Entity)
WHERE priority.type IN ['PriorityArea', 'Technology', 'Disease']
WITH priority, r ORDER BY length(path), r.id
WITH priority, collect(r)[0] AS r
OPTIONAL MATCH (priority)<-[t:INCLUDES|TARGETS]-(local:Entity)-[:APPLIES_TO]->(province:Province)
WHERE local.id <> $policy AND ($province IS NULL OR province.id = $province)
WITH priority, r, t, local, province ORDER BY province.name, local.name, t.id
WITH priority, r, [item IN collect(DISTINCT {province: province.name, policy: local.name, fact: t.id, quote: t.quote})
                   WHERE item.fact IS NOT NULL] AS taken_up
RETURN priority.id AS id, priority.name AS name, priority.type AS type, size(taken_up) = 0 AS silent, taken_up,
       r.id AS fact, r.evidence AS evidence, r.quote AS quote, r.confidence AS confidence
ORDER BY type, name, id
SKIP $skip LIMIT $limit
