"""The door: from a source to an `Article`."""

import os
from dataclasses import replace
from typing import BinaryIO, Protocol

from tui.article import markdown, plain
from tui.article.model import Article, SourceError
from tui.article.source import Raw, fetch


class Kind(Protocol):
    """A kind of input: one module with these two functions."""

    def recognizes(self, raw: Raw, /) -> bool:
        """Whether `raw` is of this kind, by its content; its name is at most a hint."""

    def read(self, raw: Raw, /) -> Article:
        """The article in `raw`.

        Raises:
            SourceError: there is none.
        """


KINDS: tuple[Kind, ...] = (markdown, plain)
"""The kinds that quoth reads; the first that recognizes a source reads it."""


def open_source(
    source: str | os.PathLike[str], *, charset: str | None = None, stdin: BinaryIO | None = None
) -> Article:
    """Open an article.

    Args:
        source: a path, or "-" for standard input. (URLs follow.)
        charset: the encoding that the source is said to be in; it is believed only where it fits.
        stdin: what to read for "-"; the standard input of the process by default.

    Returns:
        The article, cleaned.

    Raises:
        SourceError: it cannot be read, is empty, or is not text. The message is one plain sentence for people.
    """
    raw = fetch(os.fspath(source), charset, stdin)
    kind = next((kind for kind in KINDS if kind.recognizes(raw)), None)
    if kind is None:
        raise SourceError(f"{raw.name} is not text{_what(raw.data)}; save its words as plain text and open that file.")
    article = kind.read(raw)
    if not article.blocks:
        raise SourceError(f"{raw.name} holds no words; check that it was saved.")
    return replace(article, notices=(*raw.notices(), *article.notices))


_SIGNATURES = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP file, such as DOCX or EPUB"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\x7fELF", "a program"),
)


def _what(data: bytes) -> str:
    return next((f" but {what}" for signature, what in _SIGNATURES if data.startswith(signature)), "")
