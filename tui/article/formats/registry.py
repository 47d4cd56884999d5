"""The kinds of input that quoth reads: which of them a source is, and reading it.

To add one, write a module (or package) here with `recognizes` and `read`, and name it in `KINDS`.
"""

from dataclasses import replace
from importlib import import_module
from typing import Protocol, cast

from tui.article import language
from tui.article.fetch.compressed import unpacked
from tui.article.fetch.source import Raw
from tui.article.model import Article, SourceError


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


KINDS = ("pdf", "docx", "odt", "epub", "rtf", "email", "subtitles", "html", "markdown", "plain")
"""The kinds that quoth reads, each a module beside this one; the first that recognizes a source reads it."""

_SIGNS: dict[str, tuple[bytes, ...]] = {
    "pdf": (b"%pdf-",),
    "docx": (b"pk\x03\x04",),
    "odt": (b"pk\x03\x04",),
    "epub": (b"pk\x03\x04",),
    "rtf": (b"{\\rtf",),
    "email": (b"message-id:", b"mime-version:", b"received:", b"return-path:", b"content-type:", b"delivered-to:"),
    "subtitles": (b"-->", b"webvtt"),
    "html": (b"<",),
    "markdown": (b"#", b"---", b"===", b"](", b"**", b"```"),
}
"""What the beginning of a source of a kind holds; where none of it is there, the module is not even imported."""
_BEGINNING = 1 << 16


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
    (b"PK\x03\x04", "a ZIP file that is neither DOCX, ODT nor EPUB"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\x7fELF", "a program"),
)


def _what(data: bytes) -> str:
    return next((f" but {what}" for signature, what in _SIGNATURES if data.startswith(signature)), "")
