"""What the article pane costs: CPU milliseconds for each step, the median and the worst of several.

    python tests/benchmarks/article_pane.py [WORDS …]

Each step is measured until the screen has been laid out and painted again, the driver excepted.
"""

import asyncio
import random
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from made import sample
from textual.app import App, ComposeResult

from tui.analysis.model import EntityKind, Tint
from tui.document.selection import Selection
from tui.search.matches import Matches
from tui.text.spans import Span
from tui.theming.themes import THEMES, variables
from tui.widgets.article_pane import ArticlePane

STYLES = Path(__file__).parents[2] / "styles" / "article.tcss"
REPEATS = 15


class Bench(App[None]):
    CSS_PATH: ClassVar = [STYLES]

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return variables(self.current_theme)

    def compose(self) -> ComposeResult:
        yield ArticlePane(id="article")


async def measure(words: int) -> None:
    """Print the costs for an article of so many words."""
    article, analysis = sample(words)
    spans = sum(len(e.mentions) for e in analysis.entities) + len(analysis.quotes)
    most = max(analysis.entities, key=lambda e: len(e.mentions))
    rng = random.Random(1)
    app = Bench()
    for theme in THEMES:
        app.register_theme(theme)
    app.theme = "quoth-dark"
    async with app.run_test(size=(120, 40)) as pilot:
        pane = app.query_one(ArticlePane)

        async def cost(name: str, steps: list[Callable[[], object]]) -> None:
            taken = []
            for step in steps:
                await pilot.pause()
                begin = time.process_time()
                step()
                await pilot.pause()
                taken.append((time.process_time() - begin) * 1000)
            print(f"  {name:<28} median {statistics.median(taken):7.1f}   worst {max(taken):7.1f}")

        print(f"{words} words, {len(article.text)} characters, {spans} spans; CPU in ms")
        await cost("nothing", [lambda: None] * REPEATS)
        await cost("show", [lambda: pane.show(article)] * 3)
        await cost("set_analysis", [lambda: pane.set_analysis(analysis)] * 3)
        pane.focus()
        await cost("page (space)", [lambda: pane.action_page(1)] * REPEATS)
        await cost("line (j)", [lambda: pane.action_line(1)] * REPEATS)
        await cost("next highlight (l)", [lambda: pane.action_next_highlight(1)] * REPEATS)
        await cost("next quote (])", [lambda: pane.next_quote(1)] * REPEATS)
        jumps = [rng.choice(most.mentions).span for _ in range(REPEATS)]
        await cost("jump (go_to)", [lambda s=s: pane.go_to(s) for s in jumps])
        picks = [Selection("entity", e.id) for e in sorted(analysis.entities, key=lambda e: -len(e.mentions))[:REPEATS]]
        await cost("select an entity", [lambda s=s: pane.select(s) for s in picks])
        await cost(
            "select and jump",
            [lambda s=s, j=j: (pane.select(s), pane.go_to(j)) for s, j in zip(picks, jumps, strict=True)],
        )
        matches = Matches.of(Span(m.start, m.end) for m in most.mentions)
        await cost("set_matches", [lambda: pane.set_matches(matches)] * REPEATS)
        tints = [t for e in analysis.entities for t in e.mentions[:1]]
        pane.set_analysis(None)
        await cost("tint", [lambda t=t: pane.tint([Tint(t.start, t.end, EntityKind.PERSON)]) for t in tints[:REPEATS]])
        pane.set_analysis(analysis)
        for width in (90, 120):
            begin = time.process_time()
            await pilot.resize_terminal(width, 40)
            await pilot.pause()
            print(f"  resize to {width:<18} once   {(time.process_time() - begin) * 1000:7.1f}")


if __name__ == "__main__":
    for count in [int(a) for a in sys.argv[1:]] or [2_000, 20_000, 200_000]:
        asyncio.run(measure(count))
