UNWIND $rows AS row
MATCH (e:Evidence {fact: row.id})
RETURN e.id AS id, e.fact AS fact, e.document AS document, e.passage AS passage, e.start AS start, e.end AS end,
       e.quote AS quote, e.rule AS rule, e.confidence AS confidence, e.modality AS modality, e.date AS date,
       e.attributes AS attributes
