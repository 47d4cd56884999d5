"""Where the time until the article is visible goes: the slowest imports, then the calls that take longest.

    python tests/benchmarks/profile_launch.py [FILE] [--rows 30]

The program runs without a terminal at 120x40 and ends with the first frame that shows the article. Imports are timed
in a process of their own (`python -X importtime`), since the profiler slows them down unevenly; the profile begins
when they are done. Imports are in milliseconds, calls in seconds.
"""

import argparse
import cProfile
import os
import pstats
import re
import subprocess
import sys
import tempfile
from pathlib import Path

SAMPLE = Path(__file__).parents[2] / "tui" / "article" / "sample.txt"
IMPORT = re.compile(r"import time:\s+(\d+) \|\s+(\d+) \| (\s*)(\S+)")
NEEDED = "import tui.app, tui.article, tui.reader.screen"


def show_imports(rows: int) -> None:
    """Print the modules that take longest to import, without what they import themselves."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", NEEDED], capture_output=True, text=True, check=True
    )
    found = [(int(own), int(all_), name) for own, all_, _, name in IMPORT.findall(done.stderr)]
    print(f"{len(found)} imports, {sum(own for own, _, _ in found) / 1000:.0f} ms\n")
    print(f"{'alone':>8}{'with its imports':>20}")
    for own, all_, name in sorted(found, reverse=True)[:rows]:
        print(f"{own / 1000:8.1f}{all_ / 1000:20.1f}  {name}")


def show_calls(source: str, rows: int) -> None:
    """Print the calls that take longest until the first frame: ours with all they call, then any of them alone."""
    from tui.app import QuothApp
    from tui.article import open_source

    class Launch(QuothApp):
        """The program, which ends when the article can be seen."""

        def on_mount(self) -> None:
            self.set_interval(0.001, self._look)

        def _look(self) -> None:
            if any(pane.region for pane in self.screen.query("#article")):
                self.call_after_refresh(self.exit)

    def launch() -> None:
        Launch(open_source(source)).run(headless=True, size=(120, 40))

    profile = cProfile.Profile()
    profile.runcall(launch)
    print()
    stats = pstats.Stats(profile)
    stats.sort_stats("cumulative").print_stats("/tui/", rows)
    stats.sort_stats("tottime").print_stats(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source", nargs="?", default=str(SAMPLE))
    parser.add_argument("--rows", type=int, default=30)
    options = parser.parse_args()
    os.environ["QUOTH_HOME"] = tempfile.mkdtemp()
    show_imports(options.rows)
    show_calls(options.source, options.rows)


if __name__ == "__main__":
    main()
