// title: {en: Collaborators of an institution, zh: 合作机构}
// description:
//   en: Institutions the texts name as acting together with one, by the number of documents that say so.
//   zh: 与该机构共同行动的机构，按佐证文件数排列。
// parameters:
//   institution: {type: entity, of: [Institution], meaning: 'name, alias or id of the institution'}
// page: {default: 100, maximum: 500}
// columns:
//   collaborator_id: {type: string, meaning: id of the collaborator}
//   collaborator: {type: string, meaning: its name}
//   support: {type: integer, meaning: number of documents that say so}
//   documents: {type: strings, meaning: ids of the documents that say so}
//   first_seen: {type: string, meaning: date of the first document, optional: true}
//   last_seen: {type: string, meaning: date of the last document, optional: true}
//   fact: {type: string, meaning: id of the fact}
//   evidence: {type: strings, meaning: 'ids of the evidence for the fact, best first'}
//   quote: {type: string, meaning: the sentence that states it}
//   confidence: {type: number, meaning: 'how sure the extraction is, 0 to 1'}
// examples:
// - question: With whom does the health commission act?
//   parameters: {institution: 国家卫生健康委}
//   rows:
//   - {collaborator: 科学技术部, support: 2, first_seen: '2026-01-15', last_seen: '2026-02-01', confidence: 0.97}
//   - {collaborator: 财政部, support: 1}
MATCH (:Institution {id: $institution})-[r:COLLABORATES_WITH]-(collaborator:Institution)
RETURN collaborator.id AS collaborator_id, collaborator.name AS collaborator, r.support AS support,
       r.documents AS documents, r.first_seen AS first_seen, r.last_seen AS last_seen,
       r.id AS fact, r.evidence AS evidence, r.quote AS quote, r.confidence AS confidence
ORDER BY support DESC, collaborator, fact
SKIP $skip LIMIT $limit
