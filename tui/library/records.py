"""Articles as they are kept: what of them goes into the library, and what comes out of it, harmless to show."""

import json
import os
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

from tui.analysis.model import Analysis
from tui.annotations.serialize import harmless
from tui.article.clean import clean
from tui.article.fetch.source import CLIPBOARD, STDIN
from tui.article.model import Article, Authors, Block, BlockKind, Field, Metadata, Notice, PageBreak, TextEdit
from tui.text.spans import Span

_SHINGLE = 3
"""Words that are compared at a time to tell an edited article from another one."""

_AKIN = 0.3
"""The least part of the smaller text that two versions of one article share."""


def canonical(source: str) -> str:
    """What a source is known by: a path from the root on, anything else as it is."""
    if "://" in source or not has_place(source):
        return source
    path = os.path.normpath(Path(source).expanduser().absolute())
    return path.encode("utf-8", "backslashreplace").decode()  # names of files need not be text


def has_place(source: str) -> bool:
    """Whether there is something that can be read again: not standard input, not the clipboard, not the sample."""
    return source not in {"", "sample", STDIN, CLIPBOARD}


def layout(article: Article) -> str:
    """What the engine looks at beside the text: blocks and language, in a few letters."""
    blocks = ";".join(f"{block.start},{block.end},{block.kind}" for block in article.blocks)
    return sha256(f"{article.metadata.language.value}|{blocks}".encode()).hexdigest()[:16]


def akin(one: str, other: str) -> bool:
    """Whether two texts are versions of one article: they share a good part of their wordings."""
    first, second = _shingles(one), _shingles(other)
    return len(first & second) >= _AKIN * max(1, min(len(first), len(second)))


def article_from(source: str, text: str, json_details: str) -> Article:
    """The article of a row; whatever was done to the row, it is harmless to show."""
    try:
        data = json.loads(json_details)
        blocks = tuple(Block(s, e, BlockKind(kind), page) for s, e, kind, page in data["blocks"])
        metadata = _metadata(data["metadata"])
        notices = tuple(Notice(harmless(str(message)), at) for message, at in data["notices"])
        edits = tuple(TextEdit(int(at), str(original), str(new)) for at, original, new in data["edits"])
        breaks = tuple(PageBreak(int(at), int(page)) for at, page in data.get("breaks", ()))
        page = data.get("everything")
        everything = article_from(source, str(page[0]), str(page[1])) if page else None
    except (ValueError, KeyError, TypeError, IndexError):
        blocks, metadata, notices, edits, breaks, everything = (), Metadata(), (), (), (), None
    plain = clean(text).text
    if plain != text or not _in_order(blocks, len(text)):
        text, blocks, notices, edits, breaks = plain, _lines(plain), (), (), ()
    return Article(text, blocks, metadata, harmless(source), notices, edits, everything, breaks)


def details(article: Article) -> str:
    """All of an article but its text and source, as JSON."""
    found: dict[str, Any] = {
        "blocks": [[b.start, b.end, str(b.kind), b.page] for b in article.blocks],
        "metadata": article.metadata.to_dict(),
        "notices": [[notice.message, notice.offset] for notice in article.notices],
        "edits": [list(edit) for edit in article.edits],
        "breaks": [list(turned) for turned in article.breaks],
    }
    if article.everything is not None:
        found["everything"] = [article.everything.text, details(article.everything)]
    return json.dumps(found)  # in ASCII: what was cleaned away may be broken


def _metadata(data: dict[str, Any]) -> Metadata:
    def one(name: str) -> Field:
        known = data.get(name, {"value": None, "guessed": False})  # a library of an older version lacks the newest
        value = known["value"]
        return Field(None if value is None else harmless(str(value)), bool(known["guessed"]))

    authors = Authors(tuple(harmless(str(name)) for name in data["authors"]["value"]), bool(data["authors"]["guessed"]))
    return Metadata(one("title"), authors, one("publication"), one("date"), one("url"), one("language"), one("updated"))


def titles(metadata: Metadata) -> tuple[str, str, str]:
    """Title, publication and date, each empty if it is not known."""
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
    """Whether everything in `analysis` lies in a text of this size: the file may have been tampered with."""
    spans = [Span(m.start, m.end) for e in analysis.entities for m in e.mentions]
    spans += [s for q in analysis.quotes for s in (*q.content, *q.cue, *q.source, *q.addressee.spans)]
    spans += [r.evidence for r in analysis.relations]
    whole = all(type(s.start) is int and type(s.end) is int and 0 <= s.start < s.end <= size for s in spans)
    return whole and all(q.content for q in analysis.quotes)


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = text.split()
    return {tuple(words[at : at + _SHINGLE]) for at in range(max(1, len(words) - _SHINGLE + 1))}
