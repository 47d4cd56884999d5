"""The file of the library: made, brought up to date, set aside, left alone; what goes in comes out."""

import json
import os
import random
import re
import sqlite3
import stat
import subprocess
import sys
import tempfile
import threading
from dataclasses import replace
from pathlib import Path

import pytest
import sample_story
from hypothesis import given
from hypothesis import strategies as st

from tui.annotations.anchors import Ground
from tui.annotations.edits import Annotate, EntityRef, Merge
from tui.annotations.log import NOTHING, AnnotationLog, change
from tui.article.model import Article, Block, Notice, TextEdit
from tui.library import file, schema
from tui.library.errors import LibraryError, Trouble
from tui.library.file import backups, library_path, open_file
from tui.library.records import akin, article_from
from tui.library.reopening import last_read
from tui.library.session import Session
from tui.library.store import SEARCHES, Engine, Known, Store
from tui.library.thread import LibraryThread
from tui.library.transfer import Portable, everything, parsed, take_in, written

ARTICLE = replace(sample_story.ARTICLE, source="/nowhere/harbor.txt")
ENGINE = Engine("model", "1")


def note(words: str, text: str = sample_story.TEXT):
    return change(Annotate(words, "passage", Ground(text).anchor(sample_story.span("Sand")), note=words))


def kept(store: Store, article: Article = ARTICLE, *words: str) -> int:
    id_ = store.keep(article, Known())
    work = AnnotationLog(tuple(note(word) for word in words))
    assert store.save_work(id_, NOTHING, work, article)
    return id_


# ---------------------------------------------------------------- the file


def test_folder_and_file_are_made_for_their_owner_alone(own_home: Path) -> None:
    kept(Store())
    assert stat.S_IMODE(own_home.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in own_home.iterdir()} == {0o600}


def test_the_settings_of_the_file() -> None:
    connection = open_file().connection
    asked = {
        name: connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "user_version")
    }
    assert asked == {
        "journal_mode": "wal",
        "synchronous": 1,
        "foreign_keys": 1,
        "secure_delete": 1,
        "user_version": len(schema.MIGRATIONS),
    }


def test_a_migration_is_one_transaction_after_a_backup(monkeypatch) -> None:
    kept(Store(), ARTICLE, "before")
    monkeypatch.setattr(
        file, "MIGRATIONS", (*schema.MIGRATIONS, "CREATE TABLE more (x);\nINSERT INTO more VALUES (1);")
    )
    store = Store()
    assert store.work(1)[0].remarks[0].note == "before"
    assert store._all("SELECT x FROM more") == [(1,)]
    (backup,) = backups()
    old = sqlite3.connect(backup)
    assert old.execute("PRAGMA user_version").fetchone() == (len(schema.MIGRATIONS),)
    assert old.execute("SELECT count(*) FROM change").fetchone() == (1,)
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600


def test_a_migration_that_fails_changes_nothing(monkeypatch) -> None:
    kept(Store(), ARTICLE, "before")
    monkeypatch.setattr(
        file, "MIGRATIONS", (*schema.MIGRATIONS, "CREATE TABLE more (x);\nINSERT INTO nowhere VALUES (1);")
    )
    with pytest.raises(LibraryError):
        Store()
    monkeypatch.setattr(file, "MIGRATIONS", schema.MIGRATIONS)
    assert Store().work(1)[0].remarks[0].note == "before"


def test_habits_are_kept_and_searches_are_forgotten_with_the_last_article() -> None:
    store = Store()
    assert store.preferences() == {}
    id_ = kept(store)
    store.keep_preference("sizes", {"article": 70})
    store.keep_preference(SEARCHES, [["sand", False]])
    store.keep_preference(SEARCHES, [["“quay”", True]])
    assert Store().preferences() == {"sizes": {"article": 70}, SEARCHES: [["“quay”", True]]}
    store.forget([id_])
    assert store.preferences() == {"sizes": {"article": 70}}


def test_a_newer_library_is_refused_and_not_touched(own_home: Path) -> None:
    kept(Store())
    connection = sqlite3.connect(library_path())
    connection.execute("PRAGMA user_version = 77")
    connection.close()
    before = library_path().read_bytes()
    with pytest.raises(LibraryError, match="update quoth") as caught:
        Store()
    assert caught.value.trouble == Trouble.NEWER
    assert library_path().read_bytes() == before


