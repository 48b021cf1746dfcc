// title: {en: Profile of a policy, zh: 政策概况}
// description:
//   en: 'One row with what is known of a policy: who issued it, where it applies, what it rests on and how much it holds.'
//   zh: 一行概括：发布机构、适用地区、依据及内容数量。
// parameters:
//   policy: {of: [Policy, Programme], type: entity, meaning: 'name, alias or id of the policy or programme'}
// columns:
//   id: {type: string, meaning: id of the policy}
//   name: {type: string, meaning: its name}
//   aliases: {type: strings, meaning: other names}
//   type: {type: string, meaning: Policy or Programme}
//   kind: {type: string, meaning: 'plan, notice, mechanism … where known'}
//   issuers: {type: objects, meaning: 'who issued it: id, name, date, doc_no, fact, quote'}
//   provinces: {type: objects, meaning: 'where it applies: id, name, fact, quote'}
//   basis: {type: objects, meaning: 'what it rests on: id, name, fact, quote'}
//   parts: {type: integer, meaning: tasks and items it holds directly}
//   targets: {type: integer, meaning: what it targets directly}
//   goals: {type: integer, meaning: goals it sets}
//   facts: {type: strings, meaning: ids of the facts behind the row}
// examples:
// - question: What is the Sichuan policy?
//   parameters: {policy: 四川省促进医学创新若干措施}
//   rows:
//   - {type: Policy, goals: 2, targets: 2}
MATCH (policy:Entity {id: $policy})
OPTIONAL MATCH (policy)<-[i:ISSUES]-(issuer:Entity)
WITH policy, issuer, i ORDER BY issuer.name
WITH policy, [item IN collect({id: issuer.id, name: issuer.name, date: i.date, doc_no: i.doc_no, fact: i.id, quote: i.quote})
              WHERE item.id IS NOT NULL] AS issuers
OPTIONAL MATCH (policy)-[a:APPLIES_TO]->(province:Entity)
WITH policy, issuers, province, a ORDER BY province.name
WITH policy, issuers, [item IN collect({id: province.id, name: province.name, fact: a.id, quote: a.quote})
                       WHERE item.id IS NOT NULL] AS provinces
OPTIONAL MATCH (policy)-[b:BASED_ON]->(base:Entity)
WITH policy, issuers, provinces, base, b ORDER BY base.name
WITH policy, issuers, provinces, [item IN collect({id: base.id, name: base.name, fact: b.id, quote: b.quote})
                                  WHERE item.id IS NOT NULL] AS basis
RETURN policy.id AS id, policy.name AS name, policy.aliases AS aliases, policy.type AS type,
       coalesce(policy.kind, '') AS kind, issuers, provinces, basis,
       COUNT { (policy)-[:INCLUDES]->() } AS parts, COUNT { (policy)-[:TARGETS]->() } AS targets,
       COUNT { (policy)-[:SETS]->() } AS goals,
       [item IN issuers | item.fact] + [item IN provinces | item.fact] + [item IN basis | item.fact] AS facts
