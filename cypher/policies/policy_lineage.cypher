// title: {en: Lineage of a policy, zh: 政策沿革}
// description:
//   en: What a policy rests on (up) or what rests on it (down), step by step.
//   zh: 向上追溯政策依据，或向下查看以其为依据的政策。
// parameters:
//   policy: {of: [Policy, Programme], type: entity, meaning: 'name, alias or id of the policy or programme'}
//   direction: {type: choice, choices: [up, down], meaning: 'up to what it rests on, down to what rests on it', default: up}
//   max_depth: {type: integer, meaning: steps to follow, default: 3, minimum: 1, maximum: 5}
// page: {default: 100, maximum: 500}
// columns:
//   depth: {type: integer, meaning: steps from the policy}
//   from_id: {type: string, meaning: id of the policy that rests on the other}
//   from: {type: string, meaning: its name}
//   to_id: {type: string, meaning: id of its basis}
//   to: {type: string, meaning: name of its basis}
//   fact: {type: string, meaning: id of the fact}
//   evidence: {type: strings, meaning: 'ids of the evidence for the fact, best first'}
//   quote: {type: string, meaning: the sentence that states it}
//   confidence: {type: number, meaning: 'how sure the extraction is, 0 to 1'}
// examples:
// - question: What does the Sichuan policy rest on?
//   parameters: {policy: 四川省促进医学创新若干措施}
//   rows:
//   - {depth: 1, to: 健康科技创新规划（2026—2030年）}
//   - {depth: 2, to: 健康中国战略}
//   - {depth: 3, to: 健康中国行动纲要}
// - question: What rests on the strategy?
//   parameters: {policy: 健康中国战略, direction: down}
//   rows:
//   - {depth: 2, from: 四川省促进医学创新若干措施}
CALL () {
  MATCH path = (:Entity {id: $policy})-[:BASED_ON*1..5]->(:Entity)
  WHERE $direction = 'up'
  RETURN length(path) AS depth, relationships(path)[-1] AS r
  UNION
  MATCH path = (:Entity {id: $policy})<-[:BASED_ON*1..5]-(:Entity)
  WHERE $direction = 'down'
  RETURN length(path) AS depth, relationships(path)[-1] AS r
}
WITH depth, r, startNode(r) AS newer, endNode(r) AS older
WHERE depth <= $max_depth
RETURN DISTINCT depth, newer.id AS from_id, newer.name AS from, older.id AS to_id, older.name AS to,
       r.id AS fact, r.evidence AS evidence, r.quote AS quote, r.confidence AS confidence
ORDER BY depth, from, to, fact
SKIP $skip LIMIT $limit
