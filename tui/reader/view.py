"""The panes, the header and the footer, for the features of the reading screen."""

from typing import TYPE_CHECKING

from tui.reader.jump_list import Position
from tui.widgets.article_pane import MEASURE, ArticlePane
from tui.widgets.footer import Footer
from tui.widgets.header import Header
from tui.widgets.panes import Panes

if TYPE_CHECKING:
    from tui.analysis.model import Quote
    from tui.article.model import Article
    from tui.document.selection import Selection
    from tui.reader.state import ReaderState
    from tui.text.spans import Span
    from tui.widgets.prompt import Prompt
    from tui.widgets.search_prompt import SearchPrompt


class ReaderView:
    """The widgets of the reading screen.

    Args:
        measure: the greatest width of a line of the article, in cells.
    """

    search_prompt: "SearchPrompt"  # it comes with `Panes.complete`

    def __init__(self, measure: int = MEASURE) -> None:
        self.header = Header(id="headline")
        self.panes = Panes(id="panes")
        self.footer = Footer(id="keys")
        self.panes.article.measure = measure
        self._prompts: list[Prompt] = []

    @property
    def article(self) -> ArticlePane:
        """The pane with the article."""
        return self.panes.article

    @property
    def is_complete(self) -> bool:
        """Whether all panes are mounted; the article comes first."""
        return self.panes.is_complete

    def show_article(self, article: "Article", number: str, place: int) -> None:
        """Show another article from the offset `place` on; `number` is its position among several sources."""
        self.header.article = article
        self.header.number = number
        self.article.show(article)
        self.article.place = place

    def show_analysis(self, state: "ReaderState") -> None:
        """Show names, quotes and annotations in the article."""
        if state.index is not None:
            self.article.set_analysis(state.index.analysis)
            self.show_remarks(state)

    def show_remarks(self, state: "ReaderState") -> None:
        """Show signs in the margin of the article for the user's annotations."""
        from tui.rows.notes import signs

        if state.index is None:
            return
        marks: list[tuple[Span, str]] = []
        for placed in state.index.annotations.remarks:
            if placed.span is not None:
                marks.append((placed.span, signs([placed.remark])[0][0]))
                if placed.remark.what == "passage":
                    marks.append((placed.span, ""))
        self.article.set_remarks(marks)

    def show_lists(self, state: "ReaderState") -> None:
        """List the entities, quotes and notes of the state's index."""
        self.panes.lists.fill(state.index)

    def show_details(self, state: "ReaderState") -> None:
        """Show the counts on the tabs, and the details of the selection."""
        self.panes.count(state.index)
        if state.index is not None:
            self.panes.details.show(state.index.article, state.index, state.selection)

    def show_status(self, status: str, instead: str) -> None:
        """Show a status in the header, and `instead` in the empty lists."""
        self.header.status = status
        self.panes.lists.fill(None, instead)
        self.panes.count(None)

    def position(self, selection: "Selection | None") -> Position:
        """Return the user's position for the jump list."""
        return Position(self.panes.current, selection, self.article.cursor, self.article.place, self.panes.views)

    def add_prompt(self, prompt: "Prompt") -> None:
        """Add a prompt that `close_prompts` closes."""
        self._prompts.append(prompt)

    def close_prompts(self) -> None:
        """Close all prompts."""
        for prompt in self._prompts:
            prompt.close()

    @property
    def quote_reached(self) -> str | None:
        """The id of the quote that the user stepped to in the article, if they are still there; None otherwise."""
        return self.article.quote_reached if self.panes.current == "article" else None

    @property
    def quote_at_cursor(self) -> str | None:
        """The id of the quote at the cursor of the article; None if there is none."""
        under = (one.id for one in self.article.under_cursor() if one.kind == "quote")
        return self.article.quote_reached or next(under, None)

    def marked_selection(self) -> "Selection | None":
        """Return the entity or quote of the highlighted row in the present list; None if there is none."""
        rows = self.panes.rows
        return rows.target.selection if rows is not None and rows.target is not None else None

    def shows(self, quote: "Quote") -> bool:
        """Return whether any part of a quote is in view in the article."""
        return self.article.shows(quote.content)
