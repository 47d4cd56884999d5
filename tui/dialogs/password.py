"""The dialog for the password of an encrypted file."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from tui.dialogs.base import Dialog


class PasswordDialog(Dialog[str | None]):
    """Asks for a password, which is not saved; returns the password, or None.

    Args:
        message: why there is need of one; what else to do, after a semicolon, is left out.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", "Close", tooltip="Cancel.")]

    def __init__(self, message: str) -> None:
        super().__init__()
        self._message = message.partition(";")[0] + "."  # the rest is for the command line

    def compose(self) -> ComposeResult:
        """Compose the message, a text field and the hint."""
        box = Vertical(id="password-box")
        box.border_title = "Password"
        with box:
            field = Input(password=True, placeholder="password", compact=True, id="password")
            field.cursor_blink = False
            yield Static(self._message, markup=False)
            yield field
            yield Static("enter open · esc cancel", markup=False, id="password-hint")

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.dismiss(event.value)
