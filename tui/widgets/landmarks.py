"""The starts of an article's paragraphs and headings. No Textual."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from tui.article.model import Article, BlockKind

_HEADINGS = frozenset({BlockKind.TITLE, BlockKind.HEADING})


class Landmarks:
    """Finds the next block or heading of `article`."""

    def __init__(self, article: Article) -> None:
        self._blocks = [block.start for block in article.blocks]
        self._headings = [block.start for block in article.blocks if block.kind in _HEADINGS]

    @property
    def headings(self) -> int:
        """The number of headings, including the title."""
        return len(self._headings)

    def paragraph(self, offset: int, step: int) -> int | None:
        """Return the start of the next (`step` > 0) or previous paragraph, list item, heading, …; None if none."""
        return next_offset(self._blocks, offset, step)

    def heading(self, offset: int, step: int) -> int | None:
        """Return the start of the next (`step` > 0) or previous heading; None if there is none."""
        return next_offset(self._headings, offset, step)


def next_offset(sorted_offsets: Sequence[int], offset: int, step: int) -> int | None:
    """Return the next (`step` > 0) or previous of `sorted_offsets` from `offset`; None if there is none."""
    if step > 0:
        i = bisect_right(sorted_offsets, offset)
        return sorted_offsets[i] if i < len(sorted_offsets) else None
    i = bisect_left(sorted_offsets, offset)
    return sorted_offsets[i - 1] if i else None
