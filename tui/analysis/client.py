"""Start the analysis process, send it requests, and survive its crashes. Needs asyncio; no Textual, no spaCy."""

import asyncio
import json
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator, Iterable
from contextlib import suppress
from typing import Any

from tui.analysis.model import Analysis, EntityKind, Progress, Tint

MAX_LINE = 1 << 28
"""Bytes of one answer: an entity with all mentions of a very long article is one line."""

CANCEL_TIMEOUT = 0.5
"""Seconds that a canceled analysis gets to stop by itself."""


class AnalysisError(Exception):
    """The analysis failed. The message is one sentence; the next request starts a new process."""


class AnalysisClient:
    """One warm analysis process, started when it is first needed and again after a crash.

    Args:
        model: the name of the spaCy pipeline to use; None for quoth's own.
    """

    def __init__(self, model: str | None = None) -> None:
        self._model = model
        self._process: Process | None = None
        self._listener: asyncio.Task[None] | None = None
        self._number = 0
        self._answers: asyncio.Queue[dict[str, Any] | None] = asyncio.Queue()
        self._idle = asyncio.Event()
        self._idle.set()
        self._starting = asyncio.Lock()

    async def start(self) -> None:
        """Start the process, which begins to load its model; do not wait for it."""
        async with self._starting:
            if self._is_alive():
                return
            arguments = ["-P", "-m", "tui.analysis.worker", *([self._model] if self._model else [])]
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, *arguments, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, limit=MAX_LINE,
                # One thread is enough for models this small; more would take the core that the screen needs.
                env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
                start_new_session=True,  # ctrl+c in the terminal should reach only the program
            )  # fmt: skip
            self._idle.set()
            self._listener = asyncio.create_task(self._listen(self._process))

    async def analyze(
        self, text: str, blocks: Iterable[Any] | None = None, language: str = "en"
    ) -> AsyncIterator[Progress | Analysis]:
        """Analyze `text`; yield `Progress` and finally the `Analysis`. A canceled analysis just ends.

        Args:
            text: the article's text.
            blocks: what to read of it, each with `start`, `end` and `kind`; None: every line that is not empty.
            language: BCP 47 tag.

        Raises:
            AnalysisError: the process ended, or cannot load its model.
        """
        await self.cancel()
        await self.start()
        self._number += 1
        number = self._number
        answers = self._answers = asyncio.Queue()
        self._idle.clear()
        block_data = None if blocks is None else [[b.start, b.end, str(b.kind)] for b in blocks]
        self._send({"id": number, "text": text, "blocks": block_data, "language": language})
        data: dict[str, Any] = {}
        try:
            while (answer := await answers.get()) is not None:
                if "progress" in answer:
                    tints = tuple(Tint(start, end, EntityKind(kind)) for start, end, kind in answer["tints"])
                    done, total = answer["progress"]
                    yield Progress(done, total, tints)
                elif "error" in answer:
                    raise AnalysisError(answer["error"])
                elif "analysis" in answer:
                    data = {**answer["analysis"], "entities": [], "relations": [], "quotes": []}
                elif "end" in answer:
                    if data:
                        yield Analysis.from_dict(data)
                    return
                else:
                    for name, items in answer.items():
                        data[name] += items
        finally:
            if number == self._number and not self._idle.is_set():
                self._send({"cancel": number})

    async def cancel(self) -> None:
        """Cancel the analysis that is running. The process stays unless it is still busy after half a second."""
        if self._idle.is_set() or not self._is_alive():
            return
        self._send({"cancel": self._number})
        self._answers.put_nowait(None)
        try:
            await asyncio.wait_for(self._idle.wait(), CANCEL_TIMEOUT)
        except TimeoutError:
            await self.close()

    async def close(self) -> None:
        """End the process. Safe to call twice."""
        process, self._process = self._process, None
        listener, self._listener = self._listener, None
        if listener is not None:
            listener.cancel()
        self._answers.put_nowait(None)
        self._idle.set()
        if process is None or process.returncode is not None:
            return
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()

    def _is_alive(self) -> bool:
        return self._process is not None and self._process.returncode is None

    def _send(self, request: dict[str, Any]) -> None:
        # Not drained: the transport buffers, and a process that has died is noticed by the listener.
        if self._is_alive() and self._process is not None and self._process.stdin is not None:
            self._process.stdin.write(json.dumps(request).encode() + b"\n")

    async def _listen(self, process: Process) -> None:
        """Queue the answers to the latest request until the process ends."""
        assert process.stdout is not None  # noqa: S101
        while line := await process.stdout.readline():
            answer = json.loads(line)
            if answer.pop("id") != self._number:
                continue
            if "end" in answer or "error" in answer:
                self._idle.set()
            self._answers.put_nowait(answer)
            await asyncio.sleep(0)  # let the event loop handle key presses between batches
        status = await process.wait()
        self._process = None
        self._idle.set()
        message = f"The analysis stopped unexpectedly (exit status {status}). You can still read the article."
        self._answers.put_nowait({"error": message})
