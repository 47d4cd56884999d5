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
        callback: what is to be done.
        pause: seconds.
    """

    def __init__(self, widget: Widget, callback: Callable[[], None], pause: float) -> None:
        self._widget = widget
        self._callback = callback
        self._pause = pause
        self._timer: Timer | None = None

    def __call__(self) -> None:
        """Ask for it."""
        if not self._widget.is_mounted:
            self._callback()
        elif self._timer is None:
            self._timer = self._widget.set_timer(self._pause, self._run)
        else:
            self._timer.reset()

    @property
    def is_due(self) -> bool:
        """Whether it was asked for and is not done yet."""
        return self._timer is not None

    def cancel(self) -> None:
        """It is done already."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _run(self) -> None:
        self._timer = None
        self._callback()
