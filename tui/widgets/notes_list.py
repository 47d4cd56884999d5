"""The list of what the reader did with the article."""

from collections.abc import Iterable

from tui.rows.line import Row
from tui.rows.work import work_rows
from tui.widgets.reading_list import ReadingList, rows_or, said

_NOTHING = (
    "Nothing yet. m marks what is at hand, v x u say what became of checking it, i writes a note, p puts right what is "
    "wrong."
)


class NotesList(ReadingList):
    """Notes, marks and corrections; first those that have no place in the article any more."""

    def build(self, width: int) -> Iterable[Row]:
        """A row for each."""
        if self.reading is None:
            return said(self.instead, width)
        rows = work_rows(self.reading, width, self.kind, self.typed)
        nothing = "Nothing of the kind." if self.typed or self.kind else _NOTHING
        return self.with_help(rows_or(rows, nothing, width), width)
