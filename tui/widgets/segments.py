"""Segments that know which text of the article they stand for, so that the mouse finds its way back to it.

Textual asks each segment for an `offset` (x, y), adds to x the characters of the segment before the mouse, and orders
places by (y, x). Here y is the offset in the article at which the segment begins, so that a place stays the same when
the lines change. What stands for no text (margins) has an x below zero. What takes other than one cell for one code
point (an ideograph, an emoji, a tab) has an x of at least `_WHOLE`: it can only be taken as a whole.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Offset

from tui.text.cells import Cluster, cluster_at

_BESIDE = -1_000_000
_WHOLE = 1_000_000


class Piece(NamedTuple):
    """Some text in one style, and its place as Textual is told it; see above."""

    text: str
    style: Style
    x: int
    y: int

    def for_mouse(self) -> Segment:
        """The segment that knows its place, for the mouse."""
        return Segment(self.text, self.style + Style.from_meta({"offset": (self.x, self.y)}))

    def for_terminal(self) -> Segment:
        """The segment without its place, for the terminal; it takes a third of the time."""
        return Segment(self.text, self.style)


def margin_piece(shown: str, style: Style, offset: int) -> Piece:
    """A piece that stands for no text, but lies next to `offset` of it."""
    return Piece(shown, style, _BESIDE, offset)


def text_piece(text: str, style: Style, offset: int) -> Piece:
    """A piece for the text at `offset`, of which every code point takes one cell."""
    return Piece(text, style, 0, offset)


def cluster_pieces(text: str, clusters: Iterable[Cluster], style: Style) -> Iterator[Piece]:
    """The pieces for adjacent clusters of `text`: one for each run of plain letters, one for each that is not."""
    run, begun = "", 0
    for cluster in clusters:
        if len(cluster.shown) == cluster.cells == 1 and cluster.shown == text[cluster.start : cluster.end]:
            begun = begun if run else cluster.start
            run += cluster.shown
            continue
        if run:
            yield text_piece(run, style, begun)
            run = ""
        if cluster.shown.isspace():  # a tab
            yield from [Piece(" ", style, _WHOLE, cluster.start)] * cluster.cells
        elif cluster.shown:
            yield Piece(cluster.shown, style, _WHOLE, cluster.start)
    if run:
        yield text_piece(run, style, begun)


def cut(pieces: Iterable[Piece], cells: int) -> Iterator[Piece]:
    """As much of `pieces` as there is room for."""
    for piece in pieces:
        size = cell_len(piece.text)
        if size <= cells:
            yield piece
        elif cells:
            yield piece._replace(text=set_cell_size(piece.text, cells))
        cells -= min(size, cells)


def offset_of(place: Offset, text: str, *, at_end: bool) -> int:
    """The offset in `text` for a place that Textual found in our segments; `at_end`: behind what was hit there."""
    if place.x < 0:
        return place.y
    if place.x < _WHOLE:
        return place.y + place.x
    return cluster_at(text, place.y, len(text)).end if at_end and place.y < len(text) else place.y
