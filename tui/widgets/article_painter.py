"""Paint the lines of an article: text with its layers, the bars of quotes, the position strip."""

from collections.abc import Iterable, Sequence

from rich.segment import Segment
from rich.style import Style

from tui.analysis.model import QuoteKind
from tui.article.model import BlockKind
from tui.text.cells import ODD, clusters
from tui.text.spans import Span
from tui.widgets import position_strip, segments
from tui.widgets.article_cursor import ArticleCursor
from tui.widgets.article_layout import ArticleLayout
from tui.widgets.highlights import Bar
from tui.widgets.layers import Layers
from tui.widgets.line_view import LineView
from tui.widgets.segments import Piece
from tui.widgets.selected_words import SelectedWords
from tui.widgets.wrapped_article import Line

_BARS = {QuoteKind.DIRECT: "\u258e", QuoteKind.MIXED: "\u258e", QuoteKind.INDIRECT: "\u250a"}
_STYLED_BLOCKS = frozenset(
    {BlockKind.TITLE, BlockKind.HEADING, BlockKind.BYLINE, BlockKind.CAPTION, BlockKind.BOILERPLATE}
)


class ArticlePainter:
    """Paints the lines in view, caches them, and finds the lines that a change affects.

    Args:
        view: the widget that shows the lines: it has the styles, and refreshes rows.
        layout: the lines.
        layers: over the text.
        cursor: visible only while `view` has the focus.
        words: the selected text.
    """

    def __init__(
        self, view: LineView, layout: ArticleLayout, layers: Layers, cursor: ArticleCursor, words: SelectedWords
    ) -> None:
        self._view = view
        self._layout = layout
        self._layers = layers
        self._cursor = cursor
        self._words = words
        self._painted: dict[int, list[Piece]] = {}
        self._styles: dict[tuple[str, ...], Style] = {}
        self._strip: dict[int, int] | None = None

    # The cache

    def forget_lines(self) -> None:
        """Paint every line again when it is next shown."""
        self._painted.clear()
        self._view.forget_lines()

    def forget_styles(self) -> None:
        """Compute the styles again, after the theme has changed."""
        self._styles.clear()
        self._painted.clear()

    def forget_strip(self) -> None:
        """Compute the position strip again, after the number of lines has changed."""
        self._strip = None

    def repaint(self) -> None:
        """Repaint everything, with the position strip."""
        if self._layout.lines is not None:
            self.forget_lines()
            self._strip = None
            self._view.refresh()

    def repaint_spans(self, spans: Iterable[Span]) -> None:
        """Repaint the lines of `spans`."""
        lines = self._layout.lines
        if lines is None:
            return
        changed: set[int] = set()
        for span in spans:
            changed.update(range(lines.line_near(span.start), lines.line_near(max(span.start, span.end - 1)) + 1))
        for number in changed:
            self._painted.pop(number, None)
        self._view.forget_lines(lambda key: isinstance(key, tuple) and key[0] in changed)
        top = round(self._view.scroll_y)
        self._view.refresh_rows({number - top for number in changed})

    def repaint_marks(self, spans: Iterable[Span]) -> None:
        """Repaint the cells of the position strip for `spans`."""
        self._view.refresh_rows(row for span in spans for row in self._strip_rows([span]))

    def repaint_since(self, before: Layers) -> None:
        """Repaint what looked different with the layers `before` the selection or the current place changed."""
        lines = self._layout.lines
        if lines is None:
            return
        same, changed = {-1}, []
        strip, self._strip = self._strip or {}, None
        now = self._strip_marks()
        for y in range(self._view.room.height):
            found = self._layout.line_in_row(y)
            if found is None or not self._layers.looks_different(*found, lines, before):
                same.add(-1 if found is None else found[0])
                if strip.get(y) == now.get(y):
                    continue
            changed.append(y)
        self._painted = {number: painted for number, painted in self._painted.items() if number in same}
        self._view.forget_lines(lambda key: isinstance(key, tuple) and key[0] not in same)
        self._view.refresh_rows(changed)

    # WrappedArticle

    def pieces(self, y: int) -> list[Piece]:
        """Return row `y` of the view, up to the position strip."""
        found = self._layout.line_in_row(y)
        if found is None:
            return [segments.margin_piece(" " * (self._view.room.width - 1), self._style(), len(self._layout.text))]
        number, line = found
        if number not in self._painted:
            self._painted[number] = self._paint(number, line)
        return self._painted[number]

    def _paint(self, number: int, line: Line) -> list[Piece]:
        text, look, columns = self._layout.text, self._style(), self._layout.columns
        gutter, sign = self._gutter(number, line), self._layers.sign(line)
        painted: list[Piece] = []
        if sign and not columns.margin:
            gutter[0] = sign, self._style("remark")
        elif columns.margin:
            painted.append(segments.margin_piece(" " * (columns.margin - len(sign)), look, line.start))
            if sign:
                painted.append(segments.margin_piece(sign, self._style("remark"), line.start))
        painted += [segments.margin_piece(mark, style, line.start) for mark, style in gutter]
        if line.indent:
            painted.append(segments.margin_piece(" " * line.indent, look, line.start))
        used = columns.margin + columns.gutter + line.indent
        block = (str(line.kind),) if line.kind in _STYLED_BLOCKS else ()
        odd = list(clusters(text, line.start, line.end)) if ODD.search(text, line.start, line.end) else None
        cursor = self._cursor.span() if self._view.has_focus else None
        for piece, names in self._layers.pieces(line, cursor, self._words.span()):
            style = self._style(*block, *names)
            if odd is None:
                painted.append(segments.text_piece(text[piece.start : piece.end], style, piece.start))
                used += piece.end - piece.start
            else:
                # A cluster has the style of its start, so that a highlight that ends within it does not split it.
                inside = [cluster for cluster in odd if piece.start <= cluster.start < piece.end]
                painted += segments.cluster_pieces(text, inside, style)
                used += sum(cluster.cells for cluster in inside)
        width = self._view.room.width - 1
        if used < width:
            painted.append(segments.margin_piece(" " * (width - used), look, line.end))
        elif used > width:  # a pane of very few cells
            painted = list(segments.cut(painted, width))
        return painted

    def _style(self, *names: str) -> Style:
        """Return the style for all of `names` together, the later ones on top; computed once for each theme."""
        style = self._styles.get(names)
        if style is None:
            if not names:
                style = self._view.rich_style
            elif names[-1] == "selection":
                selected = self._view.screen.get_component_rich_style("screen--selection")
                style = self._style(*names[:-1]) + selected
            else:
                own = self._view.get_component_rich_style(f"article--{names[-1]}", partial=True)
                style = self._style(*names[:-1]) + own
            self._styles[names] = style
        return style

    # Bars of quotes

    def _gutter(self, number: int, line: Line) -> list[tuple[str, Style]]:
        """Return the cells of the gutter beside a line."""
        cells = [(" ", self._style())] * self._layout.columns.gutter
        lines = self._layout.lines
        for bar in self._layers.bars(number, line, lines) if lines is not None else ():
            column = min(bar.depth, 1)
            if column < len(cells):
                cells[column] = (_BARS[bar.quote.kind], self._style(self._layers.bar_look(bar.quote)))
        return cells

    def bar_at(self, x: int, y: int) -> Bar | None:
        """Return the bar in a cell of the view, or the one beside it in the gutter; None if there is none."""
        depth = x - self._layout.columns.margin
        found, lines = self._layout.line_in_row(y), self._layout.lines
        if found is None or lines is None or not 0 <= depth < self._layout.columns.gutter:
            return None
        bars = self._layers.bars(*found, lines)
        return bars[min(depth, len(bars) - 1)] if bars else None

    # The position strip

    def strip_cell(self, y: int) -> Segment:
        """Return the cell of the position strip in row `y` of the view."""
        block = self._strip_marks().get(y, 0)
        if not block:
            return Segment(" ", self._style())
        current = self._layers.current
        here = current is not None and y in self._strip_rows([current])
        return Segment(position_strip.BLOCKS[block], self._style("strip-current" if here else "strip"))

    def mark_at(self, y: int) -> Span | None:
        """Return the first span that the position strip shows in row `y` of the view; None if there is none."""
        if y not in self._strip_marks():
            return None
        return next((span for span in self._layers.marks() if y in self._strip_rows([span])), None)

    def _strip_marks(self) -> dict[int, int]:
        """Return what the position strip shows, by row."""
        if self._strip is None and self._layout.lines is not None:
            self._strip = self._strip_rows(self._layers.marks())
        return self._strip or {}

    def _strip_rows(self, spans: Sequence[Span]) -> dict[int, int]:
        """Return what the position strip shows of `spans`, by row."""
        lines = self._layout.lines
        return {} if lines is None else position_strip.rows(spans, lines, self._view.room.height)
