"""What a key costs, from the press to the frame on the terminal, in articles of several lengths.

    python tests/benchmarks/keys.py [WORDS …] [--presses 100]

The program runs in a pseudo-terminal of 120×40 and is watched from outside (on Linux, which tells the CPU time of
another process). Each key is pressed when the one before has been answered. Prints, for each kind of key, CPU
milliseconds until the last frame that it led to, median and 99th percentile; and by the clock.
"""

import argparse
import sys
from collections.abc import AsyncIterator, Iterator
from itertools import cycle, islice
from pathlib import Path
from typing import Any, NamedTuple

import made  # beside this file
from terminal import Answer, Terminal, can_count

from tui.analysis.model import Analysis, Progress
from tui.app import QuothApp

LENGTHS = (2_000, 20_000, 200_000)


class Kind(NamedTuple):
    """A kind of key: what is typed before, the keys that are measured in turn, and a key to press before each."""

    name: str
    before: str
    keys: str
    between: str = ""


KINDS = (
    Kind("line", "1g", "j" * 60 + "k" * 60),
    Kind("page", "1g", " b"),
    Kind("next highlight", "1g", "l"),
    Kind("next mention", "2g1", "n"),
    Kind("select", "\x1b1g", "\r", "l"),
    Kind("next row", "2g", "j" * 60 + "k" * 60),
    Kind("filter", "2f", "an\x7f\x7fbe\x7f\x7f"),
)


class Given:
    """An analyzer's client that has the analysis already."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis

    async def analyze(self, *_: object) -> AsyncIterator[Progress | Analysis]:
        """The analysis."""
        yield self._analysis

    async def close(self) -> None:
        """Nothing to close."""


def show(words: int) -> None:
    """Be the program that is watched."""
    article, analysis = made.sample(words)
    client: Any = Given(analysis)
    QuothApp(article, client, private=True).run()


def shown(words: int) -> Terminal:
    """The program, with an article of so many words, complete."""
    terminal = Terminal([sys.executable, __file__, "--show", str(words)])
    terminal.until(r"Entities\d")
    terminal.settle()
    return terminal


def presses(terminal: Terminal, kind: Kind, count: int) -> Iterator[Answer]:
    """The answers to so many keys of a kind."""
    for key in kind.before:
        terminal.press(key)
    terminal.settle()
    for key in islice(cycle(kind.keys), count):
        if kind.between:
            terminal.press(kind.between)
        yield terminal.press(key)
    terminal.press("\x1b")
    terminal.press("\x1b")


def percentile(values: list[float], part: float) -> float:
    """The value that so great a part of `values` does not exceed."""
    return sorted(values)[min(len(values) - 1, int(part * len(values)))]


def line(name: str, answers: list[Answer]) -> str:
    """What one kind of key costs."""
    cpu, clock, in_all = ([1000 * getattr(a, what) for a in answers] for what in ("cpu", "seconds", "cpu_in_all"))
    sent = percentile([a.sent / 1024 for a in answers], 0.5)
    return (
        f"  {name:<16} CPU {percentile(cpu, 0.5):5.1f}  99 % {percentile(cpu, 0.99):5.1f}"
        f"  in all {percentile(in_all, 0.5):5.1f}"
        f"   clock {percentile(clock, 0.5):5.1f}  99 % {percentile(clock, 0.99):5.1f}   sent {sent:5.1f} KB"
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("words", nargs="*", type=int, default=LENGTHS)
    parser.add_argument("--presses", type=int, default=100)
    parser.add_argument("--only", default="", help="kinds whose name begins so")
    parser.add_argument("--show", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.show:
        show(options.show)
        return
    if not can_count():
        raise SystemExit("This needs Linux, which tells the CPU time of another process.")
    for words in options.words:
        with shown(words) as terminal:
            print(f"{words:,} words; milliseconds; memory {terminal.memory():.0f} MiB")
            for kind in KINDS:
                if kind.name.startswith(options.only):
                    print(line(kind.name, list(presses(terminal, kind, options.presses))), flush=True)
            print(f"  memory {terminal.memory():.0f} MiB")


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    main()
