"""The file of the library: opened, brought up to date after a backup, set aside if it is damaged; never overwritten."""

import errno
import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tui.library.errors import LibraryError, Trouble, explained, kind_of
from tui.library.schema import MIGRATIONS
from tui.system.paths import data_directory, for_people, home

NAME = "library.db"

PATIENCE = 5.0
"""Seconds to wait for another program that is writing."""

_LOG_LIMIT = 16 << 20
"""Bytes that the write-ahead log is cut to when it is empty."""


Identity = tuple[int, int]
"""Device and inode of a file."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The connection to a library.

    `identity` tells its file from others, `read_only` that it can only be read; `notice` says, where a damaged file was
    set aside, that it was.
    """

    connection: sqlite3.Connection
    identity: "Identity | None"
    read_only: bool = False
    notice: str = ""


def library_path() -> Path:
    """Where the library is, or would be. Nothing is made."""
    return home() / NAME


def open_file(patience: float = PATIENCE) -> Opened:
    """Open the library, making it if there is none.

    Args:
        patience: seconds to wait for another program that is writing.

    Raises:
        LibraryError: it cannot be used at all.
    """
    path = library_path()
    where = for_people(path)
    try:
        data_directory()
        if not path.exists():
            path.touch(mode=0o600)
    except OSError as error:
        if not path.is_file():
            raise explained(_trouble(error), where) from error
    notice = ""
    for _ in range(2):
        try:
            return Opened(_connect(path, where, patience), _identity(path), notice=notice)
        except LibraryError as error:
            if error.trouble == Trouble.READ_ONLY and path.is_file():
                return Opened(_connect_for_reading(path, where), _identity(path), read_only=True)
            if error.trouble != Trouble.CORRUPT:
                raise
            notice = set_aside(path, _identity(path))
    raise explained(Trouble.CORRUPT, where)


def set_aside(path: Path, damaged: Identity | None) -> str:
    """Rename the library, whose file was `damaged`, so that a new one can be made in its place.

    Where another quoth has done so already, nothing is renamed.

    Returns:
        A sentence that says where the damaged file is now.

    Raises:
        LibraryError: it cannot be renamed.
    """
    stamp = f"{datetime.now(UTC):%Y%m%d-%H%M%S-%f}"
    aside = path.with_name(f"{path.stem}-damaged-{stamp}{path.suffix}")
    try:
        with _lock(path):
            if _identity(path) == damaged:
                for ending in ("-wal", "-shm", ""):  # the file itself last: until then it can still be found whole
                    part = path.with_name(path.name + ending)
                    if part.exists():
                        part.rename(aside.with_name(aside.name + ending))
    except OSError as error:
        raise explained(Trouble.CORRUPT, for_people(path), " and could not be set aside") from error
    return f"The library was damaged; it was set aside as {for_people(aside)}, and a new one begun."


def _connect(path: Path, where: str, patience: float) -> sqlite3.Connection:
    try:
        connection = sqlite3.connect(path, timeout=patience, isolation_level=None, check_same_thread=False)
    except sqlite3.Error as error:
        raise explained(kind_of(error), where, str(error)) from error
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA secure_delete = ON")  # what is forgotten is gone
        connection.execute(f"PRAGMA journal_size_limit = {_LOG_LIMIT}")
        version = _version(connection)
        if version > len(MIGRATIONS):
            raise explained(Trouble.NEWER, where, f" (version {version}; this one knows {len(MIGRATIONS)})")
        if version < len(MIGRATIONS):
            with _lock(path):
                connection.execute("PRAGMA journal_mode = WAL")
                _migrate(connection, path)
    except sqlite3.Error as error:
        connection.close()
        raise explained(kind_of(error), where, str(error)) from error
    except OSError as error:
        connection.close()
        raise explained(_trouble(error), where) from error
    except LibraryError:
        connection.close()
        raise
    return connection


def _connect_for_reading(path: Path, where: str) -> sqlite3.Connection:
    """Open a library that cannot be written. Without the index of its log it is read as a file that never changes."""
    name = path.absolute().as_uri()
    for how in ("mode=ro", "mode=ro&immutable=1"):
        connection = sqlite3.connect(f"{name}?{how}", uri=True, isolation_level=None, check_same_thread=False)
        try:
            if _version(connection) == len(MIGRATIONS):
                connection.execute("SELECT count(*) FROM article").fetchone()
                return connection
        except sqlite3.Error:
            pass
        connection.close()
    raise explained(Trouble.READ_ONLY, where)


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Bring the file to the present version, step by step, each in one transaction, after a backup if it is not new."""
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
    """The backups that were made before migrations, the oldest first."""
    return sorted((path or library_path()).parent.joinpath("backups").glob("library-*.db"))


def _back_up(connection: sqlite3.Connection, path: Path, version: int) -> None:
    folder = path.parent / "backups"
    folder.mkdir(mode=0o700, exist_ok=True)
    target = folder / f"library-{version}-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}.db"
    part = target.with_suffix(".part")
    part.touch(mode=0o600)
    with closing(sqlite3.connect(part)) as copy:
        connection.backup(copy)
    part.rename(target)  # a backup is whole or not there


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def _statements(script: str) -> Iterator[str]:
    """The statements of `script`; `executescript` would commit behind our back."""
    statement = ""
    for line in script.splitlines():
        statement += line + "\n"
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _trouble(error: OSError) -> Trouble:
    return Trouble.FULL if error.errno in {errno.ENOSPC, errno.EDQUOT} else Trouble.READ_ONLY


def _identity(path: Path) -> Identity | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


@contextmanager
def _lock(path: Path) -> Iterator[None]:
    """Alone among all quoths, for what must not be done twice."""
    descriptor = os.open(path.with_suffix(".lock"), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
