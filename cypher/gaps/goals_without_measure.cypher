// title: {en: Goals without a measure, zh: 缺少量化指标的目标}
// description:
//   en: Goals that no statement gives a quantity for.
//   zh: 没有给出数量的目标。
// page: {default: 100, maximum: 500}
// columns:
//   goal_id: {type: string, meaning: id of the goal}
//   goal: {type: string, meaning: the clause that states it}
//   policy_id: {type: string, meaning: id of the policy that sets it}
//   policy: {type: string, meaning: name of the policy}
//   year: {type: string, meaning: by when, optional: true}
//   fact: {type: string, meaning: id of the fact}
//   evidence: {type: strings, meaning: 'ids of the evidence for the fact, best first'}
//   quote: {type: string, meaning: the sentence that states it}
//   confidence: {type: number, meaning: 'how sure the extraction is, 0 to 1'}
// examples:
// - question: Which goals can not be measured?
//   rows:
//   - {goal: 到2027年基本形成创新体系, policy: 四川省促进医学创新若干措施, year: '2027'}
MATCH (goal:Goal)<-[r:SETS]-(policy:Entity)
WHERE coalesce(r.value, goal.value, '') = ''
RETURN goal.id AS goal_id, goal.name AS goal, policy.id AS policy_id, policy.name AS policy,
       coalesce(r.year, goal.year) AS year,
       r.id AS fact, r.evidence AS evidence, r.quote AS quote, r.confidence AS confidence
ORDER BY policy, goal, fact
SKIP $skip LIMIT $limit
