// title: {en: Goals of policies, zh: 政策目标}
// description:
//   en: Counted and dated goals with quantity, unit and year, so that plans can be compared; of one policy and what it includes, or of all.
//   zh: 列出带数量、单位和年份的目标，便于比较；可限定某一政策。
// parameters:
//   policy: {of: [Policy, Programme], type: entity, meaning: 'name, alias or id of the policy or programme', default: null}
//   unit: {type: string, meaning: only goals counted in this unit, default: null}
//   year: {type: string, meaning: only goals for this year, default: null}
// page: {default: 100, maximum: 500}
// columns:
//   policy_id: {type: string, meaning: id of the policy or programme that sets the goal}
//   policy: {type: string, meaning: its name}
//   goal_id: {type: string, meaning: id of the goal}
//   goal: {type: string, meaning: the shortest clause that states it}
//   value: {type: string, meaning: quantity as the text writes it, optional: true}
//   unit: {type: string, meaning: what is counted, optional: true}
//   year: {type: string, meaning: by when, optional: true}
//   fact: {type: string, meaning: id of the fact}
//   evidence: {type: strings, meaning: 'ids of the evidence for the fact, best first'}
//   quote: {type: string, meaning: the sentence that states it}
//   confidence: {type: number, meaning: 'how sure the extraction is, 0 to 1'}
// examples:
// - question: Which counted goals does the plan set?
//   parameters: {policy: 健康科技创新规划}
//   rows:
//   - {goal: 到2030年研发10~20项新技术, value: 10~20, unit: 项, year: '2030'}
// - question: Which goals fall due in 2028?
//   parameters: {year: '2028'}
//   rows:
//   - {policy: 四川省促进医学创新若干措施, value: '5', unit: 个}
MATCH (goal:Goal)<-[r:SETS]-(policy:Entity)
WHERE ($policy IS NULL OR policy.id = $policy OR EXISTS { MATCH (:Entity {id: $policy})-[:INCLUDES*1..3]->(policy) })
  AND ($unit IS NULL OR coalesce(r.unit, goal.unit) = $unit)
  AND ($year IS NULL OR left(coalesce(r.year, goal.year), 4) = $year)
RETURN policy.id AS policy_id, policy.name AS policy, goal.id AS goal_id, goal.name AS goal,
       coalesce(r.value, goal.value) AS value, coalesce(r.unit, goal.unit) AS unit, coalesce(r.year, goal.year) AS year,
       r.id AS fact, r.evidence AS evidence, r.quote AS quote, r.confidence AS confidence
ORDER BY policy, year, goal, fact
SKIP $skip LIMIT $limit
