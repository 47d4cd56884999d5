"""The article as lines of a given width: what the article pane scrolls over."""

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tui.article.model import Block, BlockKind
from tui.widgets.wrapping import wrap

_INDENT = {BlockKind.BLOCKQUOTE: 4, BlockKind.LIST: 2, BlockKind.CAPTION: 2}
_BULLETS = frozenset("-*+\u2022\u2023\u25e6\u25aa\u2013")
_BLANK = -1


class Line(NamedTuple):
    """A line: the span of the text that it shows, `indent` cells from the left; `kind` None for a blank one."""

    start: int
    end: int
    kind: BlockKind | None
    indent: int


class Lines:
    """The lines of a text, wrapped to `width` cells.

    Args:
        text: the article's text.
        blocks: its blocks, in text order. Text that lies outside of them is shown as paragraphs.
        width: cells of the widest line.
    """

    def __init__(self, text: str, blocks: Sequence[Block], width: int) -> None:
        self.width = max(1, width)
        self._kinds: list[BlockKind] = []
        # Arrays, not objects: a book has hundreds of thousands of lines, and they are made anew for every width.
        self._starts, self._ends = array("q"), array("q")
        self._blocks, self._indents = array("q"), array("q")
        self._add(0, 0, _BLANK, 0)  # the page's upper margin, which scrolls away
        before: BlockKind | None = None
        for block in whole(text, blocks):
            if before is not None and not (before is BlockKind.LIST and block.kind is BlockKind.LIST):
                self._add(self._ends[-1], self._ends[-1], _BLANK, 0)
            before = block.kind
            self._kinds.append(block.kind)
            self._add_block(text, block)

    def __len__(self) -> int:
        return len(self._starts)

    def __getitem__(self, number: int) -> Line:
        block = self._blocks[number]
        kind = None if block == _BLANK else self._kinds[block]
        return Line(self._starts[number], self._ends[number], kind, self._indents[number])

    def at(self, offset: int) -> int:
        """The number of the line that shows `offset` of the text, or of the last one before it."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def place(self, number: int) -> int:
        """The offset of the first text on line `number` or, if it is blank, below it."""
        number = max(0, min(number, len(self) - 1))
        while self._blocks[number] == _BLANK and number + 1 < len(self):
            number += 1
        return self._starts[number]

    def _add(self, start: int, end: int, block: int, indent: int) -> None:
        self._starts.append(start)
        self._ends.append(end)
        self._blocks.append(block)
        self._indents.append(indent)

    def _add_block(self, text: str, block: Block) -> None:
        number = len(self._kinds) - 1
        indent = min(_INDENT.get(block.kind, 0), self.width // 4)
        at = block.start
        while True:
            end = text.find("\n", at, block.end)
            stop = block.end if end < 0 else end
            hang = _hang(text, at, stop) if block.kind is BlockKind.LIST else 0
            hang = min(hang, self.width // 2)
            first = True
            for span in wrap(text, at, stop, self.width - indent, hang):
                self._add(span.start, span.end, number, indent if first else indent + hang)
                first = False
            if end < 0:
                return
            at = end + 1


def whole(text: str, blocks: Sequence[Block]) -> Iterator[Block]:
    """`blocks` together with a paragraph for each stretch of ink that no block covers, in text order.

    Blocks that overlap an earlier one or reach beyond the text are cut, so that every offset is in at most one.
    """
    at = 0
    for block in blocks:
        start, end = max(at, block.start), min(block.end, len(text))
        if start >= end:
            continue
        yield from _paragraphs(text, at, start)
        yield Block(start, end, block.kind, block.page)
        at = end
    yield from _paragraphs(text, at, len(text))


def _paragraphs(text: str, start: int, end: int) -> Iterator[Block]:
    at = start
    while at < end:
        found = text.find("\n", at, end)
        stop = end if found < 0 else found
        if not text[at:stop].isspace() and stop > at:
            yield Block(at, stop)
        at = stop + 1


def _hang(text: str, start: int, end: int) -> int:
    """Cells from the left of a list item to its words, behind the bullet or the number."""
    head = text[start : min(end, start + 8)]
    mark, space, _ = head.partition(" ")
    if space and (mark in _BULLETS or (len(mark) > 1 and mark[-1] in ".)" and mark[:-1].isalnum() and len(mark) <= 4)):
        return len(mark) + 1
    return 0
