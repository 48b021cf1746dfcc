// title: {en: 'Two documents, two leaders', zh: 牵头机构不一致}
// description:
//   en: Work that different documents give to different leaders and that no single document gives to both.
//   zh: 不同文件指明不同牵头机构、且没有同一文件同时提及的工作。
// page: {default: 100, maximum: 500}
// columns:
//   work_id: {type: string, meaning: id of the work}
//   work: {type: string, meaning: its name}
//   work_type: {type: string, meaning: its entity type}
//   first_id: {type: string, meaning: id of one leader}
//   first: {type: string, meaning: its name}
//   second_id: {type: string, meaning: id of the other}
//   second: {type: string, meaning: its name}
//   facts: {type: strings, meaning: ids of the facts behind the row}
//   quotes: {type: strings, meaning: the sentence for each}
//   evidence: {type: strings, meaning: ids of the evidence for both}
// examples:
// - question: Where do documents disagree about who leads?
//   rows:
//   - {work: 脑科学与医工融合, work_type: PriorityArea}
MATCH (a:Institution)-[p:LEADS]->(work:Entity)<-[q:LEADS]-(b:Institution)
WHERE a.id < b.id AND coalesce(p.role, 'lead') = 'lead' AND coalesce(q.role, 'lead') = 'lead'
  AND none(document IN p.documents WHERE document IN q.documents)
RETURN work.id AS work_id, work.name AS work, work.type AS work_type, a.id AS first_id, a.name AS first,
       b.id AS second_id, b.name AS second, [p.id, q.id] AS facts, [p.quote, q.quote] AS quotes,
       p.evidence + q.evidence AS evidence
ORDER BY work, first, second
SKIP $skip LIMIT $limit
