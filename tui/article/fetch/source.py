"""Where the bytes come from: a file, standard input or the clipboard, read up to a limit, or a sentence why not."""

import errno
import os
import re
import stat
import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import BinaryIO, NamedTuple

from tui.article.clean import clean
from tui.article.decode import Decoded, decode
from tui.article.model import Notice, SourceError

STDIN = "-"
CLIPBOARD = "clipboard:"
"""What stands for the clipboard where a source is asked for."""
LIMIT = 32 * 1024 * 1024
"""How many bytes of a source are read: some five million words of English."""

_LONGEST_NAME = 200
_DIGITS = 6
"""Of the number of an article in a file."""

_SCHEME = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]+)://", re.IGNORECASE)

Report = Callable[[str, int], None]
"""Hears what is being done, in a few words, and at which page or part of the source that is (0: at none)."""


def say_nothing(_doing: str, _at: int) -> None:
    """A `Report` that nobody hears."""


class Mishap(NamedTuple):
    """How an earlier try to read the source ended: "time", "memory" or "crash"; `at` is the part it was at."""

    why: str
    at: int = 0


@dataclass(frozen=True)
class Raw:
    """What was read, as it is. `name` is for people; `cut` says that there was more than `LIMIT`.

    `charset` and `media` are the encoding and the kind that the source claims to be, if it claims any; `url` is where
    it was found in the end; `mishaps` are the tries that have failed already, so that the next can be more careful.
    `part` is which of several articles in it is meant, counted from 1; 0 where nobody said.
    """

    source: str
    name: str
    data: bytes
    cut: bool = False
    charset: str | None = None
    media: str = ""
    url: str | None = None
    password: str | None = field(default=None, repr=False)
    mishaps: tuple[Mishap, ...] = ()
    part: int = 0
    report: Report = field(default=say_nothing, repr=False, compare=False)

    @cached_property
    def decoded(self) -> Decoded:
        """The bytes as characters. Kinds that are not text have no use for it."""
        return decode(self.data, self.charset)

    def notices(self) -> tuple[Notice, ...]:
        """What the reader should know about the reading itself."""
        if not self.cut:
            return ()
        return (Notice(f"Only the first {LIMIT >> 20} MB of {self.name} are shown; split it to read the rest."),)

    def with_data(self, data: bytes, *, cut: bool = False) -> "Raw":
        """The same source with other bytes: what was packed in it."""
        return replace(self, data=data, cut=self.cut or cut)


def is_url(source: str) -> bool:
    """Whether `source` is to be fetched from the web."""
    return source[:8].lower().startswith(("http://", "https://"))


def fetch(source: str, charset: str | None = None, stdin: BinaryIO | None = None) -> Raw:
    """Read `source`: a path, "-" for standard input, or `CLIPBOARD`.

    Raises:
        SourceError: it cannot be read, or it is empty.
    """
    if source == STDIN:
        raw = _from_stdin(stdin, charset)
    elif source == CLIPBOARD:
        raw = _from_clipboard()
    elif (scheme := _SCHEME.match(source)) is not None:
        raise SourceError(
            f"{shown(source)} cannot be opened: quoth fetches http and https alone, not {scheme['scheme'].lower()}; "
            "name a file by its path."
        )
    else:
        raw = _from_file(source, charset)
    check_filled(raw)
    return raw


def check_filled(raw: Raw) -> None:
    """Refuse what is empty.

    Raises:
        SourceError: it is.
    """
    if raw.data.strip():
        return
    what = "is empty" if not raw.data else "holds nothing but white space"
    remedies = {STDIN: "pipe an article into it, or name a file", CLIPBOARD: "copy an article first"}
    remedy = remedies.get(raw.source, "try again later" if raw.url else "check that it was saved")
    raise SourceError(f"{raw.name} {what}; {remedy}.")


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


def _from_clipboard() -> Raw:
    import pyperclip

    try:
        text = pyperclip.paste()
    except pyperclip.PyperclipException:
        raise SourceError(
            "The clipboard cannot be read here (there is no program for it, such as wl-paste or xclip); "
            "paste the article into quoth - instead."
        ) from None
    data = text.encode("utf-8", "surrogatepass")
    return Raw(CLIPBOARD, "The clipboard", data[:LIMIT], len(data) > LIMIT, "utf-8")


def part_of(source: str) -> tuple[str, int]:
    """The file that `source` names, and which article in it: "box.mbox#2" is the second, unless a file is called so."""
    path, sign, number = source.rpartition("#")
    if not sign or not path or not number.isdecimal() or not 0 < len(number) <= _DIGITS:
        return source, 0
    try:
        exists = Path(source).expanduser().exists()
    except (OSError, ValueError, RuntimeError):
        exists = False
    return (source, 0) if exists else (path, int(number))


def _from_file(source: str, charset: str | None) -> Raw:
    name = shown(source)
    try:
        file_name, part = part_of(source)
        path = Path(file_name).expanduser()
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
    return Raw(source, name, data[:LIMIT], len(data) > LIMIT, charset, part=part)


def _check_kind(path: Path, name: str) -> None:
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise SourceError(f"{name} is a folder; name one of the files in it.")
    already_open = stat.S_ISFIFO(mode) and os.fspath(path).startswith(("/dev/fd/", "/proc/self/fd/"))
    if not stat.S_ISREG(mode) and not already_open:
        # Opening a pipe that nobody writes to would wait for ever. The shell's <(…) is open already.
        raise SourceError(f"{name} is a pipe or device, not a file; send its content to standard input (quoth -).")
