"""Interpret sources as users type and paste them: paths with escapes, quotes or file://, and mailboxes."""

import shlex
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tui.article.fetch.source import CLIPBOARD, LIMIT, STDIN, is_url, part_of

_LONGEST = 8_192
"""The most characters of a path."""


def source_meant(typed: str) -> str:
    """Return the source that `typed` stands for.

    Terminals and file managers paste paths with escaped spaces, in quotes, or as file:// URLs. The name of an existing
    file and web addresses stay unchanged.
    """
    bare = typed.strip()
    if not bare or len(bare) > _LONGEST or bare in {STDIN, CLIPBOARD} or is_url(bare) or _exists(typed):
        return bare if is_url(bare) else typed
    path = _of_file_url(bare) or _unquoted(bare)
    if path is None:
        return bare
    path = _of_file_url(path) or path
    return path if is_url(path) or _exists(path) or not _exists(bare) else bare


def sources_in(typed: Iterable[str]) -> Iterator[str]:
    """Yield the sources that `typed` stands for; a mailbox yields one for each of its emails ("box.mbox#2")."""
    for one in typed:
        source = source_meant(one)
        count = _mails(source)
        yield from (f"{source}#{number}" for number in range(1, count + 1)) if count > 1 else (source,)


def _exists(path: str) -> bool:
    try:
        return Path(part_of(path)[0]).expanduser().exists()
    except (OSError, ValueError, RuntimeError):
        return False


def _of_file_url(text: str) -> str | None:
    if text[:5].lower() != "file:":
        return None
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    if parts.netloc not in {"", "localhost"}:
        return None
    # In a path, "#" and "?" that are not escaped are ordinary characters.
    rest = text[5:].removeprefix("//").removeprefix("localhost")
    return unquote(rest, errors="surrogateescape") if rest.startswith("/") else None


def _unquoted(text: str) -> str | None:
    """Return `text` without the quotes and escapes of a shell; None if it has none or is more than one word."""
    if text[0] in "“‘" and text[-1] in "”’":
        return text[1:-1]
    if not {"'", '"', "\\"} & set(text):
        return None
    try:
        words = shlex.split(text)
    except ValueError:
        words = []
    if len(words) == 1:
        return words[0]
    # A quoted path may contain the same quote.
    return text[1:-1] if len(text) > 2 and text[0] == text[-1] and text[0] in "'\"" else None


def _mails(source: str) -> int:
    """Return the number of emails in a file; 0 if it is not a mailbox."""
    if source in {STDIN, CLIPBOARD} or is_url(source) or part_of(source)[1]:
        return 0
    try:
        path = Path(source).expanduser()
        if not path.is_file():
            return 0
        with path.open("rb") as file:
            if file.read(5) != b"From ":
                return 0
            file.seek(0)
            data = file.read(LIMIT)
    except (OSError, ValueError, RuntimeError):
        return 0
    from tui.article.formats.mailbox import count

    return count(data)
