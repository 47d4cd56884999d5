"""The details of the selection or, if nothing is selected, of the article."""

from collections.abc import Iterable

from tui.article.model import Article
from tui.document.index import DocumentIndex
from tui.document.selection import Selection
from tui.keys.user_keymap import in_use
from tui.rows.details import article_rows, detail_rows
from tui.rows.line import Row, Target
from tui.text.spans import Span
from tui.widgets.row_list import RowList


class Details(RowList):
    """Shows the details of an entity, a quote or the article."""

    def __init__(self, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self.article: Article | None = None
        self.index: DocumentIndex | None = None
        self.selection: Selection | None = None
        self._is_outdated = False
        self._place: Target | None = None  # to highlight later

    def show(
        self, article: Article | None, index: DocumentIndex | None, selection: Selection | None, *, later: bool = False
    ) -> None:
        """Show the details of `selection`, unless they are shown already.

        With `later`, `catch_up` shows them.
        """
        if (article, index, selection) == (self.article, self.index, self.selection):
            return
        self.article, self.index, self.selection = article, index, selection
        self._is_outdated, self._place = True, None
        if not later:
            self.catch_up()

    def mark_place(self, span: Span) -> None:
        """Highlight the row of the mention at `span` on the next `catch_up`."""
        self._place = Target(span)

    def catch_up(self) -> None:
        """Do what was delayed."""
        if self._is_outdated:
            self._is_outdated = False
            self.rebuild(keep=False)
        if self._place is not None:
            place, self._place = self._place, None
            self.mark(place)

    def show_from(self, line: int) -> None:
        """Scroll so that `line` is the first in view."""
        self.catch_up()
        super().show_from(line)

    @property
    def is_headed(self) -> bool:
        """Whether the name or quote stays at the top while scrolling."""
        return self.selection is not None

    def build(self, width: int) -> Iterable[Row]:
        """Return the rows of the selection or the article."""
        if self.index is not None and self.selection is not None:
            return detail_rows(self.index, self.selection, width)
        if self.article is None:
            return []
        return article_rows(self.article, width, self.index, in_use(self.app).key("whole-page"))
