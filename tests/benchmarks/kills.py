"""Nothing that was said to be saved is ever lost: quoth is killed again and again at random moments of random work.

    python tests/benchmarks/kills.py [--kills 200] [--what library|app] [--instances 1] [--disk full]

A process works on articles at random (it corrects, notes, undoes, does again) and tells on a pipe, just before it tells
its reader, what is saved. It is killed with SIGKILL after a random time. Then the library is opened: SQLite must find
nothing wrong with it, and whatever was said to be saved must be there. With `--what app` the process is the program
itself, driven by keys; with `--disk full` the library lies on a small tmpfs that runs full (this takes root).
"""

import argparse
import asyncio
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, suppress
from dataclasses import replace
from pathlib import Path

TESTS = Path(__file__).parents[1]
sys.path[:0] = [str(TESTS), str(TESTS / "annotations")]

import sample_story  # noqa: E402

ARTICLES = 3
SMALL_DISK = "1m"


def articles():
    """Some articles that differ in a word."""
    return [
        replace(
            sample_story.ARTICLE,
            text=sample_story.TEXT.replace("Tuesday", f"Day{n:04}"[:7]),
            source=f"/nowhere/{n}.txt",
        )
        for n in range(ARTICLES)
    ]


def states(work):
    """A reader's work, as the ids of its changes: those in force, and those that were undone."""
    return [[c.id for c in work.changes], [c.id for c in work.undone]]


def tell(**what) -> None:
    """Tell whoever is to kill us."""
    os.write(1, (json.dumps(what) + "\n").encode())


# ---------------------------------------------------------------- who is killed


async def work_on_the_library(seed: int) -> None:
    """Work as the screen does, without one."""
    from tui.annotations.anchors import Ground
    from tui.annotations.apply import quote_ref
    from tui.annotations.edits import Annotate, SetSpeaker
    from tui.annotations.log import change
    from tui.library.errors import LibraryError
    from tui.library.session import Session
    from tui.library.thread import LibraryThread

    dice = random.Random(seed)
    library_thread, sessions, works = LibraryThread(), [], []
    analysis = sample_story.analysis()
    while not sessions:
        with suppress(LibraryError):
            for article in articles():
                session = Session(library_thread, article)
                known = await session.recall()
                works.append(known.work)
                sessions.append(session)
    tell(ready=True)
    while True:
        at = dice.randrange(ARTICLES)
        session, ground = sessions[at], Ground(sessions[at].article.text)
        for _ in range(dice.randrange(1, 4)):
            choice = dice.random()
            if choice < 0.15:
                works[at] = works[at].undo()
            elif choice < 0.25:
                works[at] = works[at].redo()
            elif choice < 0.6:
                span = sample_story.Span(dice.randrange(400), dice.randrange(401, 800))
                note = "note " * dice.randrange(1, 2000)
                works[at] = works[at].done(
                    change(Annotate(f"r{dice.random()}", "passage", ground.anchor(span), note=note))
                )
            else:
                quote = dice.choice(analysis.quotes)
                works[at] = works[at].done(change(SetSpeaker(quote_ref(ground, quote), None, f"N{dice.random()}")))
        tell(article=at, wanted=states(works[at]))
        try:
            if await session.save(works[at]):
                tell(article=at, saved=states(works[at]))
        except LibraryError as error:
            tell(trouble=error.trouble)
            await asyncio.sleep(0.01)


async def work_on_the_screen(seed: int) -> None:
    """The program itself, driven by keys."""
    sys.path[:0] = [str(TESTS), str(TESTS / "annotations")]
    from driver import FakeClient

    from tui.app import QuothApp
    from tui.reader.editing import Editing
    from tui.reader.ui import ScreenUi

    dice = random.Random(seed)
    article = replace(sample_story.ARTICLE, source="/nowhere/0.txt")
    save, say = Editing.save, ScreenUi.say

    def saving(self, message):
        tell(article=0, wanted=states(self._state.document.annotations))
        return save(self, message)

    def saying(self, text, *more, **options):
        state = self._screen.state
        if state.session is not None and not state.session.unsaved:
            tell(article=0, saved=states(state.document.annotations))
        say(self, text, *more, **options)

    Editing.save, ScreenUi.say = saving, saying
    app = QuothApp(article, client=FakeClient(sample_story.analysis()))
    async with app.run_test(size=(120, 40)) as pilot:
        while app.screen_stack[0].state.index is None:
            await pilot.pause(0.01)
        tell(ready=True)
        await pilot.press("3")
        while True:
            await pilot.press(dice.choice([*"jjjkmvxuUR", "g", "G"]))


