// title: {en: Priority areas without a funder, zh: 无资助方的重点领域}
// description:
//   en: Areas stated as a priority for which no document names who pays.
//   zh: 文本列为重点但没有文件说明由谁出资的领域。
// parameters:
//   policy: {of: [Policy, Programme], type: entity, meaning: 'name, alias or id of the policy or programme', default: null}
// page: {default: 100, maximum: 500}
// columns:
//   id: {type: string, meaning: id of the area}
//   name: {type: string, meaning: name of the area}
//   kind: {type: string, meaning: 'task, box, item … where known'}
//   stated_by: {type: strings, meaning: 'policies, programmes and areas that hold or target it'}
//   facts: {type: strings, meaning: ids of the facts that state it}
//   evidence: {type: strings, meaning: ids of their evidence}
//   passages: {type: strings, meaning: ids of up to five sentences that name it}
//   quote: {type: string, meaning: one of the sentences, optional: true}
// examples:
// - question: Which areas does nobody fund?
//   rows:
//   - {name: 脑科学与医工融合, kind: task}
MATCH (area:PriorityArea)
WHERE NOT EXISTS { MATCH (area)<-[:FUNDS]-(:Entity) }
  AND ($policy IS NULL OR EXISTS { MATCH (:Entity {id: $policy})-[:INCLUDES*1..5]->(area) })
OPTIONAL MATCH (area)<-[r:INCLUDES|TARGETS]-(source:Entity)
WITH area, r, source ORDER BY r.id
WITH area, collect(DISTINCT source.name) AS stated_by, collect(r.id) AS facts, collect(r.evidence) AS lists
OPTIONAL MATCH (area)-[:MENTIONED_IN]->(passage:Passage)
WITH DISTINCT area, stated_by, facts, lists, passage ORDER BY passage.id
WITH area, stated_by, facts, lists, collect(passage.id) AS passages, collect(passage.text) AS texts
RETURN area.id AS id, area.name AS name, coalesce(area.kind, '') AS kind, stated_by, facts,
       reduce(all = [], list IN lists | all + list) AS evidence, passages[..5] AS passages, texts[0] AS quote
ORDER BY name, id
SKIP $skip LIMIT $limit
