"""An end that always ends: whatever the program may be stuck in, its process is gone soon after."""

import asyncio
import os
import signal
import termios
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial

GRACE = 1.5
"""Seconds for an orderly end when somebody else ends the program."""

QUIT_GRACE = 5.0
"""Seconds for an orderly end when the user does: what is being saved may take its time."""

_SIGNALS = ("SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT")

_SEQUENCES = b"\x1b[?1000l\x1b[?1003l\x1b[?1006l\x1b[?2004l\x1b[?1004l\x1b[?2048l\x1b[<u\x1b[?7h\x1b[?1049l\x1b[?25h"
"""No mouse, no bracketed paste, no reports of focus and size, no kitty keys; lines wrap; the other screen; a cursor."""


class ExitGuard:
    """Ends the process where its own end gets stuck, and gives the terminal back first.

    Made before the program takes the terminal: its modes are those that are restored.

    Args:
        descriptor: the terminal; None if there is none.
    """

    def __init__(self, descriptor: int | None = None) -> None:
        self._descriptor = descriptor
        self._modes = None
        if descriptor is not None:
            with suppress(termios.error):
                self._modes = termios.tcgetattr(descriptor)

    def arm(self, status: int, seconds: float = GRACE) -> None:
        """End the process with `status` after so many seconds, unless it has ended by itself. For any thread."""
        timer = threading.Timer(seconds, self._end, (status,))
        timer.daemon = True
        timer.start()
        # Where even a thread cannot run any more: the default action of this signal ends the process.
        signal.alarm(int(seconds) + 3)

    def end_on_signals(self, loop: asyncio.AbstractEventLoop, end: Callable[[int], None]) -> None:
        """Call `end` with an exit status, in the loop, when a signal asks for the end. For the main thread.

        Where the loop does not get to it in time, because it writes to a terminal that takes nothing, say, the process
        is ended all the same.
        """
        for number in (getattr(signal, name) for name in _SIGNALS if hasattr(signal, name)):
            loop.add_signal_handler(number, self._begin, end, 128 + number)
            # In the place of asyncio's own, which does nothing: what wakes the loop is a descriptor.
            signal.signal(number, partial(self._on_signal, 128 + number))

    def _begin(self, end: Callable[[int], None], status: int) -> None:
        self.arm(status)
        end(status)

    def _on_signal(self, status: int, *_: object) -> None:
        """In the midst of anything: no lock may be taken here, and so no thread be started."""
        signal.signal(signal.SIGALRM, lambda *_: self._end(status))
        signal.setitimer(signal.ITIMER_REAL, GRACE + 1)

    def _end(self, status: int) -> None:
        self.restore_terminal()
        os._exit(status)

    def restore_terminal(self) -> None:
        """Give the terminal back as it was, without waiting for it."""
        if self._descriptor is None or self._modes is None:
            return
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTTOU})  # it may belong to another job by now
        with suppress(termios.error, OSError):
            termios.tcsetattr(self._descriptor, termios.TCSANOW, self._modes)
            # Opened once more: not to wait would hold for everybody who shares the descriptor, the shell too.
            terminal = os.open(os.ttyname(self._descriptor), os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY)
            os.write(terminal, _SEQUENCES)
