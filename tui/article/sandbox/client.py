"""The other end of the process that opens a source: starts it, hears it, and ends it when its time is up."""

import json
import os
import select
import signal
import subprocess
import sys
import time
from contextlib import suppress
from typing import Any

from tui.article.fetch.source import Report, is_url, say_nothing, shown
from tui.article.model import Article, PasswordError, SourceError
from tui.article.options import Options
from tui.article.sandbox.protocol import Receiver

_CHUNK = 1 << 18
_SLACK = 5.0
"""Seconds beyond its own limits that the process has to say why it failed."""
_TRIES = 5
"""How often the time to read may be spent, all tries together."""


class Opening:
    """Opens one source in a process of its own.

    Args:
        source: as for `open_source`.
        options: what the reader allows.
        stdin: the descriptor that the process is to read for "-".
    """

    def __init__(self, source: str, options: Options, stdin: int | None = None) -> None:
        self._source = source
        self._options = options
        self._canceled = False
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "tui.article.sandbox.worker"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            pass_fds=() if stdin is None else (stdin,),
            start_new_session=True,  # a ctrl+c in the terminal is the reader's word to the program alone
            env={**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
        )  # fmt: skip
        request = {"source": source, "options": options.to_dict(), "stdin": stdin}
        assert self._process.stdin is not None  # noqa: S101
        try:
            self._process.stdin.write(json.dumps(request).encode("utf-8", "surrogatepass") + b"\n")
            self._process.stdin.flush()
        except BrokenPipeError:  # it has ended already, which `article` will notice
            pass

    def article(self, report: Report = say_nothing) -> Article:
        """Wait for the article.

        Raises:
            SourceError: there is none, its time was up, or it was called off.
        """
        try:
            return self._receive(report)
        finally:
            self.cancel()

    def cancel(self) -> None:
        """End the process, from whatever thread. Safe to call twice."""
        self._canceled = True
        if self._process.poll() is None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
        if self._process.stdin is not None:
            with suppress(OSError):
                self._process.stdin.close()
        self._process.wait()

    def _receive(self, report: Report) -> Article:
        assert self._process.stdout is not None  # noqa: S101
        receiver, waiting = Receiver(), b""
        descriptor = self._process.stdout.fileno()
        limits = self._options.limits
        # Standard input may be typed into: there is no telling how long that takes.
        patient = self._source == "-"
        fetching = is_url(self._source)
        to_read = limits.read * _TRIES + _SLACK
        deadline = time.monotonic() + (limits.fetch + _SLACK if fetching else to_read)
        while True:
            left = None if patient else deadline - time.monotonic()
            if left is not None and (left <= 0 or not select.select([descriptor], [], [], left)[0]):
                raise self._late(fetching=fetching)
            data = os.read(descriptor, _CHUNK)
            if not data:
                raise self._ended()
            *whole, waiting = (waiting + data).split(b"\n") if b"\n" in data else (waiting + data,)
            for line in whole:
                answer: dict[str, Any] = json.loads(line)
                if "doing" in answer:
                    report(answer["doing"], answer["at"])
                elif "fetched" in answer:
                    fetching = False
                    deadline = time.monotonic() + to_read
                elif "error" in answer:
                    raise (PasswordError if answer["password"] else SourceError)(answer["error"])
                elif (article := receiver.take(answer)) is not None:
                    return article

    def _late(self, *, fetching: bool) -> SourceError:
        """What to say of a process that does not keep its own limits: looking up a name cannot be interrupted."""
        name = shown(self._source)
        if fetching:
            return SourceError(
                f"{name} did not arrive in time; check the network, or save the page and open that file."
            )
        return SourceError(f"{name} took too long to open; save its words as plain text.")

    def _ended(self) -> SourceError:
        if self._canceled:
            return SourceError(f"{shown(self._source)} was not opened: it was called off.")
        return SourceError(f"{shown(self._source)} could not be read; save its words as plain text and open that file.")