# ---------------------------------------------------------------- who kills


class Victim:
    """A process that works, and what it said."""

    def __init__(self, what: str, seed: int, home: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, __file__, "--work", what, str(seed)],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={**os.environ, "QUOTH_HOME": str(home)},
        )  # fmt: skip
        self.said: list[dict] = []

    def wait_until_ready(self) -> None:
        assert self.process.stdout is not None
        self.said.append(json.loads(self.process.stdout.readline() or b'{"dead": true}'))

    def kill(self) -> None:
        """Kill it, and read what it said to the end."""
        self.process.send_signal(signal.SIGKILL)
        out, _ = self.process.communicate()
        for line in out.split(b"\n"):
            with suppress(ValueError):  # the last line may be cut
                self.said.append(json.loads(line))


def verify(home: Path, said: list[dict], alone: bool) -> None:
    """Whatever was said to be saved is in the library of `home`."""
    connection = sqlite3.connect(home / "library.db")
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    kept = {row[0] for row in connection.execute("SELECT id FROM change")}
    connection.close()
    for one in said:
        for ids in one.get("saved", []):
            assert set(ids) <= kept, "a change that was said to be saved is lost"
    if not alone:
        return
    os.environ["QUOTH_HOME"] = str(home)
    from tui.library.store import Store

    store = Store()
    texts = articles() if any(one.get("article") for one in said) else None
    for at in {one["article"] for one in said if "article" in one}:
        mine = [one for one in said if one.get("article") == at]
        last = max((n for n, one in enumerate(mine) if "saved" in one), default=-1)
        possible = [mine[last]["saved"]] if last >= 0 else []
        possible += [one["wanted"] for one in mine[last + 1 :] if "wanted" in one]
        article = texts[at] if texts else replace(sample_story.ARTICLE, source="/nowhere/0.txt")
        if last >= 0:
            assert states(store.look_up(article).work) in possible, "not what was said to be saved last"
    store.close()


def kill_again_and_again(
    kills: int, what: str, instances: int, home: Path, seed: int = 0, longest: float = 0.6
) -> tuple[int, int]:
    """Start, kill, look; gives how often something was said to be saved, and how often that it could not be."""
    dice = random.Random(seed)
    saved = troubled = 0
    for number in range(kills):
        victims = [Victim(what, seed * 1_000_003 + number * 10 + one, home) for one in range(instances)]
        for victim in victims:
            victim.wait_until_ready()
        time.sleep(dice.random() * longest + (what == "app"))  # the screen takes its time before it is drawn
        for victim in victims:
            victim.kill()
        said = [one for victim in victims for one in victim.said]
        verify(home, said, alone=instances == 1)
        saved += sum("saved" in one for one in said)
        troubled += sum("trouble" in one for one in said)
    return saved, troubled


def main() -> None:
    """Kill, and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--what", choices=["library", "app"], default="library")
    parser.add_argument("--instances", type=int, default=1)
    parser.add_argument("--disk", choices=["full"])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--work", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.work:
        work = work_on_the_screen if options.work[0] == "app" else work_on_the_library
        asyncio.run(work(int(options.work[1])))
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        if options.disk:
            subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SMALL_DISK}", "tmpfs", folder], check=True)
            stack.callback(subprocess.run, ["umount", "--lazy", folder], check=True)
        begun = time.monotonic()
        saved, troubled = kill_again_and_again(
            options.kills, options.what, options.instances, folder / "home", options.seed
        )
        seconds = time.monotonic() - begun
    print(
        f"{options.kills} kills of {options.instances} {options.what}, {saved} times something was saved, "
        f"{troubled} times it could not be: nothing was lost ({seconds:.0f} s)"
    )


if __name__ == "__main__":
    main()
