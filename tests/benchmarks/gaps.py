"""The longest time for which the screen does not answer while the analysis starts and runs.

    python tests/benchmarks/gaps.py [FILE] [--runs 5]

The app runs without a terminal at 120×40, with the real analysis process. A task that wants to run every millisecond
notes how late it comes. Prints the longest gaps of each run, in milliseconds, after the first paint.
"""

import argparse
import asyncio
import statistics
import time
from pathlib import Path

from tui.app import QuothApp

SAMPLE = Path(__file__).parents[2] / "tui" / "article" / "sample.txt"


async def gaps(file: str) -> list[float]:
    """The gaps of one run, in seconds, longest first."""
    late: list[float] = []

    async def tick() -> None:
        last = time.perf_counter()
        while True:
            await asyncio.sleep(0.001)
            now = time.perf_counter()
            late.append(now - last)
            last = now

    app = QuothApp(file)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        ticking = asyncio.create_task(tick())
        while app.screen.state.index is None:  # type: ignore[attr-defined]
            await asyncio.sleep(0.02)
        await asyncio.sleep(0.5)
        ticking.cancel()
    return sorted(late, reverse=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", nargs="?", default=str(SAMPLE))
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    longest = []
    for _ in range(options.runs):
        run = asyncio.run(gaps(options.file))
        longest.append(run[0])
        print("longest gaps:", "  ".join(f"{1000 * gap:.0f}" for gap in run[:5]), "ms")
    print(f"median of the longest: {1000 * statistics.median(longest):.0f} ms")


if __name__ == "__main__":
    main()
