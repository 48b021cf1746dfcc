// title: {en: Outline of a policy, zh: 政策提纲}
// description:
//   en: 'Everything a plan holds by its own structure: tasks, boxes and items, each below the heading it stands under, with the line that says so.'
//   zh: 按规划自身结构列出任务、专栏和条目，逐级给出上级标题和原文。
// parameters:
//   policy: {of: [Policy, Programme], type: entity, meaning: 'name, alias or id of the policy or programme'}
// page: {default: 200, maximum: 500}
// columns:
//   depth: {type: integer, meaning: '1 for what the policy itself holds, 2 for what that holds …'}
//   parent_id: {type: string, meaning: id of what it stands under}
//   parent: {type: string, meaning: name of what it stands under}
//   id: {type: string, meaning: id of the part}
//   name: {type: string, meaning: name of the part}
//   type: {type: string, meaning: entity type of the part}
//   kind: {type: string, meaning: 'task, item … where known'}
//   box: {type: string, meaning: 'the box (专栏) that holds its items, as the plan heads it, or empty'}
//   fact: {type: string, meaning: id of the fact}
//   evidence: {type: strings, meaning: 'ids of the evidence for the fact, best first'}
//   quote: {type: string, meaning: the sentence that states it}
//   confidence: {type: number, meaning: 'how sure the extraction is, 0 to 1'}
// examples:
// - question: Which tasks, boxes and items does the plan have?
//   parameters: {policy: 健康科技创新规划}
//   rows:
//   - {depth: 1, parent: 健康科技创新规划（2026—2030年）, name: 肿瘤防治研究, kind: task}
//   - {depth: 2, parent: 肿瘤防治研究, name: 肿瘤防治, kind: box}
//   - {depth: 3, parent: 肿瘤防治, name: 肿瘤疫苗, quote: 2. 肿瘤疫苗，用于癌症。}
MATCH path = (policy:Entity {id: $policy})-[:INCLUDES*1..5]->(part:Entity)
WITH part, length(path) AS depth, nodes(path)[-2] AS parent, relationships(path)[-1] AS r
RETURN DISTINCT depth, parent.id AS parent_id, parent.name AS parent, part.id AS id, part.name AS name,
       part.type AS type, coalesce(part.kind, '') AS kind, coalesce(part.box, '') AS box,
       r.id AS fact, r.evidence AS evidence, r.quote AS quote, r.confidence AS confidence
ORDER BY depth, parent, name, fact
SKIP $skip LIMIT $limit
