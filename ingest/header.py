"""Headers: what the first lines and the signature of an official document say about it."""

import re
from collections.abc import Iterator, Mapping

from ingest.cues import line_cues
from ingest.folding import fold
from ingest.numbering import value_of
from ingest.outline import Block, BlockKind, Header, PreparedText

_LONGEST_HEAD = 1200
_HAN = "\u3400-\u9fff"
_NUMBER = re.compile(
    rf"(?P<prefix>(?<![{_HAN}])[{_HAN}]{{1,16}}|)\s*[〔\[(【〈⟦]\s*(?:19|20)\d\d\s*[〕\])】〉⟧]\s*第?\s*\d{{1,5}}\s*号(?:文)?"
)
_BODY_END = "院厅部委局办室府署会心司制行社协组联校团所处队关省市"
_ANNOUNCEMENT = re.compile(
    rf"(?:(?:(?<=\s)|^)(?:[{_HAN}]{{1,20}}[{_BODY_END}]\s+)*(?![{_HAN}]*[于的])[{_HAN}]{{1,24}}(?:公告|通告|令)\s*\(?\s*)?"
    r"(?:19|20)\d\d\s*年\s*第\s*\d{1,4}\s*号"
    rf"|(?:(?<=\s)|^)(?:[{_HAN}]{{1,20}}[{_BODY_END}]\s+)*[{_HAN}]{{2,24}}令\s*\(?\s*第\s*\d{{1,4}}\s*号"
)
_GENRES = rf"[{_HAN}]{{0,4}}?" + line_cues("genre")[0].pattern.pattern.removesuffix("$")
_TITLE = (
    rf"(?:的{_GENRES}|(?:印发|公布|发布|转发|批转)\s*《[^》]+》(?!\s*[^\s。,:]{{0,30}}的{_GENRES}))"
    r"(?:\s?\([^()\d]{1,14}\))?"
)
_TITLE_END = re.compile(rf"{_TITLE}(?=$|\s|\.\w)")
_LOOSE_TITLE_END = re.compile(rf"{_TITLE}(?=[各有为现近根经])")
_TRAILING = re.compile(r"[^\w》)」』”？！?!]+$")
_PIECE = re.compile(r"\S+")
_SENTENCE = re.compile(r"[。:;]|\.\.\.|附件|,.*,")
_ABOUT = re.compile(
    r"关于|转发|印发|发布|公布|令(?=\s*(?:\(|第|$))|公告(?=\s*(?:\(|第|\d|$))|通告(?=\s*(?:\(|第|\d|$))"
)
_BODY = re.compile(rf"(?:[{_BODY_END}]|中央)$")
_SEPARATOR = re.compile(r"[\s、,]+")
_DATE = re.compile(r"((?:19|20)\d\d)\s*(?:年|[-./])\s*(\d{1,2})\s*(?:月|[-./])\s*(\d{1,2})\s*日?(?!\d)")
_CHINESE_DATE = re.compile(
    r"([一二][〇○零一二三四五六七八九]{3})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_REPUBLIC_DATE = re.compile(r"民国\s*(\d{2,3})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_COMPACT_DATE = re.compile(r"(?:日期|时间)\s*:\s*((?:19|20)\d\d)(\d\d)(\d\d)\b")
_CLOSING_DATE = re.compile(rf"(?:{_DATE.pattern}|{_CHINESE_DATE.pattern})\W*$")
_MOST_SIGNERS = 30
_DIGITS = {c: str(i) for i, c in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0"}
_LABEL = re.compile(r"\W*(?:文件下载链接|文件名|标\s*题|题\s*名|名\s*称)\s*:\s*")
_NAMED = re.compile(r"(.{2,80}?)(?:公告|通告|令)\s*\(?\s*(?:\d{4}|第)")
_SPACE = re.compile(r"\s+")


def parse_header(text: str) -> Header:
    """Read title, issuers, document number and date from the first block of an official document.

    Parameters
    ----------
    text
        The head of the document: its title and what follows down to the first paragraph, on one line or several.

    Returns
    -------
    Header
        Spans refer to ``text``; what the head doesn't say is empty.
    """
    folded = fold(text[:_LONGEST_HEAD])
    number = _document_number(folded)
    title = _title(folded, number)
    issuers = tuple(_issuers(folded, title)) if title else ()
    if number and not issuers and (named := _NAMED.match(folded, *number)):
        issuers = tuple(_split_bodies(folded, number[0], named.end(1)))
    doc_no = ""
    if number:
        doc_no = _SPACE.sub("", text[slice(*number)])
    date = find_date(folded[title[1] if title else 0 :]) or (find_date(folded[slice(*title)]) if title else "")
    return Header(title, issuers, doc_no, date)


def find_date(folded: str) -> str:
    """Return the first full date of a folded text in ISO 8601, or an empty string."""
    found = []
    for pattern in (_DATE, _COMPACT_DATE):
        if match := pattern.search(folded):
            found.append((match.start(), tuple(int(g) for g in match.groups())))
    if match := _CHINESE_DATE.search(folded):
        year = int("".join(_DIGITS.get(c, "0") for c in match.group(1)))
        found.append((match.start(), (year, value_of(match.group(2)), value_of(match.group(3)))))
    if match := _REPUBLIC_DATE.search(folded):
        year, month, day = (int(g) for g in match.groups())
        found.append((match.start(), (year + 1911, month, day)))
    for _, (year, month, day) in sorted(found):
        if 1 <= month <= 12 and 1 <= day <= 31:
            return f"{year:04}-{month:02}-{day:02}"
    return ""


def find_header(prepared: PreparedText, root: Block, metadata: Mapping[str, str]) -> Header:
    """Return the header of a document whose outline is known.

    The head is read first; issuers and date come from the signature where the head doesn't name them.
    """
    blocks = [block for block in root.walk() if block.kind not in (BlockKind.ROOT, BlockKind.BLANK)]
    first = next((at for at, block in enumerate(blocks) if block.kind is BlockKind.TITLE), None)
    if first is None:
        return Header(doc_no=metadata.get("doc_no", ""), date=metadata.get("date", ""))
    title = blocks[first]
    head = [title]
    for block in blocks[first + 1 :]:
        if block.kind not in (BlockKind.BYLINE, BlockKind.BOILERPLATE, BlockKind.TITLE):
            break
        head.append(block)
    end = next((b.start for b in blocks[first + 1 :] if b.kind is BlockKind.TITLE), len(prepared.text))
    start = title.start
    parsed = parse_header(prepared.text[start : head[-1].end])
    issuers = tuple((a + start, b + start) for a, b in parsed.issuers)
    signature = [b for b in blocks[first + 1 :] if b.kind is BlockKind.BYLINE and b.start < end and b not in head]
    date = parsed.date
    above = [b for b in blocks[:first] if b.kind is BlockKind.BYLINE]
    for block in (*signature, *above):
        date = date or find_date(prepared.folded[block.start : block.end])
    if not issuers:
        issuers = tuple(_signers(prepared, head[1:] + signature))
    return Header(title.title, issuers, parsed.doc_no or metadata.get("doc_no", ""), date or metadata.get("date", ""))


def _signers(prepared: PreparedText, blocks: list[Block]) -> Iterator[tuple[int, int]]:
    """Yield the bodies that stand before a date of issue, on its line or on lines of their own above it."""
    for at, block in enumerate(blocks):
        date = _CLOSING_DATE.search(prepared.folded, block.start, block.end)
        if date is None:
            continue
        names = [(block.start, date.start())] if _is_body(prepared.folded[block.start : date.start()]) else []
        if not names and prepared.folded[block.start : date.start()].strip(" \u3000("):
            continue
        for above in reversed(blocks[max(0, at - _MOST_SIGNERS) : at]):
            if not _is_body(prepared.folded[above.start : above.end]):
                break
            names.append((above.start, above.end))
        for start, end in reversed(names):
            yield from _split_bodies(prepared.folded, start, end)
        if names:
            return


def _is_body(line: str) -> bool:
    return bool(_BODY.search(line.strip())) and not re.search(r"[:。,《]", line)


def _document_number(folded: str) -> tuple[int, int] | None:
    zone = _zone(folded)
    for match in _NUMBER.finditer(folded, 0, zone):
        before = folded[: match.start()]
        if (
            not match.group("prefix")
            or before.count("(") > before.count(")")
            or before.count("《") > before.count("》")
        ):
            continue
        start = match.start("prefix")
        prefix = match.group("prefix")
        glued = max((m.end() for m in re.finditer(rf"的{_GENRES}", prefix)), default=0)
        return start + glued, match.end()
    if announced := _ANNOUNCEMENT.search(folded, 0, zone):
        return announced.span()
    return None


def _zone(folded: str) -> int:
    """Return where the head of the text ends: at its addressees or first sentence."""
    label = _LABEL.match(folded)
    found = re.compile(r"。|:(?=\s*\S)").search(folded, label.end() if label else 0)
    return found.start() if found else len(folded)


def _title(folded: str, number: tuple[int, int] | None) -> tuple[int, int] | None:
    label = _LABEL.match(folded)
    start = label.end() if label else len(folded) - len(folded.lstrip())
    before = folded[start : number[0]].strip() if number else ""
    if number and "关于" not in before and (not before or re.search(r"(?:公告|通告|令)\W*$", before)):
        rest = number[1] + len(folded[number[1] :]) - len(folded[number[1] :].lstrip(") \n\t"))
        end = _TITLE_END.search(folded, rest, min(len(folded), rest + 300))
        if end and "\n" not in folded[rest : end.end()].strip():
            return rest, end.end()
        return (start, number[0]) if before else None
    if number:
        stop = number[0]
    elif (line_end := folded.find("\n", start)) > 0:
        stop = line_end
    elif end := _TITLE_END.search(folded, start) or _LOOSE_TITLE_END.search(folded, start):
        stop = end.end()
    else:
        stop = _first_sentence(folded, start)
    closing = _TRAILING.search(folded, start, stop)
    stop = closing.start() if closing else stop
    return (start, stop) if stop > start else None


def _first_sentence(folded: str, start: int) -> int:
    """Return where the words before the first sentence end, as divided by white space."""
    stop = start
    for piece in _PIECE.finditer(folded, start):
        if stop > start and _SENTENCE.search(piece.group()):
            return stop
        stop = piece.end()
    return stop


def _issuers(folded: str, title: tuple[int, int]) -> Iterator[tuple[int, int]]:
    start, end = title
    found = _ABOUT.search(folded, start, end)
    if found is None or found.start() == start or "《" in folded[start : found.start()]:
        return
    yield from _split_bodies(folded, start, found.start())


def _split_bodies(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the names of bodies in a list; a piece that doesn't end like a body goes on in the next one."""
    begin = None
    at = start
    pieces = []
    for match in (*_SEPARATOR.finditer(folded, start, end), None):
        stop = match.start() if match else end
        if stop > at:
            pieces.append((at, stop))
        at = match.end() if match else end
    for piece_start, piece_end in pieces:
        begin = piece_start if begin is None else begin
        if _BODY.search(folded[piece_start:piece_end]):
            joined = folded[begin:piece_end]
            if joined.startswith("中共中央国务院"):
                yield begin, begin + 4
                begin += 4
            yield begin, piece_end
            begin = None
