"""The rows of a list: the lines of each, and where it leads. No Textual."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from time import perf_counter
from typing import TYPE_CHECKING

from tui.rows.line import Row, Target

if TYPE_CHECKING:
    from tui.document.selection import Selection


class RowLayout:
    """Rows that are built when they are needed, so that a list of thousands opens as fast as one of ten.

    Args:
        rows: yields the rows; None for an empty list.
    """

    def __init__(self, rows: Iterable[Row] | None = None) -> None:
        self._rest: Iterator[Row] | None = None if rows is None else iter(rows)
        self._by_target: dict[Target, int] = {}
        self._by_selection: dict[Selection, int] = {}
        self.rows: list[Row] = []
        """The rows that are built."""
        self.tops: list[int] = []
        """The number of the first line of each row."""
        self.height = 0
        """The number of lines of all rows that are built."""

    @property
    def is_complete(self) -> bool:
        """Whether all rows are built."""
        return self._rest is None

    def make(self, lines: float, seconds: float = 0.0) -> None:
        """Build more rows, until there are `lines` lines and `seconds` have passed."""
        if self._rest is None:
            return
        until = perf_counter() + seconds
        while self.height < lines or perf_counter() < until:
            row = next(self._rest, None)
            if row is None:
                self._rest = None
                return
            if row.target is not None:
                self._by_target.setdefault(row.target, len(self.rows))
                if row.target.selection is not None:
                    self._by_selection.setdefault(row.target.selection, len(self.rows))
            self.rows.append(row)
            self.tops.append(self.height)
            self.height += len(row.lines)

    def lines(self, at: int) -> range:
        """Return the numbers of the lines of row `at`."""
        return range(self.tops[at], self.tops[at] + len(self.rows[at].lines))

    def row_at(self, line: int) -> int | None:
        """Return the number of the row with line `line`; None below the last row."""
        at = bisect_right(self.tops, line) - 1
        return at if at >= 0 and line - self.tops[at] < len(self.rows[at].lines) else None

    def find(self, target: Target | None) -> int | None:
        """Return the first row with `target` or, if it has no span, with its selection; None if there is none."""
        if target is None:
            return None
        if target.span is None and target.selection is not None:
            return self._by_selection.get(target.selection)
        return self._by_target.get(target)

    def next_target(self, at: int, step: int, ahead: int) -> int | None:
        """Return the next (1) or previous (-1) row with a target from row `at`; None if there is none.

        At the end of the rows that are built, `ahead` more lines are built.
        """
        at += step
        while at >= 0:
            if at >= len(self.rows):
                self.make(self.height + ahead)
                if at >= len(self.rows):
                    return None
            if self.rows[at].target is not None:
                return at
            at += step
        return None

    def first_target(self, top: int, bottom: int) -> int | None:
        """Return the first row from line `top` on with a target; None if it does not end before line `bottom`."""
        at = bisect_left(self.tops, top)
        while at < len(self.rows) and self.rows[at].target is None:
            at += 1
        return at if at < len(self.rows) and self.lines(at).stop <= bottom else None
