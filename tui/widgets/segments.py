"""Segments that know which text of the article they stand for, so that the mouse finds its way back to it.

Textual asks each segment for an `offset` (x, y), adds to x the characters of the segment before the mouse, and orders
places by (y, x). Here y is the offset in the article at which the segment begins, so that a place stays the same when
the lines change. What stands for no text (margins) has an x below zero. What takes other than one cell for one code
point (an ideograph, an emoji, a tab) has an x of at least `_WHOLE`: it can only be taken as a whole.

A line is put together from pieces; `joined` makes as few segments of them as can be, since each takes some forty bytes
on its way to the terminal beside its letters.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Offset

from tui.widgets.cells import Cluster, cluster_at

_BESIDE = -1_000_000
_WHOLE = 1_000_000


class Piece(NamedTuple):
    """What is shown in one style, and the place (x, y) that it stands for."""

    shown: str
    style: Style
    x: int
    y: int


def beside(shown: str, style: Style, offset: int) -> Piece:
    """A piece that stands for no text, but lies next to `offset` of it."""
    return Piece(shown, style, _BESIDE, offset)


def plain(text: str, style: Style, offset: int) -> Piece:
    """A piece for the text at `offset`, of which every code point takes one cell."""
    return Piece(text, style, 0, offset)


def joined(pieces: Iterable[Piece]) -> Iterator[Segment]:
    """The segments for `pieces`: those that look alike are one where each cell still knows its place."""
    last: Piece | None = None
    for piece in pieces:
        if last is not None and last.style == piece.style and last.y == piece.y and last.x == _BESIDE:
            if piece.x == _BESIDE:
                last = last._replace(shown=last.shown + piece.shown)
                continue
            if piece.x == 0:  # the cells of the margin count up to it from below
                last = Piece(last.shown + piece.shown, piece.style, -len(last.shown), piece.y)
                continue
        if last is not None:
            yield _segment(last)
        last = piece
    if last is not None:
        yield _segment(last)


def of_clusters(text: str, clusters: Iterable[Cluster], style: Style) -> Iterator[Piece]:
    """The pieces for adjacent clusters of `text`: one for each run of plain letters, one for each that is not."""
    run, begun = "", 0
    for cluster in clusters:
        if len(cluster.shown) == cluster.cells == 1 and cluster.shown == text[cluster.start : cluster.end]:
            begun = begun if run else cluster.start
            run += cluster.shown
            continue
        if run:
            yield plain(run, style, begun)
            run = ""
        if cluster.shown.isspace():  # a tab
            yield from [Piece(" ", style, _WHOLE, cluster.start)] * cluster.cells
        elif cluster.shown:
            yield Piece(cluster.shown, style, _WHOLE, cluster.start)
    if run:
        yield plain(run, style, begun)


def offset_of(place: Offset, text: str, *, at_end: bool) -> int:
    """The offset in `text` for a place that Textual found in our segments; `at_end`: behind what was hit there."""
    if place.x < 0:
        return place.y
    if place.x < _WHOLE:
        return place.y + place.x
    return cluster_at(text, place.y, len(text)).end if at_end and place.y < len(text) else place.y


def _segment(piece: Piece) -> Segment:
    return Segment(piece.shown, piece.style + Style.from_meta({"offset": (piece.x, piece.y)}))
