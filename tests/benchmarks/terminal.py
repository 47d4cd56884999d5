"""A program in a pseudo-terminal of its own, watched from outside: when it shows something, what that costs."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

WIDTH, HEIGHT = 120, 40
ESCAPES = re.compile(rb"\x1b(\[[0-9;?:<>=]*[a-zA-Z]|\][^\x07\x1b]*(\x07|\x1b\\)|[()][A-Z0-9]|[=>])")
PATIENCE = 120.0
"""Seconds after which something that is waited for will not come any more."""
QUIET = 0.12
"""Seconds without output after which nothing more comes. Textual holds a frame back for at most a sixtieth."""
_PIECE = 0.002
"""Seconds between two pieces of one frame, at most."""


class Answer(NamedTuple):
    """What a key led to.

    CPU seconds of the program (with its threads) and seconds by the clock until its first frame was out; CPU seconds
    until it had nothing more to show; bytes sent until then.
    """

    cpu: float
    seconds: float
    cpu_in_all: float
    sent: int


class Terminal:
    """A terminal of 120×40 in which `command` runs.

    Args:
        command: the program with its arguments.
        home: the folder that `QUOTH_HOME` is to name; None: what the environment says.
    """

    def __init__(self, command: Sequence[str], home: Path | None = None) -> None:
        self.begun = time.perf_counter()
        self._seen = b""
        self.process, self._master = pty.fork()
        if self.process == 0:
            os.environ["TERM"], os.environ["COLORTERM"] = "xterm-256color", "truecolor"
            for name in ("TMUX", "NO_COLOR", "TEXTUAL_ANIMATIONS"):
                os.environ.pop(name, None)
            if home is not None:
                os.environ["QUOTH_HOME"] = str(home)
            os.execvp(command[0], list(command))  # noqa: S606
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", HEIGHT, WIDTH, 0, 0))

    def until(self, words: str) -> float:
        """Wait until it has shown `words` (a regular expression, without white space); the seconds since its start."""
        wanted = re.compile(words.encode())
        tail = b""
        while not wanted.search(tail):
            if not select.select([self._master], [], [], PATIENCE)[0]:
                raise SystemExit(f"It did not show {words}, but: {self._seen[-2000:]!r}")
            self._seen += os.read(self._master, 1 << 16)
            tail = b"".join(ESCAPES.sub(b"", self._seen[-200_000:]).split())
        return time.perf_counter() - self.begun

    def settle(self, quiet: float = 0.5) -> None:
        """Wait until nothing has come for so many seconds."""
        while select.select([self._master], [], [], quiet)[0]:
            os.read(self._master, 1 << 16)

    def press(self, keys: str, quiet: float = QUIET) -> Answer:
        """Type `keys` and wait until they are answered."""
        cpu = self.cpu()
        begun = time.perf_counter()
        first: tuple[float, float] | None = None
        now, sent = (cpu, begun), 0
        os.write(self._master, keys.encode())
        while True:
            # A frame comes in pieces of some KB, one right after the other.
            patience = _PIECE if sent and first is None else quiet if sent else max(quiet, 0.3)
            if select.select([self._master], [], [], patience)[0]:
                sent += len(os.read(self._master, 1 << 16))
                now = self.cpu(), time.perf_counter()
            elif sent and first is None:
                first = now
            else:
                break
        shown = first or now
        return Answer(shown[0] - cpu, shown[1] - begun, now[0] - cpu, sent)

    def cpu(self) -> float:
        """CPU seconds that the program itself, with its threads but not its children, has used."""
        total = 0
        for task in Path(f"/proc/{self.process}/task").iterdir():
            with suppress(OSError):
                total += int((task / "schedstat").read_text().split()[0])
        return total / 1e9

    def memory(self) -> float:
        """MiB of memory that are the program's, with what it shares with others."""
        status = Path(f"/proc/{self.process}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024  # type: ignore[index]

    def close(self) -> None:
        """End it at once, with its children (they end when their standard input does)."""
        with suppress(ProcessLookupError):
            os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self._master)

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def can_count() -> bool:
    """Whether this system tells from outside what CPU time and memory a process uses."""
    return sys.platform == "linux" and Path("/proc/self/schedstat").exists()
