"""Properties of files: programs fill them in with whoever is logged in and whenever that is, so they are guesses."""

from dataclasses import replace

from tui.article.model import Article, Authors, BlockKind, Field
from tui.article.words import plain

_HEAD = 2_000
_FOOT = 500
"""Code points at either end of an article among which a byline may stand."""


_NOBODY = frozenset({"anonymous", "unknown", "unnamed", "user", "author", "admin", "administrator", "owner"})
_NOTHING = frozenset({"untitled", "untitled document", "no title", "title", "document", "document1"})
"""What programs put where nobody told them anything."""


def confirmed(article: Article) -> Article:
    """`article`, what its file says of it being certain where its own words say the same, and left out if it is empty.

    A file made by "anonymous" and called "untitled" says nothing of its author and title.
    """
    meta = article.metadata
    named = tuple(name for name in meta.authors.value if plain(name).strip() not in _NOBODY)
    if named != meta.authors.value:
        meta = replace(meta, authors=Authors(named, guessed=bool(named) and meta.authors.guessed))
    if meta.title.value and plain(meta.title.value).strip() in _NOTHING:
        meta = replace(meta, title=Field(None))
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
