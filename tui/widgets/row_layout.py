"""The rows of a list one below the other: which lines each takes, and where each leads. No Textual."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from time import perf_counter
from typing import TYPE_CHECKING

from tui.rows.line import Row, Target

if TYPE_CHECKING:
    from tui.document.selection import Selection


class RowLayout:
    """Rows that are made as they are asked for, so that a list of thousands costs no more than one of ten.

    Args:
        rows: makes the rows; by default there are none.
    """

    def __init__(self, rows: Iterable[Row] | None = None) -> None:
        self._rest: Iterator[Row] | None = None if rows is None else iter(rows)
        self._by_target: dict[Target, int] = {}
        self._by_selection: dict[Selection, int] = {}
        self.rows: list[Row] = []
        """Those that are made."""
        self.tops: list[int] = []
        """The first line of each."""
        self.height = 0
        """The lines of all that are made."""

    @property
    def is_complete(self) -> bool:
        """Whether all rows are made."""
        return self._rest is None

    def make(self, lines: float, seconds: float = 0.0) -> None:
        """Make more rows, until there are so many lines and that time has gone by."""
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
        """The numbers of the lines of row `at`."""
        return range(self.tops[at], self.tops[at] + len(self.rows[at].lines))

    def row_at(self, line: int) -> int | None:
        """The row that line number `line` belongs to; None below the last."""
        at = bisect_right(self.tops, line) - 1
        return at if at >= 0 and line - self.tops[at] < len(self.rows[at].lines) else None

    def find(self, target: Target | None) -> int | None:
        """The first row that leads to `target`; of one without a place, the first that selects what it selects."""
        if target is None:
            return None
        if target.span is None and target.selection is not None:
            return self._by_selection.get(target.selection)
        return self._by_target.get(target)

    def next_target(self, at: int, step: int, ahead: int) -> int | None:
        """The next row (`step` 1) or the one before (-1) that leads anywhere; None if there is none.

        At the end of the rows that are made, `ahead` lines more are made.
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
        """The first row between the lines `top` and `bottom` that leads anywhere; None if it is not whole there."""
        at = bisect_left(self.tops, top)
        while at < len(self.rows) and self.rows[at].target is None:
            at += 1
        return at if at < len(self.rows) and self.lines(at).stop <= bottom else None
