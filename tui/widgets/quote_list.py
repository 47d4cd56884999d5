"""The list of quotes."""

from collections.abc import Iterable

from tui.rows.line import Row
from tui.rows.quotes import quote_rows
from tui.widgets.filterable_list import FilterableList, make_message, rows_or_message


class QuoteList(FilterableList):
    """Lists the quotes in text order."""

    def __init__(self, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self.speaker: str | None = None

    def of_speaker(self, speaker: str | None) -> None:
        """Show only the quotes of the entity with this id; None: of everyone."""
        if speaker != self.speaker:
            self.speaker = speaker
            self.rebuild()

    def build(self, width: int) -> Iterable[Row]:
        """Return a row for each quote."""
        if self.index is None:
            return make_message(self.instead, width)
        rows = quote_rows(self.index, width, self.kind, self.typed, self.speaker)
        narrowed = self.kind or self.typed or self.speaker
        nothing = "No matches." if narrowed else "No quotes found in this article."
        return self.with_help(rows_or_message(rows, nothing, width), width)
