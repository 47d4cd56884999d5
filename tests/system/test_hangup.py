"""The program ends when its terminal does, and at once when it is told to: tried on real pseudo-terminals."""

import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

FEW_SECONDS = 6.0

_PROGRAM = """
import sys
import asyncio
from tui.analysis.model import Progress
from tui.app import QuothApp
from tui.article.model import Article, Block

class Busy:
    async def start(self):
        pass
    async def analyze(self, text, blocks=None, language="en"):
        yield Progress(1, 4)
        await asyncio.Event().wait()
    async def close(self):
        pass

text = "A story without an end. " * 2000
app = QuothApp(Article(text, (Block(0, len(text)),), source="story.txt"), client=Busy())
app.run()
sys.exit(app.return_code)
"""


@pytest.fixture
def start(tmp_path: Path) -> Callable[..., tuple[subprocess.Popen[bytes], int]]:
    def run(*, ignoring_hangups: bool = False, own_terminal: bool = True) -> tuple[subprocess.Popen[bytes], int]:
        ours, theirs = pty.openpty()

        def child() -> None:
            if ignoring_hangups:
                signal.signal(signal.SIGHUP, signal.SIG_IGN)
            if own_terminal:
                import fcntl
                import termios

                fcntl.ioctl(0, termios.TIOCSCTTY, 0)

        process = subprocess.Popen(
            [sys.executable, "-P", "-c", _PROGRAM], stdin=theirs, stdout=theirs, stderr=theirs,
            start_new_session=True, preexec_fn=child,  # noqa: PLW1509  (this process has no other threads here)
            env={**os.environ, "TERM": "xterm-256color"}, cwd=tmp_path,
        )  # fmt: skip
        os.close(theirs)
        seen, deadline = b"", time.monotonic() + 20
        while b"without" not in seen:
            assert time.monotonic() < deadline, seen[-500:]
            seen += os.read(ours, 65536)
        return process, ours

    return run


def ends(process: subprocess.Popen[bytes]) -> int:
    try:
        return process.wait(FEW_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        pytest.fail("It still runs.")


@pytest.mark.parametrize("own_terminal", [True, False], ids=["its own terminal", "somebody else's"])
@pytest.mark.parametrize("ignoring", [False, True], ids=["hangups", "no hangups"])
def test_a_terminal_that_goes_away_ends_it(start, ignoring: bool, own_terminal: bool) -> None:
    process, ours = start(ignoring_hangups=ignoring, own_terminal=own_terminal)
    os.close(ours)
    ends(process)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_and_gives_the_terminal_back(start, number: signal.Signals) -> None:
    process, ours = start()
    process.send_signal(number)
    seen = b""
    while b"\x1b[?1049l" not in seen:
        try:
            seen += os.read(ours, 65536)
        except OSError:
            break
    assert b"\x1b[?1049l" in seen, "the screen that was there before is shown again"
    assert ends(process) == 128 + number
    os.close(ours)


def test_q_ends_it_while_it_is_busy(start) -> None:
    process, ours = start()
    os.write(ours, b"q")
    while True:
        try:
            if not os.read(ours, 65536):
                break
        except OSError:
            break
    assert ends(process) == 0
    os.close(ours)
