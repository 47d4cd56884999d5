"""The base of all dialogs: screens over the reading screen."""

from typing import TypeVar

from textual import getters
from textual.await_complete import AwaitComplete
from textual.binding import Binding
from textual.screen import ModalScreen

from tui.app_base import AppBase

T = TypeVar("T")

PAGING = (
    Binding("space,ctrl+f,pagedown", "page(1)", "Page down", show=False),
    Binding("b,ctrl+b,pageup", "page(-1)", "Page up", show=False),
    Binding("ctrl+d", "page(.5)", "Half a page down", show=False),
    Binding("ctrl+u", "page(-.5)", "Half a page up", show=False),
    Binding("g,home", "far(-1)", "Top", show=False),
    Binding("G,end", "far(1)", "Bottom", show=False),
)
"""The keys that scroll far in a text; dialogs implement `action_page` and `action_far`."""


class Dialog(ModalScreen[T]):
    """A screen over another one, which returns a result.

    It can be dismissed only once: a second time (by a double click) would dismiss the screen below.
    """

    app = getters.app(AppBase)

    def on_mount(self) -> None:
        """Remove an earlier message, which would cover the dialog."""
        self.app.dismiss_message()

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Close the dialog and return `result`, unless it is closed already."""
        return super().dismiss(result) if self.is_current else AwaitComplete()
