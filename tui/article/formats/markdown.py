"""Read Markdown: headings, quotes and lists become blocks; markup of emphasis and links is removed, all words stay."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tui.article.fetch.source import Raw
from tui.article.formats import plain
from tui.article.formats.assemble import Piece, article_of
from tui.article.formats.frontmatter import FRONT_MATTER, metadata_of
from tui.article.model import Article, BlockKind, Field, Metadata

if TYPE_CHECKING:
    from markdown_it.token import Token

_LARGEST = 500_000
"""Longer texts (in characters) are read as plain text, since nobody writes Markdown that long."""
_MOST_MARKS = 2_000
"""A text with more lines, brackets or tags in one piece is not an article. It is not parsed, because parsing takes time
that grows with their square."""
_NESTING = 60
_LOOKED_AT = 100_000
_STRONG = re.compile(r"^#{1,6} +\S.*\n(?=\s*\n|\Z)|^.+\n(?:=|-){4,}\n", re.MULTILINE)
_WEAK = re.compile(r"\[[^\]\n]{1,200}\]\([^)\s]{3,500}\)|(?<![\w*])\*\*\w[^*\n]{0,200}\*\*(?![\w*])|^```", re.MULTILINE)
_TAG = re.compile(r"<(?:(?P<comment>!--)|(?P<script>script\b)|(?P<style>style\b))?", re.IGNORECASE)
_TAG_ENDS = {
    "comment": re.compile("-->"),
    "script": re.compile("</script>", re.IGNORECASE),
    "style": re.compile("</style>", re.IGNORECASE),
    "tag": re.compile(">"),
}
_WRAPPED_WITHIN = 100
"""A single line end after a longer line ends a paragraph, because wrapped lines are shorter."""


def recognizes(raw: Raw) -> bool:
    """Whether `raw` is text with front matter, a heading, or at least two signs of Markdown in its lines."""
    if not plain.recognizes(raw):
        return False
    text = raw.decoded.text[:_LOOKED_AT].replace("\r\n", "\n")
    if len(raw.decoded.text) > _LARGEST or _is_pathological(raw.decoded.text):
        return False
    if (front := FRONT_MATTER.match(text)) and ":" in front.group():
        return True
    return _STRONG.search(text) is not None or len(_WEAK.findall(text)) >= 2


def _is_pathological(text: str) -> bool:
    if text.count("<") > _MOST_MARKS:
        return True
    lines = brackets = 0
    for line in text.splitlines():
        lines, brackets = (lines + 1, brackets + line.count("[")) if line.strip() else (0, 0)
        if lines > _MOST_MARKS or brackets > _MOST_MARKS:
            return True
    return False


def read(raw: Raw) -> Article:
    """Return the article in the Markdown of `raw`, with the metadata of its front matter."""
    text = raw.decoded.text.replace("\r\n", "\n")
    stated = Metadata()
    if front := FRONT_MATTER.match(text):
        stated, text = metadata_of(front["fields"]), text[front.end() :]
    try:
        pieces = _pieces(text)
    except RecursionError:
        return replace(plain.read_text(text, raw), metadata=stated)
    if pieces and pieces[0].kind is BlockKind.HEADING:
        pieces[0] = pieces[0]._replace(kind=BlockKind.TITLE)
        stated = replace(stated, title=stated.title if stated.title.value else Field(pieces[0].text))
    return article_of(pieces, raw, stated, raw.decoded.notices)


def _pieces(text: str) -> list[Piece]:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": _NESTING}).enable(["table", "strikethrough"])
    return list(_Walk(parser.parse(text)))


class _Walk:
    """Turns a stream of Markdown tokens into pieces."""

    def __init__(self, tokens: Sequence["Token"]) -> None:
        self._tokens = tokens
        self._open: Counter[str] = Counter()
        self._marker = ""
        self._row: list[str] = []

    def __iter__(self) -> Iterator[Piece]:
        for token in self._tokens:
            self._open[token.type.removesuffix("_open").removesuffix("_close")] += token.nesting
            match token.type:
                case "list_item_open":
                    self._marker = f"{token.info}{token.markup} " if token.info else "• "
                case "tr_close":
                    yield Piece(" | ".join(self._row), BlockKind.LIST)
                    self._row = []
                case "inline" if self._open["tr"]:
                    self._row.append(" ".join(_lines(token.children or ())))
                case "inline":
                    yield from self._paragraph(token.children or ())
                case "fence" | "code_block":
                    yield from (Piece(line, self._kind()) for line in (token.info, *token.content.splitlines()))
                case "html_block":
                    from html import unescape

                    words = unescape(_without_tags(token.content))
                    yield from (Piece(line, self._kind()) for line in words.splitlines())

    def _paragraph(self, children: Sequence["Token"]) -> Iterator[Piece]:
        kind = self._kind()
        if kind is BlockKind.PARAGRAPH and all(child.type in {"image", "softbreak"} for child in children):
            kind = BlockKind.CAPTION
        for line in _lines(children):
            yield Piece(self._marker + line, kind)
            self._marker = ""

    def _kind(self) -> BlockKind:
        if self._open["heading"]:
            return BlockKind.HEADING
        if self._open["blockquote"]:
            return BlockKind.BLOCKQUOTE
        return BlockKind.LIST if self._open["list_item"] else BlockKind.PARAGRAPH


def _without_tags(text: str) -> str:
    """Return `text` without comments, scripts, style sheets and tags. Unclosed ones stay.

    If a closing tag is missing once, it is not searched for again, so that many unclosed tags do not take time that
    grows with their square.
    """
    parts: list[str] = []
    absent: set[str] = set()
    kept = at = 0
    while found := _TAG.search(text, at):
        at = found.end()
        for kind in filter(None, (found.lastgroup, "tag")):
            end = _TAG_ENDS[kind].search(text, at) if kind not in absent else None
            if end is not None:
                parts.append(text[kept : found.start()])
                kept = at = end.end()
                break
            absent.add(kind)
    return "".join([*parts, text[kept:]])


def _lines(children: Iterable["Token"]) -> list[str]:
    """Return the text of a paragraph, with its intended line breaks."""
    lines = [""]
    for child in children:
        match child.type:
            case "text" | "text_special" | "code_inline":
                lines[-1] += child.content
            case "image":
                lines[-1] += child.content or str(child.attrs.get("title", ""))
            case "softbreak" if len(lines[-1]) <= _WRAPPED_WITHIN:
                lines[-1] += " "
            case "softbreak" | "hardbreak":
                lines.append("")
    return [line for line in lines if line.strip()]
