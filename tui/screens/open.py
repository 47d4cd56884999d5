"""The screen on which another article is opened: a path with completion, a URL, or a place that was read before."""

import asyncio
import re
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar, NamedTuple

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from tui.article.source import CLIPBOARD, is_url
from tui.rows.line import fit, shown
from tui.screens.completion import Completion, common, completions

_HINT = "tab completes · ↓ the list · enter opens · esc closes"
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}(?::\d+)?")
_PLACEHOLDER = "a path, a URL, or words of what you read before"


class Place(NamedTuple):
    """A place that was read before, and the title of what was there."""

    source: str
    title: str


class _Offer(NamedTuple):
    """A row: what it stands for, what it says, and what is said behind that."""

    source: str
    label: str
    note: str = ""


class _SourceInput(Input):
    """The line to type into: tab completes, down leads into the list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "screen.complete", "Complete", tooltip="Complete the path."),
        Binding("down", "screen.into_list", "List", tooltip="Into the list."),
    ]


class OpenScreen(ModalScreen[str | None]):
    """Asks what to open. Its result is a source, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", "Close", tooltip="Open nothing.")]

    def __init__(self, typed: str = "", places: Sequence[Place] = ()) -> None:
        super().__init__()
        self._typed = typed
        self._places = places
        self._completions: list[Completion] = []
        self._offers: list[_Offer] = []

    def compose(self) -> ComposeResult:
        """A box with a line to type into and what that may mean."""
        box = Vertical(id="open")
        box.border_title = "Open"
        with box:
            source = _SourceInput(
                self._typed, placeholder=_PLACEHOLDER, compact=True, select_on_focus=False, id="source"
            )
            source.cursor_blink = False
            yield source
            yield OptionList(id="offers", markup=False)
            yield Static(_HINT, markup=False, id="open-hint")

    def on_mount(self) -> None:
        """Offer what was read last."""
        self._look_up(self._typed)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        self._look_up(event.value)

    @work(exclusive=True, group="complete")
    async def _look_up(self, typed: str) -> None:
        """Folders may be slow: they are read away from the screen."""
        offers, found = await asyncio.to_thread(_offers, typed, self._places)
        if self.query_one("#source", Input).value != typed:
            return
        self._completions, self._offers = found, offers
        self._show_offers()

    def _show_offers(self) -> None:
        rows = self.query_one("#offers", OptionList)
        width = max(rows.size.width - 3, 20)
        rows.clear_options()
        rows.add_options([Option(_row(offer, width)) for offer in self._offers])
        rows.display = bool(self._offers)

    def on_resize(self) -> None:
        """Rows are as wide as the box."""
        self.call_after_refresh(self._show_offers)

    def action_complete(self) -> None:
        """Type what all completions have in common."""
        source = self.query_one("#source", Input)
        value = common(self._completions, source.value)
        if value == source.value and self._offers:
            self.action_into_list()
            return
        source.value = value
        source.cursor_position = len(value)

    def action_into_list(self) -> None:
        """Go into the list."""
        rows = self.query_one("#offers", OptionList)
        if self._offers:
            rows.focus()
            rows.highlighted = 0 if rows.highlighted is None else rows.highlighted

    def on_key(self, event: events.Key) -> None:
        """Up from the first row leads back; what is typed in the list is typed into the line."""
        rows = self.query_one("#offers", OptionList)
        if self.focused is not rows:
            return
        source = self.query_one("#source", Input)
        if event.key == "up" and not rows.highlighted:
            event.prevent_default()
            event.stop()
            source.focus()
        elif event.is_printable and event.character:
            event.stop()
            source.focus()
            source.insert_text_at_cursor(event.character)
        elif event.key == "backspace":
            event.stop()
            source.focus()
            source.action_delete_left()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        typed = event.value.strip()
        if not typed:
            return
        if len(self._offers) == 1 and not is_url(typed) and self._offers[0].source != typed and self._offers[0].note:
            self.dismiss(self._offers[0].source)  # the one article that these words can mean
        elif not typed.endswith("/"):
            self.dismiss(_meant(typed))

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        offer = self._offers[event.option_index]
        if offer.source.endswith("/") and not is_url(offer.source):
            source = self.query_one("#source", Input)
            source.value = offer.source
            source.cursor_position = len(offer.source)
            source.focus()
        else:
            self.dismiss(offer.source)


def _meant(typed: str) -> str:
    """A host without its scheme is a web address, unless a file has that name."""
    host = typed.partition("/")[0]
    try:
        exists = Path(typed).expanduser().exists()
    except (OSError, ValueError, RuntimeError):
        exists = False
    bare = typed.lower().startswith("www.") or ("/" in typed and _HOST.fullmatch(host) is not None)
    return f"https://{typed}" if bare and not exists else typed


def _offers(typed: str, read: Sequence[Place]) -> tuple[list[_Offer], list[Completion]]:
    """What to offer for what was typed, and which of that are completions of it as a path."""
    words = typed.casefold().split()
    places = [
        _Offer(place.source, place.title or place.source, place.source)
        for place in read
        if all(word in f"{place.source} {place.title}".casefold() for word in words)
    ]
    if not typed:
        return [*places, _Offer(CLIPBOARD, "What is on the clipboard")], []
    if is_url(typed):
        return places, []
    found = completions(typed)
    return [*(_Offer(one.path, one.path) for one in found), *places[:10]], found


def _row(offer: _Offer, width: int) -> Content:
    label = shown(offer.label)
    note = shown(offer.note) if offer.note != offer.label else ""
    first = fit(label, width) if not note else label
    if note and len(label) + len(note) + 2 > width:
        first = fit(label, max(width * 2 // 3, 10)).rstrip()
        note = _last(note, width - len(first) - 2)
    return Content.assemble((first, ""), (f"  {note}" if note else "", "$quiet"))


def _last(text: str, cells: int) -> str:
    """The end of a path, which says more than its beginning."""
    return text if len(text) <= cells else f"…{text[len(text) - max(cells - 1, 0) :]}"