@pytest.mark.parametrize(
    "data",
    [b"no database" * 1000, b"SQLite format 3\x00" + random.Random(1).randbytes(5000)],
    ids=["other content", "broken pages"],
)
def test_a_damaged_file_is_set_aside_whole(own_home: Path, data: bytes) -> None:
    own_home.mkdir()
    library_path().write_bytes(data)
    store = Store()
    assert "was damaged" in store.notice
    (aside,) = own_home.glob("library-damaged-*.db")
    assert aside.read_bytes() == data
    kept(store)


def test_damage_that_shows_later_is_set_aside_then(own_home: Path) -> None:
    store = Store()
    for number in range(30):
        kept(store, replace(ARTICLE, text=ARTICLE.text + str(number)), "note " * 50)
    store.close()
    data = bytearray(library_path().read_bytes())
    connection = sqlite3.connect(library_path())
    (own,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'library'").fetchone()
    connection.close()
    for page in range(1, len(data) // 4096):  # the first says that all is well
        if page + 1 != own:
            data[page * 4096 : (page + 1) * 4096] = os.urandom(4096)
    library_path().write_bytes(data)
    store = Store()
    with pytest.raises(LibraryError) as caught:
        store.look_up(ARTICLE)
    assert caught.value.trouble == Trouble.CORRUPT
    assert "was damaged" in store.notice
    assert store.look_up(ARTICLE) == Known()
    kept(store)
    (aside,) = own_home.glob("library-damaged-*.db")
    assert aside.read_bytes() == bytes(data)


def test_what_one_program_set_aside_another_does_not_set_aside_again(own_home: Path) -> None:
    own_home.mkdir()
    library_path().write_bytes(b"no database" * 1000)
    damaged = file.file_identity(library_path())
    kept(Store(), ARTICLE, "new")
    file.set_aside(library_path(), damaged)
    assert Store().work(1)[0].remarks


def test_a_locked_library_is_waited_for_and_then_told() -> None:
    store = Store(patience=0.2)
    id_ = kept(store)
    other = sqlite3.connect(library_path(), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(LibraryError, match="locked by another program") as caught:
        store.save_work(id_, NOTHING, AnnotationLog((note("x"),)), ARTICLE)
    assert caught.value.trouble == Trouble.LOCKED
    assert store.work(id_)[0] == NOTHING, "it can be read"
    other.execute("ROLLBACK")
    assert store.save_work(id_, NOTHING, AnnotationLog((note("x"),)), ARTICLE)


def test_a_full_disk_is_told_and_nothing_is_half_written() -> None:
    store = Store()
    id_ = kept(store, ARTICLE, "first")
    store._opened.connection.execute("PRAGMA max_page_count = 20")
    before = store.work(id_)[0]
    with pytest.raises(LibraryError, match="disk is full") as caught:
        store.save_work(id_, before, before.done(note("x" * 100_000)), ARTICLE)
    assert caught.value.trouble == Trouble.FULL
    assert store.work(id_)[0] == before
    assert store.check() == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody who may not write")
@pytest.mark.parametrize("known", [True, False])
def test_a_folder_that_cannot_be_written_is_read(known: bool) -> None:
    code = """
import os
from tui.library.store import Store
from tui.library.errors import LibraryError
os.setuid(65534)
try:
    store = Store()
    print(store.read_only, store.work(1)[0].remarks[0].note)
    store.save_place(1, 2, 3)
except LibraryError as error:
    print(error.trouble)
"""
    with tempfile.TemporaryDirectory(dir="/var/tmp") as folder:
        home = Path(folder)
        os.environ["QUOTH_HOME"] = folder
        if known:
            store = Store()
            kept(store, ARTICLE, "readable")
            store.close()
        for path in (home, *home.iterdir()):
            path.chmod(0o555 if path.is_dir() else 0o444)
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout.splitlines() == (["True readable", "read-only"] if known else ["read-only"]), done.stderr


def test_many_writers_at_once_lose_nothing() -> None:
    id_ = kept(Store())
    made = [[note(f"{who}-{n}") for n in range(10)] for who in range(4)]

    def write(changes) -> None:
        store, work = Store(), NOTHING
        for one in changes:
            store.save_work(id_, work, work.done(one), ARTICLE)
            work = work.done(one)
        store.close()

    threads = [threading.Thread(target=write, args=(changes,)) for changes in made]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(Store().work(id_)[0].remarks) == 40


# ---------------------------------------------------------------- articles


def test_an_article_comes_out_as_it_went_in() -> None:
    rich = replace(
        ARTICLE, notices=(Notice("Odd.", 3),), edits=(TextEdit(2, "\x1b[2J", "␛[2J"), TextEdit(9, "\ud800", "\ufffd"))
    )
    store = Store()
    assert store.article(kept(store, rich)) == rich


def test_an_article_is_known_by_its_text_wherever_it_lies_and_by_its_place_whatever_became_of_it() -> None:
    store = Store()
    id_ = kept(store, ARTICLE, "mine")
    assert store.look_up(replace(ARTICLE, source="/elsewhere/copy.txt")).id == id_
    edited = replace(ARTICLE, text=sample_story.TEXT.replace("Tuesday", "Monday"))
    found = store.look_up(edited)
    assert (found.id, found.changed, len(found.work.remarks)) == (id_, True, 1)
    store.keep(edited, found)
    assert not store.look_up(edited).changed
    assert store.look_up(replace(ARTICLE, source="/elsewhere/old.txt")).id == id_, "by a text that it had before"


def test_another_article_in_the_same_place_is_another_article() -> None:
    store = Store()
    kept(store, ARTICLE, "mine")
    text = "The mill closes on Friday. Nobody knows why it had to, and nobody asked those who ran it for so long."
    assert store.look_up(Article(text, (Block(0, len(text)),), source=ARTICLE.source)).id is None


def test_an_analysis_is_kept_for_its_engine_and_its_layout_alone() -> None:
    store = Store()
    store.save_analysis(ARTICLE, ENGINE, sample_story.analysis())
    assert store.look_up(ARTICLE, ENGINE).analysis == sample_story.analysis()
    assert store.look_up(ARTICLE, Engine("model", "2")).analysis is None
    assert store.look_up(replace(ARTICLE, blocks=ARTICLE.blocks[1:]), ENGINE).analysis is None
    store.save_analysis(ARTICLE, Engine("model", "2"), sample_story.analysis())
    assert store._all("SELECT count(*) FROM analysis") == [(1,)], "what older engines found is of no use"


def test_an_analysis_that_was_tampered_with_is_not_used() -> None:
    store = Store()
    broken = sample_story.analysis()
    broken.entities[0].mentions[0].end = 10_000_000
    store.save_analysis(ARTICLE, ENGINE, broken)
    assert store.look_up(ARTICLE, ENGINE).analysis is None


def test_a_change_that_this_version_cannot_read_is_left_where_it_is() -> None:
    store = Store()
    id_ = kept(store, ARTICLE, "mine")
    with file._lock(library_path()):
        store._write(
            lambda run: run(
                "INSERT INTO change (id, article, made, deed) VALUES ('z', ?, '', '{\"do\": \"fly\"}')", id_
            )
        )
    found = store.look_up(ARTICLE)
    assert (len(found.work.remarks), found.unreadable) == (1, 1)
    store.save_work(id_, found.work, found.work.undo(), ARTICLE)
    assert store.look_up(ARTICLE).unreadable == 1


def test_what_is_forgotten_is_gone_from_the_file(own_home: Path) -> None:
    store = Store()
    id_ = kept(store, ARTICLE, "a secret of mine")
    store.save_analysis(ARTICLE, ENGINE, sample_story.analysis())
    other = kept(store, Article("Quite another article, about a mill and its wheel.", (Block(0, 10),), source="/b"))
    assert store.forget([id_]) == 1
    files = b"".join(path.read_bytes() for path in own_home.iterdir())
    for words in (b"a secret of mine", b"Nobody builds a quay", b"Marrow Harbor"):
        assert words not in files
    assert [entry.id for entry in store.entries()] == [other]
    assert store._all("SELECT count(*) FROM analysis") == [(0,)]


@pytest.mark.parametrize(
    "damaged",
    ["{}", "[]", "nonsense", '{"blocks": [[5, 2, "title", null]], "metadata": {}, "notices": [], "edits": []}'],
)
def test_a_row_that_was_tampered_with_is_shown_harmlessly(damaged: str) -> None:
    article = article_from("x\x1b]0;y\x07.txt", "One.\x1b[2J\nTwo.", damaged)
    assert "\x1b" not in article.text + article.source
    assert [article.text[b.start : b.end] for b in article.blocks] == ["One.␛[2J", "Two."]


@given(st.text(max_size=300), st.integers(0, 200), st.text(max_size=20))
def test_versions_of_one_text_are_akin(other: str, at: int, words: str) -> None:
    assert akin(sample_story.TEXT, sample_story.TEXT[:at] + words + sample_story.TEXT[at:])
    assert akin(other, other)


# ---------------------------------------------------------------- taking along


def test_what_is_exported_is_imported_beside_what_is_there(monkeypatch, tmp_path) -> None:
    store = Store()
    kept(store, ARTICLE, "one", "two")
    text = "".join(written(everything(store, [1])))
    monkeypatch.setenv("QUOTH_HOME", str(tmp_path / "other"))
    other = Store()
    kept(other, ARTICLE, "theirs")
    (portable,) = parsed(text)
    assert portable.article == ARTICLE
    assert take_in(other, portable) == (False, 2)
    assert take_in(other, portable) == (False, 0), "not twice"
    assert sorted(r.note for r in other.work(1)[0].remarks) == ["one", "theirs", "two"]


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", '{"kind": "quoth library", "schema": 99, "articles": []}',
             '{"kind": "quoth library", "schema": 1, "articles": [{}]}',
             '{"kind": "quoth library", "schema": 1, "articles": [{"source": "", "text": "a", "work": {}}]}'],
)  # fmt: skip
def test_what_is_no_export_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w+ \w+"):
        parsed(text)


def test_an_import_is_cleaned() -> None:
    work = AnnotationLog((note("fine"),))
    data = json.loads("".join(written([Portable(ARTICLE, work)])))
    one = data["articles"][0]
    one["text"] += "\x1b]52;c;eA==\x07"
    one["metadata"]["title"]["value"] = "\x9b2J"
    one["work"]["changes"][0]["note"] = "\x1b[31mred"
    (portable,) = parsed(json.dumps(data))
    shown = portable.article.text + str(portable.article.metadata.title.value) + portable.work.remarks[0].note
    assert not {"\x1b", "\x9b", "\x07"} & set(shown)


def exported() -> dict:
    work = AnnotationLog((note("fine"), change(Merge(EntityRef("A", (ANCHOR,)), EntityRef("B")))), (note("undone"),))
    return json.loads("".join(written([Portable(ARTICLE, work), Portable(ARTICLE, work)])))


ANCHOR = Ground(sample_story.TEXT).anchor(sample_story.span("Sand"))


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        (("blocks", 3, 1), 9.5, "article 2, block 4, end: 9.5 is not a whole number from"),
        (("blocks", 3, 1), 10**9, "article 2, block 4, end: 1000000000 is not"),
        (("text",), 5, "article 2, text: 5 is not text"),
        (("text",), " ", "article 2, text"),
        (("source",), None, "article 2, source: text is missing"),
        (("metadata", "title", "value"), ["x\x1b"], "article 2, metadata, title, value: "),
        (("metadata", "date"), None, "article 2, metadata, date"),
        (("notices",), "x", "article 2, notices: 'x' is not a list"),
        (("work",), [], "article 2, "),
        (("work", "schema"), 1.0, "article 2, "),
        (("work", "changes"), None, "article 2, changes: a list is missing"),
        (("work", "changes", 0, "place", "start"), 1.5, "article 2, change 1, place: invalid position 1.5 to "),
        (("work", "changes", 0, "place", "start"), -3, "article 2, change 1, place: invalid position -3 to "),
        (
            ("work", "changes", 0, "place", "end"),
            99999,
            "article 2, change 1, end: 99999 is beyond the end of the text",
        ),
        (("work", "changes", 0, "marked"), "yes", "article 2, change 1, marked: 'yes' is not"),
        (("work", "changes", 1, "entity", "mentions", 0, "exact"), 5, "article 2, change 2, entity: mentions: "),
        (("work", "changes", 1, "entity"), None, "article 2, change 2, entity: None is not"),
        (("work", "undone", 0, "note"), 5, "article 2, undone change 1, note: 5 is not"),
        (("work", "changes", 0, "do"), "fly", "article 2, change 1, "),
    ],
)
def test_an_import_with_something_of_another_type_is_refused_with_its_place(path, value, place: str) -> None:
    data = exported()
    inner = data["articles"][1]
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    with pytest.raises(ValueError, match="^" + re.escape(place)) as caught:
        parsed(json.dumps(data))
    assert str(caught.value).isprintable()


