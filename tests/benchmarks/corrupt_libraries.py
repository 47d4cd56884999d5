"""No damage to the library's file keeps anyone from reading and saving.

    python tests/benchmarks/corrupt_libraries.py [--count 250] [--seed 1]

A library with articles and notes is damaged at random (bytes, pages, the header, the log, the file cut or grown). Then
everything is asked of it that quoth asks: it must answer or fail with an error of its own, within seconds, and in the
end be able to save.
"""

import argparse
import os
import random
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

TESTS = Path(__file__).parents[1]
sys.path[:0] = [str(TESTS)]

import sample_story  # noqa: E402

ARTICLES, NOTES, PAGE = 12, 4, 4096

LONGEST = 20.0
"""Seconds for all that is asked of one library."""


@dataclass
class Result:
    """What came of it: sentences about what should not be, and how many of how many notes were there in the end."""

    failures: list[str] = field(default_factory=list)
    kept: int = 0
    written: int = 0


def article(number: int):
    return replace(sample_story.ARTICLE, text=f"{sample_story.TEXT}\nNumber {number}.", source=f"/nowhere/{number}")


def make_library() -> tuple[set[str], object]:
    """Make a library in `QUOTH_HOME`, some of it in the log; gives what the notes say, and what keeps the log."""
    from tui.annotations.anchors import Ground
    from tui.annotations.edits import Annotate
    from tui.annotations.log import NOTHING, AnnotationLog, change
    from tui.library.store import Known, Store

    written: set[str] = set()
    for half in range(2):
        store = Store()
        for number in range(half, ARTICLES, 2):
            id_ = store.keep(article(number), Known())
            place = Ground(article(number).text).anchor(sample_story.span("Sand"))
            notes = [f"note {number}.{one} " + "word " * 150 for one in range(NOTES)]
            written.update(notes)
            log = AnnotationLog(tuple(change(Annotate(words, "passage", place, note=words)) for words in notes))
            store.save_work(id_, NOTHING, log, article(number))
        store.keep_preference("sizes", {"article": 60 + half})
        if half == 0:
            store.close()
    return written, store


def _some_bytes(data: bytearray, dice: random.Random) -> None:
    for _ in range(dice.choice([1, 5, 50, 500])):
        data[dice.randrange(len(data))] = dice.randrange(256)


def _a_page(data: bytearray, dice: random.Random) -> None:
    for _ in range(dice.choice([1, 1, 2, 5])):
        at = dice.randrange(len(data) // PAGE) * PAGE
        data[at : at + PAGE] = dice.choice([bytes(PAGE), b"\xff" * PAGE, dice.randbytes(PAGE)])


def _a_page_elsewhere(data: bytearray, dice: random.Random) -> None:
    pages = len(data) // PAGE
    one, other = dice.randrange(pages) * PAGE, dice.randrange(pages) * PAGE
    data[one : one + PAGE] = data[other : other + PAGE]


def _the_header(data: bytearray, dice: random.Random) -> None:
    for _ in range(dice.randrange(1, 30)):
        data[dice.randrange(min(100, len(data)))] = dice.randrange(256)


def _the_schema(data: bytearray, dice: random.Random) -> None:
    for _ in range(dice.randrange(1, 60)):
        data[dice.randrange(100, PAGE)] = dice.choice([0xE9, 0xFF, 0x00, dice.randrange(256)])


def _the_end(data: bytearray, dice: random.Random) -> None:
    del data[dice.randrange(len(data)) :]


def _more(data: bytearray, dice: random.Random) -> None:
    data.extend(dice.randbytes(dice.randrange(1, 3 * PAGE)))


def _a_run(data: bytearray, dice: random.Random) -> None:
    at, length = dice.randrange(len(data)), dice.randrange(1, 20_000)
    data[at : at + length] = dice.randbytes(len(data[at : at + length]))


DAMAGES: list[Callable[[bytearray, random.Random], None]] = [
    _some_bytes, _a_page, _a_page, _a_page_elsewhere, _the_header, _the_schema, _the_end, _more, _a_run,
]  # fmt: skip


def _use() -> set[str]:
    """Ask everything that quoth asks; gives the notes that are there. Errors of the library's own are answers."""
    from tui.annotations.anchors import Ground
    from tui.annotations.edits import Annotate
    from tui.annotations.log import change
    from tui.library.errors import LibraryError
    from tui.library.reopening import last_read
    from tui.library.store import Store

    last_read()
    found: set[str] = set()
    store = None
    for _ in range(6):
        try:
            store = store or Store()
            store.preferences()
            for entry in store.entries():
                store.article(entry.id)
                found.update(remark.note for remark in store.work(entry.id)[0].remarks)
            for number in range(ARTICLES):
                known = store.look_up(article(number))
                found.update(remark.note for remark in known.work.remarks)
            known = store.look_up(article(0))
            id_ = store.keep(article(0), known)
            new = change(
                Annotate("new", "passage", Ground(article(0).text).anchor(sample_story.span("Sand")), note="new")
            )
            assert store.save_work(id_, known.work, known.work.done(new), article(0)), "it was not saved"
            assert "new" in {remark.note for remark in store.look_up(article(0)).work.remarks}, "it is not there"
            store.forget([entry.id for entry in store.entries()][-1:])
        except LibraryError as error:
            if not (error.again and str(error).isprintable()):
                raise
            continue
        store.close()
        return found
    raise AssertionError("it never came to an end")


def run(count: int, seed: int, folder: Path) -> Result:
    """Damage a library so many times, and use it."""
    result = Result()
    before = os.environ.get("QUOTH_HOME")
    whole = folder / "whole"
    os.environ["QUOTH_HOME"] = str(whole)
    written, _open = make_library()
    try:
        for number in range(count):
            dice = random.Random(seed * 1_000_003 + number)
            home = folder / f"{number}"
            shutil.copytree(whole, home)
            names = sorted(path.name for path in home.glob("library.db*") if path.stat().st_size)
            name = dice.choice(["library.db", "library.db", *names])
            damage = dice.choice(DAMAGES)
            data = bytearray((home / name).read_bytes())
            damage(data, dice)
            (home / name).write_bytes(data)
            os.environ["QUOTH_HOME"] = str(home)
            begun = time.monotonic()
            try:
                found = _use()
            except Exception as error:  # noqa: BLE001
                trace = traceback.format_exc().strip().splitlines()[-3:]
                result.failures.append(f"{number} {name} {damage.__name__}: {type(error).__name__}: {error} {trace}")
                continue
            if time.monotonic() - begun > LONGEST:
                result.failures.append(f"{number} {name} {damage.__name__}: it took too long")
            result.kept += len(found & written)
            result.written += len(written)
            shutil.rmtree(home)
    finally:
        os.environ.pop("QUOTH_HOME")
        if before is not None:
            os.environ["QUOTH_HOME"] = before
    return result


def main() -> None:
    """Damage, and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=250)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        result = run(options.count, options.seed, Path(folder))
    print(*result.failures, sep="\n")
    print(
        f"{options.count} damaged libraries, {len(result.failures)} failures; "
        f"{result.kept} of {result.written} notes were there in the end"
    )
    sys.exit(bool(result.failures))


if __name__ == "__main__":
    main()
