"""The view of an article: its text, the highlights and a cursor."""

from collections.abc import Iterable
from typing import ClassVar

from rich.segment import Segment
from textual import events, on
from textual.geometry import Region
from textual.message import Message
from textual.selection import Selection as TextSelection
from textual.strip import Strip

from tui.analysis.model import Analysis, Tint
from tui.article.model import Article
from tui.document.selection import Selection
from tui.search.matches import Matches
from tui.text.spans import Span
from tui.widgets.article_cursor import ArticleCursor
from tui.widgets.article_layout import LEAST, MOST, ArticleLayout
from tui.widgets.article_painter import ArticlePainter
from tui.widgets.highlights import SpanIndex
from tui.widgets.layers import Layers
from tui.widgets.line_view import LineView
from tui.widgets.selected_words import SelectedWords


class ArticleMessage(Message):
    """A message from the view of an article."""

    def __init__(self, view: "ArticleView") -> None:
        super().__init__()
        self.view = view

    @property
    def control(self) -> "ArticleView":
        """The view that sent the message."""
        return self.view


class ArticleView(LineView, inherit_bindings=False):
    """Shows an article with the layers over its text: names, quotes, matches, notes, the selection, the cursor."""

    ALLOW_SELECT = True

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "article--title",
        "article--heading",
        "article--byline",
        "article--caption",
        "article--boilerplate",
        "article--pullquote",
        "article--person",
        "article--organization",
        "article--place",
        "article--rest",
        "article--bar",
        "article--bar-indirect",
        "article--bar-lit",
        "article--quote-content",
        "article--quote-cue",
        "article--quote-source",
        "article--match",
        "article--mention",
        "article--cursor",
        "article--current",
        "article--passage",
        "article--remark",
        "article--dimmed",
        "article--strip",
        "article--strip-current",
    }

    class CursorMoved(ArticleMessage):
        """The cursor moved; `under` lists the mentions and quotes there, the innermost first."""

        def __init__(self, view: "ArticleView", offset: int, under: list[Selection]) -> None:
            super().__init__(view)
            self.offset = offset
            self.under = under

    def __init__(self, *, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(name=name, id=id, classes=classes)
        self._layers = Layers()
        self._layout = ArticleLayout(self)
        self._cursor = ArticleCursor(self._layout, self._layers)
        self._words = SelectedWords(self, self._layout)
        self._painter = ArticlePainter(self, self._layout, self._layers, self._cursor, self._words)

    # What is shown

    def show(self, article: Article) -> None:
        """Show another article from its beginning, without highlights, selection and matches."""
        self._layers.reset()
        self._layout.set_article(article)
        self._cursor.set_article(article)
        self._words.clear()
        self._wrap()

    def tint(self, tints: Iterable[Tint]) -> None:
        """Color more names while the analysis runs."""
        tints = list(tints)
        self._layers.highlights.tint(tints)
        self._painter.repaint_spans([Span(t.start, t.end) for t in tints])

    def set_analysis(self, analysis: Analysis | None) -> None:
        """Show names in the colors of their families, and quotes by bars; None: no analysis yet."""
        self._layers.set_analysis(analysis)
        self._cursor.forget_choice()
        self.select(self._layers.selection)
        self._painter.repaint()

    def select(self, selection: Selection | None) -> None:
        """Highlight every mention of an entity, or the content, cue and source of a quote; None: nothing.

        The mention at the cursor is the current one.
        """
        layers, offset = self._layers, self._cursor.offset
        before = layers.select(selection)
        here = [item.span for item in layers.selected.overlapping(offset, offset + 1) if item.what == "mention"]
        if here and layers.current is None:
            layers.current = here[0]
        self._painter.repaint_since(before)

    def set_matches(self, matches: Matches) -> None:
        """Highlight the matches of a search; an empty list ends it."""
        if not matches and not self._layers.matches:
            return
        self._layers.matches = matches
        self._layers.forget_current()
        self._painter.repaint()

    def set_remarks(self, remarks: Iterable[tuple[Span, str]]) -> None:
        """Show the user's remarks: pairs of a span and a sign for the margin; "" for no sign.

        Spans without a sign are passages, which are highlighted.
        """
        before, self._layers.remarks = self._layers.remarks, SpanIndex(remarks)
        changed = set(before.items()) ^ set(self._layers.remarks.items())
        if changed:
            self._painter.repaint_spans([span for span, _ in changed])

    def dim(self, clear: Iterable[Span] | None) -> None:
        """Dim everything but the spans of `clear`; None: nothing."""
        self._layers.dim_except(clear)
        self._painter.repaint()

    # Layout and scrolling

    @property
    def measure(self) -> int:
        """The greatest width of a line in cells, if there is room; from `LEAST` to `MOST`."""
        return self._layout.measure

    @measure.setter
    def measure(self, cells: int) -> None:
        self._layout.measure = max(LEAST, min(cells, MOST))
        self._wrap()

    @property
    def line_width(self) -> int:
        """The greatest width of a line in cells, given the present room."""
        return self._layout.divide().measure

    @property
    def place(self) -> int:
        """The offset of the first text in view. Setting it scrolls there."""
        return self._layout.place

    @place.setter
    def place(self, offset: int) -> None:
        self._layout.place = offset

    def view(self) -> Span:
        """Return the span of the text in view."""
        return self._layout.span_in_view()

    def shows(self, spans: Iterable[Span]) -> bool:
        """Return whether any part of `spans` is in view."""
        view = self.view()
        return any(span.start < view.end and span.end > view.start for span in spans)

    # The cursor

    @property
    def cursor(self) -> int:
        """The offset of the cursor in the text."""
        return self._cursor.offset

    @property
    def cursor_in_view(self) -> int:
        """The offset of the cursor; 0 if it is not in view."""
        return self._cursor.offset if self._cursor.is_in_view else 0

    def words_at_cursor(self) -> str:
        """Return the mention or the word at the cursor; the first word in view if the cursor is not in view."""
        return self._cursor.words()

    def under_cursor(self) -> list[Selection]:
        """Return what is at the cursor: the mention, then the quote, then the quote around it."""
        return self._cursor.under()

    @property
    def quote_reached(self) -> str | None:
        """The id of the quote that the user stepped to, if the cursor is still there; None otherwise."""
        return self._cursor.quote_reached

    def go_to(self, span: Span) -> None:
        """Make `span` the current mention: move the cursor there, and scroll it into view."""
        before, self._layers.current = self._layers.current, span
        changed = [one for one in (before, span) if one is not None]
        self._painter.repaint_spans(changed)
        self._painter.repaint_marks(changed)
        self._move_cursor(span.start)
        self._layout.reveal(span)

    def put_cursor(self, offset: int) -> None:
        """Move the cursor without scrolling."""
        self._move_cursor(self._within(offset))

    def walk_to(self, offset: int) -> None:
        """Move the cursor to the word at `offset`, and scroll it into view."""
        offset = self._within(offset)
        self._move_cursor(offset, on_words=True)
        self._layout.reveal(Span(offset, offset + 1))

    def _within(self, offset: int) -> int:
        return max(0, min(offset, len(self._layout.text)))

    def _move_cursor(self, offset: int, *, on_words: bool = False) -> None:
        """Move the cursor to `offset`; with `on_words`, it is visible there even if there is no highlight."""
        changed = self._cursor.move(offset, on_words=on_words)
        if changed:
            self._painter.repaint_spans(changed)
            self.post_message(self.CursorMoved(self, offset, self._cursor.under()))

    # The selected text

    def selected_text(self) -> str:
        """Return the selected text, exactly as in the article; "" for none."""
        span = self._words.span()
        return "" if span is None else self._layout.text[span.start : span.end]

    def selected_span(self) -> Span | None:
        """Return the span of the selected text, without white space at its ends; None for none."""
        return self._words.bare_span()

    # Textual's calls

    def get_selection(self, selection: TextSelection) -> tuple[str, str] | None:
        """Return the text of the article in `selection`, without the line breaks of the screen."""
        span = self._words.span_of(selection)
        return self._layout.text[span.start : span.end], "\n"

    def selection_updated(self, selection: TextSelection | None) -> None:  # noqa: ARG002
        """Repaint after the mouse has changed the selection."""
        self._painter.repaint()

    def on_resize(self) -> None:
        """Wrap the text again; the first text in view stays the first."""
        if self._layout.wrapped_for != self.outer_size:
            self._wrap()

    @on(events.Focus)
    @on(events.Blur)
    def _show_cursor(self) -> None:
        """Show the cursor only while the view has the focus."""
        self._painter.repaint_spans([self._cursor.span()])

    def notify_style_update(self) -> None:
        """Forget styles after the theme or the stylesheet has changed."""
        super().notify_style_update()
        self._painter.forget_styles()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Remember the place after scrolling."""
        super().watch_scroll_y(old_value, new_value)
        self._layout.follow(new_value)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines of a part of the view, wrapped for its present size.

        The resize event may come later, or not at all if a region was requested between a change and its layout.
        """
        if self._layout.wrapped_for != self.outer_size and self._layout.text:
            self._wrap()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Return line `y` of the view; its segments have their offsets in the article, for the mouse."""
        width = self.room.width
        if width < 1:
            return Strip([], 0)
        return Strip([*(piece.for_mouse() for piece in self._painter.pieces(y)), self._painter.strip_cell(y)], width)

    # For LineView

    def line_key(self, y: int) -> tuple[int, Segment]:
        """Return the number of the line in row `y` of the view, and the cell of the position strip."""
        found = self._layout.line_in_row(y)
        return (-1 if found is None else found[0]), self._painter.strip_cell(y)

    def paint_line(self, y: int) -> list[Segment]:
        """Return line `y` of the view, for the terminal."""
        if self.room.width < 1:
            return []
        return [*(piece.for_terminal() for piece in self._painter.pieces(y)), self._painter.strip_cell(y)]

    def set_height(self, height: int) -> None:
        """Set the number of lines to scroll over."""
        self._painter.forget_strip()
        super().set_height(height)

    def _wrap(self) -> None:
        if self.room.width:
            self._painter.forget_lines()
            self._layout.wrap()
            self.refresh()
