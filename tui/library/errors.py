"""What can be wrong with the library, in sentences for people."""

import sqlite3
from enum import StrEnum


class Trouble(StrEnum):
    """Why the library cannot be used, or not fully."""

    LOCKED = "locked"
    READ_ONLY = "read-only"
    FULL = "full"
    NEWER = "newer"
    CORRUPT = "corrupt"
    BROKEN = "broken"


class LibraryError(Exception):
    """The library could not do what was asked. Its message is one sentence that says why and what to do."""

    def __init__(self, trouble: Trouble, sentence: str) -> None:
        super().__init__(sentence)
        self.trouble = trouble


_CODES = {
    sqlite3.SQLITE_BUSY: Trouble.LOCKED,
    sqlite3.SQLITE_LOCKED: Trouble.LOCKED,
    sqlite3.SQLITE_READONLY: Trouble.READ_ONLY,
    sqlite3.SQLITE_PERM: Trouble.READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: Trouble.READ_ONLY,
    sqlite3.SQLITE_AUTH: Trouble.READ_ONLY,
    sqlite3.SQLITE_FULL: Trouble.FULL,
    sqlite3.SQLITE_CORRUPT: Trouble.CORRUPT,
    sqlite3.SQLITE_NOTADB: Trouble.CORRUPT,
}


def kind_of(error: sqlite3.Error) -> Trouble:
    """What an error of SQLite's comes to."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return Trouble.BROKEN
    if code == sqlite3.SQLITE_IOERR_SHMSIZE:  # the index of the log could not grow
        return Trouble.FULL
    return _CODES.get(code & 0xFF, Trouble.BROKEN)


def explained(trouble: Trouble, where: str, detail: str = "") -> LibraryError:
    """The error for `trouble` with the library at `where`."""
    match trouble:
        case Trouble.LOCKED:
            said = f"The library {where} is locked by another program; quoth goes on trying."
        case Trouble.READ_ONLY:
            said = f"The library {where} cannot be written; check its permissions, or set QUOTH_HOME to another folder."
        case Trouble.FULL:
            said = f"There is no room left for the library {where}; free some, and quoth saves what is waiting."
        case Trouble.NEWER:
            said = f"The library {where} is from a newer quoth{detail}; update quoth to use it."
        case Trouble.CORRUPT:
            said = f"The library {where} is damaged{detail}."
        case _:
            said = f"The library {where} could not be used ({detail or 'unknown error'})."
    return LibraryError(trouble, said)
