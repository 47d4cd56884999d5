"""A stretch of the article's text: the one unit of position that every part of quoth shares."""

from collections.abc import Iterable
from typing import NamedTuple


class Span(NamedTuple):
    """Half-open stretch `[start, end)` of `Article.text`, in code points."""

    start: int
    end: int

    def contains(self, other: "Span") -> bool:
        """Whether `other` lies inside this span (or is equal to it)."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end


def hull(spans: Iterable[Span]) -> Span:
    """The smallest span that contains all of `spans`, which must not be empty."""
    every = list(spans)
    return Span(min(s.start for s in every), max(s.end for s in every))
