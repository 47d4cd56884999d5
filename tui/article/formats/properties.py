"""Metadata in file properties. Programs fill them in automatically, so they count as guesses."""

from collections.abc import Iterable
from dataclasses import replace

from tui.article.model import Article, Authors, BlockKind, Field, Metadata
from tui.article.words import plain

_HEAD = 2_000
_FOOT = 500
"""How many code points from either end of an article a byline may be."""


_NOBODY = frozenset({"anonymous", "unknown", "unnamed", "user", "author", "admin", "administrator", "owner"})
_NOTHING = frozenset({"untitled", "untitled document", "no title", "title", "document", "document1"})
"""Default values that programs fill in."""


def names(value: str) -> list[str]:
    """Return the names in a property that separates several with semicolons."""
    return [name.strip() for name in value.split(";") if name.strip()]


def stated(title: str | None, authors: Iterable[str], day: str | None) -> Metadata:
    """Return the metadata in a file's properties, marked as guessed, without default values. `day` is ISO 8601."""
    title = None if title is None or plain(title).strip() in _NOTHING else title
    named = tuple(name for name in authors if plain(name).strip() not in _NOBODY)
    return Metadata(
        title=Field(title or None, guessed=bool(title)),
        authors=Authors(named, guessed=bool(named)),
        date=Field(day, guessed=day is not None),
    )


def confirmed(article: Article) -> Article:
    """Return `article` with the metadata that its own text confirms no longer marked as guessed."""
    meta = article.metadata
    head = plain(article.text[:_HEAD])
    ends = f" {head} {plain(article.text[-_FOOT:])} "
    if meta.authors.value and all(f" {plain(name)} " in ends for name in meta.authors.value):
        meta = replace(meta, authors=replace(meta.authors, guessed=False))
    title = meta.title.value
    if title and any(
        block.kind in {BlockKind.TITLE, BlockKind.HEADING}
        and plain(title) == plain(article.text[block.start : block.end])
        for block in article.blocks[:4]
    ):
        meta = replace(meta, title=replace(meta.title, guessed=False))
    return replace(article, metadata=meta)
