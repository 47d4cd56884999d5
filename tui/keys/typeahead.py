"""Handle keys in the order in which they are typed, however fast: each is done before the next is started."""

from collections import deque
from time import monotonic
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import App
from textual.await_complete import AwaitComplete
from textual.message import Message

if TYPE_CHECKING:
    from textual.driver import Driver
    from textual.timer import Timer
    from textual.widget import Widget

_JUST_NOW = 0.02
"""Seconds after a key during which its effects may still arrive, such as a move of the focus."""

_PATIENCE = 0.4
"""Seconds to wait for a probe to come back from a widget that may have been removed."""

_AGAIN = 0.03
"""Seconds between two checks whether keys can be handled."""


class Passed(Message):
    """A probe that follows a key on its way from the focused widget up to the program."""

    def __init__(self, where: object) -> None:
        super().__init__()
        self.where = where


class TypeAheadApp(App[None]):
    """A program that keeps up with users who type ahead, even over a slow line.

    Textual sends a key to the widget that has the focus when the key is read, and looks its bindings up when it comes
    back. Of several keys read at once, all but the first would go to the widget that had the focus before the first was
    handled: letters meant for a dialog would be lost, or run something else.
    """

    def __init__(self, *, driver_class: "type[Driver] | None" = None, ansi_color: bool | None = None) -> None:
        super().__init__(driver_class=driver_class, ansi_color=ansi_color)
        self._typed: deque[events.Key | events.Paste] = deque()
        self._out: events.Key | None = None  # the last key, until it comes back
        self._given_to: Widget | None = None
        self._state: object = None
        self._back_at = 0.0
        self._sign: Passed | None = None  # the probe that is awaited
        self._alarm: Timer | None = None

    def may_answer(self, key: str) -> bool:  # noqa: ARG002
        """Return whether a key can be handled yet."""
        return bool(self.screen_stack)

    def meant(self, event: events.Key) -> list[events.Key]:
        """Return the keys that an event stands for in the widget that gets it."""
        return [event]

    async def on_event(self, event: events.Event) -> None:
        """Handle any event, as Textual asks; keys and pasted text wait for their turn."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self._typed.append(event)
            if self._alarm is None:
                await self._answer_typed()
        else:
            await super().on_event(event)

    def on_key(self, event: events.Key) -> None:
        """Note that a key came back: no widget handled it, and Textual now looks up its bindings."""
        if event is self._out:
            self.call_next(self._came_back)

    def _came_back(self) -> None:
        self._out, self._back_at = None, monotonic()

    def pop_screen(self) -> AwaitComplete:
        """Remove the top screen, and no longer wait for a probe from there."""
        popped = super().pop_screen()
        if self._sign is not None:
            self.call_later(self._go_on, self._sign)
        return popped

    async def _answer_typed(self) -> None:
        """Handle what was typed, until there is something to wait for."""
        while self._typed:
            event = self._typed[0]
            if isinstance(event, events.Key) and not self.may_answer(event.key):
                self._alarm = self.set_timer(_AGAIN, self._go_on)
                return
            if self._out is not None or self._where() != self._state or monotonic() < self._back_at + _JUST_NOW:
                self._send_sign()
                return
            self._typed.popleft()
            keys = self.meant(event) if isinstance(event, events.Key) else [event]
            self._typed.extendleft(reversed(keys[1:]))
            await self._give(keys[0])

    async def _give(self, event: events.Key | events.Paste) -> None:
        focused = self.focused
        self._given_to = focused or self.screen
        await super().on_event(event)
        if not isinstance(event, events.Key):
            return
        if not event.is_forwarded:  # it is handled already
            self._came_back()
        elif not (event.is_printable and hasattr(focused, "insert")):  # typing a letter into a field changes no focus
            self._out = event

    def _where(self) -> object:
        """Return what would get a key now."""
        return self.screen, self.focused

    def _send_sign(self) -> None:
        """Send a probe after the last key; if that has come back, where the next one would go."""
        target: Widget | None = self._given_to
        if self._out is None or target is None or not target.is_attached:
            self._out, target = None, self.focused or self.screen
        self._sign = Passed(None if self._out is not None else self._where())
        target.post_message(self._sign)
        self._alarm = self.set_timer(_PATIENCE, self._go_on)

    @on(Passed)
    async def _passed(self, sign: Passed) -> None:
        sign.stop()
        if sign is not self._sign:
            return
        if sign.where == self._where():  # nothing changed while it was under way
            self._state, self._back_at = sign.where, 0.0
        await self._go_on(sign)

    async def _go_on(self, sign: Passed | None = None) -> None:
        """Check again whether the next key can be handled; with `sign`, only if that probe is still awaited."""
        if sign is not None and sign is not self._sign:
            return
        if self._alarm is not None:
            self._alarm.stop()
        if sign is None and self._sign is not None:  # it did not come; do not hold keys back forever
            self._out, self._state, self._back_at = None, self._where(), 0.0
        elif self._out is not None:  # the widget is done with it; more may follow
            self._came_back()
        self._alarm = self._sign = None
        await self._answer_typed()
