"""The list of what the reader did with the article."""

from collections.abc import Iterable

from tui.document.selection import Selection
from tui.rows.line import Row
from tui.rows.notes import work_rows
from tui.widgets.filterable_list import FilterableList, rows_or_message, said

_NOTHING = (
    "Nothing yet. m marks what is at hand, v x u say what became of checking it, i writes a note, p puts right what is "
    "wrong."
)


class NotesList(FilterableList):
    """Notes, marks and corrections; first those that have no place in the article any more."""

    def mark_selection(self, selection: Selection | None) -> None:
        """Put the mark on what was said of what is selected; a row of its own, such as a correction, keeps it."""
        here = self.target
        if here is not None and here.selection is None and here.item and selection is None:
            return
        super().mark_selection(selection)

    def build(self, width: int) -> Iterable[Row]:
        """A row for each."""
        if self.index is None:
            return said(self.instead, width)
        rows = work_rows(self.index, width, self.kind, self.typed)
        nothing = "Nothing of the kind." if self.typed or self.kind else _NOTHING
        return self.with_help(rows_or_message(rows, nothing, width), width)
