"""The position strip: one column beside the scroll bar that shows where in the document something lies."""

from collections.abc import Iterable

BLOCKS = (" ", "\u2598", "\u2596", "\u258c")
"""What is drawn for a cell of the strip: nothing, a mark in its upper half, its lower half, both."""


def rows(line_numbers: Iterable[int], total: int, height: int) -> dict[int, int]:
    """The cells of a strip of `height` rows that stand for lines of a document of `total` lines.

    A document that fits on the screen has its marks beside the lines themselves; any other is scaled down to half
    rows.

    Returns:
        For each row that is not empty the index in `BLOCKS` of what to draw.
    """
    found: dict[int, int] = {}
    for number in line_numbers:
        if total <= height:
            row, half = number, 3
        else:
            row, lower = divmod(min(number, total - 1) * height * 2 // total, 2)
            half = 2 if lower else 1
        found[row] = found.get(row, 0) | half
    return found


def line_at(row: int, total: int, height: int) -> int:
    """The document's line that `row` of the strip stands for: the first one, if it stands for several."""
    return row if total <= height else -(-row * total // height)
