"""The list that entities, quotes and details are shown in: rows that each lead to a place in the article."""

from bisect import bisect_right
from collections.abc import Iterable
from itertools import islice
from typing import Any, ClassVar, cast

from textual import events
from textual.binding import BindingType
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui.actions import LIST, bindings
from tui.rows.line import Row, Target
from tui.widgets.inks import content

_GUESS = 40
"""Cells of a row, as long as nothing better is known."""

PAGE = 100
"""Rows of a list without a bound that are made at a time."""

_MORE = Target(item="more")
"""Where the row below those that are made leads."""


class RowList(OptionList):
    """Rows, of which those with a target can be walked over and followed.

    Subclasses say in `build` what the rows are; they are built anew whenever the width changes.
    """

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
        super().__init__(id=id, markup=False)
        self.rows: list[Row] = []
        self._tops: list[int] = []
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
        self._built_for = max(self.scrollable_content_region.width - 2, 0)
        self._make(self._built_for or _GUESS, self.scroll_offset.y if keep else 0)

    def _make(self, width: int, top: int) -> None:
        """Make the rows for `width`, and show those from line `top` on."""
        before, self.rows = self.rows, self._made(width)
        self._tops = []
        height = 0
        for row in self.rows:
            self._tops.append(height)
            height += len(row.lines)
        with self.prevent(OptionList.OptionHighlighted):
            if not self._mend(before):
                self.set_options(Option(content(row.lines), disabled=row.target is None) for row in self.rows)
            self.highlighted = self._index_of(self._marked)
        self.scroll_to(y=top, animate=False, immediate=True, force=True)

    def _made(self, width: int) -> list[Row]:
        """The rows, as many as are to be made."""
        if self._most is None:
            return list(self.build(width))
        rows = list(islice(self.build(width), self._most + 1))
        if len(rows) > self._most:
            rows[-1] = Row(((("… more", "muted"),),), _MORE)
        return rows

    def _mend(self, before: list[Row]) -> bool:
        """Change only the few rows that are not what they were `before`; whether that was enough."""
        if len(before) != len(self.rows) or len(before) != self.option_count:
            return False
        changed = [at for at, (old, new) in enumerate(zip(before, self.rows, strict=True)) if old.lines != new.lines]
        kept = all((before[at].target is None) == (self.rows[at].target is None) for at in range(len(before)))
        if not kept or len(changed) > max(2, len(before) // 4):
            return False
        for at in changed:
            self.replace_option_prompt_at_index(at, content(self.rows[at].lines))
        return True

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
            with self.prevent(OptionList.OptionHighlighted):
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
        if self.scrollable_content_region.width - 2 != self._built_for:
            self.rebuild()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """The mark was moved by key or mouse."""
        event.stop()
        if event.option_index == self.highlighted and self.target == _MORE:
            self._make_more(PAGE)
        elif event.option_index == self.highlighted and self.target is not None:
            self._marked = self.target
            self.post_message(self.Browsed(self, self.target))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter, or a click on what was already marked."""
        event.stop()
        if self.target is not None:
            self.post_message(self.Followed(self, self.target))

    async def _on_click(self, event: events.Click) -> None:
        """A click moves the mark; a click on the mark, or a double click, goes there."""
        event.prevent_default()
        clicked: int | None = event.style.meta.get("option")
        if clicked is None or self.rows[clicked].target is None:
            return
        if clicked == self.highlighted:
            self.action_select()
        else:
            self.highlighted = clicked

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
        self.scroll_home(animate=False, immediate=True)

    def _make_more(self, count: int | None) -> None:
        """Make so many rows more (None: all of them), and put the mark on the first of them."""
        at = self.highlighted or 0
        self._most = None if count is None or self._most is None else self._most + count
        self._make(self._built_for or _GUESS, self.scroll_offset.y)
        self.highlighted = min(at, len(self.rows) - 1)

    def action_last(self) -> None:
        """The last row, and the end of the view."""
        if self._most is not None and self.rows and self.rows[-1].target == _MORE:
            self._make_more(None)
        self._walk(-1, start=len(self.rows))
        self.scroll_end(animate=False, immediate=True)

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
                self.highlighted = at
                return
            at += step
        self.scroll_relative(y=step, animate=False, immediate=True)

    def _page(self, pages: float) -> None:
        """Move the view; the mark goes to the first row that can be followed in it."""
        height = self.scrollable_content_region.height
        before = self.scroll_offset.y
        self.scroll_relative(y=round(pages * max(height - 1, 1)), animate=False, immediate=True, force=True)
        after = self.scroll_offset.y
        if after == before:
            self._walk(-1 if pages > 0 else 1, start=len(self.rows) if pages > 0 else -1)
            self.scroll_to(y=after, animate=False, immediate=True)
            return
        at = max(bisect_right(self._tops, after) - 1, 0)
        while at < len(self.rows) and (self.rows[at].target is None or self._tops[at] < after):
            at += 1
        if at < len(self.rows) and self._tops[at] + len(self.rows[at].lines) <= after + height:
            self.highlighted = at
