"""The base of the app, for its screens: it shows messages and names keys."""

from time import time
from typing import Literal

from textual import events
from textual.binding import Binding
from textual.notifications import Notification, Notify

from tui.keys.typeahead import TypeAheadApp
from tui.keys.user_keymap import Keymap
from tui.system.textual_internals import CrashMessageApp, TerminalDriver
from tui.theming import stylesheets

Level = Literal["information", "warning"]

_READ = 0.8
"""Seconds that a message stays, even if a key is pressed."""


class AppBase(CrashMessageApp, TypeAheadApp):
    """The app, as its screens know it.

    Args:
        keymap: the user's keys.
        ansi_color: whether to use the terminal's own colors; None to let Textual decide.
    """

    def __init__(self, keymap: Keymap, *, ansi_color: bool | None = None) -> None:
        super().__init__(driver_class=TerminalDriver, ansi_color=ansi_color)
        self.keymap = keymap
        self._message: Notification | None = None

    def get_key_display(self, binding: Binding) -> str:
        """Return a key as it is shown; in the footer, some are shown with their counterpart ("h l")."""
        return self.keymap.display(binding) or super().get_key_display(binding)

    def complete_styles(self) -> None:
        """Load the stylesheets that the first paint does not need."""
        self.stylesheet.read_all(stylesheets.later())
        self.stylesheet.parse()
        for screen in self.screen_stack[1:]:  # a dialog that was opened before its styles
            self.stylesheet.update(screen)

    async def on_event(self, event: events.Event) -> None:
        """Handle any event, as Textual asks; a key removes a message that was shown for long enough."""
        typed = isinstance(event, events.Key) and not event.is_forwarded
        if typed and self._message is not None and time() - self._message.raised_at > _READ:
            self.dismiss_message()
        await super().on_event(event)

    def dismiss_message(self) -> None:
        """Remove the message that `say` shows, if there is one."""
        if self._message is not None:
            self._message.timeout = 0  # Textual removes what has expired when it is next told of a notice
            self.post_message(Notify(self._message))
            self._message = None

    def say(self, message: str, level: Level = "information", timeout: float = 3) -> None:
        """Show a message for `timeout` seconds; it replaces the previous message, but no warning."""
        if self._message is not None:
            self._message.timeout = 0  # expired; the next one takes its place
        self._message = Notification(message, severity=level, timeout=timeout, markup=False)
        self.post_message(Notify(self._message))
