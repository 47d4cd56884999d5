"""The library's own thread: whatever the disk does, nobody who reads waits for it."""

import asyncio
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from queue import SimpleQueue
from typing import TypeVar

from tui.library.errors import LibraryError, Trouble, explained
from tui.library.file import library_path
from tui.library.store import Store
from tui.system.crash_report import write_report
from tui.system.paths import for_people

T = TypeVar("T")

_AGAIN = 2.0
"""Seconds before a library that could not be opened is tried again."""

_TRIES = 3
"""How often a job is done anew because the library was replaced meanwhile."""

PATIENCE = 1.5
"""Seconds that the end of the program waits for what is still to be written."""


class LibraryThread:
    """Does what is asked of the library, one thing after the other, in the order of asking.

    The library is opened when something is first asked of it.
    """

    def __init__(self) -> None:
        self._jobs: SimpleQueue[tuple[Callable[[Store], object], Future[object]] | None] = SimpleQueue()
        self._store: Store | None = None
        self._refused: LibraryError | None = None
        self._refused_at = 0.0
        self._thread: threading.Thread | None = None
        self._told = ""

    def ask(self, job: Callable[[Store], T]) -> "Future[T]":
        """Have `job` done. The future fails with a `LibraryError` if it cannot be."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="quoth-library", daemon=True)
            self._thread.start()
        future: Future[T] = Future()
        self._jobs.put((job, future))  # type: ignore[arg-type]
        return future

    async def asked(self, job: Callable[[Store], T]) -> T:
        """As `ask`, for those who can wait without holding anybody up."""
        return await asyncio.wrap_future(self.ask(job))

    def news(self) -> str:
        """A sentence that the reader should know of the library (that it was damaged), told once."""
        notice = self._store.notice if self._store is not None else ""
        told, self._told = self._told, notice
        return notice if notice != told else ""

    async def close(self) -> None:
        """Let the thread do what it was asked, as far as it can in a moment, and end it."""
        if self._thread is None:
            return
        self._jobs.put(None)
        until = time.monotonic() + PATIENCE
        while self._thread.is_alive() and time.monotonic() < until:
            await asyncio.sleep(0.005)

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            do, future = job
            if not future.set_running_or_notify_cancel():
                continue
            try:
                result = self._do(do)
            except LibraryError as error:
                self._answer(future.set_exception, error)
            except BaseException as error:  # noqa: BLE001  (whoever asked can read on without the library)
                self._answer(future.set_exception, _unforeseen(error))
            else:
                self._answer(future.set_result, result)
        if self._store is not None:
            with suppress(Exception):
                self._store.close()

    def _do(self, job: Callable[[Store], T]) -> T:
        """Do a job; once more if another library took the place of the one that was open."""
        for _ in range(_TRIES):
            try:
                return job(self._open())
            except LibraryError as error:
                if not error.again:
                    raise
                last = error
        raise last

    @staticmethod
    def _answer(tell: Callable[[T], None], what: T) -> None:
        with suppress(RuntimeError):  # the event loop that waited has ended
            tell(what)

    def _open(self) -> Store:
        if self._store is None:
            refused = self._refused
            if refused is not None and (
                refused.trouble == Trouble.NEWER or time.monotonic() - self._refused_at < _AGAIN
            ):
                raise refused
            try:
                self._store = Store()
            except LibraryError as error:
                self._refused, self._refused_at = error, time.monotonic()
                raise
        return self._store


def _unforeseen(error: BaseException) -> LibraryError:
    """An error that nobody thought of, as one of the library's; its traceback goes into the crash report."""
    write_report(error)
    return explained(Trouble.BROKEN, for_people(library_path()), type(error).__name__)
