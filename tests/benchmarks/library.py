"""What the library costs: opening a known article, a large library, many corrections.

    python tests/benchmarks/library.py [--articles 10000] [--corrections 1000] [--runs 9]

* **known**: in the process itself, from the first paint of an article of about 700 words until its lists are filled
  from the library; the same with nothing known, until the lists are there but empty, to compare.
* **large**: the same article opened with a library of many articles, and with one that holds it alone, in turn.
* **filter**: in the list of all articles, from a key to the next frame.
* **corrections**: keys on an article with many corrections: moving, marking, correcting, undoing.

Prints medians in milliseconds: the time that the thread of the screen works, which does not depend on what else the
machine does. Painting is Textual's, and costs the same whatever is kept.
"""

import argparse
import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from textual.widgets import Input

TESTS = Path(__file__).parents[1]
sys.path[:0] = [str(TESTS / "annotations"), str(TESTS)]
SAMPLE = TESTS.parent / "tui" / "article" / "sample.txt"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--corrections", type=int, default=1_000)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--child", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        print(json.dumps(asyncio.run(CHILDREN[options.child](options))))
        return
    with tempfile.TemporaryDirectory() as folder:
        one, many = (Path(folder) / name for name in ("one", "many"))
        child("analyze", one, options)
        child("analyze", many, options)
        child("fill", many, options)
        opened: dict[str, list[float]] = {"none": [], "one": [], "many": []}
        for run in range(options.runs + 1):
            for name, home in (("none", Path(folder) / f"none{run}"), ("one", one), ("many", many)):
                taken = child("open", home, options)
                if run:
                    opened[name].append(1000 * taken["seconds"])
        for name, values in opened.items():
            said = "lists there, nothing known" if name == "none" else "complete"
            print(f"first paint to {said:26} ({name:4}) {statistics.median(values):6.1f} ms")
        ratios = [b / a for a, b in zip(opened["one"], opened["many"], strict=True)]
        print(f"a library of {options.articles:,} to one of 1: {statistics.median(ratios):.2f}")
        for what in ("filter", "corrections"):
            print_keys(what, child(what, many if what == "filter" else one, options))
        options.corrections = 0
        print_keys("none", child("corrections", Path(folder) / "few", options))


def child(what: str, home: Path, options: argparse.Namespace) -> dict:
    """What a fresh process measures."""
    command = [sys.executable, __file__, "--child", what]
    command += ["--articles", str(options.articles), "--corrections", str(options.corrections)]
    environ = {**os.environ, "QUOTH_HOME": str(home)}
    done = subprocess.run(command, env=environ, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr[-3000:])
    return json.loads(done.stdout.splitlines()[-1])


def print_keys(what: str, taken: dict[str, list[tuple[float, float]]]) -> None:
    """Medians."""
    for name, seconds in taken.items():
        answered, painted = (statistics.median(1000 * one[at] for one in seconds) for at in (0, 1))
        print(f"{what:12} {name:26} answered {answered:6.1f} ms   painted {painted:6.1f} ms")


async def analyze(_: argparse.Namespace) -> dict:
    """Read the sample once, so that it is known."""
    from tui.app import QuothApp

    app = QuothApp(_story())
    async with app.run_test(size=(120, 40)) as pilot:
        await _analyzed(pilot)
        await pilot.pause(0.5)
    return {}


async def fill(options: argparse.Namespace) -> dict:
    """Fill the library with articles, each with a note, and with as many analyses as it keeps."""
    import sample_story

    from tui.annotations.anchors import Ground, fingerprint
    from tui.annotations.edits import Annotate
    from tui.annotations.log import NOTHING, change
    from tui.article.model import Field
    from tui.library.session import current_engine
    from tui.library.store import Store

    store = Store()
    connection = store._opened.connection
    connection.execute("PRAGMA synchronous = OFF")
    article, (known, *_) = _story(), store.entries(1)
    analysis = store.look_up(article, current_engine()).analysis
    assert analysis is not None
    words = article.text.split()
    for number in range(options.articles):
        shift = number * 7 % len(words)
        text = " ".join([*words[shift:], *words[:shift], str(number)])
        title = f"{sample_story.TITLE} {words[shift]} {number}"
        other = replace(article, text=text, blocks=article.blocks[:1], source=f"/nowhere/{number}.txt")
        other = replace(other, metadata=replace(article.metadata, title=Field(title)))
        id_ = store.keep(other, store.look_up(replace(other, source="-")))
        place = Ground(text).anchor(sample_story.Span(5, 30))
        store.save_work(
            id_, NOTHING, NOTHING.done(change(Annotate(f"r{number}", "passage", place, marked=True))), other
        )
        if number < 2000:
            store.save_analysis(other, current_engine(), replace(analysis, text_sha256=fingerprint(text)))
    store.keep(article, store.look_up(article))
    store.save_analysis(article, current_engine(), analysis)
    assert known
    store.close()
    return {}


