"""Lines of a pane as plain data: runs of text, each with a role that decides its style."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from tui.document.selection import Selection
from tui.text.spans import Span
from tui.text.wrapping import wrap as break_lines

Run = tuple[str, str]
"""A piece of text and its role: "" (plain), "strong", "muted", "hit", "warning", "heading", or a color family."""

Line = tuple[Run, ...]


class Target(NamedTuple):
    """Where a row leads: a place in the article, and what to select there (None: keep the selection).

    `item` is the id of another thing that the row stands for: a note, a correction, an article.
    """

    span: Span | None = None
    selection: Selection | None = None
    item: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """An entry of a list. Without a target it cannot be highlighted (a heading, a fact)."""

    lines: tuple[Line, ...]
    target: Target | None = None

    @property
    def text(self) -> str:
        """The text of the row, without roles."""
        return "\n".join("".join(text for text, _ in line) for line in self.lines)


def wrap(runs: Iterable[Run], width: int, most: int | None = None) -> list[Line]:
    """Return `runs` broken between words into lines of at most `width` cells; at least one line.

    With `most`, text that does not fit into that many lines is replaced by an ellipsis.
    """
    runs = list(runs)
    text = "".join(part for part, _ in runs)
    lines = list(break_lines(text, 0, len(text), width))
    if most is None or len(lines) <= most:
        return [_cut(runs, start, end) for start, end in lines]
    (start, _), kept = lines[most - 1], lines[: most - 1]
    last = next(break_lines(text, start, len(text), width - 1))
    if last.end - start < width // 2:  # a long word comes next: better a part of it than nothing
        last = next(break_lines(text[start:].replace(" ", "\u00a0"), 0, len(text) - start, width - 1))
        last = Span(start, start + last.end)
    return [*(_cut(runs, *span) for span in kept), (*_cut(runs, *last), ("…", "muted"))]


def _cut(runs: list[Run], start: int, end: int) -> Line:
    """Return the part `[start, end)` of the text of `runs`, each piece with its role."""
    pieces: list[Run] = []
    at = 0
    for text, role in runs:
        piece = text[max(start - at, 0) : max(end - at, 0)]
        if piece:
            pieces.append((piece, role))
        at += len(text)
    return tuple(pieces)
