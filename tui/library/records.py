"""Convert articles to and from library rows. What is read back is safe to show."""

import json
import os
import re
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

from tui.analysis.model import Analysis
from tui.annotations.serialize import harmless
from tui.article.clean import clean
from tui.article.fetch.source import CLIPBOARD, STDIN
from tui.article.model import Article, Authors, Block, BlockKind, Field, Metadata, Notice, PageBreak, TextEdit
from tui.library.strict import Item
from tui.text.spans import Span

_ESCAPED = re.compile(r"\\u(dc[89a-f][0-9a-f])")
"""How `canonical` writes a byte that is not valid UTF-8."""

_SHINGLE = 3
"""How many consecutive words are compared to tell an edited article from a different one."""

_MOST_PAGES = 10_000_000

_DAMAGED = "The library entry of this article was damaged: its text is complete, but its layout and details are lost."

_AKIN = 0.3
"""The least share of the shorter text that two versions of one article have in common."""


def canonical(source: str) -> str:
    """Return the stored form of a source: an absolute path, or anything else unchanged."""
    if "://" in source or not has_place(source):
        return source
    path = os.path.normpath(Path(source).expanduser().absolute())
    return path.encode("utf-8", "backslashreplace").decode()  # file names may contain invalid text


def source_path(source: str) -> str:
    """Return the source that opens a stored one: the inverse of `canonical` for file names with invalid text."""
    if "://" in source or not has_place(source) or "\\udc" not in source or Path(source).exists():
        return source
    return _ESCAPED.sub(lambda escape: chr(int(escape[1], 16)), source)


def has_place(source: str) -> bool:
    """Whether a source can be read again: it is not standard input, the clipboard or the sample."""
    return source not in {"", "sample", STDIN, CLIPBOARD}


def layout(article: Article) -> str:
    """Return a short key for what the engine reads besides the text: blocks and language."""
    blocks = ";".join(f"{block.start},{block.end},{block.kind}" for block in article.blocks)
    return sha256(f"{article.metadata.language.value}|{blocks}".encode()).hexdigest()[:16]


def akin(one: str, other: str) -> bool:
    """Whether two texts are versions of one article, because they share many sequences of words."""
    first, second = _shingles(one), _shingles(other)
    return len(first & second) >= _AKIN * max(1, min(len(first), len(second)))


def article_from(source: str, text: str, json_details: str) -> Article:
    """Return the article of a row. It is safe to show, even if the row was tampered with.

    If the details are invalid, every line of the text becomes a paragraph.
    """
    try:
        return read_article(source, text, Item(json.loads(json_details)))
    except (ValueError, RecursionError):
        plain = clean(text).text
        return Article(plain, _lines(plain), Metadata(), harmless(source), (Notice(_DAMAGED),))


def read_article(source: str, text: str, data: Item) -> Article:
    """Return a cleaned article from its parts; `data` has the form that `details` returns.

    Raises:
        ValueError: something in `data` has the wrong type or lies beyond the text.
    """
    size = len(text)
    page = data["everything"]
    blocks = tuple(_block(item, size) for item in data["blocks"].items("block"))
    metadata = _metadata(data["metadata"])
    notices = tuple(_notice(item, size) for item in data["notices"].items("notice"))
    edits = _edits(data["edits"], size)
    breaks = () if data["breaks"].is_missing else tuple(_break(item, size) for item in data["breaks"].items("break"))
    everything = None if page.is_missing else _everything(source, page)
    plain = clean(text).text
    if plain != text or not _in_order(blocks, len(text)):
        text, blocks, notices, edits, breaks = plain, _lines(plain), (), (), ()
    return Article(text, blocks, metadata, harmless(source), notices, edits, everything, breaks)


def _block(item: Item, size: int) -> Block:
    start, end, kind, page = item.fields("start", "end", "kind", "page")
    first = start.number(0, size)
    return Block(first, end.number(first, size), kind.choice(BlockKind), page.optional_number(0, _MOST_PAGES))


