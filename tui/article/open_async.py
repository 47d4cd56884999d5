"""Open a source in the background, without blocking the screen or the end of the program."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from tui.article.model import Article, PasswordError, SourceError
from tui.article.options import Options
from tui.system.threads import run_in_thread

if TYPE_CHECKING:
    from tui.article.sandbox.client import Opening

Outcome = tuple[Article | None, str, bool]
"""The article; or None, an error message, and whether a password is needed."""


async def opened(source: str, options: Options, report: Callable[[str], None], stdin: int | None = None) -> Outcome:
    """Open `source` in the background. Canceling the wait also cancels opening.

    Args:
        source: as for `open_source`.
        options: how to open it and what is allowed.
        report: receives progress, on the thread of the event loop.
        stdin: the descriptor to read for "-".
    """
    loop = asyncio.get_running_loop()
    work = _Work(source, options, stdin)

    def tell(doing: str, _at: int) -> None:
        with suppress(RuntimeError):  # the program has ended in the meantime
            loop.call_soon_threadsafe(report, doing)

    try:
        return await run_in_thread(lambda: work.run(tell))
    finally:
        work.cancel()


class _Work:
    """Opens a source on a thread of its own; another thread can cancel it."""

    def __init__(self, source: str, options: Options, stdin: int | None) -> None:
        self._source = source
        self._options = options
        self._stdin = stdin
        self._opening: Opening | None = None
        self._canceled = False

    def run(self, report: Callable[[str, int], None]) -> Outcome:
        from tui.article.open import open_at_once, opening

        try:
            article = open_at_once(self._source, self._options)
            if article is None:
                self._opening = opening(self._source, self._options, self._stdin)
                if self._canceled:
                    self._opening.cancel()
                article = self._opening.article(report)
        except SourceError as error:
            return None, str(error), isinstance(error, PasswordError)
        else:
            return article, "", False

    def cancel(self) -> None:
        """Cancel opening; does nothing if it has finished."""
        self._canceled = True
        if self._opening is not None:
            self._opening.cancel()
