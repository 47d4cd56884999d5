"""The door: from a source to an `Article`."""

import os
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
"""Text up to this size is read where it is wanted: a process of its own would take longer to start than that takes."""


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
        charset: the encoding that the source is said to be in; it is believed only where it fits.
        stdin: what to read for "-"; the standard input of the process by default.
        options: what else is said about the source, and what is allowed.
        report: hears what is being done.

    Returns:
        The article, cleaned. Anything but a short text is read by a process with little time and memory.

    Raises:
        SourceError: it cannot be read, is empty, or holds no text. The message is one plain sentence for people.
    """
    name = os.fspath(source)
    options = options or Options()
    if charset is not None:
        options = options._replace(charset=charset)
    if stdin is not None and name == STDIN:
        return _from_stream(stdin, options, report)
    article = open_at_once(name, options)
    return article if article is not None else opening(name, options).article(report)


def open_at_once(source: str, options: Options | None = None) -> Article | None:
    """The article, if it takes but a moment to open it: a file with a short text; None if it would take longer.

    Raises:
        SourceError: it can be seen at once that there is none.
    """
    options = options or Options()
    if is_url(source) or source in {STDIN, CLIPBOARD}:
        return None
    try:
        path = Path(source).expanduser()
        if path.is_file() and path.stat().st_size > _QUICK_BYTES:
            return None
    except (OSError, ValueError, RuntimeError):
        pass  # it is said below
    return _at_once(fetch(source, options.charset))


def _at_once(raw: Raw) -> Article | None:
    if len(raw.data) > _QUICK_BYTES:
        return None
    raw, kind = recognized(raw)
    return read(raw, kind) if kind in _QUICK else None


def opening(source: str, options: Options | None = None, stdin: int | None = None) -> "Opening":
    """Begin to open `source` in a process of its own. `stdin` is the descriptor to read for "-", by default 0."""
    from tui.article.sandbox.client import Opening

    if source == STDIN and stdin is None:
        stdin = 0
    return Opening(source, options or Options(), stdin)


def _from_stream(stdin: BinaryIO, options: Options, report: Report) -> Article:
    """The article in a stream that has perhaps no descriptor."""
    raw = fetch(STDIN, options.charset, stdin)
    article = _at_once(raw)
    if article is not None:
        return article
    from tempfile import TemporaryFile

    with TemporaryFile() as file:
        file.write(raw.data)
        file.seek(0)
        return opening(STDIN, options, file.fileno()).article(report)
