"""The article: its text, what is highlighted in it, and the reader's cursor."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.selection import Selection as TextSelection
from textual.strip import Strip

from tui.analysis.model import Analysis, Quote, QuoteKind, Tint
from tui.article.model import Article, BlockKind
from tui.document.selection import Selection
from tui.keys.actions import ARTICLE, SELECTING, bindings
from tui.search.matches import Matches
from tui.text.cells import ODD, clusters
from tui.text.spans import Span
from tui.widgets import position_strip, segments
from tui.widgets.highlights import Bar, SpanIndex
from tui.widgets.landmarks import Landmarks
from tui.widgets.layers import Layers
from tui.widgets.line_view import LineView
from tui.widgets.segments import Piece
from tui.widgets.word_selection import WordSelection, starting, word_at
from tui.widgets.wrapped_article import Line, Lines

MEASURE = 80
"""The widest line of text, in cells, unless the reader wants it otherwise: longer ones are hard to read."""
LEAST, MOST = 24, 200
"""What the reader may make of it."""
_GUTTER = 3
"""Cells for the bars of quotes: one for a quote, one for a quote inside it, one of space."""
_CONTEXT = 3
"""Lines that stay visible around a place that is gone to, and from one page to the next at most."""
_BARS = {QuoteKind.DIRECT: "\u258e", QuoteKind.MIXED: "\u258e", QuoteKind.INDIRECT: "\u250a"}
_BREATH = 0.01
"""Seconds for which a long article is wrapped at a time, and between two such times."""
_STYLED_BLOCKS = frozenset(
    {BlockKind.TITLE, BlockKind.HEADING, BlockKind.BYLINE, BlockKind.CAPTION, BlockKind.BOILERPLATE}
)


_AROUND_WORDS = " \n.,;:!?…()[]{}—–-\"'“”‘’«»„‚"
"""What stands beside words and is no part of them."""
_SELECTING = frozenset(one.name.partition("(")[0] for one in SELECTING)
_MOVING = frozenset(one.name.partition("(")[0] for one in ARTICLE)


class _Page(NamedTuple):
    """How a pane of a certain width is divided: cells left of the gutter, cells of the gutter, cells of text."""

    margin: int
    gutter: int
    measure: int


class ArticlePane(LineView, can_focus=True, inherit_bindings=False):
    """Shows an article and lets the reader walk over what is highlighted in it.

    The scrolling keys move the view as in `less`; the cursor goes from highlight to highlight, and is taken along when
    the view leaves it behind.
    """

    ALLOW_SELECT = True

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("selecting", SELECTING), *bindings("article", ARTICLE)]

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

    class _Message(Message):
        def __init__(self, pane: "ArticlePane") -> None:
            super().__init__()
            self.pane = pane

        @property
        def control(self) -> "ArticlePane":
            """The pane it happened in."""
            return self.pane

    class Picked(_Message):
        """The reader picked a highlight, with enter or a click."""

        def __init__(self, pane: "ArticlePane", selection: Selection, offset: int) -> None:
            super().__init__(pane)
            self.selection = selection
            self.offset = offset

    class CursorMoved(_Message):
        """The cursor is somewhere else; `under` is what stands there, the innermost first."""

        def __init__(self, pane: "ArticlePane", offset: int, under: list[Selection]) -> None:
            super().__init__(pane)
            self.offset = offset
            self.under = under

    class Jumped(_Message):
        """The reader has gone far with a key; `cursor` and `place` are where they were. Of a series, one counts."""

        def __init__(self, pane: "ArticlePane", cursor: int, place: int, series: str) -> None:
            super().__init__(pane)
            self.cursor = cursor
            self.place = place
            self.series = series

    class NoFurther(_Message):
        """The reader has asked for the next (1), the previous (-1) or this (0) of something, and there is none."""

        def __init__(self, pane: "ArticlePane", what: str, step: int) -> None:
            super().__init__(pane)
            self.what = what
            self.step = step

    class WordsTaken(_Message):
        """The reader is done selecting words; None: they gave up."""

        def __init__(self, pane: "ArticlePane", span: Span | None) -> None:
            super().__init__(pane)
            self.span = span

    def __init__(self, *, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(name=name, id=id, classes=classes)
        self._article = Article("", ())
        self._page = _Page(0, 0, 0)
        self._lines: Lines | None = None
        self._wrapped_in = Size(0, 0)
        self._layers = Layers()
        self._words: WordSelection | None = None
        self._measure = MEASURE
        self._landmarks = Landmarks(self._article)
        self._cursor = 0
        self._on_words = False
        self._jumps = self._jumped_to = 0
        self._place = 0
        self._last_pick: tuple[list[Selection], Selection] | None = None
        self._reached: tuple[int, str | None] = (-1, None)
        self._painted: dict[int, list[Piece]] = {}
        self._look: dict[tuple[str, ...], Style] = {}
        self._strip_rows: dict[int, int] | None = None

    # What is shown

    def show(self, article: Article) -> None:
        """Show the text of `article` from its beginning; nothing is highlighted, selected or found any more."""
        self._article = article
        self._layers = Layers()
        self._words = self._last_pick = None
        self._landmarks = Landmarks(article)
        self._cursor = self._place = 0
        self._on_words = False
        self._lines = None
        if self.is_attached:
            self.screen.selections = {w: s for w, s in self.screen.selections.items() if w is not self}
        self._wrap()

    def tint(self, tints: Iterable[Tint]) -> None:
        """Give names their colors while the analysis runs, in addition to those tinted before."""
        tints = list(tints)
        self._layers.highlights.tint(tints)
        self._repaint([Span(t.start, t.end) for t in tints])

    def set_analysis(self, analysis: Analysis | None) -> None:
        """Show what was found: names in the colors of their families, quotes by bars. None: nothing is known."""
        self._layers.found(analysis)
        self._last_pick = None
        self.select(self._layers.selection)
        self._repaint()

    def select(self, selection: Selection | None) -> None:
        """Light every mention of an entity, or the content, cue and source of a quote; None: nothing.

        A mention of the entity that the cursor stands on is the current one.
        """
        layers = self._layers
        before = layers.select(selection)
        here = [i.span for i in layers.selected.overlapping(self._cursor, self._cursor + 1) if i.what == "mention"]
        if here and layers.current is None:
            layers.current = here[0]
        self._repaint_lit(before)

    def set_matches(self, matches: Matches) -> None:
        """Show the matches of a search; none: no search."""
        if not matches and not self._layers.matches:
            return
        self._layers.matches = matches
        self._layers.forget_current()
        self._repaint()

    def set_remarks(self, remarks: Iterable[tuple[Span, str]]) -> None:
        """Show the reader's remarks: a sign in the margin beside the beginning of each span; "" for no sign.

        Spans without a sign are passages: they are lit.
        """
        before, self._layers.remarks = self._layers.remarks, SpanIndex(remarks)
        changed = set(before.items()) ^ set(self._layers.remarks.items())
        if changed:
            self._repaint([span for span, _ in changed])

    def dim(self, clear: Iterable[Span] | None) -> None:
        """Dim everything but the spans of `clear`; None: nothing."""
        self._layers.keep_clear(clear)
        self._repaint()

    @property
    def measure(self) -> int:
        """The cells of the longest line, where there is room."""
        return self._measure

    @measure.setter
    def measure(self, cells: int) -> None:
        self._measure = max(LEAST, min(cells, MOST))
        self._wrap()

    @property
    def line_width(self) -> int:
        """The cells of the longest line as there is room now."""
        return self._divide().measure

    def go_to(self, span: Span) -> None:
        """Make `span` the current mention: the cursor goes there, and it is in view with some lines around it."""
        was, self._layers.current = self._layers.current, span
        changed = [s for s in (was, span) if s is not None]
        self._repaint(changed)
        self.refresh_rows(row for one in changed for row in self._strip_rows_of([one]))
        self._move_cursor(span.start)
        self._reveal(span)

    # Where the reader is

    @property
    def cursor(self) -> int:
        """The offset in the text at which the cursor stands."""
        return self._cursor

    def words_at_cursor(self) -> str:
        """The mention at the cursor, or the word there; the first word in view if the cursor is not in it."""
        at = self._cursor if self._in_view(self._cursor) else self._place
        span = self._layers.highlights.mention_at(at) or word_at(self._article.text, at)
        return self._article.text[span.start : span.end].strip(_AROUND_WORDS)

    @property
    def cursor_in_view(self) -> int:
        """The offset of the cursor; 0 if it is not in view."""
        return self._cursor if self._in_view(self._cursor) else 0

    @property
    def place(self) -> int:
        """The offset of the first text in view. Setting it scrolls there."""
        return self._place

    @place.setter
    def place(self, offset: int) -> None:
        self._place = max(0, min(offset, len(self._article.text)))
        if self._lines is not None:
            self._scroll_to_place(self._lines)

    def put_cursor(self, offset: int) -> None:
        """Put the cursor somewhere without moving the view."""
        self._move_cursor(max(0, min(offset, len(self._article.text))))

    def walk_to(self, offset: int) -> None:
        """Take the cursor to the words at `offset`, whatever they are, and show them."""
        self._move_cursor(max(0, min(offset, len(self._article.text))), on_words=True)
        self._reveal(Span(self._cursor, self._cursor + 1))

    def shows(self, spans: Iterable[Span]) -> bool:
        """Whether any part of `spans` is in view."""
        view = self.view()
        return any(span.start < view.end and span.end > view.start for span in spans)

    def under_cursor(self) -> list[Selection]:
        """What stands at the cursor: the mention, then the quote, then the quote around that one."""
        return self._layers.highlights.under(self._cursor)

    def next_highlight(self, step: int) -> None:
        """Take the cursor to the next (`step` > 0) or the previous highlight, and show it."""
        more: list[int] = []
        selection = self._layers.selection
        if selection is not None and selection.kind == "entity":
            more = [span.start for span in self._layers.highlights.mentions(selection.id)]
        found = self._layers.highlights.stop(self._origin(step), step, more)
        if found is None:
            self.post_message(self.NoFurther(self, "name or quote", step))
        else:
            self._move_cursor(found)
            self._reveal(self._cursor_span())

    def _walk_to(self, offset: int | None, what: str, step: int) -> None:
        """Take the cursor to a place that a key of the walk leads to, and show it with what comes after it."""
        if offset is None:
            self.post_message(self.NoFurther(self, what, step))
        else:
            with self._far("walk"):
                self._move_cursor(offset, on_words=True)
                self._reveal(Span(offset, offset + 1))

    @contextmanager
    def _far(self, series: str) -> Iterator[None]:
        """Tell of the jump made meanwhile; it is of the series of the last one if it begins where that ended."""
        cursor, place = self._cursor, self._place
        self._jumps += cursor != self._jumped_to
        yield
        self._jumped_to = self._cursor
        if (self._cursor, self._place) != (cursor, place):
            self.post_message(self.Jumped(self, cursor, place, f"{series} {self._jumps}"))

    def next_quote(self, step: int) -> Quote | None:
        """Take the cursor to the next (`step` > 0) or the previous quote, and give it back; None: there is none."""
        quote = self._layers.highlights.quote_beside(self._origin(step), step)
        if quote is not None:
            self._reached = quote.start, quote.id
            self._move_cursor(quote.start)
            self._reveal(quote.content[0])
        return quote

    @property
    def quote_reached(self) -> str | None:
        """The id of the quote that the cursor was taken to as such, and still stands at; None for none."""
        return self._reached[1] if self._reached[0] == self._cursor else None

    def selected_text(self) -> str:
        """The words of the article that are selected, exactly as they stand in it; "" for none."""
        span = self._dragged()
        return "" if span is None else self._article.text[span.start : span.end]

    def selected_span(self) -> Span | None:
        """The words that are selected, with the mouse or with keys, without white space at their ends."""
        span = self._dragged()
        if span is None:
            return None
        words = self._article.text[span.start : span.end]
        start = span.start + len(words) - len(words.lstrip())
        return Span(start, start + len(words.strip())) if words.strip() else None

    def select_words(self, span: Span) -> None:
        """Let the reader select words with keys, beginning with those of `span`."""
        self._words = starting(self._article.text, span)
        self._show_words()

    def stop_selecting(self) -> None:
        """No words are selected any more."""
        self._words = None
        if self.is_attached and self in self.screen.selections:
            self.screen.selections = {w: s for w, s in self.screen.selections.items() if w is not self}
        self.screen.refresh_bindings()

    @property
    def is_selecting(self) -> bool:
        """Whether keys select words."""
        return self._words is not None

    def get_selection(self, selection: TextSelection) -> tuple[str, str] | None:
        """The words of the article in `selection`: not what the screen shows for them, nor where its lines end."""
        span = self._span_of(selection)
        return self._article.text[span.start : span.end], "\n"

    # Keys

    def action_next_highlight(self, step: int) -> None:
        """Go to the next or the previous highlight."""
        self.next_highlight(step)

    def action_next_quote(self, step: int) -> None:
        """Go to the next or the previous quote."""
        with self._far("walk"):
            if self.next_quote(step) is None:
                self.post_message(self.NoFurther(self, "quote", step))

    def action_next_paragraph(self, step: int) -> None:
        """Go to the next paragraph, or to the beginning of this one or the one before."""
        self._walk_to(self._landmarks.paragraph(self._origin(step), step), "paragraph", step)

    def action_next_heading(self, step: int) -> None:
        """Go to the next or the previous heading."""
        self._walk_to(self._landmarks.heading(self._origin(step), step), "heading", step)

    def action_next_entity(self, step: int) -> None:
        """Go to where the next or the previous entity is named for the first time."""
        offset = self._layers.highlights.first_mention_beside(self._origin(step), step)
        self._walk_to(offset, "newcomer", step)

    def action_pick(self) -> None:
        """Select what is under the cursor, or what is around it if that is what was selected last."""
        if not self._in_view(self._cursor):
            self._take_cursor_along(1)
        self._pick(self._cursor)

    def action_select_words(self) -> None:
        """Select words with keys, from the word at the cursor on, or the first in view."""
        start = self._cursor if self._in_view(self._cursor) else self.view().start
        self.select_words(Span(start, start))

    def action_extend(self, step: int) -> None:
        """Move the end of the selected words by a word."""
        if self._words is not None:
            self._words = self._words.by_word(self._article.text, step)
            self._show_words()

    def action_extend_line(self, step: int) -> None:
        """Move the end of the selected words by a line."""
        if self._words is None or self._lines is None:
            return
        head = self._words.moving.start
        number = self._lines.at(head)
        column = head - self._lines[number].start
        number = self._lines.within(number + step)
        while self._lines[number].kind is None and self._lines.within(number + step) != number:
            number = self._lines.within(number + step)
        line = self._lines[number]
        if line.kind is not None:
            self._words = self._words.to(self._article.text, min(line.start + column, max(line.start, line.end - 1)))
            self._show_words()

    def action_extend_by(self, what: str, step: int) -> None:
        """Move the end of the selected words by a "sentence" or a "paragraph"."""
        if self._words is not None:
            text = self._article.text
            by = self._words.by_sentence if what == "sentence" else self._words.by_paragraph
            self._words = by(text, step)
            self._show_words()

    def action_extend_to(self, what: str, end: int) -> None:
        """Move the end of the selected words to the end (1) or the beginning (-1) of the "line" or the "article"."""
        if self._words is None or self._lines is None:
            return
        line = self._lines[self._lines.at(self._words.moving.start)]
        span = Span(line.start, line.end) if what == "line" else Span(0, len(self._article.text))
        self._words = self._words.to(self._article.text, max(span.start, span.end - 1) if end > 0 else span.start)
        self._show_words()

    def action_other_end(self) -> None:
        """Move the other end of the selected words from now on."""
        if self._words is not None:
            self._words = self._words.turned()
            self._show_words()

    def action_start_here(self) -> None:
        """Begin to select at the word that was reached."""
        if self._words is not None:
            self._words = self._words.anew()
            self._show_words()

    def action_take_words(self) -> None:
        """Done selecting."""
        if self._words is not None:
            self._words = None
            self.screen.refresh_bindings()
            self.post_message(self.WordsTaken(self, self.selected_span()))

    def action_drop_words(self) -> None:
        """Select nothing."""
        self.stop_selecting()
        self.post_message(self.WordsTaken(self, None))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The keys that select words work while words are selected, and no others of the article."""
        if action in _SELECTING:
            return self._words is not None
        if action == "next_heading" and not self._landmarks.headings:
            return False
        if action in _MOVING:
            return self._words is None
        return super().check_action(action, parameters)

    def _show_words(self) -> None:
        if self._words is not None:
            self._drag(self._words.span)
            self._reveal(self._words.moving)
            self.screen.refresh_bindings()

    def action_line(self, step: int) -> None:
        """Scroll by lines."""
        self._scroll_lines(step, cursor_from=step)

    def action_page(self, step: int) -> None:
        """Scroll by pages; a few lines are seen on both."""
        height = self.room.height
        self._scroll_lines(step * max(1, height - min(2, height // 4)))

    def action_half_page(self, step: int) -> None:
        """Scroll by half pages."""
        self._scroll_lines(step * max(1, self.room.height // 2))

    def action_beginning(self) -> None:
        """Go to the first line."""
        with self._far("ends"):
            self._scroll_lines(-round(self.scroll_y))
            self._take_cursor_along(1)

    def action_end(self) -> None:
        """Go to the last line."""
        if self._lines is None:
            return
        with self._far("ends"):
            self._lines.fill()
            self._set_height(self._lines)
            self._scroll_lines(len(self._lines), cursor_from=-1)
            self._take_cursor_along(-1)

    # Mouse

    def on_click(self, event: events.Click) -> None:
        """Select what was clicked on; a word with a double click, a paragraph with a triple one."""
        event.prevent_default()  # Textual's double click would select all of the article
        where = event.get_content_offset(self)
        if where is None or self._lines is None or event.button != 1 or self.bar_pressed:
            return
        if where.x == self.room.width - 1:
            self._jump(where.y)
            return
        offset = self._offset_at(where.x, where.y)
        if event.chain > 1:
            if offset is not None:
                self._drag(self._word_at(offset) if event.chain == 2 else self._line_at(offset))
        elif self._dragged() is None:
            bar = self._bar_at(where.x, where.y)
            if bar is not None:
                self._move_cursor(bar.quote.start)
                self.post_message(self.Picked(self, Selection("quote", bar.quote.id), bar.quote.start))
            elif offset is not None and self._layers.highlights.under(offset):
                self._move_cursor(offset)
                self._pick(offset)

    def selection_updated(self, selection: TextSelection | None) -> None:  # noqa: ARG002
        """Textual's call when the mouse has selected something else."""
        self._repaint()

    # Changes around the pane

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of a part of the view, wrapped for the size that it has now.

        It is told of its size later, and not at all if something asked for a region between a change and its layout.
        """
        if self._wrapped_in != self.outer_size and self._article.text:
            self._wrap()
        return super().render_lines(crop)

    def on_resize(self) -> None:
        """Break the lines anew; the first text in view stays the first in view."""
        if self._wrapped_in != self.outer_size:
            self._wrap()

    def on_focus(self) -> None:
        """The cursor is seen only where keys go."""
        self._repaint([self._cursor_span()])

    def on_blur(self) -> None:
        """The cursor is seen only where keys go."""
        self._repaint([self._cursor_span()])

    def notify_style_update(self) -> None:
        """Textual's call when the theme or the style sheet has changed."""
        super().notify_style_update()
        self._look.clear()
        self._painted.clear()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Textual's call when the view has moved: remember the place, unless it is the width that moves."""
        super().watch_scroll_y(old_value, new_value)
        if self._lines is not None and self._lines.width == self._divide().measure:
            self._place = self._lines.place(round(new_value)) if new_value > 0 else 0

    # Lines

    def _divide(self) -> _Page:
        """Divide the width that there is. A line of text never gets less than one cell."""
        width = self.room.width
        gutter = _GUTTER if width >= 30 else 1
        free = width - gutter - 2  # a space behind the text, and the position strip
        if width >= 50:
            free -= 1
        measure = max(1, min(self._measure, free))
        margin = max(0, free - measure) // 3 + (1 if width >= 50 else 0)
        return _Page(margin, gutter, measure)

    def _wrap(self) -> None:
        if not self.room.width:
            return
        self._forget_painted()
        self._wrapped_in = self.outer_size
        self._page = self._divide()
        if self._lines is None or self._lines.width != self._page.measure:
            self._lines = Lines(self._article.text, self._article.blocks, self._page.measure)
        lines, place = self._lines, self._place
        lines.within(lines.at(place) + self.room.height)
        self._set_height(lines)
        self._place = place
        self._scroll_to_place(lines)
        self.refresh()
        if not lines.complete:
            self.set_timer(_BREATH, lambda: self._wrap_on(lines))

    def _wrap_on(self, lines: Lines) -> None:
        """Wrap what is left of a long article, a little at a time, so that keys are answered meanwhile."""
        if lines is not self._lines:
            return
        if lines.fill(_BREATH):
            self._set_height(lines)
            self._scroll_to_line(lines, round(self.scroll_y))  # the view may have been taken below the end
        else:
            self.set_timer(_BREATH, lambda: self._wrap_on(lines))

    def _set_height(self, lines: Lines) -> None:
        self._strip_rows = None
        self.set_height(lines.height)

    def _scroll_to_place(self, lines: Lines) -> None:
        number = lines.at(self._place)
        place = self._place
        self._scroll_to_line(lines, 0 if self._place <= lines.place(0) else number)
        self._place = place

    def _scroll_to_line(self, lines: Lines, number: int) -> None:
        if self.virtual_size.height != lines.height:  # it was an estimate
            self._set_height(lines)
        self.scroll_to(y=max(0, number), animate=False, force=True)

    def _scroll_lines(self, count: int, cursor_from: int = 1) -> None:
        """Scroll by so many lines; a cursor left behind goes to the first highlight in view, or (-1) to the last."""
        if self._lines is None:
            return
        self._scroll_to_line(self._lines, round(self.scroll_y) + count)
        if not self._in_view(self._cursor):
            self._take_cursor_along(cursor_from)

    def _reveal(self, span: Span) -> None:
        """Scroll only if `span` is not in view with some lines around it; then it comes to the upper third."""
        if self._lines is None:
            self._place = span.start
            return
        height = self.room.height
        first, last = self._lines.at(span.start), self._lines.at(max(span.start, span.end - 1))
        top = round(self.scroll_y)
        context = min(_CONTEXT, height // 4)
        last = min(last, first + max(0, height - 2 * context - 1))  # of a span longer than the page, its beginning
        if first >= top + context and last < top + height - context:
            return
        target = min(first - context, max(first - height // 3, last + context + 1 - height))
        self._scroll_to_line(self._lines, target)

    def view(self) -> Span:
        """The text in view, from the first code point to behind the last."""
        if self._lines is None:
            return Span(0, 0)
        top = round(self.scroll_y)
        bottom = self._lines.within(top + max(0, self.room.height - 1))
        return Span(self._lines[self._lines.within(top)].start, self._lines[bottom].end)

    def _in_view(self, offset: int) -> bool:
        view = self.view()
        return view.start <= offset < view.end

    # Cursor

    def _origin(self, step: int) -> int:
        """Where a search for the next highlight begins: at the cursor if it is in view, else at the view's edge."""
        view = self.view()
        if view.start <= self._cursor < view.end:
            return self._cursor
        return view.start - 1 if step > 0 else view.end

    def _take_cursor_along(self, step: int) -> None:
        """Put the cursor on the first highlight in view (`step` > 0) or the last, or else on the view's edge."""
        view = self.view()
        found = self._layers.highlights.stop(view.start - 1 if step > 0 else view.end, step)
        if found is None or not view.start <= found < view.end:
            found = view.start if step > 0 else max(view.start, view.end - 1)
        self._move_cursor(found)

    def _move_cursor(self, offset: int, *, on_words: bool = False) -> None:
        """Put the cursor at `offset`; with `on_words` it is seen there even if nothing is highlighted."""
        if offset == self._cursor and on_words == self._on_words:
            return
        was = self._cursor_span()
        self._cursor, self._on_words = offset, on_words
        self._repaint([was, self._cursor_span()])
        self.post_message(self.CursorMoved(self, offset, self.under_cursor()))

    def _cursor_span(self) -> Span:
        """What is shown as the cursor: the name that begins there, the mention of the selection, or the word."""
        found = self._layers.highlights.extent(self._cursor)
        if found is not None:
            return found
        for item in self._layers.selected.overlapping(self._cursor, self._cursor + 1):
            if item.span.start == self._cursor and item.what == "mention":
                return item.span
        if not (self._on_words or self.under_cursor()):
            return Span(self._cursor, self._cursor)
        return self._word_at(self._cursor)

    def _pick(self, offset: int) -> None:
        under = self._layers.highlights.under(offset)
        if not under:
            self.post_message(self.NoFurther(self, "name or quote", 0))
            return
        reached = self.quote_reached if offset == self._cursor else None
        choice = under[0] if reached is None else Selection("quote", reached)
        if self._last_pick is not None and self._last_pick[0] == under and self._last_pick[1] == self._layers.selection:
            choice = under[(under.index(self._last_pick[1]) + 1) % len(under)]
        self._last_pick = under, choice
        self.post_message(self.Picked(self, choice, offset))

    # From the screen to the text

    def _line(self, y: int) -> tuple[int, Line] | None:
        """The line in row `y` of the view, and its number; None below the last."""
        number = round(self.scroll_y) + y
        if self._lines is None or self._lines.within(number) != number:
            return None
        return number, self._lines[number]

    def _offset_at(self, x: int, y: int) -> int | None:
        """The offset of the code point that is shown at a cell of the content; None where there is no text."""
        found = self._line(y)
        if found is None:
            return None
        _, line = found
        column = x - self._page.margin - self._page.gutter - line.indent
        if column < 0:
            return None
        for cluster in clusters(self._article.text, line.start, line.end):
            if column < cluster.cells:
                return cluster.start
            column -= cluster.cells
        return None

    def _bar_at(self, x: int, y: int) -> Bar | None:
        depth = x - self._page.margin
        found = self._line(y)
        if found is None or not 0 <= depth < self._page.gutter:
            return None
        bars = self._layers.bars(*found, self._lines) if self._lines is not None else []
        return bars[min(depth, len(bars) - 1)] if bars else None

    def _jump(self, row: int) -> None:
        """Go to what the position strip shows at `row`: the mention there, or else that part of the article."""
        if self._lines is None:
            return
        total, height = self._lines.height, self.room.height
        if row in self._strip():
            for span in self._layers.marks():
                if row in self._strip_rows_of([span]):
                    self.go_to(span)
                    return
        number = position_strip.line_at(row, total, height)
        self._scroll_lines(number - height // 2 - round(self.scroll_y))

    def _word_at(self, offset: int) -> Span:
        text = self._article.text
        if offset >= len(text) or not _is_word(text[offset]):
            end = offset + 1
            while end < len(text) and _is_word(text[end]) and end - offset < 80:
                end += 1  # an opening quote mark is lit with its word
            return Span(offset, min(end, len(text)))
        start = end = offset
        while start > 0 and _is_word(text[start - 1]) and offset - start < 80:
            start -= 1
        while end < len(text) and _is_word(text[end]) and end - offset < 80:
            end += 1
        return Span(start, end)

    def _line_at(self, offset: int) -> Span:
        """The line of the text, up to its line breaks, that holds `offset`."""
        text = self._article.text
        end = text.find("\n", offset)
        return Span(text.rfind("\n", 0, offset) + 1, len(text) if end < 0 else end)

    def _drag(self, span: Span) -> None:
        self.screen.selections = {self: TextSelection(Offset(0, span.start), Offset(0, span.end))}

    def _dragged(self) -> Span | None:
        """What is selected with the mouse; None if nothing is."""
        selection = self.text_selection if self.is_attached else None
        if selection is None:
            return None
        span = self._span_of(selection)
        return span if span.start < span.end else None

    def _span_of(self, selection: TextSelection) -> Span:
        text = self._article.text
        size = len(text)
        if selection.start is None and selection.end is None:
            return Span(0, size)
        # One end is missing when the mouse was dragged out of the pane: the words in view were meant, not all of them.
        view = self.view()
        start = view.start if selection.start is None else segments.offset_of(selection.start, text, at_end=False)
        end = view.end if selection.end is None else segments.offset_of(selection.end, text, at_end=True)
        return Span(min(start, end, size), min(max(start, end), size))

    # Painting

    def line_key(self, y: int) -> tuple[int, Segment]:
        """The number of the line in row `y` of the view, and what the position strip has there."""
        found = self._line(y)
        return (-1 if found is None else found[0]), self._strip_cell(y)

    def render_line(self, y: int) -> Strip:
        """Line `y` of what is in view, whose segments know their place in the article: Textual's call for the mouse."""
        width = self.room.width
        if width < 1:
            return Strip([], 0)
        return Strip([*(piece.placed() for piece in self._painted_line(y)), self._strip_cell(y)], width)

    def paint_line(self, y: int) -> list[Segment]:
        """Line `y` of what is in view, for the terminal."""
        if self.room.width < 1:
            return []
        return [*(piece.plain() for piece in self._painted_line(y)), self._strip_cell(y)]

    def _painted_line(self, y: int) -> list[Piece]:
        """Line `y` of what is in view, up to the position strip."""
        found = self._line(y)
        if found is None:
            return [segments.beside(" " * (self.room.width - 1), self._style(), len(self._article.text))]
        number, line = found
        if number not in self._painted:
            self._painted[number] = self._paint(number, line)
        return self._painted[number]

    def _forget_painted(self) -> None:
        self._painted.clear()
        self.forget_lines()

    def _repaint(self, spans: Iterable[Span] | None = None) -> None:
        """Paint again the lines of `spans`, or all of them and the position strip."""
        if self._lines is None:
            return
        if spans is None:
            self._forget_painted()
            self._strip_rows = None
            self.refresh()
            return
        changed: set[int] = set()
        for span in spans:
            changed.update(range(self._lines.near(span.start), self._lines.near(max(span.start, span.end - 1)) + 1))
        for number in changed:
            self._painted.pop(number, None)
        self.forget_lines(lambda key: isinstance(key, tuple) and key[0] in changed)
        top = round(self.scroll_y)
        self.refresh_rows({number - top for number in changed})

    def _repaint_lit(self, before: Layers) -> None:
        """Paint again what looked otherwise when something else was selected and current."""
        if self._lines is None:
            return
        same, changed = {-1}, []
        strip, self._strip_rows = self._strip_rows or {}, None
        now = self._strip()
        for y in range(self.room.height):
            found = self._line(y)
            if found is None or not self._layers.looks_other(*found, self._lines, before):
                same.add(-1 if found is None else found[0])
                if strip.get(y) == now.get(y):
                    continue
            changed.append(y)
        self._painted = {number: painted for number, painted in self._painted.items() if number in same}
        self.forget_lines(lambda key: isinstance(key, tuple) and key[0] not in same)
        self.refresh_rows(changed)

    def _style(self, *names: str) -> Style:
        """The look of what is all of `names` at once; the later ones win. Worked out once for each theme."""
        style = self._look.get(names)
        if style is None:
            if not names:
                style = self.rich_style
            elif names[-1] == "selection":
                style = self._style(*names[:-1]) + self.screen.get_component_rich_style("screen--selection")
            else:
                style = self._style(*names[:-1]) + self.get_component_rich_style(f"article--{names[-1]}", partial=True)
            self._look[names] = style
        return style

    def _paint(self, number: int, line: Line) -> list[Piece]:
        """The pieces of a line, up to the position strip."""
        text, look = self._article.text, self._style()
        gutter, sign = self._gutter(number, line), self._layers.sign(line)
        painted: list[Piece] = []
        if sign and not self._page.margin:
            gutter[0] = sign, self._style("remark")
        elif self._page.margin:
            painted.append(segments.beside(" " * (self._page.margin - len(sign)), look, line.start))
            if sign:
                painted.append(segments.beside(sign, self._style("remark"), line.start))
        painted += [segments.beside(mark, style, line.start) for mark, style in gutter]
        if line.indent:
            painted.append(segments.beside(" " * line.indent, look, line.start))
        used = self._page.margin + self._page.gutter + line.indent
        block = (str(line.kind),) if line.kind in _STYLED_BLOCKS else ()
        odd = list(clusters(text, line.start, line.end)) if ODD.search(text, line.start, line.end) else None
        cursor = self._cursor_span() if self.has_focus else None
        for piece, names in self._layers.pieces(line, cursor, self._dragged()):
            style = self._style(*block, *names)
            if odd is None:
                painted.append(segments.plain(text[piece.start : piece.end], style, piece.start))
                used += piece.end - piece.start
            else:
                # A cluster looks like its beginning, so that a highlight that ends within one moves nothing.
                inside = [cluster for cluster in odd if piece.start <= cluster.start < piece.end]
                painted += segments.of_clusters(text, inside, style)
                used += sum(cluster.cells for cluster in inside)
        rest = self.room.width - 1 - used
        if rest > 0:
            painted.append(segments.beside(" " * rest, look, line.end))
        elif rest < 0:  # a pane of very few cells
            painted = list(segments.within(painted, self.room.width - 1))
        return painted

    def _gutter(self, number: int, line: Line) -> list[tuple[str, Style]]:
        """The cells of the gutter beside a line."""
        cells = [(" ", self._style())] * self._page.gutter
        for bar in self._layers.bars(number, line, self._lines) if self._lines is not None else ():
            column = min(bar.depth, 1)
            if column < len(cells):
                cells[column] = (_BARS[bar.quote.kind], self._style(self._layers.bar_look(bar.quote)))
        return cells

    def _strip(self) -> dict[int, int]:
        """What the position strip shows in each row that is not empty."""
        if self._strip_rows is None and self._lines is not None:
            self._strip_rows = self._strip_rows_of(self._layers.marks())
        return self._strip_rows or {}

    def _strip_rows_of(self, spans: Sequence[Span]) -> dict[int, int]:
        """What the position strip shows of some spans."""
        return {} if self._lines is None else position_strip.rows(spans, self._lines, self.room.height)

    def _strip_cell(self, y: int) -> Segment:
        """The cell of the position strip in row `y` of the view."""
        block = self._strip().get(y, 0)
        if not block:
            return Segment(" ", self._style())
        current = self._layers.current
        here = current is not None and y in self._strip_rows_of([current])
        return Segment(position_strip.BLOCKS[block], self._style("strip-current" if here else "strip"))


def _is_word(char: str) -> bool:
    return char.isalnum() or char in "'\u2019-"
