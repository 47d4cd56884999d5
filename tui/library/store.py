"""Read and write the library. All calls block, so it runs on a thread of its own (see `thread`)."""

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
"""The most analyses that are kept; the oldest are deleted first."""

_AGAIN = 0.05
"""Seconds between attempts to write while another program is writing."""

_GIVEN_UP = 0

_ENTRIES = (
    "SELECT id, source, title, publication, date, last_read, notes, typeof(text)"
    " FROM article LEFT JOIN body ON article = id"
)

SEARCHES = "searches"
"""The name of the preference with the search history."""


@dataclass(frozen=True, slots=True)
class Engine:
    """What an analysis was made with: the name of the model and the identifier of the engine."""

    model: str
    version: str


@dataclass(frozen=True, slots=True)
class Known:
    """What the library knows about an article.

    `id` is None if the article is not in the library. `read` is when it was last read; `changed` says that its text was
    different then. `unreadable` counts changes that this version cannot read; they are kept.
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
    """An article in the list. `notes` counts notes and corrections.

    If it is not `readable`, its text is lost, and it can only be deleted.
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
    """The open library.

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
        """Close the file."""
        self._is_closed = True
        self._opened.connection.close()

    @property
    def read_only(self) -> bool:
        """Whether the library cannot be written."""
        return self._opened.read_only

    @property
    def identity(self) -> object:
        """The identity of the library. It changes if another library replaces it, whose row numbers differ."""
        return self._opened.identity, self._opened.id

    @property
    def path(self) -> Path:
        """The path of the library."""
        return library_path()

    # ---------------------------------------------------------------- one article

    def look_up(self, article: Article, engine: Engine | None = None) -> Known:
        """Return what is known about `article`, found by its text, or by its source if the texts are versions of one.

        Args:
            article: the article as it was opened.
            engine: the engine whose cached analysis is wanted, if any.
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
        """Record that `article` was read now, and return its id."""
        digest, now = fingerprint(article.text), _now()
        shown = apply_description(article, known.work).metadata
        values = (canonical(article.source), digest, *titles(shown), now)

        def write(run: "_Run") -> int:
            id_ = known.id
            if id_ is not None and not run("SELECT 1 FROM article WHERE id = ?", id_).fetchone():
                id_ = None  # deleted meanwhile
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
        """Return the annotations of an article, and the number of changes that this version cannot read."""
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
        """Write the difference between `before` and `work`: changes made, undone, redone, discarded.

        Changes by other processes, which are in neither, stay.

        Returns:
            True if everything is in the file, False if the article is not in the library.
        """
        was = {c.id: None for c in before.changes} | {c.id: at for at, c in enumerate(before.undone, start=1)}
        known = {c.id: None for c in work.changes} | {c.id: at for at, c in enumerate(work.undone, start=1)}
        new = [
            c for c in (*work.changes, *reversed(work.undone)) if c.id not in was
        ]  # in the order in which they were made
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
        """Save the scroll and cursor position. Return whether the article is still in the library."""
        update = "UPDATE article SET place = ?, cursor = ? WHERE id = ?"
        return self._write(lambda run: run(update, place, cursor, id_).rowcount > 0)

    def save_analysis(self, article: Article, engine: Engine, analysis: Analysis) -> None:
        """Save an analysis in place of those by other engines of the same text."""
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
        """Return the unfinished notes on `article`, including those on earlier versions of its text, oldest first."""
        if self.read_only:
            return []
        rows = self._all(
            "SELECT what, anchor, note, tags FROM draft WHERE text_sha256 = ?1 OR text_sha256 IN (SELECT text_sha256"
            " FROM version WHERE article = (SELECT article FROM version WHERE text_sha256 = ?1)) ORDER BY made",
            fingerprint(article.text),
        )
        return [draft for row in rows if (draft := draft_from_row(*row)) is not None]

    def save_draft(self, text_sha256: str, draft: Draft) -> None:
        """Save an unfinished note on the text with this fingerprint, in place of its earlier version."""

        def write(run: "_Run") -> None:
            run(
                "INSERT OR REPLACE INTO draft (text_sha256, what, anchor, note, tags, made) VALUES (?, ?, ?, ?, ?, ?)",
                text_sha256, draft.what, draft.key, draft.note, draft.tags, _now(),
            )  # fmt: skip
            run("DELETE FROM draft WHERE id IN (SELECT id FROM draft ORDER BY made DESC LIMIT -1 OFFSET ?)", MOST)

        self._write(write)

    def drop_draft(self, text_sha256: str, draft: Draft) -> None:
        """Delete an unfinished note."""
        delete = "DELETE FROM draft WHERE text_sha256 = ? AND what = ? AND anchor = ?"
        self._write(lambda run: run(delete, text_sha256, draft.what, draft.key))

    def others_wrote(self) -> int:
        """Return a number that changes whenever another program writes to the library."""
        (number,) = self._one("PRAGMA data_version") or (0,)
        return int(number)

    # ---------------------------------------------------------------- all of them

    def entries(self, most: int = -1) -> list[Entry]:
        """Return the articles, last read first, at most `most`."""
        rows = self._all(f"{_ENTRIES} ORDER BY last_read DESC, id DESC LIMIT ?", most)
        return [_entry(row) for row in rows]

    def article(self, id_: int) -> Article | None:
        """Return an article as it was last read; None if there is none with this id or its text is lost."""
        row = self._one("SELECT source, text, details FROM article JOIN body ON article = id WHERE id = ?", id_)
        if row is None or not isinstance(row[1], str) or not row[1].strip():
            return None
        return article_from(_text(row[0]), row[1], _text(row[2]))

    def preferences(self) -> dict[str, Any]:
        """Return the user's screen preferences by name, without unreadable ones."""
        found = {}
        for name, value in self._all("SELECT name, value FROM habit"):
            with suppress(ValueError):
                found[name] = json.loads(value)
        return found

    def keep_preference(self, name: str, value: object) -> None:
        """Save a screen preference; `value` is plain data for JSON."""
        insert = "INSERT OR REPLACE INTO habit (name, value) VALUES (?, ?)"
        self._write(lambda run: run(insert, name, json.dumps(value, ensure_ascii=False)))

    def forget(self, ids: Iterable[int]) -> int:
        """Delete articles with their annotations. Return how many there were."""
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
                run("DELETE FROM habit WHERE name = ?", SEARCHES)  # the search history may reveal what was read
                run("DELETE FROM draft")
            return gone

        gone = self._write(write)
        self._guarded(lambda run: run("PRAGMA wal_checkpoint(TRUNCATE)").fetchone())  # remove it from the log too
        return gone

    def check(self) -> list[str]:
        """Return the errors that SQLite finds in the file; empty if there are none."""
        found = [str(row[0]) for row in self._all("PRAGMA integrity_check")]
        return [] if found == ["ok"] else found

    # ---------------------------------------------------------------- reading and writing

    def _earlier(self, article: Article) -> tuple[Any, ...] | None:
        """Return the entry of the same source, if `article` is a version of its text."""
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
        """Run `work` in one transaction and return its result after the commit.

        Raises:
            LibraryError: nothing was written.
        """
        if self.read_only:
            raise explained(Trouble.READ_ONLY, for_people(self.path))

        def transaction(run: _Run) -> T:
            with _transaction(self._opened.connection):
                if library_id(self._opened.connection) != self._opened.id:  # the file was overwritten in place
                    raise _ReplacedError
                result = work(run)
            self._check_file()  # otherwise it went into a file that is never opened again
            return result

        return self._guarded(transaction)

    def _guarded(self, work: "Callable[[_Run], T]") -> T:
        """Run `work`, and repeat it while another program blocks it.

        Raises:
            LibraryError: it failed. If another library has replaced this one (a damaged one is replaced here), `again`
                is set and the other one is open.
        """
        until = time.monotonic() + self._patience
        while True:
            try:
                self._check_file()
                return work(_Run(self._opened.connection))
            except _ReplacedError as error:
                self._reopen("The library was removed or replaced by another program; quoth now uses the new one.")
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
        """Open the library that is there now, or create one."""
        self.close()
        self._opened = open_file(self._patience)
        self._is_closed = False
        self.notice = notice


class _ReplacedError(Exception):
    """The open file is no longer the library."""


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
    """Return the list entry of a row, even if its columns are damaged."""
    id_, source, title, publication, date, read, notes, kind = row
    title, publication, date = (harmless(_text(value)) for value in (title, publication, date))
    count = notes if isinstance(notes, int) else 0
    return Entry(id_, _text(source), title, publication, date, _stamp(read), count, readable=kind == "text")


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _offset(value: object, size: int) -> int:
    return min(max(value, 0), size) if isinstance(value, int) else 0


def _stamp(value: object) -> str:
    """Return an ISO 8601 time from a row; "" if it is damaged."""
    try:
        when = datetime.fromisoformat(_text(value))
    except ValueError:
        return ""
    return str(value) if 1900 < when.year < 9000 else ""


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
