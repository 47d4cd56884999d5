"""Analyze many texts on several cores."""

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from typing import Protocol

from tui.analysis.model import Analysis


class Engine(Protocol):
    """Something that analyzes a text."""

    def analyze(self, text: str, /) -> Analysis:
        """Return the analysis of `text`."""


_AHEAD = 2
"""Texts queued for each process: enough that none waits, few enough for memory."""

_engine: Engine | None = None


def analyze_in_order(texts: Iterable[str], processes: int, make: Callable[[], Engine]) -> Iterator[Analysis]:
    """Analyze `texts` on `processes` cores and yield the results in order; read at most a few texts ahead.

    Args:
        texts: what to analyze.
        processes: how many processes to start.
        make: makes the engine of a process; it travels there, so it must be picklable.
    """
    context = multiprocessing.get_context("spawn")  # fork would copy the caller's threads
    with ProcessPoolExecutor(processes, context, _prepare, (make,)) as pool:
        waiting: deque[Future[Analysis]] = deque()
        try:
            for text in texts:
                if len(waiting) >= _AHEAD * processes:
                    yield waiting.popleft().result()
                waiting.append(pool.submit(_analyze, text))
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()


def _prepare(make: Callable[[], Engine]) -> None:
    global _engine  # noqa: PLW0603  (one for each process of the pool)
    _engine = make()


def _analyze(text: str) -> Analysis:
    assert _engine is not None  # noqa: S101
    return _engine.analyze(text)
