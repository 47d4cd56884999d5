"""Run slow work in threads, so that keys are never held up."""

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

T = TypeVar("T")


async def run_in_thread(work: Callable[[], T]) -> T:
    """Run `work` in a separate thread and return its result, or raise its error. The end of the program never waits."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[T] = loop.create_future()

    def tell(result: T | None, error: BaseException | None) -> None:
        if done.done():
            return
        if error is not None:
            done.set_exception(error)
        else:
            done.set_result(result)  # type: ignore[arg-type]

    def run() -> None:
        result, trouble = None, None
        try:
            result = work()
        except BaseException as error:  # noqa: BLE001  (the caller receives it)
            trouble = error
        with suppress(RuntimeError):  # the program has ended in the meantime
            loop.call_soon_threadsafe(tell, result, trouble)

    threading.Thread(target=run, name="quoth-aside", daemon=True).start()
    return await done
