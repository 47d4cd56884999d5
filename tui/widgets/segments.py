"""Segments with the offsets of their text in the article, for the mouse.

Textual reads an `offset` (x, y) from each segment, adds the characters of the segment before the mouse to x, and orders
places by (y, x). Here y is the offset in the article where the segment starts, so that places stay the same when lines
change. Margins, which have no text, have a negative x. A character whose cells and code points differ in number (an
ideograph, an emoji, a tab) has an x of at least `_WHOLE`: it can only be selected as a whole.
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
    """Some text in one style, and its place for Textual; see the module's docstring."""

    text: str
    style: Style
    x: int
    y: int

    def for_mouse(self) -> Segment:
        """Return the segment with its place, for the mouse."""
        return Segment(self.text, self.style + Style.from_meta({"offset": (self.x, self.y)}))

    def for_terminal(self) -> Segment:
        """Return the segment without its place, for the terminal; this takes a third of the time."""
        return Segment(self.text, self.style)


def margin_piece(shown: str, style: Style, offset: int) -> Piece:
    """Return a piece without text of the article, next to `offset`."""
    return Piece(shown, style, _BESIDE, offset)


def text_piece(text: str, style: Style, offset: int) -> Piece:
    """Return a piece for the text at `offset`, of which every code point takes one cell."""
    return Piece(text, style, 0, offset)


def cluster_pieces(text: str, clusters: Iterable[Cluster], style: Style) -> Iterator[Piece]:
    """Yield the pieces of adjacent clusters of `text`: one for a run of plain letters, one for any other cluster."""
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
    """Yield as much of `pieces` as fits in `cells` cells."""
    for piece in pieces:
        size = cell_len(piece.text)
        if size <= cells:
            yield piece
        elif cells:
            yield piece._replace(text=set_cell_size(piece.text, cells))
        cells -= min(size, cells)


def offset_of(place: Offset, text: str, *, at_end: bool) -> int:
    """Return the offset in `text` for Textual's `place`; with `at_end`, after a character that is one whole."""
    if place.x < 0:
        return place.y
    if place.x < _WHOLE:
        return place.y + place.x
    return cluster_at(text, place.y, len(text)).end if at_end and place.y < len(text) else place.y
