// title: {en: What changed around an institution, zh: 机构动态}
// description:
//   en: Facts about an institution that documents first state within two dates, newest first.
//   zh: 在起止日期之间首次出现的、与该机构有关的事实，按时间倒序。
// parameters:
//   institution: {type: entity, of: [Institution], meaning: 'name, alias or id of the institution'}
//   since: {type: date, meaning: from this date on, default: null}
//   until: {type: date, meaning: up to and including this date, default: null}
// page: {default: 100, maximum: 500}
// columns:
//   first_seen: {type: string, meaning: date of the first document that says so}
//   relation: {type: string, meaning: relation type}
//   outgoing: {type: boolean, meaning: whether the institution is the head}
//   other_id: {type: string, meaning: id of the other end}
//   other: {type: string, meaning: its name}
//   other_type: {type: string, meaning: its entity type}
//   modality: {type: string, meaning: 'done, planned or proposed'}
//   fact: {type: string, meaning: id of the fact}
//   evidence: {type: strings, meaning: 'ids of the evidence for the fact, best first'}
//   quote: {type: string, meaning: the sentence that states it}
//   confidence: {type: number, meaning: 'how sure the extraction is, 0 to 1'}
// examples:
// - question: What was new about the health commission in 2026 from February on?
//   parameters: {institution: 国家卫健委, since: 2026-02, until: '2026-12-31'}
//   rows:
//   - {first_seen: '2026-06-30', relation: LEADS, outgoing: true, other: 临床成果转化加速计划}
//   - {first_seen: '2026-02-01', other: 临床研究八条措施}
MATCH (institution:Institution {id: $institution})-[r]-(other:Entity)
WHERE r.first_seen <> '' AND ($since IS NULL OR r.first_seen >= $since)
  AND ($until IS NULL OR r.first_seen <= $until OR r.first_seen STARTS WITH $until)
RETURN r.first_seen AS first_seen, type(r) AS relation, startNode(r).id = $institution AS outgoing,
       other.id AS other_id, other.name AS other, other.type AS other_type, r.modality AS modality,
       r.id AS fact, r.evidence AS evidence, r.quote AS quote, r.confidence AS confidence
ORDER BY first_seen DESC, relation, other, fact
SKIP $skip LIMIT $limit
