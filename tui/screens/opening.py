"""Opening a source without holding up the screen, and without holding up its end."""

import asyncio
import threading
from contextlib import suppress

from tui.article.model import Article, SourceError


async def opened(source: str) -> tuple[Article | None, str]:
    """The article in `source`; or None, and the sentence that says why."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[tuple[Article | None, str]] = loop.create_future()

    def deliver(result: tuple[Article | None, str]) -> None:
        if not done.done():
            done.set_result(result)

    def work() -> None:
        result = _open(source)
        with suppress(RuntimeError):  # the program has ended meanwhile
            loop.call_soon_threadsafe(deliver, result)

    # Not the executor of asyncio: that one is waited for at the end, and a source may be slow.
    threading.Thread(target=work, name="quoth-open", daemon=True).start()
    return await done


def _open(source: str) -> tuple[Article | None, str]:
    from tui.article import open_source

    try:
        return open_source(source), ""
    except SourceError as error:
        return None, str(error)
