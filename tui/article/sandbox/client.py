"""Run the process that opens a source: start it, receive its answers, and end it when its time is up."""

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
"""Seconds that the process gets beyond its own limits to report why it failed."""
_TRIES = 5
"""How many times the time limit for reading all attempts may take together."""


class Opening:
    """Opens one source in a separate process.

    Args:
        source: as for `open_source`.
        options: how to open it and what is allowed.
        stdin: the file descriptor that the process reads for "-".
    """

    def __init__(self, source: str, options: Options, stdin: int | None = None) -> None:
        self._source = source
        self._options = options
        self._canceled = False
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "tui.article.sandbox.worker"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            pass_fds=() if stdin is None else (stdin,),
            start_new_session=True,  # ctrl+c in the terminal should reach only the program
            env={**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
        )  # fmt: skip
        request = {"source": source, "options": options.to_dict(), "stdin": stdin}
        assert self._process.stdin is not None  # noqa: S101
        try:
            self._process.stdin.write(json.dumps(request).encode("utf-8", "surrogatepass") + b"\n")
            self._process.stdin.flush()
        except BrokenPipeError:  # it has already ended, which `article` will notice
            pass

    def article(self, report: Report = say_nothing) -> Article:
        """Wait for the article.

        Raises:
            SourceError: the source cannot be opened in time or at all, or opening was canceled.
        """
        try:
            return self._receive(report)
        finally:
            self.cancel()

    def cancel(self) -> None:
        """End the process, from any thread. Safe to call twice."""
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
        # The process itself gives up on a pipe; a user who types into standard input may take any amount of time.
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
                    fetching = patient = False
                    deadline = time.monotonic() + to_read
                elif "error" in answer:
                    raise (PasswordError if answer["password"] else SourceError)(answer["error"])
                elif (article := receiver.take(answer)) is not None:
                    return article

    def _late(self, *, fetching: bool) -> SourceError:
        """Return the error for a process that exceeds its own limits: resolving a name cannot be interrupted."""
        name = shown(self._source)
        if fetching:
            return SourceError(
                f"{name} did not arrive in time; check your network, or save the page in a browser and open that file."
            )
        return SourceError(f"{name} took too long to open; save its text as a plain text file.")

    def _ended(self) -> SourceError:
        if self._canceled:
            return SourceError(f"{shown(self._source)} was not opened: canceled.")
        return SourceError(
            f"{shown(self._source)} could not be read; save its text as a plain text file and open that."
        )
