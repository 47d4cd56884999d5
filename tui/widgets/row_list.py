"""The list that entities, quotes and details are shown in: rows that each lead to a place in the article."""

from bisect import bisect_right
from collections.abc import Iterable
from itertools import islice
from typing import Any, ClassVar, cast

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from tui.actions import LIST, bindings
from tui.rows.line import Line, Row, Target
from tui.widgets.inks import ink
from tui.widgets.line_view import LineView

_GUESS = 40
"""Cells of a row, as long as nothing better is known."""

PAGE = 100
"""Rows of a list without a bound that are made at a time."""

_MORE = Target(item="more")
"""Where the row below those that are made leads."""


class RowList(LineView, can_focus=True, inherit_bindings=False):
    """Rows, of which those with a target can be walked over and followed.

    Subclasses say in `build` what the rows are; they are built anew whenever the width changes.
    """

    ALLOW_SELECT = False

    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--row", "rows--hover", "rows--marked"}

    highlighted: reactive[int | None] = reactive(None, repaint=False)
    """The number of the marked row; None if none is."""
    hovered: reactive[int | None] = reactive(None, repaint=False)
    """The number of the row under the mouse that can be followed."""

    BINDINGS: ClassVar[list[BindingType]] = list(bindings("list", LIST))

    MOST: ClassVar[int | None] = None
    """Rows that are made at first; more follow when the reader comes to their end. None: all at once."""

    class Browsed(Message):
        """The reader has moved onto a row: the article may show its place."""

        def __init__(self, rows: "RowList", target: Target) -> None:
            super().__init__()
            self.rows = rows
            self.target = target

        @property
        def control(self) -> "RowList":
            """The list it happened in."""
            return self.rows

    class Followed(Browsed):
        """The reader wants to go where a row leads."""

    def __init__(self, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self.rows: list[Row] = []
        self._tops: list[int] = []
        self._inks: dict[tuple[str, str], Style] = {}
        self._built_for = 0
        self._marked: Target | None = None
        self._most = self.MOST

    def build(self, width: int) -> Iterable[Row]:
        """The rows, each line at most `width` cells wide."""
        raise NotImplementedError

    def rebuild(self, *, keep: bool = True) -> None:
        """Make the rows anew; with `keep`, mark and view stay where they are.

        Before the list was ever laid out, as long as another one hides it, a width is guessed.
        """
        if not keep:
            self._marked = None
            self._most = self.MOST
        self._built_for = max(self.room.width - 2, 0)
        self._make(self._built_for or _GUESS, self.scroll_offset.y if keep else 0)

    def _make(self, width: int, top: int) -> None:
        """Make the rows for `width`, and show those from line `top` on."""
        self.rows = self._made(width)
        self._tops = []
        height = 0
        for row in self.rows:
            self._tops.append(height)
            height += len(row.lines)
        self.set_reactive(RowList.hovered, None)
        self.set_reactive(RowList.highlighted, self._index_of(self._marked))
        self.set_height(height)
        self.scroll_to(y=top, animate=False, force=True)
        self.refresh()

    def _made(self, width: int) -> list[Row]:
        """The rows, as many as are to be made."""
        if self._most is None:
            return list(self.build(width))
        rows = list(islice(self.build(width), self._most + 1))
        if len(rows) > self._most:
            rows[-1] = Row(((("… more", "muted"),),), _MORE)
        return rows

    @property
    def target(self) -> Target | None:
        """Where the marked row leads; None if none is marked."""
        at = self.highlighted
        return self.rows[at].target if at is not None and at < len(self.rows) else None

    def mark(self, target: Target | None) -> None:
        """Put the mark on the row that leads to `target` (or selects what it selects) without anybody being told.

        If there is no such row, none is marked. Rows that have yet to be built are marked when they are.
        """
        self._marked = target
        index = self._index_of(target)
        if index != self.highlighted:
            self.highlighted = index

    def mark_first(self) -> Target | None:
        """Mark the first row that leads anywhere, and say where it does."""
        self.mark(next((row.target for row in self.rows if row.target is not None), None))
        return self.target

    def _index_of(self, target: Target | None) -> int | None:
        if target is None:
            return None
        exact = (at for at, row in enumerate(self.rows) if row.target == target)
        found = next(exact, None)
        if found is None and target.span is None:
            alike = (at for at, row in enumerate(self.rows) if row.target and row.target.selection == target.selection)
            found = next(alike, None)
        return found

    def on_resize(self) -> None:
        """Lines are made for a width."""
        if max(self.room.width - 2, 0) != self._built_for:
            self.rebuild()

    def watch_highlighted(self, before: int | None, now: int | None) -> None:
        """The mark is seen where it is now, and no longer where it was."""
        self._show_again(before, now)
        if now is not None and now < len(self.rows):
            room, top = self.room.height, round(self.scroll_y)
            first, last = self._tops[now], self._tops[now] + len(self.rows[now].lines)
            if first < top or last > top + room:
                self.scroll_to(y=first if first < top else min(first, last - room), animate=False, force=True)

    def watch_hovered(self, before: int | None, now: int | None) -> None:
        """The row under the mouse is lit."""
        self._show_again(before, now)

    def _show_again(self, *rows: int | None) -> None:
        top = round(self.scroll_y)
        for at in rows:
            if at is not None and at < len(self.rows):
                first = self._tops[at] - top
                self.refresh_rows(range(first, first + len(self.rows[at].lines)))

    def _go(self, at: int) -> None:
        """The reader moves the mark."""
        if at == self.highlighted:
            return
        self.highlighted = at
        if self.target == _MORE:
            self._make_more(PAGE)
        elif self.target is not None:
            self._marked = self.target
            self.post_message(self.Browsed(self, self.target))

    def action_select(self) -> None:
        """Enter, or a click on what was already marked."""
        if self.target is not None:
            self.post_message(self.Followed(self, self.target))

    # Mouse

    def on_click(self, event: events.Click) -> None:
        """A click moves the mark; a click on the mark, or a double click, goes there."""
        clicked = self._row_at(event)
        if clicked is None:
            return
        if clicked == self.highlighted:
            self.action_select()
        else:
            self._go(clicked)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Light the row under the mouse."""
        self.hovered = self._row_at(event)

    def on_leave(self) -> None:
        """No row is under the mouse."""
        self.hovered = None

    def _row_at(self, event: events.MouseEvent) -> int | None:
        """The row under the mouse, if it leads anywhere."""
        where = None if self.bar_pressed else event.get_content_offset(self)
        at = None if where is None or where.x >= self.room.width else self._row_of(round(self.scroll_y) + where.y)
        return at if at is not None and self.rows[at].target is not None else None

    # Painting

    def _row_of(self, number: int) -> int | None:
        """The row that line `number` belongs to; None below the last."""
        at = bisect_right(self._tops, number) - 1
        return at if at >= 0 and number - self._tops[at] < len(self.rows[at].lines) else None

    def line_key(self, y: int) -> tuple[Line, str, bool]:
        """The line itself, and how its row stands out."""
        number = round(self.scroll_y) + y
        at = self._row_of(number)
        if at is None:
            return (), "", False
        look = "rows--marked" if at == self.highlighted else "rows--hover" if at == self.hovered else ""
        return self.rows[at].lines[number - self._tops[at]], look, self.has_focus and bool(look)

    def render_line(self, y: int) -> Strip:
        """Line `y` of what is in view, with a space at each side."""
        line, look, _ = self.line_key(y)
        width = self.room.width
        base = self._ink("", look)
        strip = Strip([Segment(" ", base), *(Segment(text, self._ink(role, look)) for text, role in line)])
        return strip.adjust_cell_length(width, base)

    def _ink(self, role: str, look: str) -> Style:
        """How a role looks in a row that stands out so. Worked out once for each theme."""
        style = self._inks.get((role, look))
        if style is None:
            visual = self.get_visual_style("rows--row", *([look] if look else []))
            if role:
                visual += self.app.stylesheet.parse_style(ink(role))
            style = self._inks[role, look] = visual.rich_style
        return style

    def notify_style_update(self) -> None:
        """Textual's call when the theme, the style sheet or the focus has changed."""
        super().notify_style_update()
        self._inks.clear()

    def on_focus(self) -> None:
        """The mark stands out more where keys go."""
        self._look_again()

    def on_blur(self) -> None:
        """The mark stands out less where keys do not go."""
        self._look_again()

    def _look_again(self) -> None:
        self._inks.clear()
        self._show_again(self.highlighted, self.hovered)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Textual's question how high the list would be."""
        return sum(len(row.lines) for row in self.rows)

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing can be followed where nothing is marked."""
        if action == "select":
            return self.target is not None
        return super().check_action(action, cast("tuple[Any, ...]", parameters))

    def action_cursor_down(self) -> None:
        """The next row that leads anywhere; below the last one, the view moves on to its end."""
        self._walk(1)

    def action_cursor_up(self) -> None:
        """The row before; above the first one, the view moves on to the very top."""
        self._walk(-1)

    def action_first(self) -> None:
        """The first row, and the top of the view."""
        self._walk(1, start=-1)
        self.scroll_to(y=0, animate=False, force=True)

    def _make_more(self, count: int | None) -> None:
        """Make so many rows more (None: all of them), and put the mark on the first of them."""
        at = self.highlighted or 0
        self._most = None if count is None or self._most is None else self._most + count
        self._make(self._built_for or _GUESS, self.scroll_offset.y)
        self._go(min(at, len(self.rows) - 1))

    def action_last(self) -> None:
        """The last row, and the end of the view."""
        if self._most is not None and self.rows and self.rows[-1].target == _MORE:
            self._make_more(None)
        self._walk(-1, start=len(self.rows))
        self.scroll_to(y=self.max_scroll_y, animate=False, force=True)

    def action_page_down(self) -> None:
        """A page down."""
        self._page(1.0)

    def action_page_up(self) -> None:
        """A page up."""
        self._page(-1.0)

    def action_half_page(self, step: int) -> None:
        """Half a page down (1) or up (-1)."""
        self._page(step / 2)

    def _walk(self, step: int, start: int | None = None) -> None:
        if start is None:
            start = self.highlighted if self.highlighted is not None else (-1 if step > 0 else len(self.rows))
        at = start + step
        while 0 <= at < len(self.rows):
            if self.rows[at].target is not None:
                self._go(at)
                return
            at += step
        self.scroll_relative(y=step, animate=False)

    def _page(self, pages: float) -> None:
        """Move the view; the mark goes to the first row that can be followed in it."""
        height = self.room.height
        before = self.scroll_offset.y
        self.scroll_relative(y=round(pages * max(height - 1, 1)), animate=False, force=True)
        after = self.scroll_offset.y
        if after == before:
            self._walk(-1 if pages > 0 else 1, start=len(self.rows) if pages > 0 else -1)
            self.scroll_to(y=after, animate=False)
            return
        at = max(bisect_right(self._tops, after) - 1, 0)
        while at < len(self.rows) and (self.rows[at].target is None or self._tops[at] < after):
            at += 1
        if at < len(self.rows) and self._tops[at] + len(self.rows[at].lines) <= after + height:
            self._go(at)
