"""Which panes are shown at which size of the terminal, and which tabs go to the others. No Textual."""

from typing import NamedTuple

PANES = ("article", "entities", "quotes", "details", "notes")
LISTS = ("entities", "quotes", "notes")

TWO_COLUMNS = 80
"""Columns of the terminal from which the article and another pane are side by side."""

THREE_PANES = 30
"""Rows of the terminal from which the details are below the list."""

SIZES = {"article": 60, "below": 50}
"""The default share of the article in the width, and of the details in the height, in hundredths."""

SHARES = range(15, 86)
"""The allowed shares, in hundredths."""

LEAST_CELLS = {"article": 26, "below": 4}
"""The least cells on either side of a divider: columns beside "article", rows above and below "below"."""


class Layout(NamedTuple):
    """The panes that are shown, and the tabs of the three places: `left`, `right` and `below`."""

    seen: frozenset[str]
    left: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    below: tuple[str, ...] = ()


def arrange(width: int, height: int, pane: str, at_right: str, list_: str, *, zoomed: bool = False) -> Layout:
    """Lay out the panes.

    Args:
        width: columns of the terminal.
        height: its rows.
        pane: the current pane.
        at_right: the last pane on the right.
        list_: the last list.
        zoomed: whether `pane` is maximized.
    """
    if zoomed or width < TWO_COLUMNS:
        return Layout(frozenset({pane}), PANES, PANES, PANES)
    if height < THREE_PANES:
        right = PANES[1:]
        return Layout(frozenset({"article", at_right}), ("article",), right, right)
    return Layout(frozenset({"article", list_, "details"}), ("article",), LISTS, ("details",))
