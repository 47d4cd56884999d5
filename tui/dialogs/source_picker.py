"""The dialog to choose one of several sources."""

from collections import Counter
from collections.abc import Sequence
from pathlib import PurePath
from typing import ClassVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tui.article.source_list import Entry, SourceList
from tui.dialogs.base import Dialog
from tui.rows.length import word_count
from tui.text.display import fit, shown


class _Sources(OptionList):
    """The list of sources. Textual's own paging fails if there is no room for a row."""

    def action_page_down(self) -> None:
        """Move a page down."""
        self._by(max(self.size.height - 1, 1))

    def action_page_up(self) -> None:
        """Move a page up."""
        self._by(-max(self.size.height - 1, 1))

    def _by(self, rows: int) -> None:
        if self.option_count:
            self.highlighted = max(0, min((self.highlighted or 0) + rows, self.option_count - 1))


class SourcePicker(Dialog[int | None]):
    """Lists the sources; returns the index of one of them, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,w,ctrl+c", "dismiss", "Close", tooltip="Cancel."),
        Binding("j,ctrl+n", "list('cursor_down')", "Down", show=False),
        Binding("k,ctrl+p", "list('cursor_up')", "Up", show=False),
        Binding("space,ctrl+f,ctrl+d", "list('page_down')", "Page down", show=False),
        Binding("b,ctrl+b,ctrl+u", "list('page_up')", "Page up", show=False),
        Binding("g", "list('first')", "First", show=False),
        Binding("G", "list('last')", "Last", show=False),
    ]

    def __init__(self, source_list: SourceList) -> None:
        super().__init__()
        self._source_list = source_list

    def compose(self) -> ComposeResult:
        """Compose a row for each source, and the hint."""
        box = Vertical(id="chooser")
        box.border_title = "Sources"
        with box:
            yield _Sources(id="sources", markup=False)
            previous, following = (self.app.keymap.key(id_) for id_ in ("previous-source", "next-source"))
            hint = f"enter open · esc cancel · in the article: {previous} {following} switch source"
            yield Static(hint, markup=False, id="chooser-hint")

    def on_mount(self) -> None:
        """Highlight the present source."""
        self._fill()
        self.query_one(OptionList).focus()

    def on_resize(self) -> None:
        """Build the rows again for the new width."""
        self.call_after_refresh(self._fill)

    def _fill(self) -> None:
        rows = self.query_one(OptionList)
        at = self._source_list.at if rows.highlighted is None else rows.highlighted
        width = max(rows.size.width - 3, 20)
        rows.clear_options()
        rows.add_options([Option(row) for row in _rows(self._source_list, width)])
        rows.highlighted = at

    def action_list(self, move: str) -> None:
        """Move the highlight by an action of the list: "cursor_down", "first"."""
        getattr(self.query_one(OptionList), f"action_{move}")()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(event.option_index)


def _rows(source_list: SourceList, width: int) -> Sequence[Content]:
    """Return a row for each source: its title, and its state in a column."""
    rows = []
    longest = max(cell_len(shown(_state(entry))) for entry in source_list)
    titles = _titles(source_list)
    wanted = max(map(cell_len, titles))
    column = min(wanted, max(width - 4 - longest, width * 3 // 5, 10))
    for number, entry in enumerate(source_list):
        here = number == source_list.at
        title = fit(titles[number], column)
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


def _titles(source_list: SourceList) -> list[str]:
    """Return the titles of the sources; equal titles have the file name in front."""
    count = Counter(entry.title for entry in source_list)
    return [
        shown(entry.title if count[entry.title] == 1 else f"{PurePath(entry.source).name}: {entry.title}")
        for entry in source_list
    ]
