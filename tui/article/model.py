"""What is read: one clean text, its blocks, and what is known about where it came from."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from typing import Any, NamedTuple

from tui.text.spans import Span


class SourceError(Exception):
    """A source could not be opened. Its message is one plain sentence that names the source and the remedy."""


class PasswordError(SourceError):
    """A source is encrypted, and the password is missing or wrong."""


class BlockKind(StrEnum):
    """What a stretch of the article is, as far as reading goes."""

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
    """Words of the article shown a second time, large, at its side."""
    TURN = "turn"
    BOILERPLATE = "boilerplate"


@dataclass(frozen=True, slots=True)
class Block:
    """A span of the text with its kind. Blocks are in text order, do not overlap, and hold no line break at an end."""

    start: int
    end: int
    kind: BlockKind = BlockKind.PARAGRAPH
    page: int | None = None

    @property
    def span(self) -> Span:
        """Where the block stands in the text."""
        return Span(self.start, self.end)


class PageBreak(NamedTuple):
    """Page `page` begins at `offset` of the text, inside a block."""

    offset: int
    page: int


class TextEdit(NamedTuple):
    """One change that cleaning made: at `offset` of the clean text, `replacement` stands for `original`."""

    offset: int
    original: str
    replacement: str


class Notice(NamedTuple):
    """Something the reader should know about the source: a sentence, and where in the text (None: everywhere)."""

    message: str
    offset: int | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """A piece of metadata. `guessed` says that it was inferred rather than stated by the source."""

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
        """What this one knows, and what only `other` knows."""
        known = {f.name: getattr(self, f.name) for f in fields(self)}
        return replace(other, **{name: value for name, value in known.items() if value.value})

    @property
    def guesses(self) -> list[str]:
        """The names of what is known by guessing alone."""
        return [f.name for f in fields(self) if getattr(self, f.name).guessed and getattr(self, f.name).value]

    def to_dict(self) -> dict[str, Any]:
        """Plain data: for each name `{"value": …, "guessed": …}`."""
        every = {f.name: getattr(self, f.name) for f in fields(self)}
        return {
            name: {"value": list(f.value) if isinstance(f.value, tuple) else f.value, "guessed": f.guessed}
            for name, f in every.items()
        }


@dataclass(frozen=True, slots=True)
class Article:
    r"""One article: the clean text that every offset refers to, and what is known of it.

    `text` uses "\n" alone as line end and holds no control, no bidi override and no lone surrogate: it can be shown
    as it is. `source` is the path, URL or "-" that it was opened from. `everything` is what the source holds besides,
    menus and notes to subscribers included, as an article of its own; None where nothing was left out.
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
        """The page, counted from 1, that `offset` stands on; None where there are no pages."""
        at = self._block_before(offset)
        if at is None:
            return None
        block = self.blocks[at]
        begun = bisect_right(self.breaks, offset, key=lambda turned: turned.offset) - 1
        if begun >= 0 and self.breaks[begun].offset >= block.start:
            return self.breaks[begun].page
        return block.page

    def heading_at(self, offset: int) -> str | None:
        """The heading that `offset` stands under; None above the first, and where there is none."""
        at = self._block_before(offset)
        while at is not None and at >= 0:
            block = self.blocks[at]
            if block.kind is BlockKind.HEADING:
                return self.text[block.start : block.end]
            at -= 1
        return None

    def block_at(self, offset: int) -> Block | None:
        """The block that `offset` stands in; None between blocks."""
        at = self._block_before(offset)
        return self.blocks[at] if at is not None and offset < self.blocks[at].end else None

    def _block_before(self, offset: int) -> int | None:
        at = bisect_right(self.blocks, offset, key=lambda block: block.start) - 1
        return at if at >= 0 else None

    def original(self, span: Span) -> str:
        """The words of `span` as they stood in the source, before cleaning."""
        return restore(self.text, self.edits, span)


def restore(text: str, edits: Sequence[TextEdit], span: Span) -> str:
    """Undo, within `span` of the clean `text`, the `edits` (ordered by offset) that begin inside it.

    What was removed right behind the span belongs to what follows; at the very end of the text, to the span.
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
