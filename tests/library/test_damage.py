"""A library that is damaged, replaced or removed: nobody is kept from reading, and what can be saved is."""

import os
import shutil
import sqlite3
import struct
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
import sample_story

from tui.annotations.anchors import Ground
from tui.annotations.edits import Annotate
from tui.annotations.log import NOTHING, AnnotationLog, change
from tui.library import schema
from tui.library.errors import LibraryError, Trouble
from tui.library.file import library_path
from tui.library.pages import Pages
from tui.library.session import Session
from tui.library.store import Known, Store
from tui.library.thread import LibraryThread

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

import corrupt_libraries

T = TypeVar("T")

ARTICLES = 30
PAGE = 4096


def article(number: int):
    return replace(sample_story.ARTICLE, text=f"{sample_story.TEXT}\nNumber {number}.", source=f"/nowhere/{number}.txt")


def note(words: str):
    place = Ground(sample_story.TEXT).anchor(sample_story.span("Sand"))
    return change(Annotate(words, "passage", place, note=words))


def fill() -> dict[int, list[str]]:
    """A library with articles and notes, closed; gives the notes by article."""
    store = Store()
    notes: dict[int, list[str]] = {}
    for number in range(ARTICLES):
        id_ = store.keep(article(number), Known())
        notes[number] = [f"note {number}.{one} " + "word " * 100 for one in range(3)]
        store.save_work(id_, NOTHING, AnnotationLog(tuple(note(words) for words in notes[number])), article(number))
    store.keep_preference("sizes", {"article": 70})
    store.close()
    return notes


def leaves(root: str) -> list[int]:
    """The numbers of the pages that hold the rows of a table."""
    connection = sqlite3.connect(library_path())
    try:
        found = connection.execute("SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf'", (root,))
        return [row[0] for row in found]
    except sqlite3.OperationalError:
        pytest.skip("this SQLite cannot tell what is on which page")
    finally:
        connection.close()


def damage(page: int, data: bytes = b"\xff" * PAGE) -> None:
    with library_path().open("r+b") as file:
        file.seek((page - 1) * PAGE)
        file.write(data)


def insist(job: Callable[[], T]) -> T:
    """Ask as the library's thread does: again, if another library has replaced the one that was open."""
    for _ in range(3):
        try:
            return job()
        except LibraryError as error:
            if not error.again:
                raise
    raise AssertionError("it never came to an end")


def look_up_all() -> tuple[dict[int, list[str]], str]:
    """The notes of every article, asked for as the screen does; and what the user is told."""
    store = Store()
    notices = {store.notice}
    found = {}
    for number in range(ARTICLES):
        known = insist(lambda number=number: store.look_up(article(number)))
        notices.add(store.notice)
        found[number] = [remark.note for remark in known.work.remarks]
        insist(lambda known=known: store.article(known.id or 0))
        notices.add(store.notice)
    assert store.check() == []
    store.close()
    return found, " ".join(notices)


# ---------------------------------------------------------------- damaged


def test_every_row_is_found_in_the_pages_and_in_the_log_alone(own_home: Path) -> None:
    notes = fill()
    store = Store()
    id_ = store.keep(article(99), Known())
    store.save_work(id_, NOTHING, AnnotationLog((note("in the log"),)), article(99))
    assert library_path().with_name("library.db-wal").stat().st_size
    with Pages(library_path()) as pages:
        deeds = [values[4] for number, values in pages.rows() if number and len(values) == 6 and values[0] is None]
    assert len(deeds) == 3 * ARTICLES + 1
    assert any("in the log" in str(deed) for deed in deeds)
    assert all(any(words in str(deed) for deed in deeds) for words in notes[7])


def test_a_bad_page_of_notes_costs_what_is_on_it_alone() -> None:
    notes = fill()
    damage(leaves("change")[3])
    found, told = look_up_all()
    wrong = [number for number in notes if found[number] != notes[number]]
    assert 0 < len(wrong) < 4
    assert all(set(found[number]) <= set(notes[number]) for number in wrong)
    lost = sum(len(notes[number]) - len(found[number]) for number in wrong)
    assert f"Recovered {ARTICLES} articles and {3 * ARTICLES - lost} notes and corrections into a new one" in told
    assert f"at least {lost} more could not be read" in told
    assert Store().preferences() == {"sizes": {"article": 70}}


