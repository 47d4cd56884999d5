"""The article pane: keys and mouse in the view of an article."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar

from textual import events
from textual.binding import BindingType

from tui.analysis.model import Quote
from tui.document.selection import Selection
from tui.keys.key_table import ARTICLE, SELECTING, bindings
from tui.text.spans import Span
from tui.widgets import position_strip
from tui.widgets.article_layout import LEAST, MEASURE, MOST
from tui.widgets.article_view import ArticleMessage, ArticleView
from tui.widgets.word_stepping import letters_at, line_at

__all__ = ["LEAST", "MEASURE", "MOST", "ArticlePane"]

_SELECTING = frozenset(one.name.partition("(")[0] for one in SELECTING)
_MOVING = frozenset(one.name.partition("(")[0] for one in ARTICLE)


class ArticlePane(ArticleView, can_focus=True, inherit_bindings=False):
    """Lets the user step through highlights and select text.

    The scrolling keys move the view as in `less`; the cursor goes from highlight to highlight, and follows the view.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("selecting", SELECTING), *bindings("article", ARTICLE)]

    class Picked(ArticleMessage):
        """The user picked a highlight, with enter or a click."""

        def __init__(self, pane: "ArticlePane", selection: Selection, offset: int) -> None:
            super().__init__(pane)
            self.selection = selection
            self.offset = offset

    class Jumped(ArticleMessage):
        """The user jumped; `cursor` and `place` are where they were. Jumps of one series count as one."""

        def __init__(self, pane: "ArticlePane", cursor: int, place: int, series: str) -> None:
            super().__init__(pane)
            self.cursor = cursor
            self.place = place
            self.series = series

    class NoFurther(ArticleMessage):
        """The user asked for the next (1), the previous (-1) or the present (0) of something, and there is none."""

        def __init__(self, pane: "ArticlePane", what: str, step: int) -> None:
            super().__init__(pane)
            self.what = what
            self.step = step

    class WordsTaken(ArticleMessage):
        """The user is done selecting text; None: they canceled."""

        def __init__(self, pane: "ArticlePane", span: Span | None) -> None:
            super().__init__(pane)
            self.span = span

    def __init__(self, *, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(name=name, id=id, classes=classes)
        self._jumps = self._jumped_to = 0

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Allow either the keys for selecting text or the other keys of the article."""
        if action in _SELECTING:
            return self.is_selecting
        if action == "next_heading" and not self._cursor.has_headings:
            return False
        if action in _MOVING:
            return not self.is_selecting
        return super().check_action(action, parameters)

    # From highlight to highlight

    def action_next_highlight(self, step: int) -> None:
        """Go to the next (`step` > 0) or previous highlight."""
        offset = self._cursor.next_highlight(step)
        if offset is None:
            self.post_message(self.NoFurther(self, "name or quote", step))
        else:
            self._move_cursor(offset)
            self._layout.reveal(self._cursor.span())

    def next_quote(self, step: int) -> Quote | None:
        """Go to the next (`step` > 0) or previous quote, and return it; None if there is none."""
        quote = self._cursor.next_quote(step)
        if quote is not None:
            self._move_cursor(quote.start)
            self._layout.reveal(quote.content[0])
        return quote

    def action_next_quote(self, step: int) -> None:
        """Go to the next (1) or previous (-1) quote."""
        with self._far("walk"):
            if self.next_quote(step) is None:
                self.post_message(self.NoFurther(self, "quote", step))

    def action_next_paragraph(self, step: int) -> None:
        """Go to the next paragraph (1), or to the start of this or the previous one (-1)."""
        self._walk(self._cursor.next_paragraph(step), "paragraph", step)

    def action_next_heading(self, step: int) -> None:
        """Go to the next (1) or previous (-1) heading."""
        self._walk(self._cursor.next_heading(step), "heading", step)

    def action_next_entity(self, step: int) -> None:
        """Go to the first mention of the next (1) or previous (-1) entity."""
        self._walk(self._cursor.next_first_mention(step), "new name", step)

    def _walk(self, offset: int | None, what: str, step: int) -> None:
        """Go to `offset`; if it is None, report that there is no more `what`."""
        if offset is None:
            self.post_message(self.NoFurther(self, what, step))
        else:
            with self._far("walk"):
                self.walk_to(offset)

    @contextmanager
    def _far(self, series: str) -> Iterator[None]:
        """Report the jump made in the context; it continues a series if it starts where the last one ended."""
        cursor, place = self.cursor, self.place
        self._jumps += cursor != self._jumped_to
        yield
        self._jumped_to = self.cursor
        if (self.cursor, self.place) != (cursor, place):
            self.post_message(self.Jumped(self, cursor, place, f"{series} {self._jumps}"))

    def action_pick(self) -> None:
        """Select the name or quote at the cursor; if it is selected already, the quote around it."""
        if not self._cursor.is_in_view:
            self._take_cursor_along(1)
        self._pick(self.cursor)

    def _pick(self, offset: int) -> None:
        choice = self._cursor.choose(offset)
        if choice is None:
            self.post_message(self.NoFurther(self, "name or quote", 0))
        else:
            self.post_message(self.Picked(self, choice, offset))

    # Scrolling

    def action_line(self, step: int) -> None:
        """Scroll by lines."""
        self._scroll_by(step, cursor_from=step)

    def action_page(self, step: int) -> None:
        """Scroll by pages, which overlap by a few lines."""
        height = self.room.height
        self._scroll_by(step * max(1, height - min(2, height // 4)))

    def action_half_page(self, step: int) -> None:
        """Scroll by half pages."""
        self._scroll_by(step * max(1, self.room.height // 2))

    def action_beginning(self) -> None:
        """Go to the first line."""
        with self._far("ends"):
            self._layout.scroll_to(0)
            self._take_cursor_along(1)

    def action_end(self) -> None:
        """Go to the last line."""
        if self._layout.lines is None:
            return
        with self._far("ends"):
            self._layout.scroll_to_end()
            self._take_cursor_along(-1)

    def _scroll_by(self, count: int, cursor_from: int = 1) -> None:
        """Scroll by `count` lines; a cursor out of view goes to the first highlight in view, or (-1) to the last."""
        self._layout.scroll_by(count)
        if self._layout.lines is not None and not self._cursor.is_in_view:
            self._take_cursor_along(cursor_from)

    def _take_cursor_along(self, step: int) -> None:
        """Move the cursor to the first (`step` > 0) or last highlight in view, or else to the edge of the view."""
        self._move_cursor(self._cursor.highlight_in_view(step))

    # Selecting words

    @property
    def is_selecting(self) -> bool:
        """Whether the user is selecting text with the keyboard."""
        return self._words.is_by_keys

    def select_words(self, span: Span) -> None:
        """Start selecting text with the keyboard, from the words of `span`."""
        self._words.start(span)

    def stop_selecting(self) -> None:
        """Clear the selected text."""
        self._words.clear()
        self.screen.refresh_bindings()

    def action_select_words(self) -> None:
        """Start selecting text at the word at the cursor, or the first in view."""
        start = self.cursor if self._cursor.is_in_view else self.view().start
        self.select_words(Span(start, start))

    def action_extend(self, step: int) -> None:
        """Move the end of the selection by a word."""
        self._words.extend("word", step)

    def action_extend_line(self, step: int) -> None:
        """Move the end of the selection by a line."""
        self._words.extend("line", step)

    def action_extend_by(self, what: str, step: int) -> None:
        """Move the end of the selection by a "sentence" or a "paragraph"."""
        self._words.extend(what, step)

    def action_extend_to(self, what: str, end: int) -> None:
        """Move the end of the selection to the end (1) or the start (-1) of the "line" or the "article"."""
        self._words.extend_to(what, end)

    def action_other_end(self) -> None:
        """Let the keys move the other end of the selection."""
        self._words.turn()

    def action_start_here(self) -> None:
        """Start the selection again at the word that the keys reached."""
        self._words.restart()

    def action_take_words(self) -> None:
        """Finish selecting and report the selected text."""
        if self.is_selecting:
            self._words.finish()
            self.screen.refresh_bindings()
            self.post_message(self.WordsTaken(self, self.selected_span()))

    def action_drop_words(self) -> None:
        """Cancel selecting."""
        self.stop_selecting()
        self.post_message(self.WordsTaken(self, None))

    # The mouse

    def on_click(self, event: events.Click) -> None:
        """Select a name or quote; a double click selects a word, a triple click a paragraph."""
        event.prevent_default()  # Textual's double click selects the whole article
        where = event.get_content_offset(self)
        if where is None or self._layout.lines is None or event.button != 1 or self.bar_pressed:
            return
        x, y = where
        if x == self.room.width - 1:
            self._follow_strip(y)
            return
        offset = self._layout.offset_at(x, y)
        if event.chain > 1:
            if offset is not None:
                text = self._layout.text
                self._words.select(letters_at(text, offset) if event.chain == 2 else line_at(text, offset))
        elif self._words.span() is None:
            bar = self._painter.bar_at(x, y)
            if bar is not None:
                self._move_cursor(bar.quote.start)
                self.post_message(self.Picked(self, Selection("quote", bar.quote.id), bar.quote.start))
            elif offset is not None and self._layers.highlights.under(offset):
                self._move_cursor(offset)
                self._pick(offset)

    def _follow_strip(self, y: int) -> None:
        """Go to the mention in row `y` of the position strip, or else to that part of the article."""
        mark, lines, height = self._painter.mark_at(y), self._layout.lines, self.room.height
        if mark is not None:
            self.go_to(mark)
        elif lines is not None:
            number = position_strip.line_at(y, lines.height, height)
            self._scroll_by(number - height // 2 - round(self.scroll_y))
