"""Read the bytes of a source, up to a limit: a file, standard input or the clipboard."""

import errno
import os
import re
import select
import stat
import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import BinaryIO, NamedTuple

from tui.article.clean import clean
from tui.article.decode import Decoded, decode
from tui.article.limits import Limits
from tui.article.model import Notice, SourceError

STDIN = "-"
CLIPBOARD = "clipboard:"
"""The source that stands for the clipboard."""
LIMIT = 32 * 1024 * 1024
"""The most bytes of a source that are read: some five million words of English."""

_CHUNK = 1 << 18
_LONGEST_NAME = 200
_DIGITS = 6
"""The most digits of the number of an article in a file."""

_SCHEME = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]+)://", re.IGNORECASE)

Report = Callable[[str, int], None]
"""Receives progress: a short message, and the number of the page or part of the source that is being read (0: none)."""


def say_nothing(_doing: str, _at: int) -> None:
    """A `Report` that ignores progress."""


class Mishap(NamedTuple):
    """Why an earlier attempt to read the source failed ("time", "memory" or "crash"), and the part it had reached."""

    why: str
    at: int = 0


@dataclass(frozen=True)
class Raw:
    """The unprocessed content of a source.

    `name` is for messages. `cut` says that there was more than `LIMIT`; `is_truncated`, that the content breaks off.
    `charset` and `media` are the encoding and the media type that the source claims, if any; `url` is the final address
    after redirects; `mishaps` are earlier attempts that failed, so that the next one can be more careful. `part` is the
    number of the article in a source that has several, from 1; 0 if the user named none.
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
    is_truncated: bool = False
    report: Report = field(default=say_nothing, repr=False, compare=False)

    @cached_property
    def decoded(self) -> Decoded:
        """The content as characters, for kinds that are text."""
        return decode(self.data, self.charset)

    def notices(self) -> tuple[Notice, ...]:
        """Return notices for the user about how the source was read."""
        notices = []
        if self.cut:
            limit = f"{LIMIT >> 20} MB"
            notices.append(Notice(f"Only the first {limit} of {self.name} are shown; split the file to read the rest."))
        if self.is_truncated:
            again = "reload it" if self.url else "pipe it in again" if self.source == STDIN else "download it again"
            notices.append(Notice(f"{self.name} breaks off: the end of the article may be missing; {again}."))
        return tuple(notices)

    def with_data(self, data: bytes, *, cut: bool = False, is_truncated: bool = False) -> "Raw":
        """Return the same source with other bytes, such as its unpacked content."""
        return replace(self, data=data, cut=self.cut or cut, is_truncated=self.is_truncated or is_truncated)


def is_url(source: str) -> bool:
    """Whether `source` is an http or https URL."""
    return source[:8].lower().startswith(("http://", "https://"))


def fetch(
    source: str, charset: str | None = None, stdin: BinaryIO | None = None, patience: float = Limits().fetch
) -> Raw:
    """Read `source`: a path, "-" for standard input, or `CLIPBOARD`.

    Args:
        source: what to read.
        charset: the encoding that it claims to be in.
        stdin: what to read for "-"; the standard input of the process by default.
        patience: seconds to wait for more of a pipe. A user who types has any amount of time.

    Raises:
        SourceError: it cannot be read, or it is empty.
    """
    if source == STDIN:
        raw = _from_stdin(stdin, charset, patience)
    elif source == CLIPBOARD:
        raw = _from_clipboard()
    elif (scheme := _SCHEME.match(source)) is not None:
        raise SourceError(
            f"{shown(source)} cannot be opened: quoth fetches only http and https, not {scheme['scheme'].lower()}; "
            "to open a file, type its path."
        )
    else:
        raw = _from_file(source, charset)
    check_filled(raw)
    return raw


def check_filled(raw: Raw) -> None:
    """Check that the source is not empty.

    Raises:
        SourceError: the source is empty.
    """
    if raw.data.strip():
        return
    what = "is empty" if not raw.data else "contains only white space"
    remedies = {STDIN: "pipe an article into quoth, or give a file name", CLIPBOARD: "copy an article first"}
    remedy = remedies.get(raw.source, "try again later" if raw.url else "check that it was saved")
    raise SourceError(f"{raw.name} {what}; {remedy}.")


def shown(name: str) -> str:
    """Return a name of any origin as one line that is safe to print on a terminal, cut to the longest that is shown."""
    line = " ".join(clean(name).text.split()) or "(no name)"
    return line if len(line) <= _LONGEST_NAME else line[: _LONGEST_NAME - 1] + "…"


def _from_stdin(stdin: BinaryIO | None, charset: str | None, patience: float) -> Raw:
    stream = stdin or (sys.stdin.buffer if sys.stdin is not None else None)
    if stream is None:
        raise SourceError("Standard input is closed; pipe an article into quoth, or give a file name.")
    data, is_whole = _read_stream(stream, patience)
    if not data and not is_whole:
        raise SourceError(
            f"Nothing arrived on standard input within {patience:g} seconds; pipe an article into quoth or name a file."
        )
    return Raw(STDIN, "Standard input", data[:LIMIT], len(data) > LIMIT, charset, is_truncated=not is_whole)


def _read_stream(stream: BinaryIO, patience: float) -> tuple[bytes, bool]:
    """Return at most `LIMIT` + 1 bytes, and whether that is all: a pipe may stay open though nothing comes."""
    try:
        descriptor = stream.fileno()
    except OSError:
        return stream.read(LIMIT + 1), True
    if os.isatty(descriptor):
        return stream.read(LIMIT + 1), True
    parts: list[bytes] = []
    missing = LIMIT + 1
    while missing:
        if not select.select([descriptor], [], [], patience)[0]:
            return b"".join(parts), False
        part = os.read(descriptor, min(missing, _CHUNK))
        if not part:
            break
        parts.append(part)
        missing -= len(part)
    return b"".join(parts), True


def _from_clipboard() -> Raw:
    import pyperclip

    try:
        text = pyperclip.paste()
    except pyperclip.PyperclipException:
        raise SourceError(
            "The clipboard cannot be read because no clipboard program is installed (such as wl-paste or xclip); "
            "run quoth - and paste the article instead."
        ) from None
    data = text.encode("utf-8", "surrogatepass")
    return Raw(CLIPBOARD, "The clipboard", data[:LIMIT], len(data) > LIMIT, "utf-8")


def part_of(source: str) -> tuple[str, int]:
    """Return the path in `source` and the number of the article in that file, 0 if none is given.

    "box.mbox#2" is the second article in box.mbox, unless there is a file of that name.
    """
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
            f"{name} cannot be read: permission denied; change its permissions or ask its owner for a copy."
        ) from None
    except OSError as error:
        if error.errno in {errno.ENAMETOOLONG, errno.ELOOP}:
            raise SourceError(f"{name} does not exist; check its name and folder.") from None
        reason = (error.strerror or str(error)).lower()
        raise SourceError(f"{name} cannot be read ({reason}); copy it to another disk and open the copy.") from None
    return Raw(source, name, data[:LIMIT], len(data) > LIMIT, charset, part=part)


def _check_kind(path: Path, name: str) -> None:
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise SourceError(f"{name} is a folder; choose a file in it.")
    already_open = stat.S_ISFIFO(mode) and os.fspath(path).startswith(("/dev/fd/", "/proc/self/fd/"))
    if not stat.S_ISREG(mode) and not already_open:
        # Opening a pipe to which nobody writes would wait forever. The shell's <(…) is already open.
        raise SourceError(f"{name} is a pipe or device, not a file; send its content to standard input (quoth -).")
