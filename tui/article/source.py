"""Where the bytes come from: a file or standard input, read up to a limit, or a plain sentence why not."""

import errno
import os
import re
import stat
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

from tui.article.clean import clean
from tui.article.decode import Decoded, decode
from tui.article.model import Notice, SourceError

STDIN = "-"
LIMIT = 32 * 1024 * 1024
"""How many bytes of a source are read: some five million words of English."""

_LONGEST_NAME = 200

_URL = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)


@dataclass(frozen=True)
class Raw:
    """What was read, as it is. `name` is for people; `cut` says that there was more than `LIMIT`.

    `charset` is the encoding that the source claims to be in, if it claims any.
    """

    source: str
    name: str
    data: bytes
    cut: bool = False
    charset: str | None = None

    @cached_property
    def decoded(self) -> Decoded:
        """The bytes as characters. Kinds that are not text have no use for it."""
        return decode(self.data, self.charset)

    def notices(self) -> tuple[Notice, ...]:
        """What the reader should know about the reading itself."""
        if not self.cut:
            return ()
        return (Notice(f"Only the first {LIMIT >> 20} MB of {self.name} are shown; split it to read the rest."),)


def fetch(source: str, charset: str | None = None, stdin: BinaryIO | None = None) -> Raw:
    """Read `source`: a path, or "-" for standard input.

    Raises:
        SourceError: it cannot be read, or it is empty.
    """
    if source == STDIN:
        raw = _from_stdin(stdin, charset)
    elif _URL.match(source):
        raise SourceError(
            f"{shown(source)} is a web address, which quoth cannot open yet; save the page as text and open that file."
        )
    else:
        raw = _from_file(source, charset)
    if not raw.data.strip():
        what = "is empty" if not raw.data else "holds nothing but white space"
        remedy = "pipe an article into it, or name a file" if source == STDIN else "check that it was saved"
        raise SourceError(f"{raw.name} {what}; {remedy}.")
    return raw


def shown(name: str) -> str:
    """A name from outside, on one line and harmless to the terminal."""
    line = " ".join(clean(name).text.split()) or "(no name)"
    return line if len(line) <= _LONGEST_NAME else line[: _LONGEST_NAME - 1] + "…"


def _from_stdin(stdin: BinaryIO | None, charset: str | None) -> Raw:
    stream = stdin or (sys.stdin.buffer if sys.stdin is not None else None)
    if stream is None:
        raise SourceError("Standard input is closed; pipe an article into it, or name a file.")
    data = stream.read(LIMIT + 1)
    return Raw(STDIN, "Standard input", data[:LIMIT], len(data) > LIMIT, charset)


def _from_file(source: str, charset: str | None) -> Raw:
    name = shown(source)
    try:
        path = Path(source).expanduser()
        _check_kind(path, name)
        with path.open("rb") as file:
            data = file.read(LIMIT + 1)
    except (FileNotFoundError, NotADirectoryError, ValueError, RuntimeError):
        # ValueError: a NUL in the name; RuntimeError: "~nobody" of an unknown user.
        raise SourceError(f"{name} does not exist; check its name and folder.") from None
    except PermissionError:
        raise SourceError(
            f"{name} may not be read by you; change its permissions, or copy it to where you may."
        ) from None
    except OSError as error:
        if error.errno in {errno.ENAMETOOLONG, errno.ELOOP}:
            raise SourceError(f"{name} does not exist; check its name and folder.") from None
        reason = (error.strerror or str(error)).lower()
        raise SourceError(f"{name} could not be read ({reason}); copy it elsewhere and open the copy.") from None
    return Raw(source, name, data[:LIMIT], len(data) > LIMIT, charset)


def _check_kind(path: Path, name: str) -> None:
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise SourceError(f"{name} is a folder; name one of the files in it.")
    already_open = stat.S_ISFIFO(mode) and os.fspath(path).startswith(("/dev/fd/", "/proc/self/fd/"))
    if not stat.S_ISREG(mode) and not already_open:
        # Opening a pipe that nobody writes to would wait for ever. The shell's <(…) is open already.
        raise SourceError(f"{name} is a pipe or device, not a file; send its content to standard input (quoth -).")
