"""How fast quoth is: one table, every row a ratio or a cost measured side by side in this run.

    python tests/benchmarks/speed.py [FILE] [--runs 9] [--presses 100] [--only launch,keys,…]

FILE is the article for launches and scrolling (the bundled sample by default). Keys are measured in made-up articles.
Needs Linux, which tells from outside what another process uses.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import keys
import launch
from terminal import Answer, Terminal, can_count

GROWN = (4_000, 40_000)
"""Words of the two texts that the analysis is compared on."""
LINES = 30

GROWTH = """
import json, resource, sys, time
from tui.analysis import Analyzer
analyzer = Analyzer()
analyzer.analyze("A mayor spoke.")
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
begun = time.process_time()
analyzer.analyze(sys.stdin.read())
used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps([time.process_time() - begun, before / 1024, used / 1024]))
"""


def row(what: str, found: str, reach: str) -> None:
    """Print a row of the table."""
    print(f"| {what} | {found} | {reach} |", flush=True)


def launches(file: str, runs: int) -> None:
    """Launch to visible article, and to full analysis."""
    taken = launch.visible(file, runs)
    ms = {name: f"{1000 * statistics.median(values):.0f} ms" for name, values in taken.items()}
    bare = launch.ratio(taken, "quoth", "bare Textual app")
    row("launch → article visible, against a bare Textual app", f"{bare:.2f}× ({ms['quoth']})", "≤ 1.25×")
    if "less" in taken:
        far = launch.ratio(taken, "quoth", "less")
        row("launch → article visible, against less", f"{far:.0f}× ({ms['quoth']}, {ms['less']})", "")
    taken = launch.analyzed(file, runs)
    ms = {name: f"{1000 * statistics.median(values):.0f} ms" for name, values in taken.items()}
    times = launch.ratio(taken, "quoth, analyzed", "plain spaCy")
    row(
        "launch → full analysis on the screen, against plain spaCy from a shell",
        f"{times:.2f}× ({ms['quoth, analyzed']}, {ms['plain spaCy']})",
        "≤ 1.3×",
    )


def presses(count: int) -> None:
    """A key to its frame, in articles of three lengths; memory of the longest."""
    for words in keys.LENGTHS:
        with keys.shown(words) as terminal:
            for kind in keys.KINDS:
                told = costs(list(keys.presses(terminal, kind, count)))
                row(f"key → frame, {words:,} words: {kind.name}", told, "median ≤ 8, 99 % ≤ 16 ms of CPU")
            if words == keys.LENGTHS[-1]:
                row(f"memory of the UI process, {words:,} words", f"{terminal.memory():.0f} MiB", "≤ 120 MiB")


def presses_meanwhile(count: int) -> None:
    """A key to its frame while a long article is analyzed."""
    with tempfile.TemporaryDirectory() as folder:
        long = Path(folder) / "long.txt"
        long.write_text(grown(keys.LENGTHS[1] * 2), encoding="utf-8")
        for kind in keys.KINDS[:3]:
            with Terminal([launch.QUOTH, "--private", str(long)]) as terminal:
                terminal.until(r"Analyzing[1-9]")
                found = list(keys.presses(terminal, kind, count))
                row(f"the same while the analysis runs: {kind.name}", costs(found), "99 % ≤ 33 ms")


def costs(answers: list[Answer]) -> str:
    """What some keys cost."""
    cpu, clock = [1000 * a.cpu for a in answers], [1000 * a.seconds for a in answers]
    return (
        f"median {keys.percentile(cpu, 0.5):.1f}, 99 % {keys.percentile(cpu, 0.99):.1f} ms of CPU; "
        f"by the clock {keys.percentile(clock, 0.5):.0f} and {keys.percentile(clock, 0.99):.0f} ms"
    )


def growth(runs: int) -> None:
    """Time and memory of the analysis as the text grows tenfold."""
    found: dict[int, list[list[float]]] = {words: [] for words in GROWN}
    for _ in range(runs):
        for words in GROWN:
            said = subprocess.run(
                [sys.executable, "-c", GROWTH], input=grown(words), capture_output=True, text=True, check=True
            )
            found[words].append(json.loads(said.stdout.splitlines()[-1]))
    (small, _, _), (large, _, _) = (map(statistics.median, zip(*found[words], strict=True)) for words in GROWN)
    (_, _, less), (_, _, more) = (map(statistics.median, zip(*found[words], strict=True)) for words in GROWN)
    sizes = " → ".join(f"{words:,}" for words in GROWN)
    row(f"time of the analysis, {sizes} words", f"{large / small:.1f}× ({small:.1f} → {large:.1f} s)", "≤ 11×")
    row(f"memory of the analysis, {sizes} words", f"{more / less:.1f}× ({less:.0f} → {more:.0f} MiB)", "≤ 11×")


def scrolled(file: str) -> None:
    """Bytes for a line of scrolling."""
    with tempfile.TemporaryDirectory() as home, Terminal([launch.QUOTH, file], Path(home) / "home") as terminal:
        terminal.until(r"Entities\d")
        terminal.settle(1)
        sent = [terminal.press("j").sent / 1024 for _ in range(LINES)]
    row("bytes for a line of scrolling at 120×40", f"median {statistics.median(sent):.1f} KB", "≤ 8 KB")


def grown(words: int) -> str:
    """The sample, again and again with other names, up to so many words."""
    return "\n\n".join(_variants(words))


def _variants(words: int) -> Iterator[str]:
    text = launch.SAMPLE.read_text(encoding="utf-8")
    have = 0
    while have < words:
        yield text
        have += len(text.split())


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", nargs="?", default=str(launch.SAMPLE))
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--presses", type=int, default=100)
    parser.add_argument("--only", default="launch,keys,meanwhile,growth,bytes")
    options = parser.parse_args()
    if not can_count():
        raise SystemExit("This needs Linux, which tells the CPU time of another process.")
    print("| | measured | reach |\n|---|---|---|")
    wanted = options.only.split(",")
    if "bytes" in wanted:
        scrolled(options.file)
    if "launch" in wanted:
        launches(options.file, options.runs)
    if "keys" in wanted:
        presses(options.presses)
    if "meanwhile" in wanted:
        presses_meanwhile(options.presses)
    if "growth" in wanted:
        growth(max(1, options.runs // 4))


if __name__ == "__main__":
    main()
