"""Finds every further place that names what was named in full once: short forms, units, repeats."""

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from ingest.candidates import Candidate
from ingest.naming.brands import Brands
from ingest.naming.derived_forms import company_forms, numbered_hospital_forms
from ingest.naming.repeats import occurrences
from ingest.naming.short_forms import defined_after
from ingest.outline import Block

_PLAIN_UNITS = (
    "办公室",
    "办公厅",
    "医学院",
    "学院",
    "研究院",
    "研究所",
    "实验室",
    "研究中心",
    "中心",
    "分会",
    "委员会",
    "图书馆",
    "病房",
    "院区",
    "医院",
)


@Language.component("policygraph_names")
def names(doc: Doc) -> Doc:
    """Append candidates for short forms defined in the document, units without their parent, and missed repeats."""
    outline = doc._.outline
    text = outline.prepared.folded
    own = outline.prepared.text
    blocks = [b for b in outline.blocks() if b.annotated]
    doc._.candidates += _brands(doc, blocks)
    hosts = [c for c in doc._.candidates if c.type in ("Institution", "Policy", "Programme") and c.score >= 0.5]
    taken: dict[str, list[tuple[int, int]]] = {}
    for candidate in doc._.candidates:
        taken.setdefault(candidate.type, []).append((candidate.start, candidate.end))
    searches: dict[tuple[str, str], Candidate] = {}
    for host in sorted(hosts, key=lambda c: -c.score):
        name = host.name or own[host.start : host.end].replace("\n", "")
        for short in defined_after(text, host.end):
            key = own[text.find(short, host.end) :][: len(short)]
            searches.setdefault(
                (host.type, short), Candidate(0, 0, host.type, 0.88, "names:defined", name, (key,), host.kind)
            )
        if host.type == "Institution" and host.source == "grammar:unit":
            for unit in _unit_names(host, hosts, text):
                searches.setdefault(
                    (host.type, unit[0]), Candidate(0, 0, host.type, 0.7, "names:unit", name, (unit[1],), host.kind)
                )
        if host.score >= 0.75 and len(text[host.start : host.end]) >= (3 if _is_brand(host) else 4):
            searches.setdefault(
                (host.type, text[host.start : host.end]),
                Candidate(0, 0, host.type, host.score * 0.95, "names:repeated", name, (), host.kind),
            )
    for form, owner in _derived(hosts, text).items():
        name = owner.name or own[owner.start : owner.end].replace("\n", "")
        searches.setdefault((owner.type, form), Candidate(0, 0, owner.type, 0.8, "names:derived", name, (), owner.kind))
    for (kind, form), pattern in searches.items():
        for start, end in occurrences(form, text, blocks):
            if any(s <= start and end <= e or start <= s < end or start < e <= end for s, e in taken.get(kind, ())):
                continue
            taken.setdefault(kind, []).append((start, end))
            doc._.candidates.append(
                Candidate(
                    start,
                    end,
                    kind,
                    pattern.score,
                    pattern.source,
                    pattern.name,
                    (*pattern.aliases, own[start:end]),
                    pattern.kind,
                )
            )
    return doc


def _brands(doc: Doc, blocks: list[Block]) -> list[Candidate]:
    """Return the names without a head that their context gives away."""
    believed = [c for c in doc._.candidates if c.score >= 0.5]
    spans = {(c.start, c.end) for c in believed if c.type in ("Institution", "Policy", "Programme", "Person")}
    brands = Brands(
        doc._.outline.prepared.folded,
        {(c.start, c.end) for c in believed if c.type == "Institution"},
        {c.start for c in believed if c.type == "Person"},
    )
    found = {(f.start, f.end): f for block in blocks for f in brands.find(block.start, block.end)}
    return [
        Candidate(f.start, f.end, "Institution", f.score, f.source, "", (), f.kind)
        for (start, end), f in sorted(found.items())
        if not any(s < end and start < e for s, e in spans)
    ]


def _is_brand(host: Candidate) -> bool:
    return host.source.startswith("grammar:brand")


def _derived(hosts: list[Candidate], text: str) -> dict[str, Candidate]:
    """Return the short forms that follow from the full name of one institution of the document only."""
    owners: dict[str, dict[str, Candidate]] = {}
    for host in hosts:
        name = host.name or text[host.start : host.end].replace("\n", "")
        if host.type != "Institution" or host.score < 0.75:
            continue
        forms = [*company_forms(name)] if host.kind == "company" else []
        for form in (*forms, *numbered_hospital_forms(name, text)):
            owners.setdefault(form, {}).setdefault(name, host)
    return {form: next(iter(names.values())) for form, names in owners.items() if len(names) == 1}


def _unit_names(host: Candidate, hosts: list[Candidate], text: str) -> Iterator[tuple[str, str]]:
    """Yield (folded, written) names of the unit without its parent, where they are particular enough."""
    parents = [h for h in hosts if h.type == "Institution" and h.start == host.start and h.end < host.end]
    if not parents:
        return
    parent = max(parents, key=lambda h: h.end)
    unit = text[parent.end : host.end]
    for link in ("附属", "直属", "所属", "下属"):
        unit = unit.removeprefix(link)
    if len(unit) >= 3 and unit not in _PLAIN_UNITS and not unit.startswith("第"):
        yield unit, unit
