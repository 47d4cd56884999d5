"""What the standard streams are connected to: a terminal, a pipe, or nothing."""

import os
import stat
import sys


def is_piped() -> bool:
    """Whether standard input is a pipe or a file."""
    try:
        mode = os.fstat(0).st_mode
    except OSError:
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISREG(mode)


def has_terminal() -> bool:
    """Whether standard output and standard error are a terminal, as the reader needs."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdout, sys.__stderr__))


def connect_keyboard() -> bool:
    """Make descriptor 0 the terminal, so that keys arrive even if the article came through standard input.

    Returns:
        False if there is no terminal.
    """
    if sys.__stdin__ is not None and sys.__stdin__.isatty():
        return True
    try:
        terminal = os.open("/dev/tty", os.O_RDWR)
    except OSError:
        return False
    if terminal != 0:
        os.dup2(terminal, 0)
        os.close(terminal)
    if sys.__stdin__ is None:
        sys.stdin = sys.__stdin__ = open(0, closefd=False)  # type: ignore[misc]  # noqa: SIM115
    return True
