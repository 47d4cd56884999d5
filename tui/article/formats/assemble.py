"""Assemble the pieces of a structured source into one clean text with blocks, and into an article."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from tui.article.clean import clean
from tui.article.fetch.source import Raw
from tui.article.formats.masthead import read_masthead
from tui.article.formats.turns import with_turns
from tui.article.model import Article, Block, BlockKind, Metadata, Notice, PageBreak
from tui.article.text_edits import TextEdits

PAGE_BREAK = "\f{}\f"
"""The mark inside a piece where a page ends; formatted with the number of the next page."""
_BREAK = re.compile(r"\f(\d+)\f")
_SPACE = re.compile(r"[ \t\r\n]+")
_LINE = re.compile(r"[^\s](?:[^\n]*[^\s])?")


class Piece(NamedTuple):
    """A paragraph, heading, … of a source, not cleaned yet. Line ends in it have no meaning."""

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    page: int | None = None


class Assembled(NamedTuple):
    """A clean text, its blocks, the page breaks inside them, and the edits and notices of cleaning."""

    text: str
    blocks: tuple[Block, ...]
    breaks: tuple[PageBreak, ...]
    edits: TextEdits
    notices: tuple[Notice, ...]


def article_of(pieces: Iterable[Piece], raw: Raw, stated: Metadata, notices: Iterable[Notice] = ()) -> Article:
    """Return the article made of `pieces`, with the metadata of the source and what its first lines suggest."""
    found = assemble(pieces)
    blocks, guessed = read_masthead(found.text, found.blocks)
    return Article(
        text=found.text,
        blocks=with_turns(found.text, blocks),
        metadata=stated.or_else(guessed),
        source=raw.source,
        notices=(*notices, *found.notices),
        edits=found.edits,
        breaks=found.breaks,
    )


def assemble(pieces: Iterable[Piece]) -> Assembled:
    """Clean the pieces and join them with an empty line between them.

    Edits refer to the text of the pieces, not to the markup around them in the source.
    """
    parts: list[str] = []
    blocks: list[Block] = []
    breaks: list[PageBreak] = []
    edits = TextEdits()
    notices: list[Notice] = []
    at = 0
    for piece in pieces:
        begun = at + (2 if parts else 0)
        # Only paged sources have these marks; in others the characters belong to the text.
        first, *rest = _BREAK.split(piece.text) if piece.page is not None else (piece.text,)
        start = len(parts)
        # A page may end inside a hyphenated word that was joined; then nothing separates its halves.
        for page, words in zip((None, *rest[::2]), (first, *rest[1::2]), strict=True):
            text, changed, found = clean(_SPACE.sub(" ", words).strip(" "))
            if not text.strip():
                continue
            gap = "\n\n" if len(parts) == start else " " if words[:1].isspace() or page is None else ""
            if parts:
                parts.append(gap)
                at += len(gap)
            if page is not None:
                breaks.append(PageBreak(at, int(page)))
            # A line end that is left in a piece is intended: it was a Unicode line separator.
            edits.extend(changed, 0, len(changed), at)
            notices += (note._replace(offset=(note.offset or 0) + at) for note in found)
            parts.append(text)
            at += len(text)
        whole = "".join(parts[start:]).removeprefix("\n\n")
        lines = _LINE.finditer(whole)
        blocks += (Block(begun + line.start(), begun + line.end(), piece.kind, piece.page) for line in lines)
    return Assembled("".join(parts), tuple(blocks), tuple(breaks), edits, _merged(notices))


def _merged(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """Return each notice once, at its first place."""
    first: dict[str, Notice] = {}
    for notice in notices:
        first.setdefault(notice.message, notice)
    return tuple(first.values())
