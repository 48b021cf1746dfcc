"""Finds provinces: named on their own, and carried by the names of institutions and policies."""

import re

from spacy.language import Language
from spacy.tokens import Doc

from ingest.candidates import Candidate
from ingest.naming.places import Place, place_at
from ingest.naming.places import provinces as divisions
from ingest.naming.region import document_region

_OTHER = re.compile(r"[-—–](?=[\u4e00-\u9fff])")
_LANGUAGE = re.compile(r"路|街|话|菜|籍|人(?!民)|大学|医院|银行|日报")


@Language.component("policygraph_provinces")
def provinces(doc: Doc) -> Doc:
    """Append a candidate for every province named, and for the province of every place inside a name found so far."""
    outline = doc._.outline
    text = outline.prepared.folded
    taken = sorted(
        {
            (c.start, c.end)
            for c in doc._.candidates
            if c.type in ("Institution", "Policy", "Programme") and c.score >= 0.5
        }
    )
    for start, end in taken:
        for begin, stop, place in _places(text, start, end):
            doc._.candidates.append(_candidate(begin, stop, place, 0.8, "lexicon:province-in-name"))
            break
    inside = [False] * (len(text) + 1)
    for start, end in taken:
        inside[start:end] = [True] * (end - start)
    for block in outline.blocks():
        if not block.annotated:
            continue
        for begin, stop, place in _places(text, block.start, block.end):
            if inside[begin] or place.level != "province" or _LANGUAGE.match(text, stop):
                continue
            doc._.candidates.append(_candidate(begin, stop, place, 0.93, "lexicon:province"))
    region = document_region(outline)
    if region is not None and region.place.province and outline.header.title:
        start, end = outline.header.title
        doc._.candidates.append(
            _candidate(start, min(start + 1, end), region.place, 0.75, "lexicon:province-of-document")
        )
    return doc


def _places(text: str, start: int, end: int) -> list[tuple[int, int, Place]]:
    found, index = [], start
    while index < end:
        hit = place_at(text, index, end)
        if hit:
            found.append((index, *hit))
            index = hit[0]
        else:
            index += 1
    return found


def _candidate(start: int, end: int, place: Place, score: float, source: str) -> Candidate:
    province = divisions()[place.province]
    return Candidate(start, end, "Province", score, source, province.full, (province.short, *province.aliases))
