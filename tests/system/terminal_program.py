"""Programs in pseudo-terminals of their own, and a small one on our driver that says how it is."""

import fcntl
import json
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path
from typing import Any

PATIENCE = 20.0

PROGRAM = """
import json, sys, threading
from pathlib import Path
from textual.app import App
from textual.binding import Binding
from textual.widgets import Input
from tui.system.exit_guard import QUIT_GRACE, ExitGuard
from tui.system.textual_internals import TerminalDriver, stop_process

class Small(App):
    BINDINGS = [
        Binding(key, action, priority=True)
        for key, action in {"ctrl+e": "leave", "ctrl+t": "report", "ctrl+z": "suspend_process"}.items()
    ]

    def compose(self):
        yield Input()

    def on_mount(self):
        import asyncio
        guard.end_on_signals(asyncio.get_running_loop(), lambda status: self.exit(return_code=status))

    def action_suspend_process(self):
        stop_process(self)

    def action_report(self):
        threads = [one.name for one in threading.enumerate() if one.name.startswith("textual-")]
        report = {"value": self.query_one(Input).value, "threads": sorted(threads)}
        Path(sys.argv[1]).with_suffix(".part").write_text(json.dumps(report))
        Path(sys.argv[1]).with_suffix(".part").rename(sys.argv[1])

    def action_leave(self):
        guard.arm(0, QUIT_GRACE)
        self.exit()

guard = ExitGuard(sys.__stdin__.fileno())
app = Small(driver_class=TerminalDriver)
app.run()
sys.exit(app.return_code or 0)
"""


class Program:
    """A program, running: typed to, signaled, read.

    Args:
        command: what to run.
        ready: what it shows once it can be typed to; escape sequences do not count.
        environment: in addition to ours.
    """

    def __init__(self, command: list[str], ready: str, **environment: str) -> None:
        self.terminal, theirs = pty.openpty()
        self.resize(24, 80)
        self.modes = termios.tcgetattr(self.terminal)
        self.process = subprocess.Popen(
            command, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509
            env={**os.environ, "TERM": "xterm-256color", **environment},
        )  # fmt: skip
        os.close(theirs)
        self.seen = b""
        self.until(ready.encode())

    def resize(self, rows: int, columns: int) -> None:
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def read(self, seconds: float) -> bool:
        """Read what it shows, if that comes in time; False when it has ended."""
        if select.select([self.terminal], [], [], seconds)[0]:
            try:
                self.seen += os.read(self.terminal, 65536)
            except OSError:
                return False
        return True

    def until(self, what: bytes) -> None:
        """Wait until it has sent `what`."""
        deadline = time.monotonic() + PATIENCE
        while what not in self.seen:
            assert time.monotonic() < deadline, self.seen[-800:]
            assert self.read(0.2), self.seen[-800:]

    def type(self, data: bytes) -> None:
        self.seen = b""
        os.write(self.terminal, data)

    def rest(self, seconds: float = 0.5) -> None:
        """Let it do what it has to do."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            self.read(0.05)

    def send(self, *numbers: signal.Signals) -> None:
        for number in numbers:
            self.process.send_signal(number)

    def is_stopped(self) -> bool:
        """Wait for it to stop."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            pid, status = os.waitpid(self.process.pid, os.WUNTRACED | os.WNOHANG)
            if pid:
                return os.WIFSTOPPED(status)
            self.read(0.02)
        return False

    def status(self, *, reading: bool = True) -> int:
        """Its exit status."""
        deadline = time.monotonic() + PATIENCE
        while self.process.poll() is None and time.monotonic() < deadline:
            if not reading or not self.read(0.05):
                time.sleep(0.05)
        return self.process.wait(0.1)

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self.terminal)


class SmallProgram(Program):
    """`PROGRAM`, or something like it.

    Args:
        folder: where it may write.
        code: what is run.
    """

    def __init__(self, folder: Path, code: str = PROGRAM) -> None:
        self._report = folder / "report.json"
        super().__init__([sys.executable, "-P", "-c", code, str(self._report)], "▁▁▁")

    def report(self) -> dict[str, Any]:
        """What it says of itself."""
        self._report.unlink(missing_ok=True)
        deadline = time.monotonic() + PATIENCE
        while not self._report.exists():
            assert time.monotonic() < deadline, self.seen[-800:]
            os.write(self.terminal, b"\x14")
            self.rest(0.3)
        found: dict[str, Any] = json.loads(self._report.read_text())
        return found
