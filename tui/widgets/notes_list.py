"""The list of notes, bookmarks and corrections."""

from collections.abc import Iterable

from tui.document.selection import Selection
from tui.keys.user_keymap import in_use
from tui.rows.line import Row
from tui.rows.notes import work_rows
from tui.widgets.filterable_list import FilterableList, make_message, rows_or_message


class NotesList(FilterableList):
    """Lists notes, bookmarks and corrections; those that no longer match the text come first."""

    def mark_selection(self, selection: Selection | None) -> None:
        """Highlight the note on the selection; a correction keeps the highlight if nothing is selected."""
        here = self.target
        if here is not None and here.selection is None and here.item and selection is None:
            return
        super().mark_selection(selection)

    def build(self, width: int) -> Iterable[Row]:
        """Return a row for each note, bookmark and correction."""
        if self.index is None:
            return make_message(self.instead, width)
        rows = work_rows(self.index, width, self.kind, self.typed)
        nothing = "No matches." if self.typed or self.kind else self._invitation()
        return self.with_help(rows_or_message(rows, nothing, width), width)

    def _invitation(self) -> str:
        key = in_use(self.app).key
        checks = "/".join(map(key, ("verified", "disputed", "to-check")))
        return (
            f"No notes yet. {key('bookmark')} bookmark · {checks} verify, dispute, to check · {key('note')} note · "
            f"{key('correct')} correct."
        )
