"""Thousands of random keys (one by one, and many at once), clicks and sizes: nothing may fail, no article change.

    python tests/benchmarks/random_keys.py [--keys 10000] [--seed 1]

Keys that leave the program or start another one are left out. What goes wrong is printed with the last keys before it;
the exit status says whether anything did.
"""

import argparse
import asyncio
import os
import random
import sys
import tempfile
import time
from collections import deque
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent.parent)]

from textual import events  # noqa: E402

from tui.analysis import Analyzer  # noqa: E402
from tui.analysis.model import Analysis, Progress  # noqa: E402
from tui.article import Article, open_sample  # noqa: E402
from tui.article.model import Block, BlockKind  # noqa: E402
from tui.keys.key_table import SCOPES  # noqa: E402
from tui.keys.user_keymap import shown  # noqa: E402
from tui.reader.screen import ReaderScreen  # noqa: E402

LEFT_OUT = {"q", "ctrl+q", "I", "ctrl+c", "ctrl+z"}
TYPED = [
    "a",
    "e",
    "s",
    "S",
    "T",
    "é",
    "’",
    '"',
    "(",
    "*",
    "\\",
    "1",
    "2",
    "0",
    "%",
    "[",
    "]",
    ":",
    "space",
    "backspace",
]
SIZES = [(20, 5), (1, 1), (40, 12), (60, 20), (80, 24), (100, 30), (120, 40), (200, 50)]


class Client:
    """Gives the analysis that was made before."""

    def __init__(self, analyses: dict[str, Analysis]) -> None:
        self._analyses = analyses

    async def start(self) -> None:
        """Nothing to start."""

    async def analyze(self, text: str, blocks: Any = None, language: str = "en") -> AsyncIterator[Progress | Analysis]:
        """What is known of `text`."""
        await asyncio.sleep(0.02)
        yield self._analyses.get(text) or Analysis("", "", "")

    async def cancel(self) -> None:
        """Nothing to cancel."""

    async def close(self) -> None:
        """Nothing to close."""


def articles() -> list[Article]:
    """Five: the sample, a made one, a long one with headings, one that is hard to show, one of a single word."""
    import sample_story

    sample = open_sample()
    long = [("Chapter", BlockKind.HEADING)] + [
        (line, BlockKind.PARAGRAPH) for line in sample.text.split("\n") if line
    ] * 8
    hard = (
        "日本語の文章は“引用”を含む。「そうだ」と彼は言った。 \U0001f468\u200d\U0001f469\u200d\U0001f467 e\u0301\u0301 "
    )
    hard += "שלום עולם, said Ada Brandt. [b]markup[/b] \u00adsoft\u00adhyphen " + "x" * 300
    return [sample, sample_story.ARTICLE, _made(long * 3, "long"), _made([(hard, BlockKind.PARAGRAPH)] * 9, "hard"),
            _made([("Word", BlockKind.PARAGRAPH)], "word")]  # fmt: skip


def _made(lines: list[tuple[str, BlockKind]], source: str) -> Article:
    blocks, at = [], 0
    for line, kind in lines:
        blocks.append(Block(at, at + len(line), kind))
        at += len(line) + 1
    return Article("\n".join(line for line, _ in lines), tuple(blocks), source=source)


async def run(article: Article, client: Client, chance: random.Random, count: int) -> str:
    """Press `count` keys; gives what went wrong, "" for nothing."""
    from tui.app import QuothApp

    ours = {key for actions in SCOPES.values() for action in actions for key in action.keys.split(",")}
    keys = sorted(ours - LEFT_OUT)
    before, last = article.text, deque[str](maxlen=25)
    app = QuothApp(article, client=client)  # type: ignore[arg-type]
    try:
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.pause(0.1)
            for number in range(count):
                if not app.is_running:
                    return f"The program ended after {list(last)}."
                what = chance.random()
                if what < 0.02:
                    size = chance.choice(SIZES)
                    last.append(f"size {size}")
                    await pilot.resize_terminal(*size)
                elif what < 0.12 and app.size.height > 1:
                    width, height = app.size
                    at = chance.randrange(width), chance.randrange(max(height - 1, 1))  # in the last row is “Quit”
                    times = chance.choice([1, 1, 1, 2, 3])
                    last.append(f"click {at} {times}")
                    await pilot.click(offset=at, times=times)
                elif what < 0.14:  # all at once, as over a slow line
                    burst = [chance.choice(TYPED + keys) for _ in range(chance.randrange(2, 12))]
                    last.append(f"at once {burst}")
                    for key in burst:
                        character = shown(key)
                        app.post_message(events.Key(key, character if len(character) == 1 else None))
                    await pilot.pause()
                else:
                    key = chance.choice(TYPED if what < 0.3 else keys)
                    last.append(key)
                    await pilot.press(key)
                if number % 50 == 0:
                    app.clear_notifications()
                    await pilot.press("escape", "escape")
                reader = app.screen_stack[0]
                text = reader.state.article if isinstance(reader, ReaderScreen) else None
                if text is not None and text.source == article.source and text.text != before:
                    return f"The article changed after {list(last)}."
    except BaseException as error:  # noqa: BLE001
        return f"{type(error).__name__}: {error} after {list(last)}"
    return ""


def main() -> int:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keys", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    failed = False
    with tempfile.TemporaryDirectory() as home:
        os.environ.update(HOME=home, QUOTH_HOME=f"{home}/library", EDITOR="true", VISUAL="true")
        os.chdir(home)
        every = articles()
        analyzer = Analyzer()
        client = Client({one.text: analyzer.analyze(one.text, one.blocks) for one in every})
        for at, article in enumerate(every):
            start = time.monotonic()
            trouble = asyncio.run(run(article, client, random.Random(asked.seed * 100 + at), asked.keys // len(every)))
            took = time.monotonic() - start
            print(
                f"{article.source:>8} {asked.keys // len(every):>6} keys {took:>6.0f} s  {trouble or 'all well'}",
                flush=True,
            )
            failed = failed or bool(trouble)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
