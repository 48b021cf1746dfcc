// title: {en: Policies by date, zh: 政策时间线}
// description:
//   en: Policies in the order they were issued, or first seen where no date is stated, between two dates.
//   zh: 按发布（或首次出现）时间排列的政策，可限定起止日期。
// parameters:
//   since: {type: date, meaning: from this date on, default: null}
//   until: {type: date, meaning: up to and including this date, default: null}
// page: {default: 100, maximum: 500}
// columns:
//   date: {type: string, meaning: 'date of issue, or of the first document that names the issue'}
//   dated: {type: boolean, meaning: whether the text states the date of issue}
//   policy_id: {type: string, meaning: id of the policy}
//   policy: {type: string, meaning: name of the policy}
//   institution_id: {type: string, meaning: id of the issuer}
//   institution: {type: string, meaning: name of the issuer}
//   fact: {type: string, meaning: id of the fact}
//   evidence: {type: strings, meaning: 'ids of the evidence for the fact, best first'}
//   quote: {type: string, meaning: the sentence that states it}
//   confidence: {type: number, meaning: 'how sure the extraction is, 0 to 1'}
// examples:
// - question: What was issued from April to May 2026?
//   parameters: {since: 2026-04, until: '2026-05-31'}
//   rows:
//   - {date: '2026-04-10', policy: 四川省促进医学创新若干措施, dated: true}
//   - {date: '2026-05-20'}
MATCH (policy:Policy)<-[r:ISSUES]-(institution:Institution)
WITH policy, institution, r, coalesce(r.date, policy.date, r.first_seen, '') AS date
WHERE date <> '' AND ($since IS NULL OR date >= $since) AND ($until IS NULL OR date <= $until OR date STARTS WITH $until)
RETURN date, coalesce(r.date, policy.date) IS NOT NULL AS dated, policy.id AS policy_id, policy.name AS policy,
       institution.id AS institution_id, institution.name AS institution,
       r.id AS fact, r.evidence AS evidence, r.quote AS quote, r.confidence AS confidence
ORDER BY date, policy, institution, fact
SKIP $skip LIMIT $limit
