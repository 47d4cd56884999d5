"""Pages of the manual as lines for a terminal of some width."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, zip_longest

from rich.cells import cell_len

from tui.manual.passages import Cell, Passage
from tui.rows.line import Line, Run, wrap
from tui.text.spans import Span

_GAP = 2
"""Cells between two columns of a table."""

_LEAST = 8
"""Cells that a column keeps, however narrow the terminal is."""

Laid = tuple[Line, int]
"""A line, and the number of the passage that it belongs to."""


def lay_out(passages: Sequence[Passage], width: int) -> list[Laid]:
    """Return the passages in lines of at most `width` cells, with an empty line between blocks."""
    lines: list[Laid] = []
    for _, block in groupby(enumerate(passages), key=lambda item: item[1].block):
        members = list(block)
        if lines:
            lines.append(((), members[0][0]))
        if members[0][1].kind == "row":
            lines += _lay_out_table(members, width)
        else:
            for number, passage in members:
                lines += ((line, number) for line in _lay_out_text(passage, width))
    return lines


def line_text(line: Line) -> str:
    """Return a line without its roles."""
    return "".join(text for text, _ in line)


def find_words(text: str, words: str) -> list[Span]:
    """Return where `words` stand in `text`, in whatever case; a line may end between two of them."""
    if not words.strip():
        return []
    pattern = re.compile(r"\s+".join(map(re.escape, words.split())), re.IGNORECASE)
    return [Span(*match.span()) for match in pattern.finditer(text)]


def _lay_out_text(passage: Passage, width: int) -> Iterator[Line]:
    lead = " " * passage.indent + (f"{passage.sign} " if passage.sign else "  " if passage.kind == "item" else "")
    if passage.kind == "code":
        yield ((lead, ""), *passage.cells[0])
        return
    for number, line in enumerate(wrap(passage.cells[0], max(width - cell_len(lead), _LEAST))):
        yield ((lead if number == 0 else " " * cell_len(lead), ""), *line) if lead else line


def _lay_out_table(rows: Sequence[tuple[int, Passage]], width: int) -> Iterator[Laid]:
    count = max(len(passage.cells) for _, passage in rows)
    widths = _fit([max(_cells(passage, at) for _, passage in rows) for at in range(count)], width - _GAP * (count - 1))
    for number, passage in rows:
        columns = [
            wrap(_as_head(cell) if passage.is_head else cell, w) for cell, w in zip(passage.cells, widths, strict=False)
        ]
        for parts in zip_longest(*columns, fillvalue=()):
            line: list[Run] = []
            for at, part in enumerate(parts):
                line += part
                if at < len(parts) - 1:
                    line.append((" " * (widths[at] + _GAP - cell_len(line_text(part))), ""))
            yield tuple(line), number


def _as_head(cell: Cell) -> Cell:
    return tuple((text, "muted") for text, _ in cell)


def _cells(passage: Passage, at: int) -> int:
    return cell_len(line_text(passage.cells[at])) if at < len(passage.cells) else 0


def _fit(wanted: list[int], room: int) -> list[int]:
    """Return the widths of columns: as wanted, or, where there is too little room, less for the widest."""
    widths = [max(one, 1) for one in wanted]
    while sum(widths) > room and max(widths) > _LEAST:
        widths[widths.index(max(widths))] -= 1
    return widths
