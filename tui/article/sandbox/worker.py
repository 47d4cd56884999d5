"""The process that opens one source: it fetches the bytes and runs a child process that parses them and can be killed.

It reads one request, a line of JSON, from standard input, and writes lines of JSON to standard output:

    {"doing": "Fetching example.org: 340 KB", "at": 0}     while it works
    {"fetched": 340000}                                     when it has the bytes and starts to parse them
    {"article": {…}} {"text": "…"} {"blocks": […]} {"edits": […]} … {"whole": true}     the article: see `protocol`
    {"error": "message", "password": false}                instead of it

The parsing process has little memory and time, cannot write files, and knows how earlier attempts ended. Both end
when standard input does, so they never outlive the program that started them.
"""

import json
import os
import resource
import select
import signal
import sys
import threading
import time
from contextlib import suppress
from dataclasses import replace
from typing import Any, NoReturn

from tui.article.fetch.source import Mishap, Raw, fetch, is_url
from tui.article.formats import registry
from tui.article.limits import Limits
from tui.article.model import PasswordError, SourceError
from tui.article.options import Options
from tui.article.sandbox.protocol import lines

_MOST_TRIES = 6
_CHUNK = 1 << 16
_REPORT_EVERY = 0.1
_TO_SEND = 30.0
"""Seconds."""


class _Sink:
    """Writes answers to a descriptor."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._told = (0.0, 0)

    def send(self, answer: dict[str, Any]) -> None:
        """Write one line."""
        self.pass_on(json.dumps(answer).encode("utf-8", "surrogatepass") + b"\n")

    def pass_on(self, data: bytes) -> None:
        """Write data that already consists of lines."""
        while data:
            data = data[os.write(self._descriptor, data) :]

    def report(self, doing: str, at: int) -> None:
        """Report progress: the message only now and then, the part always."""
        now, part = time.monotonic(), self._told[1]
        if at != part or now - self._told[0] >= _REPORT_EVERY:
            self._told = (now, at)
            self.send({"doing": doing, "at": at})


def main() -> None:
    """Serve one request on the standard streams."""
    sink = _Sink(os.dup(1))
    os.dup2(2, 1)  # a library's output must not end up among the answers
    request = json.loads(sys.stdin.buffer.readline())
    _end_with_the_program()
    options = Options.from_dict(request["options"])
    try:
        raw = _raw(request, options, sink)
        sink.send({"fetched": len(raw.data)})
        _supervise(raw, options.limits, sink)
    except SourceError as error:
        _refuse(sink, error)
    except BrokenPipeError:
        os._exit(0)


def _raw(request: dict[str, Any], options: Options, sink: _Sink) -> Raw:
    """Return the bytes of the source; those of standard input come through a separate descriptor."""
    source = request["source"]
    if is_url(source):
        from tui.article.fetch import web

        raw = web.fetch(source, options, sink.report)
    elif request["stdin"] is not None:
        with os.fdopen(request["stdin"], "rb") as stream:
            raw = fetch(source, options.charset, stream, options.limits.fetch)
    else:
        raw = fetch(source, options.charset)
    return replace(raw, password=options.password)


def _end_with_the_program() -> None:
    """End this process immediately when the program that started it has ended."""

    def wait() -> None:
        with suppress(OSError, ValueError):
            while os.read(0, _CHUNK):
                pass
        os._exit(0)

    threading.Thread(target=wait, daemon=True).start()


def _supervise(raw: Raw, limits: Limits, sink: _Sink) -> None:
    """Parse `raw` in a child process, more carefully after each failure, until it works or there is no other way."""
    for _ in range(_MOST_TRIES):
        # The second attempt gets extra time to make up for the first.
        mishap, kind = _try(raw, limits._replace(read=limits.read * (2 if raw.mishaps else 1)), sink)
        if mishap is None:
            return
        raw = replace(raw, mishaps=(*raw.mishaps, mishap))
        if kind is None or not registry.can_be_careful(kind):
            break
    raise _gave_up(raw, limits)


def _gave_up(raw: Raw, limits: Limits) -> SourceError:
    why = {
        "time": f"took more than {limits.read:g} seconds to read",
        "memory": f"needs more than {limits.memory >> 20} MB of memory to read",
        "crash": "could not be read and is probably damaged",
    }[raw.mishaps[-1].why]
    return SourceError(f"{raw.name} {why}; save its text as a plain text file and open that.")


def _try(raw: Raw, limits: Limits, sink: _Sink) -> tuple[Mishap | None, str | None]:
    """Parse `raw` in a child process and pass on its answers.

    Returns:
        How it went wrong, or None; and of which kind the source is, if that was found.
    """
    incoming, outgoing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(incoming)
        _read(raw, limits, _Sink(outgoing))
    os.close(outgoing)
    try:
        return _listen(incoming, limits.read, sink)
    finally:
        os.close(incoming)
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _listen(incoming: int, seconds: float, sink: _Sink) -> tuple[Mishap | None, str | None]:
    waiting, at, kind = b"", 0, None
    deadline = time.monotonic() + seconds
    while True:
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([incoming], [], [], left)[0]:
            return Mishap("time", at), kind
        data = os.read(incoming, _CHUNK)
        if not data:
            return Mishap("crash", at), kind
        *whole, waiting = (waiting + data).split(b"\n") if b"\n" in data else (waiting + data,)
        for line in whole:
            if line.startswith(b'{"kind"'):
                kind = json.loads(line)["kind"]
                if registry.can_be_careful(kind):
                    deadline -= seconds / 2  # there is another way to read it, so wait less for this one
                continue
            if line.startswith(b'{"doing"'):
                at = json.loads(line)["at"]
            elif line.startswith(b'{"failed"'):
                return Mishap(json.loads(line)["failed"], at), kind
            elif line.startswith(b'{"article"'):
                deadline += _TO_SEND  # the article only has to be sent now
            sink.pass_on(line + b"\n")
            if line.startswith((b'{"whole"', b'{"error"')):
                return None, kind


def _read(raw: Raw, limits: Limits, sink: _Sink) -> NoReturn:
    """Run in the parsing process: parse, send the article, exit."""
    try:
        _end_with_the_program()
        _restrict(limits)
        raw, kind = registry.recognized(replace(raw, report=sink.report))
        sink.send({"kind": kind})
        for answer in lines(registry.read(raw, kind)):
            sink.send(answer)
    except SourceError as error:
        _refuse(sink, error)
    except MemoryError:
        sink.send({"failed": "memory"})
    except BaseException as error:  # noqa: BLE001  (a parser that fails counts as a crash)
        with suppress(BaseException):
            sink.send({"failed": "memory" if "memory" in str(error).lower() else "crash"})
    os._exit(0)


def _refuse(sink: _Sink, error: SourceError) -> None:
    sink.send({"error": str(error), "password": isinstance(error, PasswordError)})


def _restrict(limits: Limits) -> None:
    """Limit this process to what parsing needs, as far as the system supports such limits."""
    seconds = int(limits.read) + 2
    wanted = (
        ("RLIMIT_AS", limits.memory),
        ("RLIMIT_CPU", seconds),
        ("RLIMIT_FSIZE", 0),
        ("RLIMIT_CORE", 0),
    )
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    for name, value in wanted:
        with suppress(AttributeError, OSError, ValueError):
            number = getattr(resource, name)
            resource.setrlimit(number, (value, value))


if __name__ == "__main__":
    main()
