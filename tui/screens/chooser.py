"""The screen on which one of several sources is chosen."""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tui.rows.length import word_count
from tui.rows.line import fit, shown
from tui.screens.dialog import Dialog
from tui.shelf import Entry, Shelf

_HINT = "enter reads it · esc closes · < and > go from one to the next"


class ChooserScreen(Dialog[int | None]):
    """Lists the sources. Its result is the number of one of them, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,w,ctrl+c", "dismiss", "Close", tooltip="Stay."),
        Binding("j", "down", "Down", show=False),
        Binding("k", "up", "Up", show=False),
    ]

    def __init__(self, shelf: Shelf) -> None:
        super().__init__()
        self._shelf = shelf

    def compose(self) -> ComposeResult:
        """A box with a row for each source."""
        box = Vertical(id="chooser")
        box.border_title = "Sources"
        with box:
            yield OptionList(id="sources", markup=False)
            yield Static(_HINT, markup=False, id="chooser-hint")

    def on_mount(self) -> None:
        """Begin at the one that is read."""
        self._fill()
        self.query_one(OptionList).focus()

    def on_resize(self) -> None:
        """Rows are as wide as the box."""
        self.call_after_refresh(self._fill)

    def _fill(self) -> None:
        rows = self.query_one(OptionList)
        at = self._shelf.at if rows.highlighted is None else rows.highlighted
        width = max(rows.size.width - 3, 20)
        rows.clear_options()
        rows.add_options([Option(row) for row in _rows(self._shelf, width)])
        rows.highlighted = at

    def action_down(self) -> None:
        """The next row."""
        self.query_one(OptionList).action_cursor_down()

    def action_up(self) -> None:
        """The row before."""
        self.query_one(OptionList).action_cursor_up()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(event.option_index)


def _rows(shelf: Shelf, width: int) -> Sequence[Content]:
    """One for each source; what is said of them stands in a column."""
    rows = []
    longest = max(cell_len(shown(_state(entry))) for entry in shelf)
    wanted = max(cell_len(shown(entry.title)) for entry in shelf)
    column = min(wanted, max(width - 4 - longest, width * 3 // 5, 10))
    for number, entry in enumerate(shelf):
        here = number == shelf.at
        title = fit(shown(entry.title), column)
        state = fit(shown(_state(entry)), max(width - column - 4, 0)).rstrip()
        rows.append(
            Content.assemble(
                ("▶ " if here else "  ", "$person"),
                (title, "bold" if here else ""),
                (f"  {state}", "$text-error" if entry.trouble else "$quiet"),
            )
        )
    return rows


def _state(entry: Entry) -> str:
    if entry.trouble:
        return entry.trouble
    return "not opened yet" if entry.article is None else f"{word_count(entry.article.text):,} words"
