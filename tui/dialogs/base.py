"""What all dialogs are: screens over the reader's, put away once."""

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
"""The keys that go far in what is read like a text; dialogs say what a page is, and which ends there are."""


class Dialog(ModalScreen[T]):
    """A screen over another one, which gives a result.

    It is put away at the first sign; Textual would take a second one (of a double click) for the screen below.
    """

    app = getters.app(AppBase)

    def on_mount(self) -> None:
        """Remove a message from before, which would cover it."""
        self.app.dismiss_message()

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Give `result` and go, unless that is done."""
        return super().dismiss(result) if self.is_current else AwaitComplete()
