"""The widget for lists and details: rows that lead to places in the article."""

from collections.abc import Iterable
from math import inf
from typing import Any, ClassVar, cast

from rich.segment import Segment
from rich.style import Style
from textual import events, on
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from tui.keys.key_table import LIST, bindings
from tui.rows.line import Line, Row, Target
from tui.widgets.line_view import LineView
from tui.widgets.row_layout import RowLayout
from tui.widgets.run_styles import role_style

_DEFAULT_WIDTH = 40
"""Width of a row in cells, before the first layout."""

_SLICE = 0.003
"""Seconds to build rows at a time; those in view are built however long it takes."""

_PAUSES = (0.15, 0.03)
"""Seconds before more rows are built, the first time (the user may be moving on) and later."""

_TOO_LOW = 5
"""Height of a list, in lines, up to which the heading does not stay at the top."""

_AHEAD = 300
"""Lines below the view to build in advance."""


class RowList(LineView, can_focus=True, inherit_bindings=False):
    """Shows rows; those with a target can be highlighted and followed.

    Subclasses return the rows from `build`; they are built again when the width changes. Those in view are built first
    and the rest bit by bit, so that a list of thousands opens as fast as one of ten.
    """

    ALLOW_SELECT = False

    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--row", "rows--hover", "rows--marked", "rows--pinned"}

    highlighted: reactive[int | None] = reactive(None, repaint=False)
    """The number of the highlighted row; None if there is none."""
    hovered: reactive[int | None] = reactive(None, repaint=False)
    """The number of the row under the mouse, if it has a target; None otherwise."""

    BINDINGS: ClassVar[list[BindingType]] = list(bindings("list", LIST))

    class Browsed(Message):
        """The user highlighted a row."""

        def __init__(self, rows: "RowList", target: Target) -> None:
            super().__init__()
            self.rows = rows
            self.target = target

        @property
        def control(self) -> "RowList":
            """The list that sent the message."""
            return self.rows

    class Followed(Browsed):
        """The user asked to go to the place of a row."""

    def __init__(self, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self._layout = RowLayout()
        self._role_styles: dict[tuple[str, str], Style] = {}
        self._built_for = 0
        self._marked_target: Target | None = None
        self._is_growing = False

    def build(self, width: int) -> Iterable[Row]:  # noqa: ARG002
        """Return the rows, each line at most `width` cells wide; an empty list has none."""
        return ()

    @property
    def rows(self) -> list[Row]:
        """The rows that are built so far."""
        return self._layout.rows

    @property
    def is_complete(self) -> bool:
        """Whether all rows are built."""
        return self._layout.is_complete

    @property
    def is_headed(self) -> bool:
        """Whether the first row is a heading that stays at the top while scrolling."""
        return False

    @property
    def _pinned(self) -> int:
        """The number of lines that the heading covers at the top: 0 or 1."""
        away = self.is_headed and self.rows and round(self.scroll_y) >= len(self.rows[0].lines)
        return 1 if away and self.room.height > _TOO_LOW else 0

    def rebuild(self, *, keep: bool = True) -> None:
        """Build the rows again; with `keep`, keep the highlight and the scroll position.

        Before the first layout, as long as another list hides this one, it uses a default width.
        """
        if not keep:
            self._marked_target = None
        top = self.scroll_offset.y if keep else 0
        self._built_for = max(self.room.width - 2, 0)
        self._layout = RowLayout(self.build(self._built_for or _DEFAULT_WIDTH))
        self.set_reactive(RowList.hovered, None)
        self.set_reactive(RowList.highlighted, None)
        self._layout.make(top + 2 * self.room.height, _SLICE)
        self.set_reactive(RowList.highlighted, self._layout.find(self._marked_target))
        self.set_height(self._layout.height)
        self.scroll_to(y=top, animate=False, force=True)
        self.refresh()
        self._make_later()

    def show_from(self, line: int) -> None:
        """Scroll so that `line` is the first in view."""
        self._make(line + self.room.height)
        self.scroll_to(y=line, animate=False, force=True)

    def _make(self, lines: float) -> None:
        """Build more rows, until there are `lines` lines."""
        self._layout.make(lines)
        self.set_height(self._layout.height)

    def _make_later(self, *, again: bool = False) -> None:
        """Build more rows after a while, until they include the highlighted one and go well beyond the view."""
        sought = self._marked_target is not None and self.highlighted is None
        wanted = sought or self._layout.height < self.scroll_y + self.room.height + _AHEAD
        if not self.is_complete and wanted and not self._is_growing and self.is_mounted:
            self._is_growing = True
            self.set_timer(_PAUSES[again], self._make_more)

    def _make_more(self) -> None:
        self._is_growing = False
        before = self._layout.height
        self._layout.make(0, _SLICE)
        if self._marked_target is not None and self.highlighted is None:
            at = self._layout.find(self._marked_target)
            if at is not None:
                self.set_height(self._layout.height)
                self.highlighted = at
        self._make_later(again=True)
        if not self._is_growing or before < self.scroll_y + self.room.height:
            self.set_height(self._layout.height)
            self.refresh()

    @property
    def target(self) -> Target | None:
        """The target of the highlighted row; None if there is none."""
        at = self.highlighted
        return self.rows[at].target if at is not None and at < len(self.rows) else None

    def mark(self, target: Target | None) -> None:
        """Highlight the row with `target` (or with its selection), without a message.

        If there is no such row, none is highlighted. A row that is not built yet is highlighted once it is.
        """
        self._marked_target = target
        self.highlighted = self._layout.find(target)
        self._make_later()

    def keep_place(self) -> None:
        """Highlight the next row, or else the previous one, before the highlighted one is removed."""
        at = self.highlighted
        beside = (self._next(at, 1), self._next(at, -1)) if at is not None else ()
        other = next((one for one in beside if one is not None), None)
        if other is not None:
            self.mark(self.rows[other].target)

    def mark_first(self) -> Target | None:
        """Highlight the first row with a target, and return the target."""
        at = self._next(-1, 1)
        self.mark(None if at is None else self.rows[at].target)
        return self.target

    def _next(self, at: int, step: int) -> int | None:
        """Return the next (1) or previous (-1) row with a target, built if need be; None if there is none."""
        made = len(self.rows)
        found = self._layout.next_target(at, step, self.room.height + 1)
        if len(self.rows) > made:
            self.set_height(self._layout.height)
        return found

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines of a part of the view, built for its present width; the resize event may never come."""
        self.on_resize()
        return super().render_lines(crop)

    def on_resize(self) -> None:
        """Build the rows again for a new width."""
        if max(self.room.width - 2, 0) != self._built_for:
            self.rebuild()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Build more rows after scrolling, so that the view does not reach their end."""
        super().watch_scroll_y(old_value, new_value)
        if not self.is_complete and new_value + 2 * self.room.height > self._layout.height:
            self._make(new_value + 2 * self.room.height)
        self._make_later()

    def watch_highlighted(self, before: int | None, now: int | None) -> None:
        """Repaint the old and the new highlight, and scroll to the new one."""
        self._show_again(before, now)
        if now is not None and now < len(self.rows):
            room, top = self.room.height, round(self.scroll_y)
            lines, pinned = self._layout.lines(now), self._pinned
            first, last = lines.start, lines.stop
            if first < top + pinned or last > top + room:
                up = first < top + pinned
                self.scroll_to(y=first - pinned if up else min(first - pinned, last - room), animate=False, force=True)

    def watch_hovered(self, before: int | None, now: int | None) -> None:
        """Repaint the old and the new row under the mouse."""
        self._show_again(before, now)

    def _show_again(self, *rows: int | None) -> None:
        top = round(self.scroll_y)
        for at in rows:
            if at is not None and at < len(self.rows):
                self.refresh_rows(line - top for line in self._layout.lines(at))

    def _move_mark(self, at: int) -> None:
        """Highlight another row for the user, with a message."""
        if at == self.highlighted:
            return
        self.highlighted = at
        if self.target is not None:
            self._marked_target = self.target
            self.post_message(self.Browsed(self, self.target))

    def action_select(self) -> None:
        """Ask to go to the place of the highlighted row."""
        if self.target is not None:
            self.post_message(self.Followed(self, self.target))

    # Mouse

    def on_click(self, event: events.Click) -> None:
        """Highlight the row that was clicked, or go to it if it is highlighted."""
        clicked = self._row_at(event)
        if clicked is None:
            return
        if clicked == self.highlighted:
            self.action_select()
        else:
            self._move_mark(clicked)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Follow the mouse."""
        self.hovered = self._row_at(event)

    def on_leave(self) -> None:
        """Note that the mouse has left the list."""
        self.hovered = None

    def _row_at(self, event: events.MouseEvent) -> int | None:
        """Return the number of the row under the mouse if it has a target; None otherwise."""
        where = None if self.bar_pressed else event.get_content_offset(self)
        off = where is None or where.x >= self.room.width or where.y < self._pinned
        at = None if off or where is None else self._layout.row_at(round(self.scroll_y) + where.y)
        return at if at is not None and self.rows[at].target is not None else None

    # Painting

    def line_key(self, y: int) -> tuple[Line, str, bool]:
        """Return the line in row `y` of the view, its look, and whether the focus changes that."""
        layout = self._layout
        if y < self._pinned:
            return layout.rows[0].lines[0], "rows--pinned", False
        number = round(self.scroll_y) + y
        at = layout.row_at(number)
        if at is None:
            return (), "", False
        look = "rows--marked" if at == self.highlighted else "rows--hover" if at == self.hovered else ""
        return layout.rows[at].lines[number - layout.tops[at]], look, self.has_focus and bool(look)

    def render_line(self, y: int) -> Strip:
        """Return line `y` of the view, with a space on each side."""
        line, look, _ = self.line_key(y)
        width = self.room.width
        base = self._role_style("", look)
        strip = Strip([Segment(" ", base), *(Segment(text, self._role_style(role, look)) for text, role in line)])
        return strip.adjust_cell_length(width, base)

    def _role_style(self, role: str, look: str) -> Style:
        """Return the style of a role in a row with a look, computed once for each theme."""
        style = self._role_styles.get((role, look))
        if style is None:
            visual = self.get_visual_style("rows--row", *([look] if look else []))
            if role:
                visual += self.app.stylesheet.parse_style(role_style(role))
            style = visual.rich_style
            if look:  # Textual's visual style lacks "reverse"
                style += self.get_component_styles(look).text_style
            self._role_styles[role, look] = style
        return style

    def notify_style_update(self) -> None:
        """Forget styles after the theme, the stylesheet or the focus has changed."""
        super().notify_style_update()
        self._role_styles.clear()

    @on(events.Focus)
    @on(events.Blur)
    def _restyle_mark(self) -> None:
        """Repaint the highlight, which is brighter while the list has the focus."""
        self._role_styles.clear()
        self._show_again(self.highlighted, self.hovered)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Return the height of all rows in lines, as Textual asks."""
        self._layout.make(inf)
        return self._layout.height

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Disable enter if no row is highlighted."""
        if action == "select":
            return self.target is not None
        return super().check_action(action, cast("tuple[Any, ...]", parameters))

    def action_cursor_down(self) -> None:
        """Highlight the next row; at the last one, scroll to the end."""
        self._walk(1)

    def action_cursor_up(self) -> None:
        """Highlight the previous row; at the first one, scroll to the top."""
        self._walk(-1)

    def action_first(self) -> None:
        """Highlight the first row, and scroll to the top."""
        self._walk(1, start=-1)
        self.scroll_to(y=0, animate=False, force=True)

    def action_last(self) -> None:
        """Highlight the last row, and scroll to the end."""
        self._make(inf)
        self._walk(-1, start=len(self.rows))
        self.scroll_to(y=self.max_scroll_y, animate=False, force=True)

    def action_page_down(self) -> None:
        """Scroll down a page."""
        self._page(1.0)

    def action_page_up(self) -> None:
        """Scroll up a page."""
        self._page(-1.0)

    def action_half_page(self, step: int) -> None:
        """Scroll half a page down (1) or up (-1)."""
        self._page(step / 2)

    def _walk(self, step: int, start: int | None = None) -> None:
        if start is None:
            start = self.highlighted if self.highlighted is not None else (-1 if step > 0 else len(self.rows))
        at = self._next(start, step)
        if at is not None:
            self._move_mark(at)
        else:
            self.scroll_relative(y=step, animate=False)

    def _page(self, pages: float) -> None:
        """Scroll by pages, and highlight the first row in view."""
        height = self.room.height
        before = self.scroll_offset.y
        self._make(before + 3 * height)
        self.scroll_relative(y=round(pages * max(height - 1 - self._pinned, 1)), animate=False, force=True)
        after = self.scroll_offset.y
        if after == before:
            self._walk(-1 if pages > 0 else 1, start=len(self.rows) if pages > 0 else -1)
            self.scroll_to(y=after, animate=False)
            return
        at = self._layout.first_target(after + self._pinned, after + height)
        if at is not None:
            self._move_mark(at)
