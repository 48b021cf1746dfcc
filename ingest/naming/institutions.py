"""The grammar of institution names: what begins where, and what goes on with units of its own."""

import re
from collections.abc import Iterable, Iterator

from ingest.naming.authorities import Authorities
from ingest.naming.found import Found
from ingest.naming.headed import HeadedNames
from ingest.naming.region import Region

_MEDIA = re.compile(r"(?<=《)[^《》0-9]{1,16}(?:日报|晚报|报|杂志|杂志（电子版）)(?=》)")
_OF_WORK = re.compile(
    r"[》”」]?(?:编撰|推进|评审|奖励|工作|试点|指导|协调)*(?:专家委员会|委员会|领导小组|工作小组|协调小组|基金会|专家组)(?:办公室)?"
)


class InstitutionGrammar:
    """Finds institution names in one document's folded text."""

    def __init__(self, text: str, region: Region | None, taiwan: bool) -> None:
        self.text = text
        self.authorities = Authorities(text, region, taiwan)
        self.headed = HeadedNames(text, region, taiwan)

    def find(self, start: int, end: int) -> list[Found]:
        """Return the names in ``[start, end)``, in order, units after their parents."""
        found: list[Found] = []
        index = start
        while index < end:
            names = self.authorities.at(index, end) or self.headed.at(index, end)
            if not names:
                index += 1
                continue
            names += self.headed.units(names[-1], end)
            found += names
            index = names[-1].end
        for name in list(self.headed.own_names(start, end, found)):
            found += [name, *self.headed.units(name, end)]
        for match in _MEDIA.finditer(self.text, start, end):
            found.append(Found(match.start(), match.end(), 0.5, "grammar:media", "media"))
        return sorted(found, key=lambda f: (f.start, f.end))

    def bodies_of(self, works: Iterable[tuple[int, int]]) -> Iterator[Found]:
        """Yield the bodies named after a policy or programme (健康中国行动 + 推进委员会); ``works`` are their spans."""
        for start, end in works:
            match = _OF_WORK.match(self.text, end)
            if match:
                begin = start - 1 if self.text[start - 1 : start] == "《" and match[0].startswith("》") else start
                yield Found(begin, match.end(), 0.8, "grammar:body-of-work", "committee")
                office = match[0].endswith("办公室")
                if office:
                    yield Found(begin, match.end() - 3, 0.75, "grammar:body-of-work", "committee")
