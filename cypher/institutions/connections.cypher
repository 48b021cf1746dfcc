// title: {en: How two entities are connected, zh: 两个实体之间的联系}
// description:
//   en: The shortest chains of facts between two entities, each step with its sentence. Sharing a province is no connection.
//   zh: 两个实体之间最短的事实链，每一步附原文；同处一省不算联系。
// parameters:
//   first: {type: entity, of: [], meaning: 'name, alias or id of one end'}
//   second: {type: entity, of: [], meaning: 'name, alias or id of the other end'}
//   max_hops: {type: integer, meaning: longest chain to look for, default: 4, minimum: 1, maximum: 4}
// page: {default: 20, maximum: 500}
// columns:
//   hops: {type: integer, meaning: number of facts in the chain}
//   entities: {type: objects, meaning: 'the chain: id, name, type'}
//   steps: {type: objects, meaning: 'its facts, in order: relation, head, tail, fact, quote'}
//   facts: {type: strings, meaning: ids of the facts behind the row}
//   evidence: {type: strings, meaning: ids of the evidence for all facts}
// examples:
// - question: How are the health commission and the finance ministry connected?
//   parameters: {first: 国家卫健委, second: 财政部}
//   rows:
//   - {hops: 1}
// - question: How are the alliance and the fund connected?
//   parameters: {first: 东方医学创新联盟, second: 科技部}
//   rows:
//   - {hops: 3}
MATCH (first:Entity {id: $first}), (second:Entity {id: $second})
WHERE first.id <> second.id
MATCH path = allShortestPaths((first)-[:ISSUES|LEADS|FUNDS|TARGETS|INCLUDES|PART_OF
                                     |COLLABORATES_WITH|PARTICIPATES_IN|DEVELOPS|BASED_ON|SETS|AFFILIATED_WITH*..4]-(second))
WITH path WHERE length(path) <= $max_hops
WITH path, [r IN relationships(path) | r.id] AS facts
RETURN length(path) AS hops, [n IN nodes(path) | {id: n.id, name: n.name, type: n.type}] AS entities,
       [r IN relationships(path) | {relation: type(r), head: startNode(r).name, tail: endNode(r).name, fact: r.id,
                                     quote: r.quote}] AS steps,
       facts, reduce(all = [], r IN relationships(path) | all + r.evidence) AS evidence
ORDER BY hops, facts
SKIP $skip LIMIT $limit
