"""What the lists of entities and of quotes have in common: rows over an analysis that can be narrowed down."""

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
    """The reader wants to see the next (1) or the previous (-1) kind only."""

    def __init__(self, step: int) -> None:
        super().__init__()
        self.step = step


class FilterableList(RowList):
    """A list over an analysis that can be narrowed down: by kind, and by what is typed."""

    BINDINGS: ClassVar[list[BindingType]] = list(bindings("list", KINDS))

    def __init__(self, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self.index: DocumentIndex | None = None
        self.kind: str | None = None
        self.typed = ""
        self.instead = ""
        self._is_outdated = False

    def fill(self, index: DocumentIndex | None, instead: str = "", *, later: bool = False) -> None:
        """Show what was found; `instead` is the sentence to show while there is nothing.

        With `later`, rows are made when they are asked for (`catch_up`): nobody looks at them now.
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
        """Make the rows that were put off."""
        if self._is_outdated:
            self._is_outdated = False
            self.rebuild()

    def narrow(self, kind: str | None, typed: str) -> None:
        """Show only one kind (None: all), and only what `typed` finds."""
        if (kind, typed) != (self.kind, self.typed):
            self.kind, self.typed = kind, typed
            self.rebuild()

    def with_help(self, rows: Iterable[Row], width: int) -> Iterable[Row]:
        """`rows`, below what may stand behind the term that is being typed, if there is one."""
        return chain(said(help_for(self.id or "", self.typed), width), rows)

    def mark_selection(self, selection: Selection | None) -> None:
        """Put the mark on the row of what is selected, if it is listed."""
        self.mark(None if selection is None else Target(None, selection))

    def action_next_kind(self, step: int) -> None:
        """Narrow down to the next or the previous kind."""
        self.post_message(KindAsked(step))


def said(sentence: str, width: int) -> list[Row]:
    """A sentence in place of rows."""
    return [Row(((), *wrap([(sentence, "muted")], width)))] if sentence else []


def rows_or_message(rows: Iterable[Row], sentence: str, width: int) -> Iterator[Row]:
    """`rows` as they are asked for; if there are none, a sentence in their place."""
    there = False
    for row in rows:
        there = True
        yield row
    if not there:
        yield from said(sentence, width)
