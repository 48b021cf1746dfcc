// title: {en: Profile of a province, zh: 省份概况}
// description:
//   en: 'What documents say of a province: policies that apply there, institutions there, and what they work on.'
//   zh: 某省适用的政策、所在机构及其研发的技术。
// parameters:
//   province: {type: entity, of: [Province], meaning: 'name, alias or id of the province'}
// columns:
//   id: {type: string, meaning: id of the province}
//   name: {type: string, meaning: its name}
//   policies: {type: strings, meaning: policies and programmes that apply there}
//   institutions: {type: strings, meaning: institutions there}
//   technologies: {type: strings, meaning: technologies its policies target or its institutions develop}
//   areas: {type: strings, meaning: areas its policies hold or target}
//   facts: {type: strings, meaning: ids of the facts behind the row}
// examples:
// - question: What is known of Sichuan?
//   parameters: {province: 四川}
//   rows:
//   - {name: 四川省, policies: [四川省促进医学创新若干措施], technologies: [脑机接口], areas: [肿瘤防治研究]}
MATCH (province:Province {id: $province})
OPTIONAL MATCH (province)<-[p:APPLIES_TO]-(policy:Entity)
WITH province, p, policy ORDER BY policy.name
WITH province, collect(DISTINCT policy.name) AS policies, collect(p.id) AS applied
OPTIONAL MATCH (province)<-[l:LOCATED_IN]-(institution:Institution)
WITH province, policies, applied, l, institution ORDER BY institution.name
WITH province, policies, applied, collect(DISTINCT institution.name) AS institutions, collect(l.id) AS located
OPTIONAL MATCH (province)<-[:APPLIES_TO]-(:Entity)-[a:INCLUDES|TARGETS]->(area:PriorityArea)
WITH province, policies, applied, institutions, located, a, area ORDER BY area.name
WITH province, policies, applied, institutions, located, collect(DISTINCT area.name) AS areas,
     collect(DISTINCT a.id) AS targeted
OPTIONAL MATCH (province)<-[:APPLIES_TO|LOCATED_IN]-(:Entity)-[t:TARGETS|DEVELOPS|INCLUDES]->(technology:Technology)
WITH province, policies, applied, institutions, located, areas, targeted, t, technology ORDER BY technology.name
WITH province, policies, applied, institutions, located, areas, targeted,
     collect(DISTINCT technology.name) AS technologies, collect(DISTINCT t.id) AS used
RETURN province.id AS id, province.name AS name, policies, institutions, technologies, areas,
       applied + located + targeted + used AS facts
