"""Segments that know which text of the article they stand for, so that the mouse finds its way back to it.

Textual asks each segment for an `offset` (x, y), adds to x the characters of the segment before the mouse, and orders
places by (y, x). Here y is the offset in the article at which the segment begins, so that a place stays the same when
the lines change. What stands for no text (margins) has an x below zero. What takes other than one cell for one code
point (an ideograph, an emoji, a tab) has an x of at least `_WHOLE`: it can only be taken as a whole.
"""

from collections.abc import Iterable, Iterator

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Offset

from tui.widgets.cells import Cluster, cluster_at

_BESIDE = -1_000_000
_WHOLE = 1_000_000


def beside(shown: str, style: Style, offset: int) -> Segment:
    """A segment that stands for no text, but lies next to `offset` of it."""
    return Segment(shown, _at(style, _BESIDE, offset))


def plain(text: str, style: Style, offset: int) -> Segment:
    """A segment for the text at `offset`, of which every code point takes one cell."""
    return Segment(text, _at(style, 0, offset))


def of_clusters(text: str, clusters: Iterable[Cluster], style: Style) -> Iterator[Segment]:
    """The segments for adjacent clusters of `text`: one for each run of plain letters, one for each that is not."""
    run, begun = "", 0
    for cluster in clusters:
        if len(cluster.shown) == cluster.cells == 1 and cluster.shown == text[cluster.start : cluster.end]:
            begun = begun if run else cluster.start
            run += cluster.shown
            continue
        if run:
            yield plain(run, style, begun)
            run = ""
        whole = _at(style, _WHOLE, cluster.start)
        if cluster.shown.isspace():  # a tab
            yield from [Segment(" ", whole)] * cluster.cells
        elif cluster.shown:
            yield Segment(cluster.shown, whole)
    if run:
        yield plain(run, style, begun)


def offset_of(place: Offset, text: str, *, at_end: bool) -> int:
    """The offset in `text` for a place that Textual found in our segments; `at_end`: behind what was hit there."""
    if place.x < 0:
        return place.y
    if place.x < _WHOLE:
        return place.y + place.x
    return cluster_at(text, place.y, len(text)).end if at_end and place.y < len(text) else place.y


def _at(style: Style, x: int, y: int) -> Style:
    return style + Style.from_meta({"offset": (x, y)})
