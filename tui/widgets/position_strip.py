"""The position strip: a column beside the scroll bar that shows where in the article spans are."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from operator import attrgetter

from tui.text.spans import Span
from tui.widgets.wrapped_article import WrappedArticle

BLOCKS = (" ", "\u2598", "\u2596", "\u258c")
"""The characters of a cell of the strip: empty, upper half, lower half, both."""


def rows(spans: Sequence[Span], lines: WrappedArticle, height: int) -> dict[int, int]:
    """Return the cells of a strip of `height` rows for the lines in which `spans` start.

    In an article that fits on the screen, they are beside the lines; a longer one is scaled down to half rows.

    Args:
        spans: in text order.
        lines: of the article.
        height: of the strip, in rows.

    Returns:
        The index in `BLOCKS` for each row that is not empty.
    """
    total = lines.height
    if len(spans) > 4 * height and lines.is_complete and total > height:
        return _of_many(spans, lines, height)
    found: dict[int, int] = {}
    for number in (lines.line_near(span.start) for span in spans):
        if total <= height:
            row, half = number, 3
        else:
            row, lower = divmod(min(number, total - 1) * height * 2 // total, 2)
            half = 2 if lower else 1
        found[row] = found.get(row, 0) | half
    return found


def _of_many(spans: Sequence[Span], lines: WrappedArticle, height: int) -> dict[int, int]:
    """Return the same as `rows`, by looking at each half row instead of each of many spans."""
    halves = height * 2
    begins = [lines[-(-half * lines.height // halves)].start for half in range(halves)]
    begins.append(max(begins[-1], spans[-1].start) + 1)
    found: dict[int, int] = {}
    for half, (begin, end) in enumerate(pairwise(begins)):
        at = bisect_left(spans, begin, key=_start)
        if at < len(spans) and spans[at].start < end:
            found[half // 2] = found.get(half // 2, 0) | (2 if half % 2 else 1)
    return found


_start = attrgetter("start")


def line_at(row: int, total: int, height: int) -> int:
    """Return the first line of the article that `row` of the strip stands for."""
    return row if total <= height else -(-row * total // height)