def test_an_import_without_a_bottom_is_refused() -> None:
    with pytest.raises(ValueError, match="not written by quoth library export"):
        parsed("[" * 100_000)


def test_what_is_exported_is_not_refused() -> None:
    assert parsed(json.dumps(exported()))[0].article == ARTICLE


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM body",
        "UPDATE body SET text = 5",
        "UPDATE body SET text = ''",
        "UPDATE body SET text = x'ff'",
        "UPDATE body SET details = 5",
        "UPDATE article SET place = 'x', cursor = 1.5",
        "UPDATE article SET place = -7, cursor = 99999999",
        "UPDATE article SET title = 5, publication = x'00', date = 1.5",
        "UPDATE article SET last_read = '0001-01-01T00:00:00', notes = 'many'",
        "UPDATE article SET source = x'00ff'",
        "UPDATE change SET deed = x'ff', made = 7",
        "UPDATE change SET undone = 'x'",
        """UPDATE change SET deed = '{"do": "annotate", "remark": "r", "what": "quote", "place": 5}'""",
        "UPDATE change SET deed = replace(deed, '\"start\": ', '\"start\": -')",
        "UPDATE habit SET value = 'no JSON'",
    ],
)
def test_nothing_that_is_stored_ends_the_next_start_and_all_of_it_can_be_forgotten(statement: str) -> None:
    store = Store()
    kept(store, ARTICLE, "mine")
    store.keep_preference("sizes", {})
    store.close()
    connection = sqlite3.connect(library_path())
    connection.execute(statement)
    connection.commit()
    connection.close()
    last_read()
    store = Store()
    (entry,) = store.entries()
    assert all(isinstance(getattr(entry, name), str) for name in ("source", "title", "publication", "date", "read"))
    article = store.article(entry.id)
    assert entry.readable or article is None
    known = store.look_up(ARTICLE, ENGINE)
    assert 0 <= known.place <= len(ARTICLE.text)
    for remark in known.work.remarks:
        Ground(ARTICLE.text).place(remark.place)
    store.preferences()
    assert store.forget([entry.id]) == 1
    assert store.entries() == []


