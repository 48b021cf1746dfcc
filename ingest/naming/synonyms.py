"""Other ways to write one institution's name: another form of its head (高新区), its place in full or in short.

They serve to see that two names are one; nobody may use them, so they are no aliases to show.
"""

from functools import cache

from ingest.lexicon import LEXICON, read_table
from ingest.naming.places import place_at, provinces


@cache
def _heads() -> tuple[tuple[str, ...], ...]:
    rows = read_table(LEXICON / "head_synonyms.tsv", ["full", "short"])
    return tuple((row["full"], *row.several("short")) for row in rows)


def variants(name: str) -> tuple[str, ...]:
    """Return other ways to write ``name`` (simplified script, no punctuation)."""
    names = [name]
    inner = name.removeprefix("中国")
    if inner != name and place_at(inner, 0, len(inner)):
        names.append(inner)  # 中国（上海）自由贸易试验区
    hit = place_at(names[-1], 0, len(names[-1]))
    if hit and hit[0] < len(names[-1]):
        stop, place = hit
        short = provinces()[place.full].short if place.level == "province" else place.full[:-1]
        names += [form + names[-1][stop:] for form in (place.full, short)]
    for forms in _heads():
        form = next((f for f in forms if name.endswith(f)), None)
        if form:
            names += [n[: -len(form)] + other for n in tuple(names) for other in forms]
            break
    return tuple(n for n in dict.fromkeys(names) if n != name)