@pytest.mark.parametrize("table", ["article", "body", "version", "change"])
def test_a_bad_root_costs_nothing_of_what_lies_below_it(table: str) -> None:
    notes = fill()
    connection = sqlite3.connect(library_path())
    (root,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)).fetchone()
    connection.close()
    is_leaf = leaves(table) == [root]
    damage(root)
    found, told = look_up_all()
    if table in {"body", "change"}:
        assert not is_leaf
    assert "Recovered" in told
    assert found == notes


def test_a_bad_first_page_costs_nothing_but_what_is_on_it() -> None:
    notes = fill()
    damage(1, os.urandom(PAGE))
    found, told = look_up_all()
    assert found == notes
    assert f"{ARTICLES} articles and {3 * ARTICLES} notes" in told


def test_notes_are_found_by_their_text_where_the_article_is_lost() -> None:
    fill()
    for page in {*leaves("article"), *leaves("body"), *leaves("version")}:
        damage(page)
    store = Store()
    for entry in insist(store.entries):
        assert entry.title
        assert insist(lambda entry=entry: store.forget([entry.id])) == 1


def test_what_was_forgotten_is_not_recovered() -> None:
    notes = fill()
    store = Store()
    forgotten = [store.look_up(article(number)).id or 0 for number in range(0, ARTICLES, 2)]
    store.forget(forgotten)
    store.close()
    damage(1)
    found, told = look_up_all()
    assert f"Recovered {ARTICLES // 2} articles and {3 * ARTICLES // 2} notes and corrections" in told
    assert found == {number: notes[number] if number % 2 else [] for number in notes}


def test_an_error_that_is_no_utf_8_is_the_librarys_own(own_home: Path) -> None:
    fill()
    data = library_path().read_bytes()
    library_path().write_bytes(data.replace(b"CREATE TABLE change", b"CREATE \xe9\xff\xe9\xff\xe9 change"))
    store = Store()
    assert f"{ARTICLES} articles and {3 * ARTICLES} notes" in store.notice
    assert "\ufffd" not in store.notice


async def test_whatever_goes_wrong_in_the_thread_is_the_librarys_own_error(own_home: Path) -> None:
    thread = LibraryThread()

    def fail(_: Store) -> None:
        raise AttributeError("unforeseen")

    with pytest.raises(LibraryError, match=r"cannot be used \(AttributeError\)\. Run quoth doctor") as caught:
        await thread.asked(fail)
    assert caught.value.trouble == Trouble.BROKEN
    assert "unforeseen" in (own_home / "crash.txt").read_text()
    assert await thread.asked(lambda store: store.entries()) == []
    await thread.close()


async def test_the_thread_asks_the_new_library_at_once() -> None:
    notes = fill()
    damage(leaves("change")[3])
    thread = LibraryThread()
    session = Session(thread, article(0))
    assert [remark.note for remark in (await session.recall()).work.remarks] == notes[0]
    everything = [await Session(thread, article(number)).recall() for number in range(ARTICLES)]
    assert sum(len(known.work.remarks) for known in everything) > 3 * ARTICLES - 20
    assert "Recovered" in thread.news()
    await thread.close()


def test_without_room_nothing_is_set_aside(own_home: Path, monkeypatch) -> None:
    from tui.library import file

    fill()
    damage(leaves("change")[3])

    def full(*_: object) -> None:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise error

    monkeypatch.setattr(file, "salvage", full)
    store = Store()
    with pytest.raises(LibraryError) as caught:
        [store.work(number) for number in range(1, ARTICLES + 1)]
    assert caught.value.trouble == Trouble.FULL
    assert not list(own_home.glob("*damaged*"))
    assert not list(own_home.glob("*.part"))


def test_a_library_of_the_version_before_opens_complete(monkeypatch) -> None:
    from tui.library import file

    with monkeypatch.context() as before:
        before.setattr(file, "MIGRATIONS", schema.MIGRATIONS[:2])
        before.setattr(file, "library_id", lambda _: "")
        connection, _ = file._connect((file._make(library_path(), ""), library_path())[1], "", 1)
    connection.execute("INSERT INTO article VALUES (1, '/a', ?, 'Old', '', '', '2024', '2024', 0, 0, 0)", ("0" * 64,))
    connection.close()
    (entry,) = Store().entries()
    assert entry.title == "Old"


