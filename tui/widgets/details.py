"""All about what is selected; without a selection, about the article."""

from collections.abc import Iterable

from tui.article.model import Article
from tui.document.index import DocumentIndex
from tui.document.selection import Selection
from tui.rows.details import article_rows, detail_rows
from tui.rows.line import Row, Target
from tui.text.spans import Span
from tui.widgets.row_list import RowList


class Details(RowList):
    """What is known of an entity, a quote or the article, row by row."""

    def __init__(self, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self.article: Article | None = None
        self.index: DocumentIndex | None = None
        self.selection: Selection | None = None
        self._is_outdated = False
        self._place: Target | None = None  # to be marked

    def show(
        self, article: Article | None, index: DocumentIndex | None, selection: Selection | None, *, later: bool = False
    ) -> None:
        """Show all about `selection`; what is shown already stays as it is.

        With `later`, it is shown when it is asked for (`catch_up`).
        """
        if (article, index, selection) == (self.article, self.index, self.selection):
            return
        self.article, self.index, self.selection = article, index, selection
        self._is_outdated, self._place = True, None
        if not later:
            self.catch_up()

    def mark_place(self, span: Span) -> None:
        """Put the mark on the row of the mention at `span`, when it is asked for (`catch_up`)."""
        self._place = Target(span)

    def catch_up(self) -> None:
        """Show what was put off."""
        if self._is_outdated:
            self._is_outdated = False
            self.rebuild(keep=False)
        if self._place is not None:
            place, self._place = self._place, None
            self.mark(place)

    def show_from(self, line: int) -> None:
        """Make a line the first in view."""
        self.catch_up()
        super().show_from(line)

    @property
    def is_headed(self) -> bool:
        """Whose details they are is seen, however far down they are read."""
        return self.selection is not None

    def build(self, width: int) -> Iterable[Row]:
        """The rows of what is selected."""
        if self.index is not None and self.selection is not None:
            return detail_rows(self.index, self.selection, width)
        return article_rows(self.article, width, self.index) if self.article is not None else []