def _notice(item: Item, size: int) -> Notice:
    message, offset = item.fields("message", "offset")
    return Notice(harmless(message.text()), offset.optional_number(0, size))


def _break(item: Item, size: int) -> PageBreak:
    offset, page = item.fields("offset", "page")
    return PageBreak(offset.number(0, size), page.number(0, _MOST_PAGES))


def _edits(data: Item, size: int) -> tuple[TextEdit, ...]:
    edits = data.raw()
    if isinstance(edits, list) and all(_is_edit(edit, size) for edit in edits):  # there may be millions of edits
        return tuple(TextEdit(*edit) for edit in edits)
    for item in data.items("edit"):
        offset, original, replacement = item.fields("offset", "original", "replacement")
        offset.number(0, size), original.text(), replacement.text()
    raise data.refuse("a list of edits")


def _is_edit(edit: object, size: int) -> bool:
    if not isinstance(edit, list) or len(edit) != 3:
        return False
    offset, original, replacement = edit
    return type(offset) is int and 0 <= offset <= size and isinstance(original, str) and isinstance(replacement, str)


def _everything(source: str, data: Item) -> Article:
    """Return the article with all text of the source, if there is one."""
    text, json_details = data.fields("text", "details")
    try:
        parts = json.loads(json_details.text())
    except (ValueError, RecursionError):
        raise json_details.refuse("JSON") from None
    if isinstance(parts, dict):
        parts.pop("everything", None)  # there is nothing beyond everything
    return read_article(source, text.text(), Item(parts, data.place))


def details(article: Article) -> str:
    """Return everything about an article except its text and source, as JSON."""
    found: dict[str, Any] = {
        "blocks": [[b.start, b.end, str(b.kind), b.page] for b in article.blocks],
        "metadata": article.metadata.to_dict(),
        "notices": [[notice.message, notice.offset] for notice in article.notices],
        "edits": [list(edit) for edit in article.edits],
        "breaks": [list(turned) for turned in article.breaks],
    }
    if article.everything is not None:
        found["everything"] = [article.everything.text, details(article.everything)]
    return json.dumps(found)  # in ASCII, because characters removed by cleaning may be invalid


def _metadata(data: Item) -> Metadata:
    def one(name: str) -> Field:
        value, guessed = data[name]["value"].optional_text(), data[name]["guessed"].flag()
        return Field(None if value is None else harmless(value), guessed)

    names = tuple(harmless(item.text()) for item in data["authors"]["value"].items("author"))
    authors = Authors(names, data["authors"]["guessed"].flag())
    updated = Field() if data["updated"].is_missing else one("updated")  # libraries of older versions lack it
    return Metadata(one("title"), authors, one("publication"), one("date"), one("url"), one("language"), updated)


def titles(metadata: Metadata) -> tuple[str, str, str]:
    """Return title, publication and date, each "" if unknown."""
    return metadata.title.value or "", metadata.publication.value or "", metadata.date.value or ""


def _in_order(blocks: Iterable[Block], size: int) -> bool:
    at = 0
    for block in blocks:
        if not at <= block.start < block.end <= size:
            return False
        at = block.end
    return at > 0


def _lines(text: str) -> tuple[Block, ...]:
    found, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append(Block(at, at + len(line)))
        at += len(line) + 1
    return tuple(found)


def fits(analysis: Analysis, size: int) -> bool:
    """Whether all offsets in `analysis` lie within a text of this size; the file may have been tampered with."""
    spans = [Span(m.start, m.end) for e in analysis.entities for m in e.mentions]
    spans += [s for q in analysis.quotes for s in (*q.content, *q.cue, *q.source, *q.addressee.spans)]
    spans += [r.evidence for r in analysis.relations]
    whole = all(type(s.start) is int and type(s.end) is int and 0 <= s.start < s.end <= size for s in spans)
    return whole and all(q.content for q in analysis.quotes)


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = text.split()
    return {tuple(words[at : at + _SHINGLE]) for at in range(max(1, len(words) - _SHINGLE + 1))}
