// title: {en: Organisation tree, zh: 组织隶属关系}
// description:
//   en: The units below an institution, or the bodies above it, step by step.
//   zh: 机构的下属单位或上级机构，逐级列出。
// parameters:
//   institution: {type: entity, of: [Institution], meaning: 'name, alias or id of the institution'}
//   direction: {type: choice, choices: [down, up], meaning: 'down to its units, up to what it belongs to', default: down}
// page: {default: 100, maximum: 500}
// columns:
//   depth: {type: integer, meaning: steps from the institution}
//   part_id: {type: string, meaning: id of the unit}
//   part: {type: string, meaning: name of the unit}
//   whole_id: {type: string, meaning: id of what it belongs to}
//   whole: {type: string, meaning: its name}
//   fact: {type: string, meaning: id of the fact}
//   evidence: {type: strings, meaning: 'ids of the evidence for the fact, best first'}
//   quote: {type: string, meaning: the sentence that states it}
//   confidence: {type: number, meaning: 'how sure the extraction is, 0 to 1'}
// examples:
// - question: Which units does the health commission have?
//   parameters: {institution: 国家卫健委}
//   rows:
//   - {depth: 1, part: 国家卫生健康委员会科教司, whole: 国家卫生健康委员会}
// - question: What does the hospital belong to?
//   parameters: {institution: 青大附院, direction: up}
//   rows:
//   - {depth: 1, whole: 青江大学}
CALL () {
  MATCH path = (:Institution {id: $institution})<-[:PART_OF*1..4]-(:Institution)
  WHERE $direction = 'down'
  RETURN length(path) AS depth, relationships(path)[-1] AS r
  UNION
  MATCH path = (:Institution {id: $institution})-[:PART_OF*1..4]->(:Institution)
  WHERE $direction = 'up'
  RETURN length(path) AS depth, relationships(path)[-1] AS r
}
WITH depth, r, startNode(r) AS part, endNode(r) AS whole
RETURN DISTINCT depth, part.id AS part_id, part.name AS part, whole.id AS whole_id, whole.name AS whole,
       r.id AS fact, r.evidence AS evidence, r.quote AS quote, r.confidence AS confidence
ORDER BY depth, whole, part, fact
SKIP $skip LIMIT $limit
