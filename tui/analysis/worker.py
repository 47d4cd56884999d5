"""The analysis process: reads requests from standard input, writes answers to standard output, one JSON value a line.

A request is `{"id": n, "text": …, "blocks": [[start, end, kind], …] or null, "language": …}`, or `{"cancel": n}`.
The answers to request n all carry `"id": n`:

    {"progress": [done, total], "tints": [[start, end, kind], …]}     while paragraphs are parsed
    {"analysis": {…}}                                                 the Analysis without its lists, then these:
    {"entities": […]}  {"relations": […]}  {"quotes": […]}            in batches small enough to be read in a moment
    {"end": true}                                                     all was sent, or the request was canceled
    {"error": "message"}                                              instead of all that

The process ends when its standard input does, whatever it is doing, so it never outlives the program that started it.
"""

import gc
import json
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Any, BinaryIO

from tui.analysis.analyzer import Analyzer
from tui.analysis.model import Analysis
from tui.analysis.pipeline import ModelError

MEMORY = 4 << 30
"""Bytes of address space that an analysis may take. macOS does not enforce it: there, the batches have to do."""

BATCH = 100
"""Entities, relations or quotes in one line, at most."""


@dataclass(frozen=True, slots=True)
class RequestBlock:
    """A block as it is sent: offsets in code points, and the kind."""

    start: int
    end: int
    kind: str


class Requests:
    """The requests that arrive, and which of them were canceled."""

    def __init__(self, source: BinaryIO) -> None:
        self._source = source
        self._waiting: SimpleQueue[dict[str, Any]] = SimpleQueue()
        self._canceled = -1
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        for line in self._source:
            request = json.loads(line)
            if "cancel" in request:
                self._canceled = max(self._canceled, request["cancel"])
            else:
                self._waiting.put(request)
        os._exit(0)  # the program has ended, so no work is worth finishing

    def __iter__(self) -> Iterator[dict[str, Any]]:
        while True:
            request = self._waiting.get()
            yield request

    def is_canceled(self, number: int) -> bool:
        """Whether request `number`, or a later one, was canceled."""
        return number <= self._canceled


def answer_request(analyzer: Analyzer, request: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the answers to one request."""
    blocks = request["blocks"]
    if blocks is not None:
        blocks = [RequestBlock(*block) for block in blocks]
    for step in analyzer.stream(request["text"], blocks, request["language"]):
        if isinstance(step, Analysis):
            data = step.to_dict()
            lists = {name: data.pop(name) for name in ("entities", "relations", "quotes")}
            yield {"analysis": data}
            for name, items in lists.items():
                for at in range(0, len(items), BATCH):
                    yield {name: items[at : at + BATCH]}
        else:
            yield {"progress": [step.done, step.total], "tints": [[t.start, t.end, str(t.kind)] for t in step.tints]}


def serve(model: str | None, source: BinaryIO, sink: BinaryIO) -> None:
    """Answer requests until `source` ends."""
    requests = Requests(source)
    analyzer = Analyzer(model)
    with suppress(ModelError):  # reported in answer to the first request
        analyzer.load()  # while the user looks at the first screen
    gc.freeze()  # the model stays: the garbage collector can skip it
    for request in requests:
        number = request["id"]
        try:
            for answer in answer_request(analyzer, request):
                if requests.is_canceled(number):
                    break
                _write(sink, {"id": number, **answer})
        except ModelError as error:
            _write(sink, {"id": number, "error": str(error)})
            continue
        except MemoryError:
            _write(sink, {"id": number, "error": f"The analysis needs more than {MEMORY >> 30} GB of memory."})
            continue
        _write(sink, {"id": number, "end": True})


def _write(sink: BinaryIO, answer: dict[str, Any]) -> None:
    sink.write(json.dumps(answer).encode() + b"\n")
    sink.flush()


def _limit_memory() -> None:
    """Have allocations fail beyond `MEMORY`, rather than the machine run out of it."""
    import resource

    _, most = resource.getrlimit(resource.RLIMIT_AS)
    limit = MEMORY if most == resource.RLIM_INFINITY else min(MEMORY, most)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (limit, most))


def main() -> None:
    """Serve on the standard streams. The only argument, if any, is the name of the model."""
    sink = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # a library's output must not end up among the answers
    _limit_memory()
    try:
        serve(sys.argv[1] if len(sys.argv) > 1 else None, sys.stdin.buffer, sink)
    except (BrokenPipeError, KeyboardInterrupt):
        os._exit(0)


if __name__ == "__main__":
    main()
