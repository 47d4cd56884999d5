"""Delay work until a moment after the last key, so that the effect of the key is shown first."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.widget import Widget

if TYPE_CHECKING:
    from textual.timer import Timer


class Debouncer:
    """Calls a function once it has not been requested again for a moment.

    Args:
        widget: owns the timer; before it is mounted, the function is called at once.
        callback: the function.
        pause: the time without a request, in seconds.
    """

    def __init__(self, widget: Widget, callback: Callable[[], None], pause: float) -> None:
        self._widget = widget
        self._callback = callback
        self._pause = pause
        self._timer: Timer | None = None

    def __call__(self) -> None:
        """Request the call."""
        if not self._widget.is_mounted:
            self._callback()
        elif self._timer is None:
            self._timer = self._widget.set_timer(self._pause, self._run)
        else:
            self._timer.reset()

    @property
    def is_due(self) -> bool:
        """Whether the call is requested and not done yet."""
        return self._timer is not None

    def cancel(self) -> None:
        """Cancel the call."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _run(self) -> None:
        self._timer = None
        self._callback()
