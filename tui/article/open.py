"""Open a source as an `Article`."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from tui.article.fetch.source import CLIPBOARD, STDIN, Raw, Report, fetch, is_url, say_nothing
from tui.article.formats.registry import read, recognized
from tui.article.model import Article
from tui.article.options import Options

if TYPE_CHECKING:
    from tui.article.sandbox.client import Opening


_QUICK = frozenset({"markdown", "plain"})
_QUICK_BYTES = 1 << 17
"""Text up to this size is read in this process: starting another one would take longer than reading it."""
_QUICK_LINE = 10_000
"""The longest line, in bytes, that is read in this process. Paragraphs rarely have a third of that, and the time that a
hostile line can take grows with its length."""
_PACKED = (b"\x1f\x8b", b"PK\x03\x04")
"""The start of gzip and ZIP files, whose content may be of any size."""


def open_source(
    source: str | os.PathLike[str],
    *,
    charset: str | None = None,
    stdin: BinaryIO | None = None,
    options: Options | None = None,
    report: Report = say_nothing,
) -> Article:
    """Open an article.

    Args:
        source: a path, an http or https URL, "-" for standard input, or `CLIPBOARD` for the clipboard.
        charset: the text encoding; it is used only if the bytes fit it.
        stdin: the stream to read for "-"; by default the standard input of the process.
        options: how to open it and what is allowed.
        report: receives progress.

    Returns:
        The cleaned article. Anything but a short text is parsed by a process with limits on time and memory.

    Raises:
        SourceError: it cannot be read, is empty, or has no text. The message is a sentence for the user.
    """
    name = os.fspath(source)
    options = options or Options()
    if charset is not None:
        options = options._replace(charset=charset)
    if name == STDIN:
        if stdin is not None:
            return _from_stream(stdin, options, report)
        if sys.stdin is None:  # descriptor 0 is something else by now, or nothing
            return _from_stream(None, options, report)
    article = open_at_once(name, options)
    return article if article is not None else opening(name, options).article(report)


def open_at_once(source: str, options: Options | None = None) -> Article | None:
    """Return the article if it opens at once, or None if a process with limits has to parse it.

    Only an uncompressed file with a short text and no very long line is read at once.

    Raises:
        SourceError: it can be seen at once that the source cannot be opened.
    """
    options = options or Options()
    if is_url(source) or source in {STDIN, CLIPBOARD}:
        return None
    try:
        path = Path(source).expanduser()
        if path.is_file() and path.stat().st_size > _QUICK_BYTES:
            return None
    except (OSError, ValueError, RuntimeError):
        pass  # reported below
    return _at_once(fetch(source, options.charset))


def _at_once(raw: Raw) -> Article | None:
    if not _is_quick(raw.data):
        return None
    raw, kind = recognized(raw)
    return read(raw, kind) if kind in _QUICK else None


def _is_quick(data: bytes) -> bool:
    """Whether `data` is short, uncompressed, and has no line that needs limits on time and memory."""
    if len(data) > _QUICK_BYTES or data.startswith(_PACKED):
        return False
    return max(map(len, data.splitlines()), default=0) <= _QUICK_LINE


def opening(source: str, options: Options | None = None, stdin: int | None = None) -> "Opening":
    """Start opening `source` in a separate process. `stdin` is the descriptor to read for "-", by default 0."""
    from tui.article.sandbox.client import Opening

    if source == STDIN and stdin is None:
        stdin = 0
    return Opening(source, options or Options(), stdin)


def _from_stream(stdin: BinaryIO | None, options: Options, report: Report) -> Article:
    """Return the article in a stream that may have no file descriptor."""
    raw = fetch(STDIN, options.charset, stdin, options.limits.fetch)
    article = _at_once(raw)
    if article is not None:
        return article
    from tempfile import TemporaryFile

    with TemporaryFile() as file:
        file.write(raw.data)
        file.seek(0)
        return opening(STDIN, options, file.fileno()).article(report)
