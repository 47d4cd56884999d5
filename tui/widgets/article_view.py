"""An article on the screen: its text, what is highlighted in it, and a cursor, for whoever says what to show."""

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
    """Something that happened in the view of an article."""

    def __init__(self, view: "ArticleView") -> None:
        super().__init__()
        self.view = view

    @property
    def control(self) -> "ArticleView":
        """The view it happened in."""
        return self.view


class ArticleView(LineView, inherit_bindings=False):
    """Shows an article with what lies over its text: names, quotes, matches, notes, the selection, the cursor."""

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
        """The cursor is somewhere else; `under` is what stands there, the innermost first."""

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
        """Show the text of `article` from its beginning; nothing is highlighted, selected or found any more."""
        self._layers.reset()
        self._layout.set_article(article)
        self._cursor.set_article(article)
        self._words.clear()
        self._wrap()

    def tint(self, tints: Iterable[Tint]) -> None:
        """Give names their colors while the analysis runs, in addition to those tinted before."""
        tints = list(tints)
        self._layers.highlights.tint(tints)
        self._painter.repaint_spans([Span(t.start, t.end) for t in tints])

    def set_analysis(self, analysis: Analysis | None) -> None:
        """Show what was found: names in the colors of their families, quotes by bars. None: nothing is known."""
        self._layers.set_analysis(analysis)
        self._cursor.forget_choice()
        self.select(self._layers.selection)
        self._painter.repaint()

    def select(self, selection: Selection | None) -> None:
        """Light every mention of an entity, or the content, cue and source of a quote; None: nothing.

        A mention of the entity that the cursor stands on is the current one.
        """
        layers, offset = self._layers, self._cursor.offset
        before = layers.select(selection)
        here = [item.span for item in layers.selected.overlapping(offset, offset + 1) if item.what == "mention"]
        if here and layers.current is None:
            layers.current = here[0]
        self._painter.repaint_since(before)

    def set_matches(self, matches: Matches) -> None:
        """Show the matches of a search; none: no search."""
        if not matches and not self._layers.matches:
            return
        self._layers.matches = matches
        self._layers.forget_current()
        self._painter.repaint()

    def set_remarks(self, remarks: Iterable[tuple[Span, str]]) -> None:
        """Show the user's remarks: a sign in the margin beside the beginning of each span; "" for no sign.

        Spans without a sign are passages: they are lit.
        """
        before, self._layers.remarks = self._layers.remarks, SpanIndex(remarks)
        changed = set(before.items()) ^ set(self._layers.remarks.items())
        if changed:
            self._painter.repaint_spans([span for span, _ in changed])

    def dim(self, clear: Iterable[Span] | None) -> None:
        """Dim everything but the spans of `clear`; None: nothing."""
        self._layers.dim_except(clear)
        self._painter.repaint()

    # Where its text is

    @property
    def measure(self) -> int:
        """The cells of the longest line, where there is room; from `LEAST` to `MOST`."""
        return self._layout.measure

    @measure.setter
    def measure(self, cells: int) -> None:
        self._layout.measure = max(LEAST, min(cells, MOST))
        self._wrap()

    @property
    def line_width(self) -> int:
        """The cells of the longest line as there is room now."""
        return self._layout.divide().measure

    @property
    def place(self) -> int:
        """The offset of the first text in view. Setting it scrolls there."""
        return self._layout.place

    @place.setter
    def place(self, offset: int) -> None:
        self._layout.place = offset

    def view(self) -> Span:
        """The text in view, from the first code point to behind the last."""
        return self._layout.span_in_view()

    def shows(self, spans: Iterable[Span]) -> bool:
        """Whether any part of `spans` is in view."""
        view = self.view()
        return any(span.start < view.end and span.end > view.start for span in spans)

    # The cursor

    @property
    def cursor(self) -> int:
        """The offset in the text at which the cursor stands."""
        return self._cursor.offset

    @property
    def cursor_in_view(self) -> int:
        """The offset of the cursor; 0 if it is not in view."""
        return self._cursor.offset if self._cursor.is_in_view else 0

    def words_at_cursor(self) -> str:
        """The mention at the cursor, or the word there; the first word in view if the cursor is not in view."""
        return self._cursor.words()

    def under_cursor(self) -> list[Selection]:
        """What stands at the cursor: the mention, then the quote, then the quote around that one."""
        return self._cursor.under()

    @property
    def quote_reached(self) -> str | None:
        """The id of the quote that the cursor was taken to as such, and still stands at; None for none."""
        return self._cursor.quote_reached

    def go_to(self, span: Span) -> None:
        """Make `span` the current mention: the cursor goes there, and it is in view with some lines around it."""
        before, self._layers.current = self._layers.current, span
        changed = [one for one in (before, span) if one is not None]
        self._painter.repaint_spans(changed)
        self._painter.repaint_marks(changed)
        self._move_cursor(span.start)
        self._layout.reveal(span)

    def put_cursor(self, offset: int) -> None:
        """Put the cursor somewhere without moving the view."""
        self._move_cursor(self._within(offset))

    def walk_to(self, offset: int) -> None:
        """Take the cursor to the words at `offset`, whatever they are, and show them."""
        offset = self._within(offset)
        self._move_cursor(offset, on_words=True)
        self._layout.reveal(Span(offset, offset + 1))

    def _within(self, offset: int) -> int:
        return max(0, min(offset, len(self._layout.text)))

    def _move_cursor(self, offset: int, *, on_words: bool = False) -> None:
        """Put the cursor at `offset`; with `on_words` it is seen there even if nothing is highlighted."""
        changed = self._cursor.move(offset, on_words=on_words)
        if changed:
            self._painter.repaint_spans(changed)
            self.post_message(self.CursorMoved(self, offset, self._cursor.under()))

    # The selected words

    def selected_text(self) -> str:
        """The words of the article that are selected, exactly as they stand in it; "" for none."""
        span = self._words.span()
        return "" if span is None else self._layout.text[span.start : span.end]

    def selected_span(self) -> Span | None:
        """The words that are selected, with the mouse or with keys, without white space at their ends."""
        return self._words.bare_span()

    # Textual's calls

    def get_selection(self, selection: TextSelection) -> tuple[str, str] | None:
        """The words of the article in `selection`: not what the screen shows for them, nor where its lines end."""
        span = self._words.span_of(selection)
        return self._layout.text[span.start : span.end], "\n"

    def selection_updated(self, selection: TextSelection | None) -> None:  # noqa: ARG002
        """The mouse has selected something else."""
        self._painter.repaint()

    def on_resize(self) -> None:
        """Break the lines anew; the first text in view stays the first in view."""
        if self._layout.wrapped_for != self.outer_size:
            self._wrap()

    @on(events.Focus)
    @on(events.Blur)
    def _show_cursor(self) -> None:
        """The cursor is seen only where keys go."""
        self._painter.repaint_spans([self._cursor.span()])

    def notify_style_update(self) -> None:
        """The theme or the style sheet has changed."""
        super().notify_style_update()
        self._painter.forget_styles()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """The view has moved."""
        super().watch_scroll_y(old_value, new_value)
        self._layout.follow(new_value)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of a part of the view, wrapped for the size that it has now.

        It is told of its size later, and not at all if something asked for a region between a change and its layout.
        """
        if self._layout.wrapped_for != self.outer_size and self._layout.text:
            self._wrap()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Line `y` of what is in view, whose segments know their place in the article, for the mouse."""
        width = self.room.width
        if width < 1:
            return Strip([], 0)
        return Strip([*(piece.for_mouse() for piece in self._painter.pieces(y)), self._painter.strip_cell(y)], width)

    # What the lines that scroll ask for

    def line_key(self, y: int) -> tuple[int, Segment]:
        """The number of the line in row `y` of the view, and what the position strip has there."""
        found = self._layout.line_in_row(y)
        return (-1 if found is None else found[0]), self._painter.strip_cell(y)

    def paint_line(self, y: int) -> list[Segment]:
        """Line `y` of what is in view, for the terminal."""
        if self.room.width < 1:
            return []
        return [*(piece.for_terminal() for piece in self._painter.pieces(y)), self._painter.strip_cell(y)]

    def set_height(self, height: int) -> None:
        """Have so many lines to scroll over."""
        self._painter.forget_strip()
        super().set_height(height)

    def _wrap(self) -> None:
        if self.room.width:
            self._painter.forget_lines()
            self._layout.wrap()
            self.refresh()
