// title: {en: 'Two sentences, two amounts', zh: 资助金额不一致}
// description:
//   en: Funding for which sentences state different amounts.
//   zh: 不同句子给出不同金额的资助。
// page: {default: 100, maximum: 500}
// columns:
//   funder_id: {type: string, meaning: id of the giver}
//   funder: {type: string, meaning: name of the giver}
//   funded_id: {type: string, meaning: id of the receiver}
//   funded: {type: string, meaning: name of the receiver}
//   accounts: {type: strings, meaning: 'what each sentence adds, as JSON'}
//   quotes: {type: strings, meaning: the sentences}
//   fact: {type: string, meaning: id of the fact}
//   evidence: {type: strings, meaning: ids of the evidence}
// examples:
// - question: Where do sentences disagree about amounts?
//   rows:
//   - {funder: 国家自然科学基金委员会, funded: 脑疾病研究重点专项}
MATCH (funder:Entity)-[r:FUNDS]->(funded:Entity)
WHERE size(r.evidence) > 1
MATCH (evidence:Evidence {fact: r.id})
WHERE evidence.attributes CONTAINS '"amount"'
WITH funder, r, funded, evidence ORDER BY evidence.id
WITH funder, r, funded, collect(DISTINCT evidence.attributes) AS accounts, collect(evidence.quote) AS quotes,
     collect(evidence.id) AS evidence
WHERE size(accounts) > 1
RETURN funder.id AS funder_id, funder.name AS funder, funded.id AS funded_id, funded.name AS funded, accounts,
       quotes, r.id AS fact, evidence
ORDER BY funder, funded, fact
SKIP $skip LIMIT $limit
