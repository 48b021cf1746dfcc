// title: {en: Facts by type, zh: 各类事实数量}
// description:
//   en: How many facts of each relation type the graph holds, how sure and how well supported they are.
//   zh: 图谱中各类关系的数量、平均置信度和多文件佐证情况。
// columns:
//   relation: {type: string, meaning: relation type}
//   count: {type: integer, meaning: facts of the type}
//   mean_confidence: {type: number, meaning: mean confidence}
//   corroborated: {type: integer, meaning: facts that more than one document states}
// examples:
// - question: How many of each?
//   rows:
//   - {relation: ISSUES, count: 6, corroborated: 2}
//   - {relation: FUNDS, count: 2}
MATCH (:Entity)-[r]->(:Entity)
RETURN type(r) AS relation, count(*) AS count, round(avg(r.confidence) * 1000) / 1000 AS mean_confidence,
       sum(CASE WHEN r.support > 1 THEN 1 ELSE 0 END) AS corroborated
ORDER BY count DESC, relation
