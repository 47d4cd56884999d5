"""The dispersion bar: a few braille characters that show where in the text something is mentioned."""

from collections.abc import Iterable

_LEFT = (0x00, 0x40, 0x44, 0x46, 0x47)
_RIGHT = (0x00, 0x80, 0xA0, 0xB0, 0xB8)
"""Braille dots of the left and right column of a cell, filled from the bottom, 0 to 4 dots high."""


def bar(offsets: Iterable[int], length: int, width: int) -> str:
    """Return a bar of braille characters that shows where in a text something occurs.

    Args:
        offsets: where it occurs, in code points.
        length: of the text, in code points.
        width: of the bar, in cells; each stands for two stretches of the text, and is at most four dots high.
    """
    bins = [0] * (width * 2)
    if not bins:
        return ""
    for offset in offsets:
        bins[min(offset * len(bins) // max(length, 1), len(bins) - 1)] += 1
    heights = [min(count + 1, 4) if count else 0 for count in bins]  # a single dot would hardly be seen
    return "".join(chr(0x2800 + _LEFT[a] + _RIGHT[b]) for a, b in zip(heights[::2], heights[1::2], strict=True))