async def open_known(_: argparse.Namespace) -> dict:
    """From the first paint to full lists (or to lists, where nothing is known)."""
    import gc

    gc.disable()
    from tui.app import QuothApp
    from tui.reader.loading import Loading
    from tui.reader.screen import ReaderScreen

    seen: dict[str, float] = {}
    complete, show, begin = ReaderScreen._complete, Loading._show_analysis, Loading.begin

    async def completing(self):
        seen.setdefault("painted", time.thread_time())
        await complete(self)

    async def showing(self, analysis):
        await show(self, analysis)
        self._ui.call_after_refresh(lambda: seen.setdefault("full", time.thread_time()))

    def beginning(self):
        self._ui.call_after_refresh(lambda: seen.setdefault("lists", time.thread_time()))
        return begin(self)

    ReaderScreen._complete, Loading._show_analysis, Loading.begin = completing, showing, beginning
    import sample_story
    from driver import FakeClient

    app = QuothApp(_story(), client=FakeClient(sample_story.analysis(), hold=True))
    known = (Path(os.environ["QUOTH_HOME"]) / "library.db").is_file()
    async with app.run_test(size=(120, 40)):
        while ("full" if known else "lists") not in seen:
            await asyncio.sleep(0.002)
    return {"seconds": seen["full" if known else "lists"] - seen["painted"]}


async def filter_keys(_: argparse.Namespace) -> dict:
    """Type into the list of articles."""
    from tui.app import QuothApp
    from tui.dialogs.choice import ChoiceDialog

    app = QuothApp(_story())
    taken: dict[str, list[tuple[float, float]]] = {}
    async with app.run_test(size=(120, 40)) as pilot:
        await _analyzed(pilot)
        begun = time.thread_time()
        app.simulate_key("o")
        while not isinstance(app.screen, ChoiceDialog) or not app.screen._list.rows:
            await asyncio.sleep(0.001)
        taken["to open"] = [(time.thread_time() - begun,) * 2]
        await pilot.pause(0.3)
        for word in ("harbor", "mayor", "99", "zzz"):
            for letter in word:
                taken.setdefault("a letter", []).append(await _pressed(app, letter))
            for _letter in word:
                taken.setdefault("backspace", []).append(await _pressed(app, "backspace"))
    return taken


async def correction_keys(options: argparse.Namespace) -> dict:
    """Keys on an article with very many corrections."""
    import random

    from tui.analysis.model import Act, EntityKind
    from tui.annotations.edits import Annotate, Merge, Rename, Retype, SetAct, SetSpeaker
    from tui.annotations.log import change
    from tui.app import QuothApp

    app = QuothApp(_story())
    taken: dict[str, list[tuple[float, float]]] = {}
    dice = random.Random(1)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await _analyzed(pilot)
        document = screen.state.document
        for number in range(options.corrections):
            entities, quotes = document.index.analysis.entities, document.index.analysis.quotes
            e, other, q = dice.choice(entities), dice.choice(entities), dice.choice(quotes)
            a, b, c = document.entity_ref(e), document.entity_ref(other), document.quote_ref(q)
            edits = [Rename(a, f"Name {number}"), Retype(a, dice.choice(list(EntityKind))), SetSpeaker(c, a),
                     SetAct(c, dice.choice(list(Act))), SetSpeaker(c, None, f"Somebody {number % 20}"),
                     Annotate(f"r{number}", "quote", document.anchor(document.place_of(q)), marked=True)]  # fmt: skip
            if number % 100 == 99:
                edits = [Merge(a, b)]
            document.annotations = document.annotations.done(change(dice.choice(edits)))
            document.refresh()
        screen.presentation.refresh()
        screen.editing.save("")
        await pilot.pause(1.0)
        for pane, name in (("3", "in the quotes"), ("5", "in the notes"), ("2", "in the entities")):
            await _pressed(app, pane)
            await pilot.pause(0.2)
            await _pressed(app, "g")
            for key in "jjjjjjkkkk" * 2:
                taken.setdefault(f"move {name}", []).append(await _pressed(app, key))
            for key in "mvxumvxum":
                taken.setdefault(f"mark {name}", []).append(await _pressed(app, key))
            for key in "UUUUURRRRR":
                taken.setdefault(f"undo, redo {name}", []).append(await _pressed(app, key))
        await pilot.pause(0.5)
    return taken


async def _pressed(app, key: str) -> tuple[float, float]:
    """Seconds that the screen's thread works until a key is answered, and until what came of it is painted."""
    begun = time.thread_time()
    focused = app.screen.focused
    typing = isinstance(focused, Input)
    if typing and len(key) == 1:
        app.simulate_key(key)
        before = focused.value
        while focused.value == before:
            await asyncio.sleep(0)
        await asyncio.sleep(0)
    else:
        await app._check_bindings(key)
    answered = time.thread_time() - begun
    painted = asyncio.Event()
    app.screen.call_after_refresh(painted.set)
    await painted.wait()
    return answered, time.thread_time() - begun


async def _analyzed(pilot):
    screen = pilot.app.screen_stack[0]
    while screen.state.index is None:
        await pilot.pause(0.02)
    await pilot.pause(0.2)
    return screen


def _story():
    from tui.article import open_source

    return open_source(SAMPLE)


CHILDREN = {
    "analyze": analyze,
    "fill": fill,
    "open": open_known,
    "filter": filter_keys,
    "corrections": correction_keys,
}


if __name__ == "__main__":
    main()
