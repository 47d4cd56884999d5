"""Make sure that the process ends soon after it is asked to quit, even if the program is stuck."""

import asyncio
import os
import signal
import termios
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial

GRACE = 1.5
"""Seconds for an orderly end after a signal."""

QUIT_GRACE = 5.0
"""Seconds for an orderly end when the user quits, because saving may take time."""

_SIGNALS = ("SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT")

_SEQUENCES = b"\x1b[?1000l\x1b[?1003l\x1b[?1006l\x1b[?2004l\x1b[?1004l\x1b[?2048l\x1b[<u\x1b[?7h\x1b[?1049l\x1b[?25h"
"""Turn off mouse, bracketed paste, focus and size reports and kitty keys; turn on wrapping, main screen and cursor."""


class ExitGuard:
    """Ends the process if its normal end gets stuck, after restoring the terminal.

    Create it before the program changes the terminal, because it restores the modes of that moment.

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
        """End the process with `status` after `seconds`, unless it has ended by then. Can be called from any thread."""
        timer = threading.Timer(seconds, self._end, (status,))
        timer.daemon = True
        timer.start()
        # If not even a thread can run anymore, the default action of this signal ends the process.
        signal.alarm(int(seconds) + 3)

    def end_on_signals(self, loop: asyncio.AbstractEventLoop, end: Callable[[int], None]) -> None:
        """Call `end` with an exit status, in the loop, when a signal asks the process to end. For the main thread.

        If the loop is stuck, for example writing to a terminal that accepts nothing, the process is ended anyway.
        """
        for number in (getattr(signal, name) for name in _SIGNALS if hasattr(signal, name)):
            loop.add_signal_handler(number, self._begin, end, 128 + number)
            # This replaces asyncio's own handler, which does nothing; a descriptor wakes the loop.
            signal.signal(number, partial(self._on_signal, 128 + number))

    def _begin(self, end: Callable[[int], None], status: int) -> None:
        self.arm(status)
        end(status)

    def _on_signal(self, status: int, *_: object) -> None:
        """Runs at any point of the program, so it must not take locks or start threads."""
        signal.signal(signal.SIGALRM, lambda *_: self._end(status))
        signal.setitimer(signal.ITIMER_REAL, GRACE + 1)

    def _end(self, status: int) -> None:
        self.restore_terminal()
        os._exit(status)

    def restore_terminal(self) -> None:
        """Restore the terminal without waiting for it."""
        if self._descriptor is None or self._modes is None:
            return
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTTOU})  # the terminal may belong to another job by now
        with suppress(termios.error, OSError):
            termios.tcsetattr(self._descriptor, termios.TCSANOW, self._modes)
            # Opened again, because non-blocking mode would affect all users of the descriptor, including the shell.
            terminal = os.open(os.ttyname(self._descriptor), os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY)
            os.write(terminal, _SEQUENCES)
