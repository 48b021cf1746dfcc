"""Finds the names of policies, first of all the document's own."""

import re

from spacy.language import Language
from spacy.tokens import Doc

from ingest.candidates import Candidate
from ingest.naming.policies import SELF, PolicyFound, find_plain, find_quoted, find_titled
from ingest.naming.policy_words import has_policy_head
from ingest.outline import Block, BlockKind, Outline

_ANNOUNCES = re.compile(
    r"关于(?:印发|发布|公布|下发|转发|颁布|实施)(?P<inner>.+?)的(?:通知|公告|通报|决定|函)(?:[（(].*[）)])?$", re.S
)
_MATTER = re.compile(r"关于(?!印发|发布|公布|下发|转发|颁布)(.+)的(?:通知|公告|决定|批复)")
_OWN_HEAD = re.compile(
    r"(?:意见|通知|规划|纲要|方案|计划|措施|政策|细则|办法|条例|规定|决定|决议|批复|公告|通告|指南|指引|规范|目录|法|建议|程序|工作报告|行动|制度|函|章程|议案)(?:[（(].{1,14}[）)])*$"
)
_NO_OWN = re.compile(r"答记者问|解读|召开|举行|记者|图解|新闻|综述|会议(?!.*方案)|讲话|研讨会|论坛|[:：？?！!]")


@Language.component("policygraph_policies")
def policies(doc: Doc) -> Doc:
    """Append a candidate for every policy named, with the document's own title and its short forms."""
    outline = doc._.outline
    text = outline.prepared.folded
    own = _own(outline)
    doc._.candidates.extend(own)
    for block in outline.blocks():
        if not block.annotated:
            continue
        for policy in _named(text, block):
            span = policy.start, policy.end
            plain = policy.source in ("grammar:plain-policy", "grammar:about", "grammar:titled-policy")
            if plain and any(c.start <= policy.start and policy.end <= c.end for c in own):
                continue  # part of the document's own title
            doc._.candidates.append(Candidate(*span, "Policy", policy.score, policy.source, aliases=policy.aliases))
        if own:
            host = own[-1]
            name = host.name or outline.prepared.text[host.start : host.end].replace("\n", "")
            for match in SELF.finditer(text, block.start, block.end):
                short = outline.prepared.text[match.start() : match.end()]
                if _fits(match[0], name):
                    doc._.candidates.append(
                        Candidate(match.start(), match.end(), "Policy", 0.9, "names:self", name, (short,))
                    )
    return doc


def _named(text: str, block: Block) -> list[PolicyFound]:
    """Return the policies named in a block; a plain name inside a title or a longer name is part of it."""
    found: list[PolicyFound] = []
    for finder in (find_titled, find_quoted, find_plain):
        for policy in sorted(finder(text, block.start, block.end), key=lambda p: p.start - p.end):
            if not any(p.start <= policy.start and policy.end <= p.end for p in found if p.score >= 0.5):
                found.append(policy)
    return found


def _fits(short: str, name: str) -> bool:
    """Tell whether 本X may speak of the policy ``name``: the same head, or 本规划纲要 of a 规划纲要."""
    head = short[1:]
    return re.sub(r"[（(][^（()）]*[）)]|[《》“”\s]", "", name).endswith(head)


def _own(outline: Outline) -> list[Candidate]:
    """Return candidates for the document's own title and for what a notice brings, the innermost last."""
    prepared, header = outline.prepared, outline.header
    spans = [header.title] if header.title else []
    spans += [b.title or (b.start, b.end) for b in outline.blocks() if b.kind is BlockKind.TITLE]
    found: list[Candidate] = []
    done: set[str] = set()
    for start, end in spans:
        while end > start and prepared.text[end - 1] in "\n 　":
            end -= 1
        while start < end and prepared.text[start] in "\n 　#":
            start += 1
        written = re.sub(r"\s+", "", prepared.text[start:end])
        folded = re.sub(r"\s+", "", prepared.folded[start:end])
        if not written or written in done or len(folded) > 90:
            continue
        done.add(written)
        if not _OWN_HEAD.search(folded) or _NO_OWN.search(folded) or not has_own_shape(folded):
            continue
        aliases = []
        about = folded.find("关于")
        if about > 0:
            aliases.append(written[about:])
        matter = _MATTER.search(folded)
        if matter and has_policy_head(matter[1]):
            aliases.append(written[matter.start(1) : matter.end(1)])
        if not found and header.doc_no:
            aliases.append(header.doc_no)
        found.append(Candidate(start, end, "Policy", 0.95, "structure:own-title", written, tuple(aliases)))
        inner = _ANNOUNCES.search(prepared.folded, start, end)
        if inner:
            begin, stop = inner.span("inner")
            while prepared.folded[begin] in "《\n " and begin < stop - 1:
                begin += 1
            while prepared.folded[stop - 1] in "》\n " and stop > begin + 1:
                stop -= 1
            name = re.sub(r"\s+", "", prepared.text[begin:stop])
            if has_policy_head(re.sub(r"\s+", "", prepared.folded[begin:stop])):
                done.add(name)
                found.append(Candidate(begin, stop, "Policy", 0.93, "structure:announced", name))
    return found


def has_own_shape(title: str) -> bool:
    """Tell whether a title (folded) is that of a policy rather than of a news item about one."""
    if title.endswith(("法", "行动")) and len(title) > 30:
        return False
    bare = re.sub(r"(?:[（(][^（）()]*[）)])+$", "", title)
    return "关于" in title or has_policy_head(title) or bare.endswith(("工作报告", "程序", "行动"))
