"""Finds the names of institutions."""

from spacy.language import Language
from spacy.tokens import Doc

from ingest.candidates import Candidate
from ingest.naming.departments import find_departments
from ingest.naming.found import Found
from ingest.naming.institutions import InstitutionGrammar
from ingest.naming.region import document_region
from ingest.naming.script import is_of_taiwan


@Language.component("policygraph_institutions")
def institutions(doc: Doc) -> Doc:
    """Append a candidate for every institution named in the blocks that are read."""
    outline = doc._.outline
    text, folded = outline.prepared.text, outline.prepared.folded
    region = document_region(outline)
    grammar = InstitutionGrammar(folded, region, is_of_taiwan(outline))
    works = {(c.start, c.end) for c in doc._.candidates if c.type in ("Policy", "Programme") and c.score >= 0.5}
    found: list[Found] = list(grammar.bodies_of(sorted(works)))
    for block in outline.blocks():
        if block.annotated:
            found += grammar.find(block.start, block.end)
            found += find_departments(folded, block.start, block.end, region)
    for item in found:
        written = text[item.start : item.end]
        name = item.name
        if name and folded[item.start : item.end].endswith(name):
            name = written[-len(name) :]  # in the document's own script
        doc._.candidates.append(
            Candidate(item.start, item.end, "Institution", item.score, item.source, name, item.aliases, item.kind)
        )
    return doc
