"""The base of the lists of entities, quotes and notes, which can be filtered."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message

from tui.document.index import DocumentIndex
from tui.document.selection import Selection
from tui.keys.key_table import KINDS, bindings
from tui.rows.filter import help_for
from tui.rows.line import Row, Target, wrap
from tui.widgets.row_list import RowList


class KindAsked(Message):
    """The user wants the next (1) or previous (-1) tab of the list."""

    def __init__(self, step: int) -> None:
        super().__init__()
        self.step = step


class FilterableList(RowList):
    """A list that can be filtered by kind and by what is typed."""

    BINDINGS: ClassVar[list[BindingType]] = list(bindings("list", KINDS))

    def __init__(self, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self.index: DocumentIndex | None = None
        self.kind: str | None = None
        self.typed = ""
        self.instead = ""
        self._is_outdated = False

    def fill(self, index: DocumentIndex | None, instead: str = "", *, later: bool = False) -> None:
        """Show an analysis, or the message `instead` if there is none.

        With `later`, `catch_up` builds the rows: the list is hidden now.
        """
        kept = index is not None and self.index is not None
        self.index = index
        self.instead = instead
        if later and kept:
            self._is_outdated = True
        else:
            self._is_outdated = False
            self.rebuild(keep=index is not None)

    def catch_up(self) -> None:
        """Build the rows, if that was delayed."""
        if self._is_outdated:
            self._is_outdated = False
            self.rebuild()

    def narrow(self, kind: str | None, typed: str) -> None:
        """Show only one kind (None: all), and only what matches `typed`."""
        if (kind, typed) != (self.kind, self.typed):
            self.kind, self.typed = kind, typed
            self.rebuild()

    def with_help(self, rows: Iterable[Row], width: int) -> Iterable[Row]:
        """Return `rows` below the possible values of the term that is being typed, if there is one."""
        return chain(make_message(help_for(self.id or "", self.typed), width), rows)

    def mark_selection(self, selection: Selection | None) -> None:
        """Highlight the row of the selection, if it is in the list."""
        self.mark(None if selection is None else Target(None, selection))

    def action_next_kind(self, step: int) -> None:
        """Ask for the next (1) or previous (-1) tab."""
        self.post_message(KindAsked(step))


def make_message(sentence: str, width: int) -> list[Row]:
    """Return a message as rows of `width` cells; none for ""."""
    return [Row(((), *wrap([(sentence, "muted")], width)))] if sentence else []


def rows_or_message(rows: Iterable[Row], sentence: str, width: int) -> Iterator[Row]:
    """Yield `rows`, or a message if there are none."""
    is_empty = True
    for row in rows:
        is_empty = False
        yield row
    if is_empty:
        yield from make_message(sentence, width)