def test_corrupted_libraries_keep_nobody_from_reading(tmp_path: Path) -> None:
    assert corrupt_libraries.run(count=12, seed=5, folder=tmp_path).failures == []


# ---------------------------------------------------------------- replaced


async def test_what_is_saved_after_the_file_is_gone_is_in_the_new_one(own_home: Path) -> None:
    thread = LibraryThread()
    session = Session(thread, article(0))
    await session.recall()
    await session.keep()
    work = NOTHING.done(note("one"))
    assert await session.save(work)
    shutil.rmtree(own_home)
    work = work.done(note("two"))
    assert await session.save(work)
    assert not session.unsaved
    assert [remark.note for remark in Store().look_up(article(0)).work.remarks] == ["one", "two"]
    assert "removed or replaced" in thread.news()
    await thread.close()


async def test_row_numbers_of_one_library_are_not_used_in_another(own_home: Path) -> None:
    thread = LibraryThread()
    session = Session(thread, article(0))
    await session.recall()
    assert await session.save(NOTHING.done(note("mine")))
    for path in own_home.glob("library.db*"):
        path.unlink()
    other = Store()  # in which another article has the number of ours
    id_ = other.keep(article(5), Known())
    other.save_work(id_, NOTHING, AnnotationLog((note("theirs"),)), article(5))
    assert await session.save(session._wanted.done(note("more")))
    session.keep_place(3, 4)
    assert [r.note for r in other.look_up(article(0)).work.remarks] == ["mine", "more"]
    assert [r.note for r in other.look_up(article(5)).work.remarks] == ["theirs"]
    assert other.look_up(article(5)).place == 0
    await thread.close()


async def test_what_others_did_in_the_new_library_stays(own_home: Path) -> None:
    thread = LibraryThread()
    session = Session(thread, article(0))
    await session.recall()
    mine = note("mine")
    assert await session.save(NOTHING.done(mine))
    for path in own_home.glob("library.db*"):
        path.unlink()
    other = Store()
    id_ = other.keep(article(0), Known())
    other.save_work(id_, NOTHING, AnnotationLog((mine, note("theirs"))), article(0))
    assert await session.save(session._wanted.undo())
    assert [r.note for r in other.look_up(article(0)).work.remarks] == ["theirs"]
    await thread.close()


def test_an_overwritten_library_is_noticed_in_the_transaction() -> None:
    store = Store()
    id_ = store.keep(article(0), Known())
    connection = sqlite3.connect(library_path())
    connection.execute("UPDATE library SET id = 'another'")
    connection.commit()
    connection.close()
    with pytest.raises(LibraryError) as caught:
        store.save_work(id_, NOTHING, AnnotationLog((note("x"),)), article(0))
    assert (caught.value.trouble, caught.value.again) == (Trouble.REPLACED, True)
    assert store.save_work(id_, NOTHING, AnnotationLog((note("x"),)), article(0))


def test_a_library_that_was_emptied_is_begun_anew() -> None:
    store = Store()
    store.keep(article(0), Known())
    os.truncate(library_path(), 0)
    id_ = insist(lambda: store.keep(article(1), Known()))
    assert Store().article(id_) == article(1)


def test_it_is_not_saved_where_no_library_can_be_made(own_home: Path) -> None:
    store = Store()
    id_ = store.keep(article(0), Known())
    shutil.rmtree(own_home)
    own_home.write_text("no folder")
    with pytest.raises(LibraryError):
        store.save_work(id_, NOTHING, AnnotationLog((note("x"),)), article(0))
    own_home.unlink()
    assert not insist(lambda: store.save_work(id_, NOTHING, AnnotationLog((note("x"),)), article(0)))


def test_a_page_size_that_makes_no_sense_is_not_believed(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    for size in (0, 1, 7, 65535):
        path.write_bytes(b"SQLite format 3\x00" + struct.pack(">H", size) + os.urandom(20_000))
        with Pages(path) as pages:
            list(pages.rows())
