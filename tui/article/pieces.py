"""From the pieces that a structured source is made of to one clean text with its blocks, and to an article."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from tui.article.clean import clean
from tui.article.edits import Edits
from tui.article.masthead import read_masthead
from tui.article.model import Article, Block, BlockKind, Metadata, Notice
from tui.article.source import Raw
from tui.article.turns import with_turns

_SPACE = re.compile(r"[ \t\r\n]+")
_LINE = re.compile(r"[^\s](?:[^\n]*[^\s])?")


class Piece(NamedTuple):
    """A paragraph, heading, … as a source has it, not yet cleaned. Line ends in it mean nothing."""

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    page: int | None = None


class Assembled(NamedTuple):
    """A clean text, its blocks, and what cleaning changed and found in it."""

    text: str
    blocks: tuple[Block, ...]
    edits: Edits
    notices: tuple[Notice, ...]


def article_of(pieces: Iterable[Piece], raw: Raw, stated: Metadata, notices: Iterable[Notice] = ()) -> Article:
    """The article that `pieces` make, with what the source states of itself, and what its first lines let one guess."""
    found = assemble(pieces)
    blocks, guessed = read_masthead(found.text, found.blocks)
    return Article(
        text=found.text,
        blocks=with_turns(found.text, blocks),
        metadata=stated.or_else(guessed),
        source=raw.source,
        notices=(*notices, *found.notices),
        edits=found.edits,
    )


def assemble(pieces: Iterable[Piece]) -> Assembled:
    """Clean each piece and put them under one another, with an empty line between them.

    Edits are relative to the words of the pieces, not to the marks around them in the source.
    """
    parts: list[str] = []
    blocks: list[Block] = []
    edits = Edits()
    notices: list[Notice] = []
    at = 0
    for piece in pieces:
        text, changed, found = clean(_SPACE.sub(" ", piece.text).strip(" "))
        if not text.strip():
            continue
        if parts:
            parts.append("\n\n")
            at += 2
        # A line end that is left in a piece is meant: it was a separator of Unicode.
        lines = _LINE.finditer(text)
        blocks += (Block(at + line.start(), at + line.end(), piece.kind, piece.page) for line in lines)
        edits.extend(changed, 0, len(changed), at)
        notices += (note._replace(offset=(note.offset or 0) + at) for note in found)
        parts.append(text)
        at += len(text)
    return Assembled("".join(parts), tuple(blocks), edits, _merged(notices))


def _merged(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """Each sentence once, where it first holds."""
    first: dict[str, Notice] = {}
    for notice in notices:
        first.setdefault(notice.message, notice)
    return tuple(first.values())
