"""The list of what was said, in the order of the article."""

from collections.abc import Iterable

from tui.rows.line import Row
from tui.rows.quotes import quote_rows
from tui.widgets.filterable_list import FilterableList, rows_or_message, said


class QuoteList(FilterableList):
    """The quotes, two lines each."""

    def __init__(self, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self.speaker: str | None = None

    def of_speaker(self, speaker: str | None) -> None:
        """Show the quotes of one entity alone, known by its id; None: of everyone."""
        if speaker != self.speaker:
            self.speaker = speaker
            self.rebuild()

    def build(self, width: int) -> Iterable[Row]:
        """One row a quote."""
        if self.index is None:
            return said(self.instead, width)
        rows = quote_rows(self.index, width, self.kind, self.typed, self.speaker)
        narrowed = self.kind or self.typed or self.speaker
        nothing = "No quote matches." if narrowed else "No quotes were found."
        return self.with_help(rows_or_message(rows, nothing, width), width)
