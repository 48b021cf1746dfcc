// title: {en: Profile of an institution, zh: 机构概况}
// description:
//   en: One row with where an institution stands, what it belongs to, and how much it issues, leads, funds and develops.
//   zh: 一行概括机构的所在地、隶属关系及其发布、牵头、资助和研发的数量。
// parameters:
//   institution: {type: entity, of: [Institution], meaning: 'name, alias or id of the institution'}
// columns:
//   id: {type: string, meaning: id of the institution}
//   name: {type: string, meaning: its name}
//   aliases: {type: strings, meaning: other names}
//   kind: {type: string, meaning: 'government, hospital, university … where known'}
//   provinces: {type: strings, meaning: where it is located}
//   parents: {type: strings, meaning: what it belongs to}
//   issues: {type: integer, meaning: policies and programmes issued}
//   leads: {type: integer, meaning: what it leads}
//   funds: {type: integer, meaning: what it funds}
//   develops: {type: integer, meaning: technologies it develops}
//   participates: {type: integer, meaning: programmes and mechanisms it takes part in}
//   people: {type: integer, meaning: people with a post there}
//   facts: {type: strings, meaning: ids of the facts behind the row}
// examples:
// - question: What is known of the hospital?
//   parameters: {institution: 青大附院}
//   rows:
//   - {name: 青江大学附属医院, provinces: [四川省], parents: [青江大学], develops: 1, participates: 2, people: 2}
MATCH (institution:Institution {id: $institution})
OPTIONAL MATCH (institution)-[l:LOCATED_IN]->(province:Entity)
WITH institution, l, province ORDER BY province.name
WITH institution, collect(province.name) AS provinces, collect(l.id) AS places
OPTIONAL MATCH (institution)-[p:PART_OF]->(parent:Entity)
WITH institution, provinces, places, p, parent ORDER BY parent.name
WITH institution, provinces, places, collect(parent.name) AS parents, collect(p.id) AS belongs
RETURN institution.id AS id, institution.name AS name, institution.aliases AS aliases,
       coalesce(institution.kind, '') AS kind, provinces, parents,
       COUNT { (institution)-[:ISSUES]->() } AS issues, COUNT { (institution)-[:LEADS]->() } AS leads,
       COUNT { (institution)-[:FUNDS]->() } AS funds, COUNT { (institution)-[:DEVELOPS]->() } AS develops,
       COUNT { (institution)-[:PARTICIPATES_IN]->() } AS participates,
       COUNT { (institution)<-[:AFFILIATED_WITH]-() } AS people, places + belongs AS facts
