"""Which panes are seen at which size of the terminal, how wide each is, and which tabs lead to the others. Pure."""

from typing import NamedTuple

PANES = ("article", "entities", "quotes", "details", "notes")
LISTS = ("entities", "quotes", "notes")

TWO_COLUMNS = 80
"""Columns from which the article and another pane stand side by side."""

THREE_PANES = 30
"""Rows from which the details stand below the list."""

SIZES = {"article": 60, "below": 50}
"""How much of the width the article has at first, and of the height at the right the details, in hundredths."""

SHARES = range(15, 86)
"""What they may have, in hundredths."""

LEAST_CELLS = {"article": 26, "below": 4}
"""Cells that a divider leaves on either side: columns beside "article", rows above and below "below"."""


class Layout(NamedTuple):
    """The panes that are seen, and the tabs above each of the three places: `left`, `right` and `below` it."""

    seen: frozenset[str]
    left: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    below: tuple[str, ...] = ()


def arrange(width: int, height: int, pane: str, at_right: str, list_: str, *, zoomed: bool = False) -> Layout:
    """Lay out the panes.

    Args:
        width: columns of the terminal.
        height: its rows.
        pane: the pane that the reader is in.
        at_right: the pane at the right that the reader was in last.
        list_: the list that the reader was in last.
        zoomed: whether `pane` is to have the whole screen.
    """
    if zoomed or width < TWO_COLUMNS:
        return Layout(frozenset({pane}), PANES, PANES, PANES)
    if height < THREE_PANES:
        right = PANES[1:]
        return Layout(frozenset({"article", at_right}), ("article",), right, right)
    return Layout(frozenset({"article", list_, "details"}), ("article",), LISTS, ("details",))
