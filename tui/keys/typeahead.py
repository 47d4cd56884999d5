"""Keys answered in the order in which they are typed, however fast: each is done before the next is looked at."""

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
"""Seconds for which a key that was answered may have something on its way still: a focus that is to move."""

_PATIENCE = 0.4
"""Seconds that are waited for a sign from what may be gone meanwhile."""

_AGAIN = 0.03
"""Seconds between two questions whether keys may be answered."""


class Passed(Message):
    """Goes the way that a key goes, behind it: from what has the focus up to the program."""

    def __init__(self, where: object) -> None:
        super().__init__()
        self.where = where


class TypeAheadApp(App[None]):
    """A program for those who type ahead, over a slow line as well.

    Textual gives a key to what has the focus when the key is read; its bindings are looked up when it comes back from
    there. Of keys that are read at once all but the first would so go to what was there before the first was answered:
    letters for a dialog would be lost, or do something where nobody wants it.
    """

    def __init__(self, *, driver_class: "type[Driver] | None" = None, ansi_color: bool | None = None) -> None:
        super().__init__(driver_class=driver_class, ansi_color=ansi_color)
        self._typed: deque[events.Key | events.Paste] = deque()
        self._out: events.Key | None = None  # the last key, until it has come back
        self._given_to: Widget | None = None
        self._state: object = None
        self._back_at = 0.0
        self._sign: Passed | None = None  # that is waited for
        self._alarm: Timer | None = None

    def may_answer(self, key: str) -> bool:  # noqa: ARG002
        """Whether a key can be answered yet."""
        return bool(self.screen_stack)

    def meant(self, event: events.Key) -> list[events.Key]:
        """The keys that a key stands for where it is given to."""
        return [event]

    async def on_event(self, event: events.Event) -> None:
        """Textual's call for everything that happens: what is typed waits for its turn."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self._typed.append(event)
            if self._alarm is None:
                await self._answer_typed()
        else:
            await super().on_event(event)

    def on_key(self, event: events.Key) -> None:
        """A key has come back: nothing on its way has taken it. Now its bindings are looked up."""
        if event is self._out:
            self.call_next(self._came_back)

    def _came_back(self) -> None:
        self._out, self._back_at = None, monotonic()

    def pop_screen(self) -> AwaitComplete:
        """Put the top screen away, and do not wait for a sign from there."""
        popped = super().pop_screen()
        if self._sign is not None:
            self.call_later(self._go_on, self._sign)
        return popped

    async def _answer_typed(self) -> None:
        """Answer what was typed, until something must be waited for."""
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
        if not event.is_forwarded:  # it is answered already
            self._came_back()
        elif not (event.is_printable and hasattr(focused, "insert")):  # nothing follows from a letter that is written
            self._out = event

    def _where(self) -> object:
        """What a key would be given to."""
        return self.screen, self.focused

    def _send_sign(self) -> None:
        """Have a sign go the way of the last key; if that is answered, the way of the next one."""
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
        if sign.where == self._where():  # nothing has changed while it was under way
            self._state, self._back_at = sign.where, 0.0
        await self._go_on(sign)

    async def _go_on(self, sign: Passed | None = None) -> None:
        """Look again whether the next key can be answered; with `sign`, only if that is still waited for."""
        if sign is not None and sign is not self._sign:
            return
        if self._alarm is not None:
            self._alarm.stop()
        if sign is None and self._sign is not None:  # it does not come; keys are not held back for ever
            self._out, self._state, self._back_at = None, self._where(), 0.0
        elif self._out is not None:  # it has done what it does where it was given; more may follow from that
            self._came_back()
        self._alarm = self._sign = None
        await self._answer_typed()
