"""The panes, the header and the footer, as the features of the reading screen see them."""

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
    """What is on the screen.

    Args:
        measure: the most cells of a line of the article.
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
        """Whether all panes are there; the article comes first."""
        return self.panes.is_complete

    def show_article(self, article: "Article", number: str, place: int) -> None:
        """Show another article, from the offset `place` on; `number` says which of several it is."""
        self.header.article = article
        self.header.number = number
        self.article.show(article)
        self.article.place = place

    def show_analysis(self, state: "ReaderState") -> None:
        """Color names and quotes in the article, and mark in its margin where the user annotated it."""
        if state.index is not None:
            self.article.set_analysis(state.index.analysis)
            self.show_remarks(state)

    def show_remarks(self, state: "ReaderState") -> None:
        """Mark in the margin of the article where the user annotated it."""
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
        """Fill the lists."""
        self.panes.lists.fill(state.index)

    def show_details(self, state: "ReaderState") -> None:
        """Count on the tabs what was found, and show the details of what is selected."""
        self.panes.count(state.index)
        if state.index is not None:
            self.panes.details.show(state.index.article, state.index, state.selection)

    def show_status(self, status: str, instead: str) -> None:
        """Say what is going on; `instead` stands in the lists as long as they are empty."""
        self.header.status = status
        self.panes.lists.fill(None, instead)
        self.panes.count(None)

    def position(self, selection: "Selection | None") -> Position:
        """Return where the user is, with what is selected there."""
        return Position(self.panes.current, selection, self.article.cursor, self.article.place, self.panes.views)

    def add_prompt(self, prompt: "Prompt") -> None:
        """Have `prompt` closed with the others."""
        self._prompts.append(prompt)

    def close_prompts(self) -> None:
        """Put away what is being typed."""
        for prompt in self._prompts:
            prompt.close()

    @property
    def quote_reached(self) -> str | None:
        """The id of the quote that the user went to as such in the article, and is still at; None for none."""
        return self.article.quote_reached if self.panes.current == "article" else None

    @property
    def quote_at_cursor(self) -> str | None:
        """The id of the quote at the cursor of the article."""
        under = (one.id for one in self.article.under_cursor() if one.kind == "quote")
        return self.article.quote_reached or next(under, None)

    def marked_selection(self) -> "Selection | None":
        """Return what the marked row of the present list stands for; None in the article, or without a mark."""
        rows = self.panes.rows
        return rows.target.selection if rows is not None and rows.target is not None else None

    def shows(self, quote: "Quote") -> bool:
        """Return whether some of a quote is in view in the article."""
        return self.article.shows(quote.content)
