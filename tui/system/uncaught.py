"""Handle uncaught errors, so that none ends the program or a thread with a traceback or silently."""

import asyncio
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

Handle = Callable[[BaseException], object]
"""Receives an error. It may be called from any thread."""


@contextmanager
def handle_uncaught(handle: Handle) -> Iterator[None]:
    """Call `handle` with errors that end a thread while the block runs, instead of printing them.

    An error that ends the block itself is raised as usual.
    """

    def of_thread(what: threading.ExceptHookArgs) -> None:
        if what.exc_value is not None and not isinstance(what.exc_value, SystemExit):
            handle(what.exc_value)

    def of_nobody(what: Any) -> None:  # noqa: ANN401
        """Ignore an error in a destructor: it has no effect, and a traceback would be written over the screen."""

    before = threading.excepthook, sys.unraisablehook
    threading.excepthook, sys.unraisablehook = of_thread, of_nobody
    try:
        yield
    finally:
        threading.excepthook, sys.unraisablehook = before


def handle_uncaught_in_loop(loop: asyncio.AbstractEventLoop, handle: Handle) -> None:
    """Call `handle` with errors in callbacks of `loop`, and in its tasks whose result is never requested."""

    def of_loop(_: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        if isinstance(error, BaseException) and not isinstance(error, asyncio.CancelledError):
            handle(error)

    loop.set_exception_handler(of_loop)
