"""From launch to the visible article, side by side with a bare Textual app that shows a label, and with less.

    python tests/benchmarks/launch.py [FILE] [--runs 15]

Each is started in a pseudo-terminal of its own, in turn; the clock stops when the article's first words arrive. Prints
medians in milliseconds and the ratio to the bare app, pair by pair.
"""

import argparse
import fcntl
import os
import pty
import re
import select
import shutil
import signal
import statistics
import struct
import sys
import termios
import time
from pathlib import Path

SAMPLE = Path(__file__).parents[2] / "tui" / "article" / "sample.txt"
ESCAPES = re.compile(rb"\x1b(\[[0-9;?:<>=]*[a-zA-Z]|\][^\x07\x1b]*(\x07|\x1b\\)|[()][A-Z0-9]|[=>])")
PATIENCE = 20.0

BARE = """
from textual.app import App
from textual.widgets import Label
class Bare(App):
    def compose(self):
        yield Label({text!r}, markup=False)
Bare().run()
"""


def seconds_until(words: bytes, command: list[str]) -> float:
    """Seconds from the start of `command` in a terminal of 120×40 until it shows `words`."""
    begun = time.perf_counter()
    child, master = pty.fork()
    if child == 0:
        os.environ["TERM"] = "xterm-256color"
        os.execvp(command[0], command)  # noqa: S606
    fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    seen = b""
    try:
        while words not in b"".join(ESCAPES.sub(b"", seen).split()):
            if not select.select([master], [], [], PATIENCE)[0]:
                raise SystemExit(f"{command[0]} did not show the article: {seen[-300:]!r}")
            seen += os.read(master, 1 << 16)
        return time.perf_counter() - begun
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(master)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", nargs="?", default=str(SAMPLE))
    parser.add_argument("--runs", type=int, default=15)
    options = parser.parse_args()
    text = Path(options.file).read_text(encoding="utf-8")
    words = "".join(text.split()[:4]).encode()
    contenders = {
        "bare Textual app": [sys.executable, "-c", BARE.format(text=text[:300])],
        "quoth": [str(Path(sys.executable).with_name("quoth")), options.file],
    }
    if less := shutil.which("less"):
        contenders["less"] = [less, options.file]
    taken: dict[str, list[float]] = {name: [] for name in contenders}
    for run in range(options.runs + 1):
        for name, command in contenders.items():
            seconds = seconds_until(words, command)
            if run:  # the first warms the caches
                taken[name].append(seconds)
    for name, values in taken.items():
        ratios = [a / b for a, b in zip(values, taken["bare Textual app"], strict=True)]
        print(f"{name:18} {1000 * statistics.median(values):6.0f} ms   {statistics.median(ratios):.2f} × bare")


if __name__ == "__main__":
    main()
