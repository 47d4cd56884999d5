"""Conversations in the form "NAME: …": their speakers and turns."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from tui.article.model import Block, BlockKind

_NOBODY = frozenset(
    "image images photo photos picture video audio map graphic chart more read watch listen see related update updated "
    "correction clarification note notes source sources credit credits caption breaking live exclusive analysis "
    "opinion editor’s editor's published posted tags topics foto bild quelle mehr lesen fuente fonte kilde".split()
)
"""Labels that are no speakers, by their first word: "Image: …", "MORE: …"."""
_TURN = re.compile(r"(?P<who>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}): +\S")


def speaker(line: str) -> str | None:
    """Return the speaker named at the start of a line; None if there is none."""
    found = _TURN.match(line)
    if found is None or found["who"].split()[0].lower() in _NOBODY:
        return None
    return found["who"]


def speakers(lines: Iterable[str]) -> frozenset[str]:
    """Return the speakers in `lines`, if there are at least three turns and one speaker has at least two."""
    counts = Counter(who for line in lines if (who := speaker(line)) is not None)
    if sum(counts.values()) < 3 or max(counts.values()) < 2:
        return frozenset()
    return frozenset(counts)


def with_turns(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return `blocks` with the paragraphs in which a speaker of a conversation speaks marked as turns."""
    named = {i: who for i, block in enumerate(blocks) if (who := _who(text, block)) is not None}
    found = speakers(text[blocks[i].start : blocks[i].end] for i in named)
    return tuple(
        replace(block, kind=BlockKind.TURN) if named.get(i) in found else block for i, block in enumerate(blocks)
    )


def _who(text: str, block: Block) -> str | None:
    if block.kind is not BlockKind.PARAGRAPH:
        return None
    return speaker(text[block.start : block.end])
