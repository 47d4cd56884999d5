"""The article's pane: what keys and the mouse do in the view of an article."""

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
    """Lets the user walk over what is highlighted in an article, and select words of it.

    The scrolling keys move the view as in `less`; the cursor goes from highlight to highlight, and is taken along when
    the view leaves it behind.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("selecting", SELECTING), *bindings("article", ARTICLE)]

    class Picked(ArticleMessage):
        """The user picked a highlight, with enter or a click."""

        def __init__(self, pane: "ArticlePane", selection: Selection, offset: int) -> None:
            super().__init__(pane)
            self.selection = selection
            self.offset = offset

    class Jumped(ArticleMessage):
        """The user has gone far with a key; `cursor` and `place` are where they were. Of a series, one counts."""

        def __init__(self, pane: "ArticlePane", cursor: int, place: int, series: str) -> None:
            super().__init__(pane)
            self.cursor = cursor
            self.place = place
            self.series = series

    class NoFurther(ArticleMessage):
        """The user has asked for the next (1), the previous (-1) or this (0) of something, and there is none."""

        def __init__(self, pane: "ArticlePane", what: str, step: int) -> None:
            super().__init__(pane)
            self.what = what
            self.step = step

    class WordsTaken(ArticleMessage):
        """The user is done selecting words; None: they gave up."""

        def __init__(self, pane: "ArticlePane", span: Span | None) -> None:
            super().__init__(pane)
            self.span = span

    def __init__(self, *, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(name=name, id=id, classes=classes)
        self._jumps = self._jumped_to = 0

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The keys that select words work while words are selected, and no others of the article."""
        if action in _SELECTING:
            return self.is_selecting
        if action == "next_heading" and not self._cursor.has_headings:
            return False
        if action in _MOVING:
            return not self.is_selecting
        return super().check_action(action, parameters)

    # From highlight to highlight

    def action_next_highlight(self, step: int) -> None:
        """Take the cursor to the next (`step` > 0) or the previous highlight, and show it."""
        offset = self._cursor.next_highlight(step)
        if offset is None:
            self.post_message(self.NoFurther(self, "name or quote", step))
        else:
            self._move_cursor(offset)
            self._layout.reveal(self._cursor.span())

    def next_quote(self, step: int) -> Quote | None:
        """Take the cursor to the next (`step` > 0) or the previous quote, and give it back; None: there is none."""
        quote = self._cursor.next_quote(step)
        if quote is not None:
            self._move_cursor(quote.start)
            self._layout.reveal(quote.content[0])
        return quote

    def action_next_quote(self, step: int) -> None:
        """Go to the next or the previous quote."""
        with self._far("walk"):
            if self.next_quote(step) is None:
                self.post_message(self.NoFurther(self, "quote", step))

    def action_next_paragraph(self, step: int) -> None:
        """Go to the next paragraph, or to the beginning of this one or the one before."""
        self._walk(self._cursor.next_paragraph(step), "paragraph", step)

    def action_next_heading(self, step: int) -> None:
        """Go to the next or the previous heading."""
        self._walk(self._cursor.next_heading(step), "heading", step)

    def action_next_entity(self, step: int) -> None:
        """Go to where the next or the previous entity is named for the first time."""
        self._walk(self._cursor.next_first_mention(step), "newcomer", step)

    def _walk(self, offset: int | None, what: str, step: int) -> None:
        """Take the cursor to a place that a key leads to, and show it with what comes after it."""
        if offset is None:
            self.post_message(self.NoFurther(self, what, step))
        else:
            with self._far("walk"):
                self.walk_to(offset)

    @contextmanager
    def _far(self, series: str) -> Iterator[None]:
        """Tell of the jump made meanwhile; it is of the series of the last one if it begins where that ended."""
        cursor, place = self.cursor, self.place
        self._jumps += cursor != self._jumped_to
        yield
        self._jumped_to = self.cursor
        if (self.cursor, self.place) != (cursor, place):
            self.post_message(self.Jumped(self, cursor, place, f"{series} {self._jumps}"))

    def action_pick(self) -> None:
        """Select what is under the cursor, or what is around it if that is what was selected last."""
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
        """Scroll by pages; a few lines are seen on both."""
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
        """Scroll by so many lines; a cursor left behind goes to the first highlight in view, or (-1) to the last."""
        self._layout.scroll_by(count)
        if self._layout.lines is not None and not self._cursor.is_in_view:
            self._take_cursor_along(cursor_from)

    def _take_cursor_along(self, step: int) -> None:
        """Put the cursor on the first highlight in view (`step` > 0) or the last, or else on the view's edge."""
        self._move_cursor(self._cursor.highlight_in_view(step))

    # Selecting words

    @property
    def is_selecting(self) -> bool:
        """Whether keys select words."""
        return self._words.is_by_keys

    def select_words(self, span: Span) -> None:
        """Let the user select words with keys, beginning with those of `span`."""
        self._words.start(span)

    def stop_selecting(self) -> None:
        """No words are selected any more."""
        self._words.clear()
        self.screen.refresh_bindings()

    def action_select_words(self) -> None:
        """Select words with keys, from the word at the cursor on, or the first in view."""
        start = self.cursor if self._cursor.is_in_view else self.view().start
        self.select_words(Span(start, start))

    def action_extend(self, step: int) -> None:
        """Move the end of the selected words by a word."""
        self._words.extend("word", step)

    def action_extend_line(self, step: int) -> None:
        """Move the end of the selected words by a line."""
        self._words.extend("line", step)

    def action_extend_by(self, what: str, step: int) -> None:
        """Move the end of the selected words by a "sentence" or a "paragraph"."""
        self._words.extend(what, step)

    def action_extend_to(self, what: str, end: int) -> None:
        """Move the end of the selected words to the end (1) or the beginning (-1) of the "line" or the "article"."""
        self._words.extend_to(what, end)

    def action_other_end(self) -> None:
        """Move the other end of the selected words from now on."""
        self._words.turn()

    def action_start_here(self) -> None:
        """Begin to select at the word that was reached."""
        self._words.restart()

    def action_take_words(self) -> None:
        """Done selecting."""
        if self.is_selecting:
            self._words.finish()
            self.screen.refresh_bindings()
            self.post_message(self.WordsTaken(self, self.selected_span()))

    def action_drop_words(self) -> None:
        """Select nothing."""
        self.stop_selecting()
        self.post_message(self.WordsTaken(self, None))

    # The mouse

    def on_click(self, event: events.Click) -> None:
        """Select what was clicked on; a word with a double click, a paragraph with a triple one."""
        event.prevent_default()  # Textual's double click would select all of the article
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
        """Go to what the position strip shows in row `y`: the mention there, or else that part of the article."""
        mark, lines, height = self._painter.mark_at(y), self._layout.lines, self.room.height
        if mark is not None:
            self.go_to(mark)
        elif lines is not None:
            number = position_strip.line_at(y, lines.height, height)
            self._scroll_by(number - height // 2 - round(self.scroll_y))