# ---------------------------------------------------------------- the thread


async def test_a_session_knows_what_is_saved_and_what_is_not() -> None:
    library_thread = LibraryThread()
    session = Session(library_thread, ARTICLE)
    await session.recall()
    work = NOTHING.done(note("x"))
    assert await session.save(work)
    assert not session.unsaved
    again = Session(library_thread, ARTICLE)
    assert (await again.recall()).work == work
    await library_thread.close()


async def test_an_analysis_serves_only_the_model_that_made_it(own_home: Path) -> None:
    library_thread = LibraryThread()
    session = Session(library_thread, ARTICLE, model="en_core_web_trf")
    await session.recall()
    await session.keep()
    await session.keep_analysis(sample_story.analysis())
    known = {
        model: (await Session(library_thread, ARTICLE, model=model).recall()).analysis is not None
        for model in ("en_core_web_trf", "en_core_web_md", None, "")
    }
    assert known == {"en_core_web_trf": True, "en_core_web_md": False, None: False, "": False}
    await library_thread.close()


async def test_work_on_an_article_that_was_forgotten_meanwhile_is_kept_again() -> None:
    library_thread = LibraryThread()
    session = Session(library_thread, ARTICLE)
    await session.recall()
    work = NOTHING.done(note("x"))
    await session.save(work)
    await library_thread.asked(lambda store: store.forget([1]))
    await session.save(work.done(note("y")))
    assert len((await Session(library_thread, ARTICLE).recall()).work.remarks) == 2
    await library_thread.close()


async def test_without_a_keeper_nothing_is_kept(own_home: Path) -> None:
    session = Session(None, ARTICLE)
    assert await session.recall() == Known()
    assert await session.save(NOTHING.done(note("x")))
    assert not session.unsaved
    assert not own_home.exists()
