"""Numbers and names of paragraphs, for the screen and for exports."""

import re
from bisect import bisect_right
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from tui.article.model import Article, Block, BlockKind
from tui.text.spans import Span

_NAMED = {
    BlockKind.TITLE: "title", BlockKind.STANDFIRST: "intro", BlockKind.HEADING: "head", BlockKind.BYLINE: "by",
    BlockKind.CAPTION: "capt",
}  # fmt: skip

_DATED = re.compile(
    r"\W*(?:(?:first|last|published|posted|updated|modified|date|on|at)\b\W*)*"
    r"(?:\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
    r"|(?:jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|(sept?|octo?|nov|dec)(em)?(ber)?)\W+\d)",
    re.IGNORECASE,
)
"""The start of a byline that states the date rather than the author."""


class Context(NamedTuple):
    """The words at a place with the words around them, on one line. An ellipsis shows where the paragraph continues."""

    before: str
    words: str
    after: str


class Paragraphs:
    """The paragraphs of an article, numbered from 1; titles, headings, bylines and captions have a name instead."""

    def __init__(self, article: Article) -> None:
        self._text = article.text
        self._blocks = article.blocks
        self._starts = [block.start for block in article.blocks]

    @cached_property
    def _names(self) -> list[str]:
        names, number = [], 0
        for block in self._blocks:
            number += block.kind not in _NAMED
            names.append(self._named(block) or str(number))
        return names

    def _named(self, block: Block) -> str:
        if block.kind == BlockKind.BYLINE and _DATED.match(self._text, block.start, block.end):
            return "date"
        return _NAMED.get(block.kind, "")

    def name(self, offset: int) -> str:
        """Return the number of the paragraph at `offset` ("3") or its name ("title"); "" before the first block."""
        at = self.index(offset)
        return "" if at is None else self._names[at]

    def label(self, offset: int) -> str:
        """Return the same in display form ("¶3", "title"), in at most five characters up to number 9999."""
        name = self.name(offset)
        return f"¶{name}" if name.isdecimal() else name

    @property
    def last(self) -> int:
        """The number of the last paragraph; 0 if there is none."""
        return sum(block.kind not in _NAMED for block in self._blocks)

    def start(self, number: int) -> int | None:
        """Return where paragraph `number` begins; None if there is no such paragraph."""
        numbered = (block.start for block in self._blocks if block.kind not in _NAMED)
        return next(islice(numbered, number - 1, None), None) if number > 0 else None

    def index(self, offset: int) -> int | None:
        """Return the index of the block at `offset`, or of the last one before it; None in front of the first."""
        at = bisect_right(self._starts, offset) - 1
        return at if at >= 0 else None

    def bounds(self, span: Span) -> Span:
        """Return the span of the paragraphs that contain `span`; the whole text if there are no blocks."""
        at = self.index(span.start)
        if at is None:
            return Span(0, len(self._text))
        return Span(self._blocks[at].start, max(self._blocks[at].end, span.end))

    def beside(self, span: Span, before: int, after: int) -> tuple[str, str]:
        """Return about `before` and `after` code points of the paragraph around `span`, in whole words.

        An ellipsis shows where the paragraph continues.
        """
        start, end = self.bounds(span)
        left, right = max(start, span.start - before), min(end, span.end + after)
        text = self._text
        if left > start:
            space = text.find(" ", left, span.start)
            left = span.start if space < 0 else space + 1
        if right < end:
            space = text.rfind(" ", span.end, right)
            right = span.end if space < 0 else space
        cut_off, going_on = "…" if left > start else "", "…" if right < end else ""
        return cut_off + text[left : span.start], text[span.end : right] + going_on

    def around(self, span: Span, before: int, after: int) -> Context:
        """Return the words at `span` with about `before` and `after` code points of their paragraph, in whole words."""
        from tui.text.display import shown, shown_part

        left, right = self.beside(span, before, after)
        return Context(shown_part(left), shown(self._text[span.start : span.end]), shown_part(right))
