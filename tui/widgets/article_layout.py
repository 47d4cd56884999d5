"""Where the text of an article stands in its view: the columns, the lines, and what of them is in view."""

from typing import NamedTuple

from textual.geometry import Size

from tui.article.model import Article
from tui.text.cells import clusters
from tui.text.spans import Span
from tui.widgets.line_view import LineView
from tui.widgets.wrapped_article import Line, WrappedArticle

MEASURE = 80
"""The widest line of text, in cells, unless the user wants it otherwise: longer ones are hard to read."""
LEAST, MOST = 24, 200
"""The narrowest and the widest measure that the user can choose, in cells."""
_GUTTER = 3
"""Cells for the bars of quotes: one for a quote, one for a quote inside it, one of space."""
_CONTEXT = 3
"""Lines that stay visible around a span that is scrolled to."""
_SLICE = 0.01
"""Seconds for which a long article is wrapped at a time, and between two such times."""


class Columns(NamedTuple):
    """How the width of a view is divided: cells left of the gutter, cells of the gutter, cells of text."""

    margin: int
    gutter: int
    measure: int


class ArticleLayout:
    """The lines of an article, wrapped for its view; scrolls the view and keeps its place when the lines change.

    Args:
        view: the widget that shows the lines. It calls `wrap` when its size changes, and `follow` when it has scrolled.
    """

    def __init__(self, view: LineView) -> None:
        self._view = view
        self._article = Article("", ())
        self._place = 0
        self.text = ""
        self.measure = MEASURE
        """The cells of the longest line, where there is room."""
        self.columns = Columns(0, 0, 0)
        self.lines: WrappedArticle | None = None
        """None until the view has a size."""
        self.wrapped_for = Size(0, 0)
        """The size of the view for which the lines are wrapped."""

    def set_article(self, article: Article) -> None:
        """Lay out another article from its beginning; nothing is wrapped before `wrap` is called."""
        self._article, self.text = article, article.text
        self._place = 0
        self.lines = None

    # Wrapping

    def divide(self) -> Columns:
        """Divide the width that the view has now. A line of text never gets less than one cell."""
        width = self._view.room.width
        gutter = _GUTTER if width >= 30 else 1
        free = width - gutter - 2  # a space behind the text, and the position strip
        if width >= 50:
            free -= 1
        measure = max(1, min(self.measure, free))
        margin = max(0, free - measure) // 3 + (1 if width >= 50 else 0)
        return Columns(margin, gutter, measure)

    def wrap(self) -> None:
        """Wrap the text for the size that the view has now; the first text in view stays the first in view."""
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
        """Wrap what is left of a long article, a little at a time, so that keys are answered meanwhile."""
        if lines is not self.lines:
            return
        if lines.wrap_more(_SLICE):
            self._view.set_height(lines.height)
            self.scroll_to(round(self._view.scroll_y))  # the view may have been taken below the end
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
        """Remember the place where the view has scrolled to, unless it is the width that changes."""
        if self.lines is not None and self.lines.width == self.divide().measure:
            self._place = self.lines.text_start(round(scroll_y)) if scroll_y > 0 else 0

    def _scroll_to_place(self, lines: WrappedArticle) -> None:
        number = lines.line_at(self._place)
        place = self._place
        self.scroll_to(0 if self._place <= lines.text_start(0) else number)
        self._place = place

    def scroll_to(self, number: int) -> None:
        """Scroll until line `number` is the first in view, or as far as there are lines."""
        if self.lines is None:
            return
        if self._view.virtual_size.height != self.lines.height:  # it was an estimate
            self._view.set_height(self.lines.height)
        self._view.scroll_to(y=max(0, number), animate=False, force=True)

    def scroll_by(self, count: int) -> None:
        """Scroll down (`count` > 0) or up by so many lines."""
        self.scroll_to(round(self._view.scroll_y) + count)

    def scroll_to_end(self) -> None:
        """Wrap all of the text, and scroll to its last line."""
        if self.lines is not None:
            self.lines.wrap_more()
            self._view.set_height(self.lines.height)
            self.scroll_by(len(self.lines))

    def reveal(self, span: Span) -> None:
        """Scroll only if `span` is not in view with some lines around it; then it comes to the upper third."""
        if self.lines is None:
            self._place = span.start
            return
        height = self._view.room.height
        first, last = self.lines.line_at(span.start), self.lines.line_at(max(span.start, span.end - 1))
        top = round(self._view.scroll_y)
        context = min(_CONTEXT, height // 4)
        last = min(last, first + max(0, height - 2 * context - 1))  # of a span longer than the page, its beginning
        if first >= top + context and last < top + height - context:
            return
        self.scroll_to(min(first - context, max(first - height // 3, last + context + 1 - height)))

    # From rows to text and back

    def span_in_view(self) -> Span:
        """The text in view, from the first code point to behind the last."""
        if self.lines is None:
            return Span(0, 0)
        top = round(self._view.scroll_y)
        bottom = self.lines.clamp(top + max(0, self._view.room.height - 1))
        return Span(self.lines[self.lines.clamp(top)].start, self.lines[bottom].end)

    def is_in_view(self, offset: int) -> bool:
        """Whether the code point at `offset` is in view."""
        view = self.span_in_view()
        return view.start <= offset < view.end

    def line_in_row(self, y: int) -> tuple[int, Line] | None:
        """The line in row `y` of the view, and its number; None below the last."""
        number = round(self._view.scroll_y) + y
        if self.lines is None or self.lines.clamp(number) != number:
            return None
        return number, self.lines[number]

    def offset_at(self, x: int, y: int) -> int | None:
        """The offset of the code point that is shown in a cell of the view; None where there is no text."""
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
        """The text of the wrapped line that shows `offset`."""
        if self.lines is None:
            return Span(offset, offset)
        line = self.lines[self.lines.line_at(offset)]
        return Span(line.start, line.end)

    def offset_in_next_line(self, offset: int, step: int) -> int | None:
        """The offset that stands below (`step` > 0) or above `offset`, over blank lines; None if no line is there."""
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
