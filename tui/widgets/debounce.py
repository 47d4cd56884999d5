"""What may follow a key a moment later, so that what the key is for is seen first."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.widget import Widget

if TYPE_CHECKING:
    from textual.timer import Timer


class Debouncer:
    """Has something done when for a moment nobody has asked for it again.

    Args:
        widget: whose timer it is; not mounted, it does at once what is asked for.
        what: what is to be done.
        pause: seconds.
    """

    def __init__(self, widget: Widget, what: Callable[[], None], pause: float) -> None:
        self._widget = widget
        self._what = what
        self._pause = pause
        self._due: Timer | None = None

    def __call__(self) -> None:
        """Ask for it."""
        if not self._widget.is_mounted:
            self._what()
        elif self._due is None:
            self._due = self._widget.set_timer(self._pause, self._do)
        else:
            self._due.reset()

    @property
    def is_due(self) -> bool:
        """Whether it was asked for and is not done yet."""
        return self._due is not None

    def cancel(self) -> None:
        """It is done already."""
        if self._due is not None:
            self._due.stop()
            self._due = None

    def _do(self) -> None:
        self._due = None
        self._what()
