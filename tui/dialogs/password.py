"""The screen that asks for the password of an encrypted file."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from tui.dialogs.base import Dialog


class PasswordDialog(Dialog[str | None]):
    """Asks for a password, which is kept nowhere. Its result is the password, or None.

    Args:
        trouble: the sentence that says why there is need of one, and behind a semicolon what else could be done.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", "Close", tooltip="Open nothing.")]

    def __init__(self, trouble: str) -> None:
        super().__init__()
        # What it says after that is for those who are not being asked.
        self._trouble = trouble.partition(";")[0] + "."

    def compose(self) -> ComposeResult:
        """A box with a line to type into."""
        box = Vertical(id="password-box")
        box.border_title = "Password"
        with box:
            field = Input(password=True, placeholder="password", compact=True, id="password")
            field.cursor_blink = False
            yield Static(self._trouble, markup=False)
            yield field
            yield Static("enter tries it · esc closes", markup=False, id="password-hint")

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.dismiss(event.value)
