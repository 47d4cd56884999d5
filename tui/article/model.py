"""An article: one clean text, its blocks, and its metadata."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from typing import Any, NamedTuple

from tui.text.spans import Span


class SourceError(Exception):
    """A source could not be opened. The message is a sentence for the user that names the source and the remedy."""


class PasswordError(SourceError):
    """A source is encrypted, and the password is missing or wrong."""


class BlockKind(StrEnum):
    """The kind of a block of the article."""

    TITLE = "title"
    STANDFIRST = "standfirst"
    """The summary between the title and the story, written by an editor."""
    HEADING = "heading"
    BYLINE = "byline"
    PARAGRAPH = "paragraph"
    BLOCKQUOTE = "blockquote"
    LIST = "list"
    CAPTION = "caption"
    PULLQUOTE = "pullquote"
    """Words of the article repeated in large type beside it."""
    TURN = "turn"
    BOILERPLATE = "boilerplate"


@dataclass(frozen=True, slots=True)
class Block:
    """A span of the text with its kind.

    Blocks are in text order, do not overlap, and do not start or end with a line break.
    """

    start: int
    end: int
    kind: BlockKind = BlockKind.PARAGRAPH
    page: int | None = None

    @property
    def span(self) -> Span:
        """The span of the block in the text."""
        return Span(self.start, self.end)


class PageBreak(NamedTuple):
    """Page `page` begins at `offset` of the text, inside a block."""

    offset: int
    page: int


class TextEdit(NamedTuple):
    """A change made by cleaning: `replacement`, at `offset` of the clean text, replaced `original`."""

    offset: int
    original: str
    replacement: str


class Notice(NamedTuple):
    """A message for the user about the source, and the offset in the text that it is about (None: all of it)."""

    message: str
    offset: int | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """A piece of metadata. `guessed` means that it was inferred rather than stated by the source."""

    value: str | None = None
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Authors:
    """The authors in the order of the byline; `guessed` as in `Field`."""

    value: tuple[str, ...] = ()
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about an article.

    `date` (published) and `updated` are ISO 8601, `language` is a BCP 47 tag.
    """

    title: Field = Field()
    authors: Authors = Authors()
    publication: Field = Field()
    date: Field = Field()
    url: Field = Field()
    language: Field = Field()
    updated: Field = Field()

    def or_else(self, other: "Metadata") -> "Metadata":
        """Return this metadata, with missing fields taken from `other`."""
        known = {f.name: getattr(self, f.name) for f in fields(self)}
        return replace(other, **{name: value for name, value in known.items() if value.value})

    @property
    def guesses(self) -> list[str]:
        """The names of the guessed fields."""
        return [f.name for f in fields(self) if getattr(self, f.name).guessed and getattr(self, f.name).value]

    def to_dict(self) -> dict[str, Any]:
        """Return the metadata as plain data: `{"value": …, "guessed": …}` for each field."""
        every = {f.name: getattr(self, f.name) for f in fields(self)}
        return {
            name: {"value": list(f.value) if isinstance(f.value, tuple) else f.value, "guessed": f.guessed}
            for name, f in every.items()
        }


@dataclass(frozen=True, slots=True)
class Article:
    r"""One article: the clean text to which all offsets refer, and its metadata.

    `text` uses only "\n" as line end and has no control characters, bidi overrides or lone surrogates, so it is safe to
    show. `source` is the path, URL or "-" from which it was opened. `everything` is an article with all text of the
    source, including menus and notes to subscribers; None if nothing was left out.
    """

    text: str
    blocks: tuple[Block, ...]
    metadata: Metadata = Metadata()
    source: str = ""
    notices: tuple[Notice, ...] = ()
    edits: Sequence[TextEdit] = field(default=(), repr=False)
    everything: "Article | None" = field(default=None, repr=False)
    breaks: tuple[PageBreak, ...] = field(default=(), repr=False)

    def page_at(self, offset: int) -> int | None:
        """Return the number of the page at `offset`, from 1; None if the article has no pages."""
        at = self._block_before(offset)
        if at is None:
            return None
        block = self.blocks[at]
        begun = bisect_right(self.breaks, offset, key=lambda turned: turned.offset) - 1
        if begun >= 0 and self.breaks[begun].offset >= block.start:
            return self.breaks[begun].page
        return block.page

    def heading_at(self, offset: int) -> str | None:
        """Return the last heading before `offset`, or None."""
        at = self._block_before(offset)
        while at is not None and at >= 0:
            block = self.blocks[at]
            if block.kind is BlockKind.HEADING:
                return self.text[block.start : block.end]
            at -= 1
        return None

    def block_at(self, offset: int) -> Block | None:
        """Return the block at `offset`; None between blocks."""
        at = self._block_before(offset)
        return self.blocks[at] if at is not None and offset < self.blocks[at].end else None

    def _block_before(self, offset: int) -> int | None:
        at = bisect_right(self.blocks, offset, key=lambda block: block.start) - 1
        return at if at >= 0 else None

    def original(self, span: Span) -> str:
        """Return the words at `span` as they are in the source, before cleaning."""
        return restore(self.text, self.edits, span)


def restore(text: str, edits: Sequence[TextEdit], span: Span) -> str:
    """Return the words at `span` of the clean `text` with the `edits` that start inside it (sorted by offset) undone.

    Characters removed right after the span do not belong to it, except at the end of the text.
    """
    parts: list[str] = []
    at = span.start
    first = bisect_left(edits, span.start, key=_offset)
    last = len(edits) if span.end >= len(text) else bisect_left(edits, span.end, key=_offset)
    for edit in edits[first:last]:
        parts += (text[at : edit.offset], edit.original)
        at = edit.offset + len(edit.replacement)
    parts.append(text[at : span.end])
    return "".join(parts)


def _offset(edit: TextEdit) -> int:
    return edit.offset
