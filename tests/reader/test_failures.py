"""What happens to a program in a terminal: it is suspended, its analysis is killed, its disk is full or read-only."""

import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import sample_story
from driver import FakeClient

from tui.app import QuothApp
from tui.system.exit_guard import ExitGuard

QUOTH = [sys.executable, "-P", "-m", "tui"]
PATIENCE = 40.0
ESCAPES = re.compile(rb"\x1b(\[[0-9;?:<>=]*[a-zA-Z]|\][^\x07\x1b]*(\x07|\x1b\\)|[()][A-Z0-9]|[=>])")


class Running:
    """quoth in a pseudo-terminal."""

    def __init__(self, *arguments: str, **environment: str) -> None:
        ours, theirs = pty.openpty()

        def child() -> None:
            import fcntl
            import struct
            import termios

            fcntl.ioctl(0, termios.TIOCSCTTY, 0)
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))

        self.process = subprocess.Popen(
            [*QUOTH, *arguments], stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
            preexec_fn=child,  # noqa: PLW1509  (this process has no other threads here)
            env={**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", **environment},
        )  # fmt: skip
        os.close(theirs)
        self.terminal = ours
        self.seen = b""

    def until(self, words: bytes, *, escapes: bool = False) -> None:
        """Wait until it has sent `words`, without white space; with `escapes`, a sequence for the terminal."""
        deadline = time.monotonic() + PATIENCE
        while words not in (self.seen if escapes else b"".join(ESCAPES.sub(b"", self.seen).split())):
            assert time.monotonic() < deadline, self.seen[-800:]
            if select.select([self.terminal], [], [], 0.5)[0]:
                try:
                    self.seen += os.read(self.terminal, 65536)
                except OSError:
                    pytest.fail(f"It ended: {self.seen[-800:]!r}")

    def type(self, keys: str) -> None:
        """Type, from a clean slate."""
        self.seen = b""
        os.write(self.terminal, keys.encode())

    def end(self) -> int:
        """Quit it, and give its exit status."""
        os.write(self.terminal, b"q")
        deadline = time.monotonic() + PATIENCE
        while self.process.poll() is None and time.monotonic() < deadline:
            try:
                if select.select([self.terminal], [], [], 0.1)[0]:
                    os.read(self.terminal, 65536)
            except OSError:
                break
        return self.process.wait(PATIENCE)


@pytest.fixture
def run() -> Iterator[type[Running]]:
    running: list[Running] = []

    def start(*arguments: str, **environment: str) -> Running:
        running.append(Running(*arguments, **environment))
        return running[-1]

    yield start  # type: ignore[misc]
    for one in running:
        if one.process.poll() is None:
            one.process.kill()
            one.process.wait()
        os.close(one.terminal)


def test_suspend_and_resume(run) -> None:
    quoth = run("demo", "--private")
    quoth.until(b"Found")
    quoth.type("\x1a")
    quoth.until(b"\x1b[?1049l", escapes=True)
    deadline = time.monotonic() + PATIENCE
    while True:
        pid, status = os.waitpid(quoth.process.pid, os.WUNTRACED | os.WNOHANG)
        if pid:
            break
        assert time.monotonic() < deadline
        time.sleep(0.02)
    assert os.WIFSTOPPED(status)
    quoth.seen = b""
    quoth.process.send_signal(signal.SIGCONT)
    quoth.until(b"\x1b[?1049h", escapes=True)
    quoth.until(b"Entities")
    quoth.type("2")
    quoth.until(b"Mentions")
    assert quoth.end() == 0


def test_killed_analysis_is_reported_and_repeated(run) -> None:
    quoth = run("demo", "--private")
    quoth.until(b"Analyzing")
    deadline = time.monotonic() + PATIENCE
    while not (workers := _children(quoth.process.pid)):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    for worker in workers:
        os.kill(worker, signal.SIGKILL)
    quoth.until(b"Pressrtotryagain")
    quoth.type("r")
    quoth.until(b"Found")
    assert quoth.end() == 0


def test_unwritable_home_does_not_prevent_reading(run, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder", encoding="utf-8")  # even root cannot make a folder below a file
    quoth = run("demo", QUOTH_HOME=str(blocked / "home"))
    quoth.until(b"Library:")
    quoth.until(b"Found")
    quoth.type("3")
    quoth.until(b"Direct")
    assert quoth.end() == 0


def test_unreadable_settings_do_not_prevent_reading(run, own_home: Path) -> None:
    own_home.mkdir(parents=True)
    (own_home / "config.toml").write_text("width = = 3", encoding="utf-8")
    quoth = run("demo", "--private")
    quoth.until(b"invalidTOML")
    quoth.until(b"Found")
    assert quoth.end() == 0


def test_no_color_has_no_color(run) -> None:
    quoth = run("demo", "--private", NO_COLOR="1")
    quoth.until(b"Found")
    quoth.type("2n")
    quoth.until(b"Mentions")
    colors = re.findall(rb"\x1b\[(?:[0-9;]*;)?(?:[34]8;[25];|3[0-7]m|4[0-7]m|9[0-7]m|10[0-7]m)", quoth.seen)
    assert colors == []
    assert re.search(rb"\x1b\[(?:\d+;)*7(?:;\d+)*m", quoth.seen), "what is current is reversed"
    assert quoth.end() == 0


def _children(pid: int) -> list[int]:
    listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
    return [int(line) for line in listed.stdout.split()]


@pytest.mark.parametrize("private", [False, True])
async def test_crash_is_reported_in_a_sentence_and_logged(private: bool, capsys, monkeypatch, own_home: Path) -> None:
    def fails(_: QuothApp) -> None:
        raise KeyError("a word of the article")

    monkeypatch.setattr(QuothApp, "is_headless", False)
    monkeypatch.setattr(QuothApp, "_watch_the_terminal", lambda _: None)
    monkeypatch.setattr(ExitGuard, "arm", lambda *_: None)  # it would end the tests
    monkeypatch.setattr(QuothApp, "action_next_theme", fails)
    with pytest.raises(KeyError):
        async with QuothApp(
            sample_story.ARTICLE, FakeClient(sample_story.analysis()), private=private
        ).run_test() as pilot:
            await pilot.press("t")
    said = " ".join(capsys.readouterr().err.split())
    report = own_home / "crash.txt"
    assert said.startswith("quoth: Internal error (KeyError)")
    assert "Traceback" not in said
    assert report.exists() is not private
    if not private:
        assert "a word of the article" in report.read_text(encoding="utf-8")
