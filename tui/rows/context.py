"""The words around a place in the article, and the number of its paragraph."""

from bisect import bisect_right
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from tui.article.model import Article, Block, BlockKind
from tui.rows.line import shown, shown_part
from tui.spans import Span

_NAMED = {BlockKind.TITLE: "title", BlockKind.HEADING: "head", BlockKind.BYLINE: "by", BlockKind.CAPTION: "capt"}


class Context(NamedTuple):
    """What stands before, at and after a place, on one line. An ellipsis shows where the paragraph goes on."""

    before: str
    words: str
    after: str


class Paragraphs:
    """The paragraphs of an article, numbered from 1; titles, bylines and captions have a name instead."""

    def __init__(self, article: Article) -> None:
        self._text = article.text
        self._blocks = article.blocks
        self._starts = [block.start for block in article.blocks]

    @cached_property
    def _labels(self) -> list[str]:
        labels, number = [], 0
        for block in self._blocks:
            number += block.kind not in _NAMED
            labels.append(_NAMED.get(block.kind) or f"¶{number}")
        return labels

    def label(self, offset: int) -> str:
        """What to call the paragraph at `offset`, in at most five characters up to number 9999."""
        at = self.index(offset)
        return "" if at is None else self._labels[at]

    @property
    def last(self) -> int:
        """The number of the last paragraph; 0 if there is none."""
        return sum(block.kind not in _NAMED for block in self._blocks)

    def start(self, number: int) -> int | None:
        """Where paragraph `number` begins; None if there is none of that number."""
        numbered = (block.start for block in self._blocks if block.kind not in _NAMED)
        return next(islice(numbered, number - 1, None), None) if number > 0 else None

    def index(self, offset: int) -> int | None:
        """Which block `offset` stands in (or last came by), counted from 0."""
        at = bisect_right(self._starts, offset) - 1
        return at if at >= 0 else None

    def around(self, span: Span, before: int, after: int) -> Context:
        """The words at `span` with about `before` and `after` code points of its paragraph around them, whole words."""
        start, end = self._bounds(span)
        left, right = max(start, span.start - before), min(end, span.end + after)
        text = self._text
        if left > start:
            space = text.find(" ", left, span.start)
            left = span.start if space < 0 else space + 1
        if right < end:
            space = text.rfind(" ", span.end, right)
            right = span.end if space < 0 else space
        return Context(
            shown_part(("…" if left > start else "") + text[left : span.start]),
            shown(text[span.start : span.end]),
            shown_part(text[span.end : right] + ("…" if right < end else "")),
        )

    def _bounds(self, span: Span) -> tuple[int, int]:
        at = self.index(span.start)
        if at is None:
            return 0, len(self._text)
        block: Block = self._blocks[at]
        return block.start, max(block.end, span.end)
