"""The five panes: how they share the screen, and which is the current one."""

import asyncio
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from tui.widgets.article_pane import ArticlePane
from tui.widgets.debounce import Debouncer
from tui.widgets.pane_layout import LEAST_CELLS, LISTS, PANES, SHARES, SIZES, arrange
from tui.widgets.tab_bar import TabBar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tui.article.model import Article
    from tui.document.index import DocumentIndex
    from tui.document.selection import Selection
    from tui.text.spans import Span
    from tui.widgets.details import Details
    from tui.widgets.list_switcher import ListSwitcher
    from tui.widgets.row_list import RowList


_PAUSE = 0.03
"""Seconds after the last key until the panes beside the article are updated."""


class _Column(Vertical):
    """A column of panes."""

    BLANK = True


class Panes(Horizontal):
    """The article on the left, lists and details on the right; as many of them as there is room for.

    First only the article is mounted, so that it is shown as early as possible; `complete` mounts the rest.
    """

    BLANK = True  # widgets cover all of it; Textual would paint it below them every time

    lists: "ListSwitcher"
    details: "Details"

    class Asked(Message):
        """The user asked for a pane; with `select`, for any of its rows."""

        def __init__(self, pane: str, *, select: bool = False) -> None:
            super().__init__()
            self.pane = pane
            self.select = select

    class Divided(Message):
        """A divider was moved with the mouse."""

    def __init__(self, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self._sizes = dict(SIZES)
        self._divider = ""
        self.article = ArticlePane(id="article")
        self.is_complete = False
        self.current = "article"
        self._at_right = self._list = "entities"
        self._came_from = "article"
        self._zoomed = False
        self._counts: dict[str, int] = {}
        self._note = ""
        self._selection: Selection | None = None
        self._is_marked = True
        self._follow = Debouncer(self, self.catch_up, _PAUSE)
        self._message = Static(id="message", markup=False)
        self._article_tabs = TabBar(rule=True, id="article-tabs")
        self._details_tabs = TabBar(rule=True, id="details-tabs")
        self._left = _Column(self._article_tabs, self._message, self.article, id="left")
        self._aside = Vertical(id="aside")
        self._below = _Column(id="below")

    def compose(self) -> ComposeResult:
        """Compose the left and the right column."""
        yield self._left
        yield self._aside

    async def complete(self) -> None:
        """Mount the lists and the details, in short steps, so that keys do not wait."""
        from tui.widgets.details import Details

        await asyncio.sleep(0)
        from tui.widgets.list_switcher import ListSwitcher

        await asyncio.sleep(0)
        self.lists, self.details = ListSwitcher(id="lists"), Details(id="details")
        with self.app.batch_update():
            await self._aside.mount(self.lists, self._below)
            await self._below.mount(self._details_tabs, self.details)
            self.is_complete = True
            self._share_out()
            self.divide()

    def on_mount(self) -> None:
        """Show what there is room for."""
        self._message.display = False
        self.divide()

    def widget(self, pane: str) -> Widget:
        """Return the widget of a pane."""
        if pane == "article":
            return self.article
        panes: dict[str, Widget] = {
            "entities": self.lists.entities,
            "quotes": self.lists.quotes,
            "notes": self.lists.notes,
            "details": self.details,
        }
        return panes[pane]

    def go_to(self, pane: str) -> None:
        """Go to a pane."""
        self._enter(pane)
        self.screen.set_focus(self.widget(pane))

    def beside(self, step: int) -> str:
        """Return the next (1) or the previous (-1) pane."""
        return PANES[(PANES.index(self.current) + step) % len(PANES)]

    def show_list(self) -> None:
        """Show the last list."""
        self._came_from = self.current
        self._enter(self._list)

    def toggle_zoom(self) -> None:
        """Maximize or restore the current pane."""
        self._zoomed = not self._zoomed
        self.divide()

    def say(self, sentence: str) -> None:
        """Show a message in place of the article; "" shows the article again."""
        self._message.update(sentence)
        self._message.display = bool(sentence)
        self.divide()

    def count(self, index: "DocumentIndex | None") -> None:
        """Show the counts on the tabs."""
        found = index.analysis if index is not None else None
        self._counts = {"entities": len(found.entities), "quotes": len(found.quotes)} if found is not None else {}
        if index is not None and (done := len(index.annotations.remarks) + len(index.annotations.corrections)):
            self._counts["notes"] = done
        self.divide()

    def note(self, text: str) -> None:
        """Show above the current pane what the user is stepping through."""
        if text != self._note:
            self._note = text
            self._follow()

    def _show_note(self) -> None:
        self._article_tabs.note = self._note
        if self.is_complete:
            for bar in (self.lists.tabs, self._details_tabs):
                bar.note = self._note if len(bar.labels) == len(PANES) else ""

    def select(self, article: "Article", index: "DocumentIndex | None", selection: "Selection | None") -> None:
        """Highlight the selection in the lists, and show its details."""
        self._selection, self._is_marked = selection, False
        self.details.show(article, index, selection, later=True)
        if self.current == "article":
            self._follow()
        else:  # the next key applies to what they show
            self.catch_up()

    def mark_place(self, span: "Span") -> None:
        """Highlight the row of the mention at `span` in the details."""
        self.details.mark_place(span)
        if self.current == "details":
            self.catch_up()
        else:
            self._follow()

    def catch_up(self) -> None:
        """Update the panes beside the article now."""
        self._follow.cancel()
        self._show_note()
        if self.is_complete:
            if not self._is_marked:
                self._is_marked = True
                self.lists.mark(self._selection)
            self.details.catch_up()

    def divide(self) -> None:
        """Show the panes that there is room for, and their tabs."""
        width, height = self.app.size
        layout = arrange(width, height, self.current, self._at_right, self._list, zoomed=self._zoomed)
        seen = layout.seen
        self.article.display = "article" in seen and not self._message.display
        self._left.display = "article" in seen
        self._aside.display = seen != {"article"}
        self.set_class("article" not in seen, "-no-article")
        self._show_tabs(self._article_tabs, layout.left, seen)
        if self.is_complete:
            for pane in PANES[1:]:
                self.widget(pane).display = pane in seen
            self.lists.display = not seen.isdisjoint(LISTS)
            self._below.display = "details" in seen
            self._show_tabs(self.lists.tabs, layout.right, seen)
            self._show_tabs(self._details_tabs, layout.below, seen)
        self._show_note()

    @property
    def sizes(self) -> dict[str, int]:
        """The share of the article in the width, and of the details in the height, in hundredths."""
        return dict(self._sizes)

    @sizes.setter
    def sizes(self, sizes: "Mapping[str, int]") -> None:
        """Set the shares; missing and invalid ones get their defaults."""
        found = {name: sizes.get(name, share) for name, share in SIZES.items()}
        found = {name: share if share in SHARES else SIZES[name] for name, share in found.items()}
        if found != self._sizes:
            self._sizes = found
            self._share_out()

    def divide_by(self, divider: str, step: int) -> bool:
        """Give "article" or "below" more or less room, by `step` hundredths; return False if it is at its limit."""
        # At least one cell, whatever the size.
        least = self._hundredths(divider, 1)
        step = max(step, least) if step > 0 else min(step, -least)
        before = self._sizes[divider]
        self.sizes = {**self._sizes, divider: self._within(divider, before + step)}
        return self._sizes[divider] != before

    def _within(self, divider: str, share: int) -> int:
        """Return `share`, or the nearest one that leaves enough room on either side of a divider."""
        least = min(self._hundredths(divider, LEAST_CELLS[divider]), 50)
        return max(SHARES[0], least, min(share, SHARES[-1], 100 - least))

    def _hundredths(self, divider: str, cells: int) -> int:
        """Return the least hundredths that give `cells` to one side of a divider."""
        whole = self.region.width if divider == "article" else self._aside.region.height
        return -(-100 * cells // max(whole, 1))

    def has_divider(self, divider: str) -> bool:
        """Return whether the divider "article" or "below" is on the screen."""
        if divider == "article":
            return self._left.display and self._aside.display
        return self.is_complete and self.lists.display and self._below.display

    def _share_out(self) -> None:
        """Apply the shares."""
        article, below = self._sizes["article"], self._sizes["below"]
        self._left.styles.width, self._aside.styles.width = f"{article}fr", f"{100 - article}fr"
        self._below.styles.height = f"{below}fr"
        if self.is_complete:
            self.lists.styles.height = f"{100 - below}fr"

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Start dragging a divider: the line left of the lists, or the one above the details."""
        x, y = round(event.screen_x), round(event.screen_y)
        if event.button != 1 or event.style.meta.get("label") is not None:
            return
        if self.has_divider("article") and x == self._aside.region.x:
            self._divider = "article"
        elif self.has_divider("below") and self._below.region.contains(x, y) and y == self._below.region.y:
            self._divider = "below"
        if self._divider:
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Move the divider with the mouse."""
        if self._divider == "article":
            share = round((event.screen_x - self.region.x) * 100 / max(self.region.width, 1))
        elif self._divider == "below":
            whole = self._aside.region
            share = 100 - round((event.screen_y - whole.y) * 100 / max(whole.height, 1))
        else:
            return
        self.sizes = {**self._sizes, self._divider: self._within(self._divider, share)}

    def on_mouse_up(self) -> None:
        """Release the divider."""
        if self._divider:
            self._divider = ""
            self.release_mouse()
            self.post_message(self.Divided())

    def _show_tabs(self, bar: TabBar, panes: tuple[str, ...], seen: frozenset[str]) -> None:
        bar.labels = tuple((pane, self._label(pane)) for pane in panes)
        here = [pane for pane in panes if pane in seen]
        bar.current = here[0] if here else ""
        bar.lit = self.current in here

    def _label(self, pane: str) -> str:
        count = self._counts.get(pane)
        return pane.capitalize() if count is None else f"{pane.capitalize()} {count:,}"

    def _enter(self, pane: str) -> None:
        self.current = pane
        if pane != "article":
            self._at_right = pane
        if pane in LISTS:
            self._list = pane
            self.lists.turn_to(pane)
        self.catch_up()
        self.divide()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Follow the focus to another pane."""
        if event.widget.id in PANES and event.widget.id != self.current:
            self._enter(event.widget.id)

    def on_resize(self) -> None:
        """Show as many panes as the new size has room for."""
        self.divide()

    @on(TabBar.Chosen)
    def _chosen(self, event: TabBar.Chosen) -> None:
        event.stop()
        self.post_message(self.Asked(event.label))

    def on_list_switcher_done(self, event: "ListSwitcher.Done") -> None:
        """Go back to the list, or to where the user was if they canceled."""
        event.stop()
        self.post_message(self.Asked(self._came_from if event.given_up else self._list, select=not event.given_up))

    @property
    def views(self) -> tuple[int, ...]:
        """The numbers of the first lines in view of each list and of the details."""
        return tuple(rows.scroll_offset.y for rows in self._row_lists)

    @views.setter
    def views(self, tops: tuple[int, ...]) -> None:
        self.catch_up()
        for rows, top in zip(self._row_lists, tops, strict=False):
            rows.show_from(top)

    @property
    def _row_lists(self) -> "tuple[RowList, ...]":
        return (*self.lists.all.values(), self.details) if self.is_complete else ()

    @property
    def rows(self) -> "RowList | None":
        """The current list or the details; None in the article."""
        if self.current == "article":
            return None
        return self.details if self.current == "details" else self.lists.current
