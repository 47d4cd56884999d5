"""All that is asked of the library and told to it. It blocks: it is used in a thread of its own (see `keeper`)."""

import json
import sqlite3
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from tui.analysis.model import Analysis
from tui.annotations.anchors import fingerprint
from tui.annotations.edits import Change
from tui.annotations.log import NOTHING, AnnotationLog, apply_description
from tui.annotations.serialize import edit_from_dict, edit_to_dict, harmless
from tui.article.model import Article
from tui.library.drafts import MOST, Draft, draft_from_row
from tui.library.errors import SQL_ERRORS, Trouble, explained, kind_of, lacks_tables
from tui.library.file import (
    PATIENCE,
    Opened,
    describe_error,
    is_library,
    library_id,
    library_path,
    open_file,
    set_aside,
)
from tui.library.records import akin, article_from, canonical, details, fits, has_place, layout, titles
from tui.system.paths import for_people

T = TypeVar("T")

MOST_ANALYSES = 2000
"""Analyses that are kept; of more, those made longest ago go."""

_AGAIN = 0.05
"""Seconds between two tries to write while another program does."""

_GIVEN_UP = 0

_ENTRIES = (
    "SELECT id, source, title, publication, date, last_read, notes, typeof(text)"
    " FROM article LEFT JOIN body ON article = id"
)

SEARCHES = "searches"
"""The habit that holds what was searched for."""


@dataclass(frozen=True, slots=True)
class Engine:
    """What makes an analysis: the name of the model, and what tells this engine from every other."""

    model: str
    version: str


@dataclass(frozen=True, slots=True)
class Known:
    """What the library knows of an article that is opened.

    `id` is None for one that it does not have. `read` says when it was read last; `changed` that it had another text
    then. `unreadable` counts changes that this version cannot read; they stay where they are.
    """

    id: int | None = None
    work: AnnotationLog = NOTHING
    analysis: Analysis | None = None
    place: int = 0
    cursor: int = 0
    read: str = ""
    changed: bool = False
    unreadable: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """A line in the list of articles. `notes` counts remarks and corrections.

    One that is not `readable` has no text any more that could be shown; it can be forgotten.
    """

    id: int
    source: str
    title: str
    publication: str
    date: str
    read: str
    notes: int
    readable: bool = True


