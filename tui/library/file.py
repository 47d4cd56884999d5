"""The library file: open it, migrate it after a backup, and set it aside if it is damaged. It is never overwritten."""

import errno
import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tui.library.errors import SQL_ERRORS, LibraryError, Trouble, explained, kind_of, lacks_tables
from tui.library.salvage import Salvaged, salvage
from tui.library.schema import MIGRATIONS
from tui.system.errors import printable
from tui.system.paths import data_directory, for_people, home

NAME = "library.db"

PATIENCE = 5.0
"""Seconds to wait for another program that is writing."""

_LOG_LIMIT = 16 << 20
"""The size in bytes to which an empty write-ahead log is cut."""

_TRIES = 4
"""How many times opening is tried if other processes rename or replace the library meanwhile."""

_OLDEST_READABLE = 2
"""The oldest version of the library that can be read without a migration."""

Identity = tuple[int, int]
"""Device and inode of a file."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The connection to a library.

    `identity` identifies its file, `id` its content; `read_only` says that it cannot be written. `notice` is a message
    for the user if a damaged file was set aside.
    """

    connection: sqlite3.Connection
    identity: Identity | None
    id: str = ""
    read_only: bool = False
    notice: str = ""


def library_path() -> Path:
    """Return the path of the library, which need not exist. Nothing is created."""
    return home() / NAME


def open_file(patience: float = PATIENCE) -> Opened:
    """Open the library; create it if there is none.

    Args:
        patience: seconds to wait for another program that is writing.

    Raises:
        LibraryError: it cannot be used at all.
    """
    path = library_path()
    where = for_people(path)
    notice = ""
    for _ in range(_TRIES):
        _make(path, where)
        identity = file_identity(path)
        try:
            connection, id_ = _connect(path, where, patience)
        except LibraryError as error:
            if error.trouble == Trouble.READ_ONLY and path.is_file():
                return Opened(_connect_for_reading(path, where), identity, read_only=True)
            if error.trouble != Trouble.CORRUPT:
                raise
            notice = set_aside(path, identity)
            continue
        if file_identity(path) == identity:
            return Opened(connection, identity, id_, notice=notice)
        connection.close()  # another quoth process has put a new library there meanwhile
    raise explained(Trouble.CORRUPT, where)


def set_aside(path: Path, damaged: Identity | None) -> str:
    """Replace the library in the file `damaged` with a new one that has everything that could be read.

    The damaged file is renamed. If another quoth process has already done all this, nothing happens.

    Returns:
        A message that says what was recovered and where the damaged file is now.

    Raises:
        LibraryError: the library cannot be replaced.
    """
    stamp = f"{datetime.now(UTC):%Y%m%d-%H%M%S-%f}"
    aside = path.with_name(f"{path.stem}-damaged-{stamp}{path.suffix}")
    try:
        with _lock(path):
            if damaged is None or file_identity(path) != damaged:
                return "The library was damaged, and another quoth process has already replaced it."
            fresh, salvaged = _recover(path)
            for ending in ("-wal", "-shm", ""):  # the file itself last, so that until then it is found complete
                part = path.with_name(path.name + ending)
                if part.exists():
                    part.rename(aside.with_name(aside.name + ending))
            if fresh is not None:
                fresh.rename(path)
    except OSError as error:
        raise explained(Trouble.CORRUPT, for_people(path), "the damaged file could not be renamed") from error
    return f"The library was damaged. {_count(salvaged)} The damaged file is now {for_people(aside)}."


def _recover(path: Path) -> tuple[Path | None, Salvaged]:
    """Create a new library beside a damaged one with everything that can be read of it; None if that is nothing."""
    fresh = path.with_suffix(".part")
    fresh.unlink(missing_ok=True)  # left by a process that was killed
    try:
        fresh.touch(mode=0o600)
        with closing(sqlite3.connect(fresh, isolation_level=None)) as connection:
            _migrate(connection, fresh)
            connection.execute("BEGIN")
            salvaged = salvage(path, connection)
            connection.execute("COMMIT")
            connection.execute("PRAGMA journal_mode = WAL")
        if salvaged.articles or salvaged.changes:
            return fresh, salvaged
    except Exception as error:  # whatever the error, the damaged file stays
        if isinstance(error, sqlite3.Error) and kind_of(error) == Trouble.FULL:
            fresh.unlink(missing_ok=True)
            raise explained(Trouble.FULL, for_people(path)) from error
    fresh.unlink(missing_ok=True)
    return None, Salvaged()


def _count(salvaged: Salvaged) -> str:
    if not (salvaged.articles or salvaged.changes):
        return "Nothing could be recovered, so quoth created a new one."
    articles = "1 article" if salvaged.articles == 1 else f"{salvaged.articles} articles"
    changes = "1 note or correction" if salvaged.changes == 1 else f"{salvaged.changes} notes and corrections"
    lost = f"; at least {salvaged.lost} more could not be read" if salvaged.lost else ""
    return f"Recovered {articles} and {changes} into a new one{lost}."


