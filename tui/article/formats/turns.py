"""Conversations in the form "NAME: …": their speakers and turns."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from tui.article.model import Block, BlockKind

_TURN = re.compile(r"(?P<who>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}): +\S")


def speaker(line: str) -> str | None:
    """Return the speaker named at the start of a line; None if there is none."""
    found = _TURN.match(line)
    return found["who"] if found is not None else None


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
