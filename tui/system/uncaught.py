"""Errors that nobody caught: none is to end the program, or one of its threads, with a traceback or without a word."""

import asyncio
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

Handle = Callable[[BaseException], object]
"""Told of an error. It may be called from any thread."""


@contextmanager
def handle_uncaught(handle: Handle) -> Iterator[None]:
    """While the block runs, call `handle` with the errors that end a thread, and print nothing of them.

    An error that ends the block itself is not among them: it goes on to whoever runs the block.
    """

    def of_thread(what: threading.ExceptHookArgs) -> None:
        if what.exc_value is not None and not isinstance(what.exc_value, SystemExit):
            handle(what.exc_value)

    def of_nobody(what: Any) -> None:  # noqa: ANN401
        """An error in a destructor: nothing follows from it, and a traceback would be written over the screen."""

    before = threading.excepthook, sys.unraisablehook
    threading.excepthook, sys.unraisablehook = of_thread, of_nobody
    try:
        yield
    finally:
        threading.excepthook, sys.unraisablehook = before


def handle_uncaught_in_loop(loop: asyncio.AbstractEventLoop, handle: Handle) -> None:
    """Call `handle` with the errors of callbacks of `loop`, and of its tasks whose result nobody asked for."""

    def of_loop(_: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        if isinstance(error, BaseException) and not isinstance(error, asyncio.CancelledError):
            handle(error)

    loop.set_exception_handler(of_loop)
