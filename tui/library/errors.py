"""Errors of the library, with messages for the user."""

import sqlite3
from enum import StrEnum


class Trouble(StrEnum):
    """Why the library cannot be used, or only in part."""

    LOCKED = "locked"
    READ_ONLY = "read-only"
    FULL = "full"
    NEWER = "newer"
    CORRUPT = "corrupt"
    REPLACED = "replaced"
    BROKEN = "broken"


class LibraryError(Exception):
    """A library operation failed. The message says why and what to do.

    `again` means that another library has replaced this one, with which the operation can be repeated.
    """

    def __init__(self, trouble: Trouble, sentence: str, *, again: bool = False) -> None:
        super().__init__(sentence)
        self.trouble = trouble
        self.again = again


SQL_ERRORS = (sqlite3.Error, sqlite3.Warning, UnicodeError, OverflowError, MemoryError)
"""The errors that `sqlite3` raises. In a damaged file, text may not be UTF-8 and lengths may be absurd."""


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


_REMEDY = "Run quoth doctor, or set QUOTH_HOME to another folder."


def kind_of(error: Exception) -> Trouble:
    """Return the kind of trouble that an SQLite error means."""
    if isinstance(error, UnicodeDecodeError):
        return Trouble.CORRUPT
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return Trouble.BROKEN
    if code == sqlite3.SQLITE_IOERR_SHMSIZE:  # the index of the write-ahead log could not grow
        return Trouble.FULL
    return _CODES.get(code & 0xFF, Trouble.BROKEN)


def lacks_tables(error: Exception) -> bool:
    """Whether a table or column is missing, which means damage if the library is up to date."""
    return isinstance(error, sqlite3.OperationalError) and str(error).startswith("no such ")


def explained(trouble: Trouble, where: str, detail: str = "", *, again: bool = False) -> LibraryError:
    """Return the error for `trouble` with the library at `where`; `detail` adds a few words to the message."""
    detail = f" ({detail})" if detail else ""
    match trouble:
        case Trouble.LOCKED:
            sentence = f"The library {where} is locked by another program; quoth keeps trying."
        case Trouble.READ_ONLY:
            sentence = f"The library {where} is read-only; check its permissions, or set QUOTH_HOME to another folder."
        case Trouble.FULL:
            sentence = (
                f"The disk is full, so the library {where} cannot be saved; free some space and quoth will save it."
            )
        case Trouble.NEWER:
            sentence = f"The library {where} is from a newer quoth{detail}; update quoth to use it."
        case Trouble.CORRUPT:
            sentence = f"The library {where} is damaged{detail}. {_REMEDY}"
        case Trouble.REPLACED:
            sentence = (
                f"The library {where} was removed or replaced by another program, so your last change was not saved. "
                "Make it again."
            )
        case _:
            sentence = f"The library {where} cannot be used{detail}. {_REMEDY}"
    return LibraryError(trouble, sentence, again=again)
