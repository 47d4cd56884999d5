"""Notice that the terminal is gone. Textual does not: its input thread would read nothing in a busy loop."""

import select
import threading
from collections.abc import Callable

LOST = 129
"""The exit status after the terminal is lost, as shells report for SIGHUP."""


def watch(descriptor: int, lost: Callable[[], None]) -> None:
    """Call `lost`, in a separate thread, when the terminal of `descriptor` hangs up."""
    threading.Thread(target=_wait, args=(descriptor, lost), name="quoth-hangup", daemon=True).start()


def _wait(descriptor: int, lost: Callable[[], None]) -> None:
    poll = select.poll()
    poll.register(descriptor, 0)  # a hang-up is reported even if no events are requested
    for _, event in poll.poll():
        # POLLNVAL: macOS cannot poll terminals; there SIGHUP has to do.
        if event & (select.POLLHUP | select.POLLERR) and not event & select.POLLNVAL:
            lost()
