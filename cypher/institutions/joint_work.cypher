// title: {en: Who organises what with whom, zh: 谁与谁共同组织什么}
// description:
//   en: Pairs of institutions that lead or issue the same programme, policy or area, each with its sentence, and whether a text names them as partners.
//   zh: 共同牵头或发布同一计划、政策或领域的机构对，分别附原文，并注明是否有文本称其合作。
// parameters:
//   institution: {type: entity, of: [Institution], meaning: 'name, alias or id of an institution', default: null}
//   type: {type: choice, choices: [Programme, Policy, PriorityArea, Technology], meaning: only work of this type, default: null}
// page: {default: 100, maximum: 500}
// columns:
//   work_id: {type: string, meaning: id of what they do together}
//   work: {type: string, meaning: its name}
//   work_type: {type: string, meaning: its entity type}
//   first_id: {type: string, meaning: id of one institution}
//   first: {type: string, meaning: its name}
//   first_relation: {type: string, meaning: LEADS or ISSUES}
//   first_role: {type: string, meaning: 'its role, for LEADS', optional: true}
//   second_id: {type: string, meaning: id of the other}
//   second: {type: string, meaning: its name}
//   second_relation: {type: string, meaning: LEADS or ISSUES}
//   second_role: {type: string, meaning: 'its role, for LEADS', optional: true}
//   partners: {type: boolean, meaning: whether a text says they act together}
//   facts: {type: strings, meaning: ids of the facts behind the row}
//   quotes: {type: strings, meaning: the sentence for each}
//   evidence: {type: strings, meaning: ids of the evidence for both}
// examples:
// - question: Who works with the finance ministry, on what?
//   parameters: {institution: 财政部, type: Policy}
//   rows:
//   - {work: 临床研究八条措施, partners: true, first_relation: ISSUES}
// - question: Which programmes have more than one institution behind them?
//   parameters: {type: Programme}
//   rows:
//   - {work: 临床成果转化加速计划, partners: false}
MATCH (a:Institution)-[p:LEADS|ISSUES]->(work:Entity)<-[q:LEADS|ISSUES]-(b:Institution)
WHERE a.id < b.id AND ($institution IS NULL OR a.id = $institution OR b.id = $institution)
  AND ($type IS NULL OR work.type = $type)
RETURN work.id AS work_id, work.name AS work, work.type AS work_type,
       a.id AS first_id, a.name AS first, type(p) AS first_relation, p.role AS first_role,
       b.id AS second_id, b.name AS second, type(q) AS second_relation, q.role AS second_role,
       EXISTS { MATCH (a)-[:COLLABORATES_WITH]-(b) } AS partners,
       [p.id, q.id] AS facts, [p.quote, q.quote] AS quotes, p.evidence + q.evidence AS evidence
ORDER BY work, first, second, first_relation, second_relation
SKIP $skip LIMIT $limit
