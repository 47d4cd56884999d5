"""The door: from a source to an `Article`."""

import os
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol, cast

from tui.article import language
from tui.article.fetch.compressed import unpacked
from tui.article.fetch.source import CLIPBOARD, STDIN, Raw, Report, fetch, is_url, say_nothing
from tui.article.model import Article, SourceError
from tui.article.options import Options

if TYPE_CHECKING:
    from tui.article.sandbox.client import Opening


class Kind(Protocol):
    """A kind of input: one module with these two functions. Its library is imported only when it reads.

    A module that has `careful = True` is asked again when reading ended badly, and finds in `Raw.mishaps` how.
    """

    def recognizes(self, raw: Raw, /) -> bool:
        """Whether `raw` is of this kind, by its content; its name is at most a hint."""

    def read(self, raw: Raw, /) -> Article:
        """The article in `raw`.

        Raises:
            SourceError: there is none.
        """


KINDS = ("pdf", "docx", "epub", "email", "subtitles", "html", "markdown", "plain")
"""The kinds that quoth reads, each a module beside this one; the first that recognizes a source reads it."""

_SIGNS: dict[str, tuple[bytes, ...]] = {
    "pdf": (b"%pdf-",),
    "docx": (b"pk\x03\x04",),
    "epub": (b"pk\x03\x04",),
    "email": (b"message-id:", b"mime-version:", b"received:", b"return-path:", b"content-type:", b"delivered-to:"),
    "subtitles": (b"-->", b"webvtt"),
    "html": (b"<",),
    "markdown": (b"#", b"---", b"===", b"](", b"**", b"```"),
}
"""What the beginning of a source of a kind holds; where none of it is there, the module is not even imported."""
_BEGINNING = 1 << 16
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


def recognized(raw: Raw) -> tuple[Raw, str]:
    """What is packed in `raw`, and which of `KINDS` it is.

    Raises:
        SourceError: it is none of them.
    """
    raw = unpacked(raw)
    beginning = raw.data[:_BEGINNING].lower()
    narrow = beginning.replace(b"\0", b"")  # UTF-16, too, for those that are text
    for name in KINDS:
        signs = _SIGNS.get(name, (b"",))
        if any(sign in beginning or sign in narrow for sign in signs) and _kind(name).recognizes(raw):
            return raw, name
    raise SourceError(f"{raw.name} is not text{_what(raw.data)}; save its words as plain text and open that file.")


def can_be_careful(kind: str) -> bool:
    """Whether a kind has another way to read what it failed to read."""
    return getattr(_kind(kind), "careful", False)


def read(raw: Raw, kind: str) -> Article:
    """The article in `raw`, which is of `kind`.

    Raises:
        SourceError: there is none.
    """
    article = _kind(kind).read(raw)
    if not article.blocks:
        raise SourceError(f"{raw.name} holds no words; check that it was saved.")
    return replace(
        article,
        metadata=replace(article.metadata, language=language.of(article)),
        notices=(*raw.notices(), *article.notices),
    )


def _kind(name: str) -> Kind:
    return cast("Kind", import_module(f"tui.article.formats.{name}"))


_SIGNATURES = (
    (b"PK\x03\x04", "a ZIP file that is neither DOCX nor EPUB"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\x7fELF", "a program"),
)


def _what(data: bytes) -> str:
    return next((f" but {what}" for signature, what in _SIGNATURES if data.startswith(signature)), "")