def _make(path: Path, where: str) -> None:
    """Create an empty library file, if there is none."""
    try:
        data_directory()
        if not path.exists():
            path.touch(mode=0o600)
    except OSError as error:
        if not path.is_file():
            raise explained(_trouble(error), where) from error


def library_id(connection: sqlite3.Connection) -> str:
    """Return the unique id of the library of `connection`."""
    row = connection.execute("SELECT id FROM library").fetchone()
    return str(row[0]) if row else ""


def file_identity(path: Path) -> Identity | None:
    """Return the device and inode of a file; None if it does not exist."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _connect(path: Path, where: str, patience: float) -> tuple[sqlite3.Connection, str]:
    """Open a writable library and migrate it. Return the connection and the library's id."""
    try:
        connection = sqlite3.connect(path, timeout=patience, isolation_level=None, check_same_thread=False)
    except SQL_ERRORS as error:
        raise explained(kind_of(error), where, describe_error(error)) from error
    connection.text_factory = read_text
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA secure_delete = ON")  # deleted articles are overwritten on disk
        connection.execute(f"PRAGMA journal_size_limit = {_LOG_LIMIT}")
        version = _version(connection)
        if version > len(MIGRATIONS):
            raise explained(Trouble.NEWER, where, f"its version is {version}, this quoth reads up to {len(MIGRATIONS)}")
        if version < len(MIGRATIONS):
            with _lock(path):
                connection.execute("PRAGMA journal_mode = WAL")
                _migrate(connection, path)
        return connection, _library_id(connection, where)
    except SQL_ERRORS as error:
        connection.close()
        raise explained(kind_of(error), where, describe_error(error)) from error
    except OSError as error:
        connection.close()
        raise explained(_trouble(error), where) from error
    except LibraryError:
        connection.close()
        raise


def _library_id(connection: sqlite3.Connection, where: str) -> str:
    try:
        return library_id(connection)
    except sqlite3.OperationalError as error:
        if not lacks_tables(error):
            raise
        raise explained(Trouble.CORRUPT, where, describe_error(error)) from error


def _connect_for_reading(path: Path, where: str) -> sqlite3.Connection:
    """Open a read-only library. Without the index of its log, it is read as an immutable file."""
    name = path.absolute().as_uri()
    for how in ("mode=ro", "mode=ro&immutable=1"):
        connection = sqlite3.connect(f"{name}?{how}", uri=True, isolation_level=None, check_same_thread=False)
        connection.text_factory = read_text
        try:
            if _OLDEST_READABLE <= _version(connection) <= len(MIGRATIONS):
                connection.execute("SELECT count(*) FROM article").fetchone()
                return connection
        except SQL_ERRORS:
            pass
        connection.close()
    raise explained(Trouble.READ_ONLY, where)


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Migrate the file to the current version, one transaction per step, after a backup unless it is new."""
    is_new = _version(connection) == 0
    while (version := _version(connection)) < len(MIGRATIONS):
        if not is_new:
            _back_up(connection, path, version)
        connection.execute("BEGIN IMMEDIATE")
        try:
            for statement in _statements(MIGRATIONS[version]):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {version + 1}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def backups(path: Path | None = None) -> list[Path]:
    """Return the backups made before migrations, oldest first."""
    return sorted((path or library_path()).parent.joinpath("backups").glob("library-*.db"))


def _back_up(connection: sqlite3.Connection, path: Path, version: int) -> None:
    folder = path.parent / "backups"
    folder.mkdir(mode=0o700, exist_ok=True)
    target = folder / f"library-{version}-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}.db"
    part = target.with_suffix(".part")
    part.touch(mode=0o600)
    with closing(sqlite3.connect(part)) as copy:
        connection.backup(copy)
    part.rename(target)  # a backup is either complete or absent


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def _statements(script: str) -> Iterator[str]:
    """Yield the statements of `script`; `executescript` would commit the current transaction."""
    statement = ""
    for line in script.splitlines():
        statement += line + "\n"
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def read_text(data: bytes) -> str:
    """Return stored bytes as text, even from a damaged file: each invalid byte becomes one replacement character."""
    return data.decode("utf-8", "replace")


def describe_error(error: Exception) -> str:
    """Return an SQLite error in a few words, without content of the file that could affect the terminal."""
    return "" if isinstance(error, UnicodeError) else printable(str(error)) or type(error).__name__


def _trouble(error: OSError) -> Trouble:
    return Trouble.FULL if error.errno in {errno.ENOSPC, errno.EDQUOT} else Trouble.READ_ONLY


def is_library(path: Path, identity: Identity | None) -> bool:
    """Whether the file at `path` has this identity and is not empty."""
    try:
        status = path.stat()
    except OSError:
        return False
    return (status.st_dev, status.st_ino) == identity and status.st_size > 0


@contextmanager
def _lock(path: Path) -> Iterator[None]:
    """Hold a lock among all quoth processes while something runs that must not happen twice."""
    descriptor = os.open(path.with_suffix(".lock"), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
