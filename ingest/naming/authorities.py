"""Bodies the lexicon knows by name, and the organs of places: 国家卫生健康委, 河南省科技厅, 省委, 市、县人民政府."""

import re
from dataclasses import replace

from ingest.naming.bodies import ends_here, local_organs, named_bodies
from ingest.naming.found import Found
from ingest.naming.levels import level_at
from ingest.naming.places import Place, place_at
from ingest.naming.region import Region

_SESSION = re.compile(r"第[一二三四五六七八九十]+届(?=人民代表大会|人大|政协)")
_SEAT = re.compile(r"副?[省市县区州]长")
_PARTICLES = frozenset("在与和由是的对从到及")
_LEVELS = "省市县区州"
_NEAR = 30  # characters within which 省政府 speaks of the place just named (广东省委、省政府)


class Authorities:
    """Finds authorities in one document's folded text; keeps the place named last, for 省委、省政府 after it."""

    def __init__(self, text: str, region: Region | None, taiwan: bool) -> None:
        self.text, self.region, self.bodies = text, region, named_bodies(taiwan)
        self._last: tuple[int, Place] | None = None

    def at(self, index: int, end: int) -> list[Found]:
        """Return the authority named at ``index``, after the parents its name begins with; empty if there is none."""
        return self._named(index, end) or self._of_place(index, end) or self._of_level(index, end)

    def _named(self, index: int, end: int) -> list[Found]:
        text = self.text
        hit = self.bodies.at(text, index, end)
        if hit is None or not ends_here(text[index : hit[0]], text, hit[0]):
            return []
        stop, body = hit
        form = text[index:stop]
        before, after = text[index - 1 : index], text[stop : stop + 1]
        if form.isascii() and any(c.isascii() and c.isalnum() for c in (before, after)):
            return []
        if body.kind == "university" and len(form) == 2 and before.isalpha() and before not in _PARTICLES:
            return []  # 临港大道 holds no 港大
        if form in body.bare:
            if before and before in _LEVELS or self.region is not None:
                return []
            return [Found(index, stop, 0.9, "lexicon:institution", body.kind, "", (body.full, *body.forms[1:2]))]
        aliases = (body.full,) if form != body.full else ()
        found = [Found(index, stop, 0.97, "lexicon:institution", body.kind, "", aliases)]
        parent = self.bodies.at(text, index, stop - 1)
        if parent and parent[1] is not body and body.kind not in ("international", "academy", "company"):
            above = parent[1]
            found.insert(0, Found(index, parent[0], 0.9, "lexicon:parent", above.kind, "", (above.full,)))
        return found

    def _of_place(self, index: int, end: int) -> list[Found]:
        text = self.text
        hit = place_at(text, index + (2 if text.startswith("中共", index) else 0), end)
        if hit is None:
            return []
        stop, place = hit
        while (inner := place_at(text, stop, end)) and inner[1].province == place.province != inner[1].full:
            stop, place = inner
        self._last = (stop, place)
        found = self._organs(stop, end, place, index)
        if not found and _SEAT.match(text, stop, end):  # 海南省省长: whoever heads the government of a place
            name = f"{place.full}人民政府"
            return [Found(index, stop, 0.7, "grammar:seat", "government", name, (f"{place.full}政府",), place)]
        if not found and text[stop : stop + 1] in ("省", "市", "县", "区"):
            found = self._organs(stop + 1, end, place, index)
        return found

    def _of_level(self, index: int, end: int) -> list[Found]:
        text = self.text
        level = level_at(text, index, end)
        if level is None:
            return []
        place = self.region.for_level(level.level) if self.region else None
        if place is None and self._last and index - self._last[0] <= _NEAR and "。" not in text[self._last[0] : index]:
            place = self._last[1] if self._last[1].full.endswith(level.level) else None
        if place is None and level.shared:
            return []
        found = self._organs(level.end, end, place, index)
        if place is None:
            return found
        self._last = (found[-1].end, place) if found else self._last
        return [
            replace(
                f,
                score=min(f.score, 0.93),
                name=level.level + text[level.end : f.end] if level.shared else "",
                aliases=(*f.aliases, place.full + text[level.end : f.end]),
            )
            for f in found
        ]

    def _organs(self, index: int, end: int, place: Place | None, start: int) -> list[Found]:
        """Return the organ whose form stands at ``index``, of the place named from ``start`` on, after its parents."""
        text = self.text
        session = _SESSION.match(text, index, end)
        index = session.end() if session else index
        found: list[Found] = []
        limit = end
        while (hit := local_organs().at(text, index, limit)) is not None:
            stop, organs = hit
            limit = stop - 1
            organ = organs[0]
            if (
                not ends_here(text[index:stop], text, stop)
                or found
                and organ.kind not in ("government", "party", "congress")
            ):
                continue
            aliases = []
            if place:
                full = organ.template.format(place.full)
                aliases = [full] * (full != text[start:stop]) + [place.full + text[index:stop]] * bool(session)
            score = 0.96 if place else 0.3
            found.insert(0, Found(start, stop, score, "grammar:organ", organ.kind, "", tuple(aliases), place))
        return found
