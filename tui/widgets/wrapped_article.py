"""The lines of an article, wrapped to a width."""

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from time import perf_counter
from typing import NamedTuple

from tui.article.model import Block, BlockKind
from tui.text.wrapping import wrap

_INDENT = {BlockKind.BLOCKQUOTE: 4, BlockKind.LIST: 2, BlockKind.CAPTION: 2}
_BULLETS = frozenset("-*+\u2022\u2023\u25e6\u25aa\u2013")
_BLANK = -1
_PAUSE = 256


class Line(NamedTuple):
    """A line: the span of its text, its kind (None for a blank line), and its indent in cells."""

    start: int
    end: int
    kind: BlockKind | None
    indent: int


class WrappedArticle:
    """The lines of a text, wrapped to `width` cells when they are needed, so that a book opens as fast as a page.

    Args:
        text: the article's text.
        blocks: its blocks, in text order. Text outside of them is shown as paragraphs.
        width: the greatest width of a line, in cells.
    """

    def __init__(self, text: str, blocks: Sequence[Block], width: int) -> None:
        self.width = max(1, width)
        self.is_complete = False
        self._size = len(text)
        self._kinds: list[BlockKind] = []
        # Arrays, not objects: a book has hundreds of thousands of lines, which are wrapped again for every width.
        self._starts, self._ends = array("q"), array("q")
        self._blocks, self._indents = array("q"), array("q")
        self._add(0, 0, _BLANK, 0)  # the top margin, which scrolls away
        self._wrapping = self._wrap(text, blocks)

    def wrap_more(self, seconds: float | None = None) -> bool:
        """Wrap more of the text, for about `seconds` (None: all of it); return whether it is complete."""
        until = None if seconds is None else perf_counter() + seconds
        while not self.is_complete and (until is None or perf_counter() < until):
            self._step()
        return self.is_complete

    def __len__(self) -> int:
        """Return the number of lines so far."""
        return len(self._starts)

    def __getitem__(self, number: int) -> Line:
        """Return line `number`, from 0.

        Raises:
            IndexError: there are fewer lines.
        """
        self._reach_line(number)
        block = self._blocks[number]
        kind = None if block == _BLANK else self._kinds[block]
        return Line(self._starts[number], self._ends[number], kind, self._indents[number])

    @property
    def height(self) -> int:
        """The number of all lines; an estimate until the whole text is wrapped."""
        return len(self) if self.is_complete else len(self) * self._size // max(1, self._ends[-1])

    def line_at(self, offset: int) -> int:
        """Return the number of the line that shows `offset`, or of the last one before it."""
        while not self.is_complete and self._starts[-1] <= offset:
            self._step()
        return max(0, bisect_right(self._starts, offset) - 1)

    def line_near(self, offset: int) -> int:
        """Return the same as `line_at`, but an estimate where the text is not wrapped yet."""
        known = self.is_complete or offset < self._starts[-1]
        return self.line_at(offset) if known else offset * self.height // max(1, self._size)

    def clamp(self, number: int) -> int:
        """Return `number`, or the nearest number of a line."""
        self._reach_line(number)
        return max(0, min(number, len(self) - 1))

    def text_start(self, number: int) -> int:
        """Return the offset of the first text on line `number` or, if it is blank, below it."""
        number = self.clamp(number)
        while self._blocks[number] == _BLANK and self.clamp(number + 1) > number:
            number += 1
        return self._starts[number]

    def _reach_line(self, number: int) -> None:
        while not self.is_complete and number >= len(self._starts):
            self._step()

    def _step(self) -> None:
        """Wrap some more lines."""
        self.is_complete = next(self._wrapping, True)

    def _wrap(self, text: str, blocks: Sequence[Block]) -> Iterator[bool]:
        """Wrap the text, and yield False after some lines."""
        before: BlockKind | None = None
        for block in cover_text(text, blocks):
            if before is not None and not (before is BlockKind.LIST and block.kind is BlockKind.LIST):
                self._add(self._ends[-1], self._ends[-1], _BLANK, 0)
            before = block.kind
            self._kinds.append(block.kind)
            for line in self._lines_of(text, block):
                self._add(*line)
                if len(self._starts) % _PAUSE == 0:
                    yield False

    def _lines_of(self, text: str, block: Block) -> Iterator[tuple[int, int, int, int]]:
        number = len(self._kinds) - 1
        indent = min(_INDENT.get(block.kind, 0), self.width // 4)
        at = block.start
        while True:
            end = text.find("\n", at, block.end)
            stop = block.end if end < 0 else end
            hang = _hanging_indent(text, at, stop) if block.kind is BlockKind.LIST else 0
            hang = min(hang, self.width // 2)
            first = True
            for span in wrap(text, at, stop, self.width - indent, hang):
                yield span.start, span.end, number, indent if first else indent + hang
                first = False
            if end < 0:
                return
            at = end + 1

    def _add(self, start: int, end: int, block: int, indent: int) -> None:
        self._starts.append(start)
        self._ends.append(end)
        self._blocks.append(block)
        self._indents.append(indent)


def cover_text(text: str, blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield `blocks` and a paragraph for each line of text that no block covers, in text order.

    Blocks that overlap an earlier one or go beyond the text are cut, so that every offset is in at most one.
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


def _hanging_indent(text: str, start: int, end: int) -> int:
    """Return the width of the bullet or number of a list item, with its space, in cells."""
    head = text[start : min(end, start + 8)]
    mark, space, _ = head.partition(" ")
    if space and (mark in _BULLETS or (len(mark) > 1 and mark[-1] in ".)" and mark[:-1].isalnum() and len(mark) <= 4)):
        return len(mark) + 1
    return 0
