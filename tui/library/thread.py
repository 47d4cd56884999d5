"""The library's own thread, so that the screen never waits for the disk."""

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
"""Seconds before opening the library is tried again after a failure."""

_TRIES = 3
"""How many times a job is repeated because the library was replaced."""

PATIENCE = 1.5
"""Seconds that the program waits at its end for pending writes."""


class LibraryThread:
    """Runs library jobs one after another, in the order in which they were submitted.

    The library is opened with the first job.
    """

    def __init__(self) -> None:
        self._jobs: SimpleQueue[tuple[Callable[[Store], object], Future[object]] | None] = SimpleQueue()
        self._store: Store | None = None
        self._refused: LibraryError | None = None
        self._refused_at = 0.0
        self._thread: threading.Thread | None = None
        self._told = ""

    def ask(self, job: Callable[[Store], T]) -> "Future[T]":
        """Submit `job`. The future fails with a `LibraryError` if the job does."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="quoth-library", daemon=True)
            self._thread.start()
        future: Future[T] = Future()
        self._jobs.put((job, future))  # type: ignore[arg-type]
        return future

    async def asked(self, job: Callable[[Store], T]) -> T:
        """Run `job` like `ask`, and wait for its result."""
        return await asyncio.wrap_future(self.ask(job))

    def news(self) -> str:
        """Return a message for the user about the library (that it was damaged), once; "" if there is none."""
        notice = self._store.notice if self._store is not None else ""
        told, self._told = self._told, notice
        return notice if notice != told else ""

    async def close(self) -> None:
        """End the thread after its pending jobs, waiting only briefly."""
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
            except BaseException as error:  # noqa: BLE001  (the program works without the library)
                self._answer(future.set_exception, _unforeseen(error))
            else:
                self._answer(future.set_result, result)
        if self._store is not None:
            with suppress(Exception):
                self._store.close()

    def _do(self, job: Callable[[Store], T]) -> T:
        """Run a job; repeat it if another library has replaced the open one."""
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
        with suppress(RuntimeError):  # the event loop that was waiting has ended
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
    """Return an unexpected error as a `LibraryError`; its traceback goes into the crash report."""
    write_report(error)
    return explained(Trouble.BROKEN, for_people(library_path()), type(error).__name__)
