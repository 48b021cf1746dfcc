// title: {en: People and posts, zh: 人员与职务}
// description:
//   en: Who holds which post where; of one institution or of all.
//   zh: 谁在何处任何职；可限定某一机构。
// parameters:
//   institution: {type: entity, of: [Institution], meaning: 'name, alias or id of an institution', default: null}
// page: {default: 100, maximum: 500}
// columns:
//   person_id: {type: string, meaning: id of the person}
//   person: {type: string, meaning: name of the person}
//   title: {type: string, meaning: 'the post, in the words of the text', optional: true}
//   institution_id: {type: string, meaning: id of the institution}
//   institution: {type: string, meaning: its name}
//   first_seen: {type: string, meaning: date of the first document, optional: true}
//   last_seen: {type: string, meaning: date of the last document, optional: true}
//   fact: {type: string, meaning: id of the fact}
//   evidence: {type: strings, meaning: 'ids of the evidence for the fact, best first'}
//   quote: {type: string, meaning: the sentence that states it}
//   confidence: {type: number, meaning: 'how sure the extraction is, 0 to 1'}
// examples:
// - question: Which people hold which posts where?
//   rows:
//   - {person: 林知远, title: 院长, institution: 青江大学附属医院}
//   - {person: 许望舒, title: 副院长}
MATCH (person:Person)-[r:AFFILIATED_WITH]->(institution:Institution)
WHERE $institution IS NULL OR institution.id = $institution
RETURN person.id AS person_id, person.name AS person, r.title AS title, institution.id AS institution_id,
       institution.name AS institution, r.first_seen AS first_seen, r.last_seen AS last_seen,
       r.id AS fact, r.evidence AS evidence, r.quote AS quote, r.confidence AS confidence
ORDER BY institution, person, fact
SKIP $skip LIMIT $limit
