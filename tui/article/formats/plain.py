"""Read plain text: paragraphs by lines, hard-wrapped lines joined, turns of a conversation, the title if any."""

import re
from collections.abc import Sequence

from tui.article.clean import clean
from tui.article.fetch.source import Raw
from tui.article.formats.hard_wraps import unwrap
from tui.article.formats.mail_headers import read_head
from tui.article.formats.masthead import read_masthead
from tui.article.formats.turns import speaker, speakers
from tui.article.model import Article, Block, BlockKind
from tui.article.text_edits import apply, compose, moved

_SAMPLE = 1 << 16
_BINARY = tuple(map(chr, (*range(8), *range(14, 27), *range(28, 32), 127)))
"""Control characters that are rare in text. (White space, backspace and ESC occur in terminal logs.)"""
_ITEM = re.compile(r"(?:(?P<bullet>[*•‣◦])|(?P<plain>-|\d{1,3}[.)])) +\S")


def recognizes(raw: Raw) -> bool:
    """Whether `raw` is text, not binary data."""
    text = raw.decoded.text
    samples = [text[:_SAMPLE], text[len(text) // 2 :][:_SAMPLE], text[-_SAMPLE:]]
    # One byte in ten of compressed data is a control; if UTF-8 has failed, fewer are enough to be sure.
    limit = 0.3 if raw.decoded.encoding == "utf-8" else 0.03
    return all(sum(map(sample.count, _BINARY)) <= limit * len(sample) for sample in samples)


def read(raw: Raw) -> Article:
    """Return the article in `raw`; none of its words are left out."""
    return read_text(raw.decoded.text, raw)


def read_text(text: str, raw: Raw) -> Article:
    """Return an article made of `text` from `raw`: cleaned, with wrapped lines joined, divided into blocks."""
    cleaned = clean(text)
    layout = unwrap(cleaned.text)
    joined, made = apply(cleaned.text, layout.changes)
    divided = _blocks(joined, layout.depths)
    blocks, metadata = read_head(joined, divided) or read_masthead(joined, divided)
    notices = (note._replace(offset=moved(note.offset or 0, made)) for note in cleaned.notices)
    return Article(
        text=joined,
        blocks=blocks,
        metadata=metadata,
        source=raw.source,
        notices=(*raw.decoded.notices, *notices),
        edits=compose(cleaned.edits, made),
    )


def _blocks(text: str, depths: Sequence[int]) -> list[Block]:
    """Return a block for each line that is not empty."""
    found: list[tuple[int, str, int]] = []
    at = 0
    for line, depth in zip(text.split("\n"), depths, strict=True):
        if bare := line.strip():
            found.append((at + line.index(bare), bare, depth))
        at += len(line) + 1
    kinds = _kinds([(line, depth) for _, line, depth in found])
    return [Block(at, at + len(line), kind) for (at, line, _), kind in zip(found, kinds, strict=True)]


def _kinds(lines: Sequence[tuple[str, int]]) -> list[BlockKind]:
    turns = speakers(line for line, depth in lines if not depth)
    kinds: list[BlockKind] = []
    for i, (line, depth) in enumerate(lines):
        who, item = speaker(line), _ITEM.match(line)
        kind = BlockKind.PARAGRAPH
        if depth:
            kind = BlockKind.BLOCKQUOTE
        elif who in turns:
            kind = BlockKind.TURN
        elif item and (
            item["bullet"] or any(_ITEM.match(near) for near, _ in (*lines[i - 1 : i], *lines[i + 1 : i + 2]))
        ):
            kind = BlockKind.LIST
        kinds.append(kind)
    return kinds