class Store:
    """The library, open.

    Args:
        patience: seconds to wait for another program that is writing.

    Raises:
        LibraryError: it cannot be used at all.
    """

    def __init__(self, patience: float = PATIENCE) -> None:
        self._patience = patience
        self._opened: Opened = open_file(patience)
        self._is_closed = False
        self.notice = self._opened.notice

    def close(self) -> None:
        """Let go of the file."""
        self._is_closed = True
        self._opened.connection.close()

    @property
    def read_only(self) -> bool:
        """Whether nothing can be kept."""
        return self._opened.read_only

    @property
    def identity(self) -> object:
        """What changes when another library takes the place of this one; row numbers mean nothing in that."""
        return self._opened.identity, self._opened.id

    @property
    def path(self) -> Path:
        """Where the library is."""
        return library_path()

    # ---------------------------------------------------------------- one article

    def look_up(self, article: Article, engine: Engine | None = None) -> Known:
        """What is known of `article`, by its text, or by its source if the text is a version of what was read there.

        Args:
            article: as it came from its source.
            engine: whose analysis is wanted, if any.
        """
        digest = fingerprint(article.text)
        row = self._one(
            "SELECT id, text_sha256, place, cursor, last_read FROM article"
            " WHERE id = (SELECT article FROM version WHERE text_sha256 = ?)", digest,
        ) or self._earlier(article)  # fmt: skip
        analysis = self._analysis(article, digest, engine) if engine is not None else None
        if row is None:
            return Known(analysis=analysis)
        id_, text_sha256, place, cursor, read = row
        work, unreadable = self.work(id_)
        changed = text_sha256 != digest
        size = len(article.text)
        return Known(
            id_, work, analysis, 0 if changed else _offset(place, size), 0 if changed else _offset(cursor, size),
            _stamp(read), changed, unreadable,
        )  # fmt: skip

    def keep(self, article: Article, known: Known) -> int:
        """Remember that `article` was read now; gives its id."""
        digest, now = fingerprint(article.text), _now()
        shown = apply_description(article, known.work).metadata
        values = (canonical(article.source), digest, *titles(shown), now)

        def write(run: "_Run") -> int:
            id_ = known.id
            if id_ is not None and not run("SELECT 1 FROM article WHERE id = ?", id_).fetchone():
                id_ = None  # forgotten meanwhile
            if id_ is None:
                id_ = run(
                    "INSERT INTO article (source, text_sha256, title, publication, date, last_read, first_read)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?)", *values, now,
                ).lastrowid  # fmt: skip
            else:
                run(
                    "UPDATE article SET source = ?, text_sha256 = ?, title = ?, publication = ?, date = ?,"
                    " last_read = ? WHERE id = ?", *values, id_,
                )  # fmt: skip
            run(
                "INSERT OR REPLACE INTO body (article, text, details) VALUES (?, ?, ?)",
                id_,
                article.text,
                details(article),
            )
            run("INSERT OR REPLACE INTO version (text_sha256, article) VALUES (?, ?)", digest, id_)
            return int(id_ or 0)

        return self._write(write)

    def work(self, id_: int) -> tuple[AnnotationLog, int]:
        """The reader's work on an article, and how many changes of it this version cannot read."""
        changes: list[Change] = []
        undone: list[tuple[int, Change]] = []
        unreadable = 0
        for change_id, made, edit, order in self._all(
            "SELECT id, made, deed, undone FROM change WHERE article = ? AND undone IS NOT 0 ORDER BY number", id_
        ):
            try:
                change = Change(str(change_id), str(made), edit_from_dict(json.loads(edit)))
            except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
                unreadable += 1
                continue
            if order is None:
                changes.append(change)
            else:
                undone.append((order if isinstance(order, int) else 0, change))
        return AnnotationLog(
            tuple(changes), tuple(change for _, change in sorted(undone, key=lambda one: one[0]))
        ), unreadable

    def save_work(self, id_: int, before: AnnotationLog, work: AnnotationLog, article: Article) -> bool:
        """Write what `work`, which came of `before`, has that this had not: changes done, undone, done again, given up.

        What others did, which is in neither, stays.

        Returns:
            True: all of it is in the file; False: the article is not in the library.
        """
        was = {c.id: None for c in before.changes} | {c.id: at for at, c in enumerate(before.undone, start=1)}
        known = {c.id: None for c in work.changes} | {c.id: at for at, c in enumerate(work.undone, start=1)}
        new = [c for c in (*work.changes, *reversed(work.undone)) if c.id not in was]  # in the order of doing
        rows = [(c.id, id_, c.made, json.dumps(edit_to_dict(c.edit), ensure_ascii=False), known[c.id]) for c in new]
        moved = [(at, change) for change, at in known.items() if change in was and was[change] != at]
        moved += [(_GIVEN_UP, change) for change in was if change not in known]
        shown = apply_description(article, work).metadata
        notes = len(work.remarks) + len(work.corrections)

        def write(run: "_Run") -> bool:
            if not run("SELECT 1 FROM article WHERE id = ?", id_).fetchone():
                return False
            run.many("INSERT OR IGNORE INTO change (id, article, made, deed, undone) VALUES (?, ?, ?, ?, ?)", rows)
            run.many("UPDATE change SET undone = ? WHERE id = ?", moved)
            run(
                "UPDATE article SET title = ?, publication = ?, date = ?, notes = ? WHERE id = ?",
                *titles(shown), notes, id_,
            )  # fmt: skip
            return True

        return self._write(write)

    def save_place(self, id_: int, place: int, cursor: int) -> bool:
        """Remember where the reader is; says whether the article is still there."""
        update = "UPDATE article SET place = ?, cursor = ? WHERE id = ?"
        return self._write(lambda run: run(update, place, cursor, id_).rowcount > 0)

    def save_analysis(self, article: Article, engine: Engine, analysis: Analysis) -> None:
        """Keep what the engine found, in place of what other engines found in the same text."""
        data = zlib.compress(json.dumps(analysis.to_dict(), ensure_ascii=False).encode(), 1)
        digest = analysis.text_sha256

        def write(run: "_Run") -> None:
            run("DELETE FROM analysis WHERE text_sha256 = ? AND layout = ?", digest, layout(article))
            run(
                "INSERT INTO analysis (text_sha256, model, engine, layout, made, data) VALUES (?, ?, ?, ?, ?, ?)",
                digest, engine.model, engine.version, layout(article), _now(), data,
            )  # fmt: skip
            run(
                "DELETE FROM analysis WHERE rowid IN"
                " (SELECT rowid FROM analysis ORDER BY made DESC, rowid DESC LIMIT -1 OFFSET ?)", MOST_ANALYSES,
            )  # fmt: skip

        self._write(write)

    # ---------------------------------------------------------------- notes that are being written

    def drafts(self, article: Article) -> list[Draft]:
        """Return the unfinished notes on `article`, on earlier versions of its text too, the oldest first."""
        if self.read_only:
            return []
        rows = self._all(
            "SELECT what, anchor, note, tags FROM draft WHERE text_sha256 = ?1 OR text_sha256 IN (SELECT text_sha256"
            " FROM version WHERE article = (SELECT article FROM version WHERE text_sha256 = ?1)) ORDER BY made",
            fingerprint(article.text),
        )
        return [draft for row in rows if (draft := draft_from_row(*row)) is not None]

    def save_draft(self, text_sha256: str, draft: Draft) -> None:
        """Keep an unfinished note on the text with this fingerprint, in place of what was kept of it."""

        def write(run: "_Run") -> None:
            run(
                "INSERT OR REPLACE INTO draft (text_sha256, what, anchor, note, tags, made) VALUES (?, ?, ?, ?, ?, ?)",
                text_sha256, draft.what, draft.key, draft.note, draft.tags, _now(),
            )  # fmt: skip
            run("DELETE FROM draft WHERE id IN (SELECT id FROM draft ORDER BY made DESC LIMIT -1 OFFSET ?)", MOST)

        self._write(write)

    def drop_draft(self, text_sha256: str, draft: Draft) -> None:
        """Forget an unfinished note."""
        delete = "DELETE FROM draft WHERE text_sha256 = ? AND what = ? AND anchor = ?"
        self._write(lambda run: run(delete, text_sha256, draft.what, draft.key))

    def others_wrote(self) -> int:
        """A number that changes whenever another program has written to the library."""
        (number,) = self._one("PRAGMA data_version") or (0,)
        return int(number)

    # ---------------------------------------------------------------- all of them

    def entries(self, most: int = -1) -> list[Entry]:
        """The articles, those read last first."""
        rows = self._all(f"{_ENTRIES} ORDER BY last_read DESC, id DESC LIMIT ?", most)
        return [_entry(row) for row in rows]

    def article(self, id_: int) -> Article | None:
        """An article as it was read last; None if there is none with this id, or it has no text that can be shown."""
        row = self._one("SELECT source, text, details FROM article JOIN body ON article = id WHERE id = ?", id_)
        if row is None or not isinstance(row[1], str) or not row[1].strip():
            return None
        return article_from(_text(row[0]), row[1], _text(row[2]))

    def preferences(self) -> dict[str, Any]:
        """What was kept of how the reader likes the screen, by name; what cannot be read is left out."""
        found = {}
        for name, value in self._all("SELECT name, value FROM habit"):
            with suppress(ValueError):
                found[name] = json.loads(value)
        return found

    def keep_preference(self, name: str, value: object) -> None:
        """Keep one of them; `value` is plain data."""
        insert = "INSERT OR REPLACE INTO habit (name, value) VALUES (?, ?)"
        self._write(lambda run: run(insert, name, json.dumps(value, ensure_ascii=False)))

    def forget(self, ids: Iterable[int]) -> int:
        """Forget articles, with everything that the reader did with them; gives how many there were."""
        ids = list(ids)

        def write(run: "_Run") -> int:
            gone = 0
            for id_ in ids:
                run(
                    "DELETE FROM analysis WHERE text_sha256 IN (SELECT text_sha256 FROM version WHERE article = ?)", id_
                )
                run("DELETE FROM draft WHERE text_sha256 IN (SELECT text_sha256 FROM version WHERE article = ?)", id_)
                gone += run("DELETE FROM article WHERE id = ?", id_).rowcount
            if not run("SELECT 1 FROM article LIMIT 1").fetchone():
                run("DELETE FROM habit WHERE name = ?", SEARCHES)  # they tell what was read
                run("DELETE FROM draft")
            return gone

        gone = self._write(write)
        self._guarded(lambda run: run("PRAGMA wal_checkpoint(TRUNCATE)").fetchone())  # not in the log either
        return gone

    def check(self) -> list[str]:
        """What SQLite finds wrong with the file; nothing if all is well."""
        found = [str(row[0]) for row in self._all("PRAGMA integrity_check")]
        return [] if found == ["ok"] else found

    # ---------------------------------------------------------------- reading and writing

    def _earlier(self, article: Article) -> tuple[Any, ...] | None:
        """The article that was read from the same source, if this is a version of it."""
        if not has_place(article.source):
            return None
        row = self._one(
            "SELECT id, text_sha256, place, cursor, last_read, text FROM article JOIN body ON article = id"
            " WHERE source = ? ORDER BY last_read DESC LIMIT 1", canonical(article.source),
        )  # fmt: skip
        return row[:5] if row is not None and akin(_text(row[5]), article.text) else None

    def _analysis(self, article: Article, digest: str, engine: Engine) -> Analysis | None:
        row = self._one(
            "SELECT data FROM analysis WHERE text_sha256 = ? AND model = ? AND engine = ? AND layout = ?",
            digest, engine.model, engine.version, layout(article),
        )  # fmt: skip
        if row is None:
            return None
        try:
            found = Analysis.from_dict(json.loads(zlib.decompress(row[0])))
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError, zlib.error):
            return None
        return found if found.text_sha256 == digest and fits(found, len(article.text)) else None

    def _one(self, sql: str, *values: object) -> tuple[Any, ...] | None:
        return next(iter(self._all(sql, *values)), None)

    def _all(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        return self._guarded(lambda run: run(sql, *values).fetchall())

    def _write(self, work: "Callable[[_Run], T]") -> T:
        """Do `work` in one transaction. What it gives back has been committed.

        Raises:
            LibraryError: nothing of it was written.
        """
        if self.read_only:
            raise explained(Trouble.READ_ONLY, for_people(self.path))

        def transaction(run: _Run) -> T:
            with _transaction(self._opened.connection):
                if library_id(self._opened.connection) != self._opened.id:  # overwritten where it was
                    raise _ReplacedError
                result = work(run)
            self._check_file()  # else it went into a file that nobody will open again
            return result

        return self._guarded(transaction)

    def _guarded(self, work: "Callable[[_Run], T]") -> T:
        """Do `work`, again while another program is in the way.

        Raises:
            LibraryError: it could not be done. If another library has taken the place of this one (a damaged one is
                replaced here), `again` is set, and the other is open.
        """
        until = time.monotonic() + self._patience
        while True:
            try:
                self._check_file()
                return work(_Run(self._opened.connection))
            except _ReplacedError as error:
                self._reopen("The library was removed or replaced by another program; quoth goes on with the new one.")
                raise explained(Trouble.REPLACED, for_people(self.path), again=True) from error
            except SQL_ERRORS as error:
                trouble = Trouble.CORRUPT if lacks_tables(error) else kind_of(error)
                if trouble == Trouble.LOCKED and time.monotonic() < until:
                    time.sleep(_AGAIN)
                    continue
                again = trouble == Trouble.CORRUPT and not self.read_only
                if again:
                    self.close()
                    self._reopen(set_aside(self.path, self._opened.identity))
                raise explained(trouble, for_people(self.path), describe_error(error), again=again) from error

    def _check_file(self) -> None:
        if self._is_closed or not is_library(self.path, self._opened.identity):
            raise _ReplacedError

    def _reopen(self, notice: str) -> None:
        """Open the library that is there now, or make one."""
        self.close()
        self._opened = open_file(self._patience)
        self._is_closed = False
        self.notice = notice


class _ReplacedError(Exception):
    """The file is no longer the library."""


class _Run:
    """Runs statements on a connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __call__(self, sql: str, *values: object) -> sqlite3.Cursor:
        return self._connection.execute(sql, values)

    def many(self, sql: str, rows: Iterable[tuple[object, ...]]) -> None:
        self._connection.executemany(sql, rows)


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # SQLite may have rolled it back already
            connection.execute("ROLLBACK")
        raise


def _entry(row: tuple[Any, ...]) -> Entry:
    """A line of the list, whatever became of its columns."""
    id_, source, title, publication, date, read, notes, kind = row
    title, publication, date = (harmless(_text(value)) for value in (title, publication, date))
    count = notes if isinstance(notes, int) else 0
    return Entry(id_, _text(source), title, publication, date, _stamp(read), count, readable=kind == "text")


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _offset(value: object, size: int) -> int:
    return min(max(value, 0), size) if isinstance(value, int) else 0


def _stamp(value: object) -> str:
    """A time that can be shown: of no year that a calendar somewhere does not have."""
    try:
        when = datetime.fromisoformat(_text(value))
    except ValueError:
        return ""
    return str(value) if 1900 < when.year < 9000 else ""


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
