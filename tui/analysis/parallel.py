"""Many texts on several cores."""

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor

from tui.analysis.analyzer import Analyzer
from tui.analysis.model import Analysis

_AHEAD = 2
"""Texts handed out for each process: enough that none waits, few enough to hold in memory."""

_analyzer: Analyzer | None = None


def analyze_in_order(texts: Iterable[str], processes: int, model: str, tagger: str | None) -> Iterator[Analysis]:
    """Analyze `texts` on `processes` cores, in order; reads at most a few texts ahead of what it yields."""
    context = multiprocessing.get_context("spawn")  # fork would copy whatever threads the caller has
    with ProcessPoolExecutor(processes, context, _prepare, (model, tagger)) as pool:
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


def _prepare(model: str, tagger: str | None) -> None:
    global _analyzer  # noqa: PLW0603  (one for each process of the pool)
    _analyzer = Analyzer(model, tagger)


def _analyze(text: str) -> Analysis:
    assert _analyzer is not None  # noqa: S101
    return _analyzer.analyze(text)
