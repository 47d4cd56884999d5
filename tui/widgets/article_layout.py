"""The layout of an article in its view: columns, lines, scrolling, and the text in view."""

from typing import NamedTuple

from textual.geometry import Size

from tui.article.model import Article
from tui.text.cells import clusters
from tui.text.spans import Span
from tui.widgets.line_view import LineView
from tui.widgets.wrapped_article import Line, WrappedArticle

MEASURE = 80
"""The default width of a line, in cells: longer lines are hard to read."""
LEAST, MOST = 24, 200
"""The least and greatest width of a line that the user can choose, in cells."""
_GUTTER = 3
"""Cells for the bars of quotes: one for a quote, one for a quote within it, and a space."""
_CONTEXT = 3
"""Lines to show around a span after scrolling to it."""
_SLICE = 0.01
"""Seconds to wrap a long article for at a time, and to pause between two times."""


class Columns(NamedTuple):
    """The columns of a view, in cells: left of the gutter, the gutter, and the text."""

    margin: int
    gutter: int
    measure: int


class ArticleLayout:
    """The lines of an article, wrapped for its view; scrolls the view, and keeps the place when lines change.

    Args:
        view: the widget that shows the lines. It calls `wrap` when its size changes, and `follow` after scrolling.
    """

    def __init__(self, view: LineView) -> None:
        self._view = view
        self._article = Article("", ())
        self._place = 0
        self.text = ""
        self.measure = MEASURE
        """The greatest width of a line in cells, if there is room."""
        self.columns = Columns(0, 0, 0)
        self.lines: WrappedArticle | None = None
        """None until the view has a size."""
        self.wrapped_for = Size(0, 0)
        """The size of the view for which the lines are wrapped."""

    def set_article(self, article: Article) -> None:
        """Lay out another article from its beginning; `wrap` wraps it."""
        self._article, self.text = article, article.text
        self._place = 0
        self.lines = None

    # Wrapping

    def divide(self) -> Columns:
        """Return the columns for the present width; text gets at least one cell."""
        width = self._view.room.width
        gutter = _GUTTER if width >= 30 else 1
        free = width - gutter - 2  # a space after the text, and the position strip
        if width >= 50:
            free -= 1
        measure = max(1, min(self.measure, free))
        margin = max(0, free - measure) // 3 + (1 if width >= 50 else 0)
        return Columns(margin, gutter, measure)

    def wrap(self) -> None:
        """Wrap the text for the present size of the view; the first text in view stays the first."""
        self.wrapped_for = self._view.outer_size
        self.columns = self.divide()
        if self.lines is None or self.lines.width != self.columns.measure:
            self.lines = WrappedArticle(self.text, self._article.blocks, self.columns.measure)
        lines, place = self.lines, self._place
        lines.clamp(lines.line_at(place) + self._view.room.height)
        self._view.set_height(lines.height)
        self._place = place
        self._scroll_to_place(lines)
        if not lines.is_complete:
            self._view.set_timer(_SLICE, lambda: self._wrap_more(lines))

    def _wrap_more(self, lines: WrappedArticle) -> None:
        """Wrap the rest of a long article, a little at a time, so that keys do not wait."""
        if lines is not self.lines:
            return
        if lines.wrap_more(_SLICE):
            self._view.set_height(lines.height)
            self.scroll_to(round(self._view.scroll_y))  # the view may be below the end
        else:
            self._view.set_timer(_SLICE, lambda: self._wrap_more(lines))

    # Scrolling

    @property
    def place(self) -> int:
        """The offset of the first text in view. Setting it scrolls there."""
        return self._place

    @place.setter
    def place(self, offset: int) -> None:
        self._place = max(0, min(offset, len(self.text)))
        if self.lines is not None:
            self._scroll_to_place(self.lines)

    def follow(self, scroll_y: float) -> None:
        """Remember the first text in view after scrolling, unless the width is changing."""
        if self.lines is not None and self.lines.width == self.divide().measure:
            self._place = self.lines.text_start(round(scroll_y)) if scroll_y > 0 else 0

    def _scroll_to_place(self, lines: WrappedArticle) -> None:
        number = lines.line_at(self._place)
        place = self._place
        self.scroll_to(0 if self._place <= lines.text_start(0) else number)
        self._place = place

    def scroll_to(self, number: int) -> None:
        """Scroll so that line `number` is the first in view, if there are enough lines."""
        if self.lines is None:
            return
        if self._view.virtual_size.height != self.lines.height:  # the height was an estimate
            self._view.set_height(self.lines.height)
        self._view.scroll_to(y=max(0, number), animate=False, force=True)

    def scroll_by(self, count: int) -> None:
        """Scroll down by `count` lines, or up if it is negative."""
        self.scroll_to(round(self._view.scroll_y) + count)

    def scroll_to_end(self) -> None:
        """Wrap all of the text, and scroll to its last line."""
        if self.lines is not None:
            self.lines.wrap_more()
            self._view.set_height(self.lines.height)
            self.scroll_by(len(self.lines))

    def reveal(self, span: Span) -> None:
        """Scroll `span` to the upper third, unless it is in view with some lines around it."""
        if self.lines is None:
            self._place = span.start
            return
        height = self._view.room.height
        first, last = self.lines.line_at(span.start), self.lines.line_at(max(span.start, span.end - 1))
        top = round(self._view.scroll_y)
        context = min(_CONTEXT, height // 4)
        last = min(last, first + max(0, height - 2 * context - 1))  # show the start of a span longer than the page
        if first >= top + context and last < top + height - context:
            return
        self.scroll_to(min(first - context, max(first - height // 3, last + context + 1 - height)))

    # Rows and offsets

    def span_in_view(self) -> Span:
        """Return the span of the text in view."""
        if self.lines is None:
            return Span(0, 0)
        top = round(self._view.scroll_y)
        bottom = self.lines.clamp(top + max(0, self._view.room.height - 1))
        return Span(self.lines[self.lines.clamp(top)].start, self.lines[bottom].end)

    def is_in_view(self, offset: int) -> bool:
        """Return whether the code point at `offset` is in view."""
        view = self.span_in_view()
        return view.start <= offset < view.end

    def line_in_row(self, y: int) -> tuple[int, Line] | None:
        """Return the number of the line in row `y` of the view, and the line; None below the last."""
        number = round(self._view.scroll_y) + y
        if self.lines is None or self.lines.clamp(number) != number:
            return None
        return number, self.lines[number]

    def offset_at(self, x: int, y: int) -> int | None:
        """Return the offset of the code point in a cell of the view; None where there is no text."""
        found = self.line_in_row(y)
        if found is None:
            return None
        _, line = found
        column = x - self.columns.margin - self.columns.gutter - line.indent
        if column < 0:
            return None
        for cluster in clusters(self.text, line.start, line.end):
            if column < cluster.cells:
                return cluster.start
            column -= cluster.cells
        return None

    def line_span(self, offset: int) -> Span:
        """Return the span of the wrapped line that shows `offset`."""
        if self.lines is None:
            return Span(offset, offset)
        line = self.lines[self.lines.line_at(offset)]
        return Span(line.start, line.end)

    def offset_in_next_line(self, offset: int, step: int) -> int | None:
        """Return the offset below (`step` > 0) or above `offset`, skipping blank lines; None if there is no line."""
        lines = self.lines
        if lines is None:
            return None
        number = lines.line_at(offset)
        column = offset - lines[number].start
        number = lines.clamp(number + step)
        while lines[number].kind is None and lines.clamp(number + step) != number:
            number = lines.clamp(number + step)
        line = lines[number]
        return None if line.kind is None else min(line.start + column, max(line.start, line.end - 1))
