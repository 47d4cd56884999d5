"""The beginnings of an article's paragraphs and headings, to walk over. No Textual."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from tui.article.model import Article, BlockKind

_HEADINGS = frozenset({BlockKind.TITLE, BlockKind.HEADING})


class Landmarks:
    """Where the blocks and the headings of `article` begin."""

    def __init__(self, article: Article) -> None:
        self._blocks = [block.start for block in article.blocks]
        self._headings = [block.start for block in article.blocks if block.kind in _HEADINGS]

    @property
    def headings(self) -> int:
        """How many headings there are, the title included."""
        return len(self._headings)

    def paragraph(self, offset: int, step: int) -> int | None:
        """The beginning of the next (`step` > 0) or the previous paragraph, list item, heading, …; None: none."""
        return next_offset(self._blocks, offset, step)

    def heading(self, offset: int, step: int) -> int | None:
        """The beginning of the next (`step` > 0) or the previous heading; None: there is none."""
        return next_offset(self._headings, offset, step)


def next_offset(sorted_offsets: Sequence[int], offset: int, step: int) -> int | None:
    """The next (`step` > 0) or the previous of some offsets, seen from one; None: there is none."""
    if step > 0:
        i = bisect_right(sorted_offsets, offset)
        return sorted_offsets[i] if i < len(sorted_offsets) else None
    i = bisect_left(sorted_offsets, offset)
    return sorted_offsets[i - 1] if i else None
