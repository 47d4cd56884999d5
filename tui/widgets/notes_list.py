"""The list of what the reader did with the article."""

from collections.abc import Iterable

from tui.rows.line import Row
from tui.rows.work import work_rows
from tui.widgets.reading_list import ReadingList, said
from tui.widgets.row_list import PAGE

_NOTHING = (
    "Nothing yet. m marks what is at hand, v x u say what became of checking it, i writes a note, p puts right what is "
    "wrong."
)


class NotesList(ReadingList):
    """Notes, marks and corrections; first those that have no place in the article any more."""

    MOST = PAGE

    def build(self, width: int) -> Iterable[Row]:
        """A row for each."""
        if self.reading is None:
            return said(self.instead, width)
        rows = work_rows(self.reading, width, self.kind, self.typed)
        first = next(rows, None)
        if first is not None:
            return _chain(first, rows)
        return said("Nothing of the kind." if self.typed or self.kind else _NOTHING, width)


def _chain(first: Row, rest: Iterable[Row]) -> Iterable[Row]:
    yield first
    yield from rest
