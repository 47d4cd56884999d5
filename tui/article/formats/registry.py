"""The registry of input formats: recognize the format of a source and read it.

To add one, write a module (or package) here with `recognizes` and `read`, and name it in `KINDS`.
"""

from dataclasses import fields, replace
from importlib import import_module
from typing import Protocol, cast

from tui.article import language
from tui.article.clean import clean
from tui.article.fetch.compressed import unpacked
from tui.article.fetch.source import Raw
from tui.article.model import Article, Metadata, SourceError


class Kind(Protocol):
    """An input format: a module with these two functions. It imports its library only when it reads.

    A module with `careful = True` is run again after reading has failed; `Raw.mishaps` then has the reasons.
    """

    def recognizes(self, raw: Raw, /) -> bool:
        """Whether the content of `raw` has this format; the file name is at most a hint."""

    def read(self, raw: Raw, /) -> Article:
        """Return the article in `raw`.

        Raises:
            SourceError: there is none.
        """


KINDS = ("pdf", "docx", "odt", "epub", "rtf", "email", "subtitles", "html", "markdown", "plain")
"""The formats that quoth reads, each a module in this package; the first that recognizes a source reads it."""

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
"""Strings at the start of a source that has a format; without any of them, its module is not even imported."""
_BEGINNING = 1 << 16


def recognized(raw: Raw) -> tuple[Raw, str]:
    """Return the unpacked `raw` and its format, one of `KINDS`.

    Raises:
        SourceError: it has none of these formats.
    """
    raw = unpacked(raw)
    beginning = raw.data[:_BEGINNING].lower()
    narrow = beginning.replace(b"\0", b"")  # UTF-16, too, for those that are text
    for name in KINDS:
        signs = _SIGNS.get(name, (b"",))
        if any(sign in beginning or sign in narrow for sign in signs) and _kind(name).recognizes(raw):
            return raw, name
    raise SourceError(f"{raw.name} is not text{_what(raw.data)}; save its text as a plain text file and open that.")


def can_be_careful(kind: str) -> bool:
    """Whether a format has a second, more careful way to read."""
    return getattr(_kind(kind), "careful", False)


def read(raw: Raw, kind: str) -> Article:
    """Return the article in `raw`, which has the format `kind`.

    Raises:
        SourceError: there is none.
    """
    article = _kind(kind).read(raw)
    if not article.blocks:
        raise SourceError(f"{raw.name} contains no text; check that it was saved.")
    everything = article.everything
    return replace(
        article,
        metadata=_clean_metadata(replace(article.metadata, language=language.of(article))),
        notices=(*raw.notices(), *article.notices),
        everything=everything and replace(everything, metadata=_clean_metadata(everything.metadata)),
    )


def _clean_metadata(metadata: Metadata) -> Metadata:
    """Return `metadata` with each value on one line and safe to show, whatever the source states."""
    values = {field.name: getattr(metadata, field.name) for field in fields(metadata)}
    authors = metadata.authors
    return Metadata(
        **{name: replace(one, value=_clean_line(one.value)) for name, one in values.items() if name != "authors"},
        authors=replace(authors, value=tuple(_clean_line(name) or "" for name in authors.value)),
    )


def _clean_line(value: str | None) -> str | None:
    return clean(value).text.replace("\n", " ") if value else value


def _kind(name: str) -> Kind:
    return cast("Kind", import_module(f"tui.article.formats.{name}"))


_SIGNATURES = (
    (b"PK\x03\x04", "a ZIP file that is neither DOCX, ODT nor EPUB"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\x7fELF", "a program"),
)


def _what(data: bytes) -> str:
    return next((f" but {what}" for signature, what in _SIGNATURES if data.startswith(signature)), "")
