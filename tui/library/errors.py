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
    REPLACED = "replaced"
    BROKEN = "broken"


class LibraryError(Exception):
    """The library could not do what was asked. Its message is one sentence that says why and what to do.

    With `again`, another library has taken its place since, and the same may be asked of that one.
    """

    def __init__(self, trouble: Trouble, sentence: str, *, again: bool = False) -> None:
        super().__init__(sentence)
        self.trouble = trouble
        self.again = again


SQL_ERRORS = (sqlite3.Error, sqlite3.Warning, UnicodeError, OverflowError, MemoryError)
"""What SQLite's module raises. In a damaged file, the text of an error may not be UTF-8, a length may be absurd."""


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


def kind_of(error: Exception) -> Trouble:
    """Return what an error of SQLite's comes to."""
    if isinstance(error, UnicodeDecodeError):
        return Trouble.CORRUPT
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return Trouble.BROKEN
    if code == sqlite3.SQLITE_IOERR_SHMSIZE:  # the index of the log could not grow
        return Trouble.FULL
    return _CODES.get(code & 0xFF, Trouble.BROKEN)


def lacks_tables(error: Exception) -> bool:
    """Whether a table or column of ours is not in a library that is up to date: then it is damaged."""
    return isinstance(error, sqlite3.OperationalError) and str(error).startswith("no such ")


def explained(trouble: Trouble, where: str, detail: str = "", *, again: bool = False) -> LibraryError:
    """Return the error for `trouble` with the library at `where`; `detail` is what else is known, in a few words."""
    detail = f" ({detail})" if detail else ""
    match trouble:
        case Trouble.LOCKED:
            sentence = f"The library {where} is locked by another program; quoth goes on trying."
        case Trouble.READ_ONLY:
            sentence = (
                f"The library {where} cannot be written; check its permissions, or set QUOTH_HOME to another folder."
            )
        case Trouble.FULL:
            sentence = f"There is no room left for the library {where}; free some, and quoth saves what is waiting."
        case Trouble.NEWER:
            sentence = f"The library {where} is from a newer quoth{detail}; update quoth to use it."
        case Trouble.CORRUPT:
            sentence = f"The library {where} is damaged{detail}."
        case Trouble.REPLACED:
            sentence = f"The library {where} was removed or replaced by another program; nothing was saved. Try again."
        case _:
            sentence = f"The library {where} could not be used{detail}."
    return LibraryError(trouble, sentence, again=again)
