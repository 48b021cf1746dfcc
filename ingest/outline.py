"""The outline of a document: a tree of blocks whose texts, in reading order, are the document's text."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class BlockKind(StrEnum):
    """What a block is to its reader."""

    ROOT = "root"
    TITLE = "title"  # the document's own title
    HEADING = "heading"  # 一、 （一） 第一章 ## … : a line that titles what follows
    BOX = "box"  # 专栏N
    ITEM = "item"  # 1. （1） ① 一是 • 第N条 : numbered text; its title is a run-in heading, if it has one
    PARAGRAPH = "paragraph"
    TABLE = "table"  # one row; cells are separated by tabs
    DUTY = "duty"  # （责任单位：…） （…牵头，…参与）
    BYLINE = "byline"  # authors, addresses, dates, issuing body of a head or foot, addressees
    BOILERPLATE = "boilerplate"  # navigation, related reading, copyright, captions, page heads, references
    BLANK = "blank"


@dataclass(eq=False, slots=True)
class Block:
    """A block of text with the blocks it titles below it.

    Parameters
    ----------
    kind
        What it is.
    start, end
        Its own text, ``[start, end)`` of the prepared text, trailing line break included.
    level
        Depth of its numbering style: 1 for 第N编/章, 一、, ##; larger is deeper. 0 where it has none.
    number
        The numbering as written (``（一）``, ``专栏1``), or empty.
    title
        ``(start, end)`` of what the block is called, without number and closing mark; None if untitled.
        An item's run-in heading (``1. 基因治疗技术。围绕…``) is its title.
    children
        The blocks it titles, in reading order.
    parent
        The block that titles it; None for the root only.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    number: str = ""
    title: tuple[int, int] | None = None
    children: list["Block"] = field(default_factory=list)
    parent: "Block | None" = None

    def walk(self) -> Iterator["Block"]:
        """Yield this block and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def ancestors(self) -> Iterator["Block"]:
        """Yield the blocks that title this one, closest first, without the root."""
        block = self.parent
        while block is not None and block.kind is not BlockKind.ROOT:
            yield block
            block = block.parent

    @property
    def body(self) -> tuple[int, int]:
        """Return the part of the own text that follows the title (all of it if untitled)."""
        return (self.title[1] if self.title else self.start, self.end)

    @property
    def annotated(self) -> bool:
        """Tell whether the guide wants this block read (boilerplate and blanks are not)."""
        return self.kind not in (BlockKind.BOILERPLATE, BlockKind.BLANK, BlockKind.ROOT)


@dataclass(frozen=True, slots=True)
class Header:
    """What the first lines (and the signature) of an official document say about it.

    ``title`` is a span of the prepared text; ``issuers`` are spans of their names, in order;
    ``date`` is ISO 8601.
    """

    title: tuple[int, int] | None = None
    issuers: tuple[tuple[int, int], ...] = ()
    doc_no: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class PreparedText:
    """A document's text made ready for reading.

    ``text`` has wrapped lines joined, in the document's own script; ``folded`` has the same length and is for
    matching only (NFKC character by character where that keeps the length, simplified script);
    ``offsets[i]`` is where ``text[i]`` stands in the source text (``offsets`` has one more entry: its length).
    """

    text: str
    folded: str
    offsets: tuple[int, ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the source span of ``[start, end)``."""
        return (self.offsets[start], self.offsets[end - 1] + 1) if end > start else (self.offsets[start],) * 2


@dataclass(frozen=True, slots=True)
class Outline:
    """A prepared text with its tree of blocks and its header."""

    prepared: PreparedText
    root: Block
    header: Header

    def blocks(self) -> Iterator[Block]:
        """Yield all blocks but the root, in reading order; their texts tile the prepared text."""
        yield from (b for b in self.root.walk() if b.kind is not BlockKind.ROOT)
