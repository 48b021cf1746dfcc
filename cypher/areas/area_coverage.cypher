// title: {en: Coverage of priority areas, zh: 重点领域覆盖情况}
// description:
//   en: 'For each priority area: the policies that hold or target it, who leads and who funds it, and in how many provinces it is taken up.'
//   zh: 每个重点领域涉及的政策、牵头机构、资助方和涉及省份。
// parameters:
//   area: {type: entity, of: [PriorityArea], meaning: 'name, alias or id of an area', default: null}
// page: {default: 100, maximum: 500}
// columns:
//   id: {type: string, meaning: id of the area}
//   name: {type: string, meaning: name of the area}
//   kind: {type: string, meaning: 'task, box, item … where known'}
//   policies: {type: strings, meaning: policies and programmes that hold or target it}
//   leaders: {type: strings, meaning: institutions that lead it}
//   funders: {type: strings, meaning: who funds it}
//   provinces: {type: strings, meaning: provinces where such a policy applies}
//   facts: {type: strings, meaning: ids of the facts behind the row}
// examples:
// - question: Who covers cancer research?
//   parameters: {area: 肿瘤防治研究}
//   rows:
//   - {leaders: [国家卫生健康委员会], funders: [], provinces: [四川省]}
//   - {policies: [临床研究八条措施, 健康科技创新规划（2026—2030年）, 四川省促进医学创新若干措施]}
MATCH (area:PriorityArea)
WHERE $area IS NULL OR area.id = $area
OPTIONAL MATCH (area)<-[h:INCLUDES|TARGETS]-(policy:Entity)
WHERE policy.type IN ['Policy', 'Programme']
WITH area, h, policy ORDER BY policy.name
WITH area, collect(DISTINCT policy.name) AS policies, collect(h.id) AS held
OPTIONAL MATCH (area)<-[l:LEADS]-(leader:Entity)
WITH area, policies, held, l, leader ORDER BY leader.name
WITH area, policies, held, collect(DISTINCT leader.name) AS leaders, collect(l.id) AS led
OPTIONAL MATCH (area)<-[f:FUNDS]-(funder:Entity)
WITH area, policies, held, leaders, led, f, funder ORDER BY funder.name
WITH area, policies, held, leaders, led, collect(DISTINCT funder.name) AS funders, collect(f.id) AS funded
OPTIONAL MATCH (area)<-[:INCLUDES|TARGETS]-(:Entity)-[:APPLIES_TO]->(province:Province)
WITH area, policies, held, leaders, led, funders, funded, province ORDER BY province.name
WITH area, policies, held, leaders, led, funders, funded, collect(DISTINCT province.name) AS provinces
RETURN area.id AS id, area.name AS name, coalesce(area.kind, '') AS kind, policies, leaders, funders, provinces,
       held + led + funded AS facts
ORDER BY size(policies) DESC, name, id
SKIP $skip LIMIT $limit
