"""Matches of a search: spans in text order, stored compactly for books with a match in every word."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import overload

from tui.text.spans import Span


class Matches(Sequence[Span]):
    """Spans that do not overlap, in text order.

    Args:
        starts: the starts of the spans.
        ends: the ends of the spans.
    """

    def __init__(self, starts: "array[int] | None" = None, ends: "array[int] | None" = None) -> None:
        self._starts = array("q") if starts is None else starts
        self._ends = array("q") if ends is None else ends

    @classmethod
    def of(cls, spans: Iterable[Span]) -> "Matches":
        """Return the matches `spans`, which must not overlap."""
        known = sorted(spans)
        return cls(array("q", (span.start for span in known)), array("q", (span.end for span in known)))

    def __len__(self) -> int:
        return len(self._starts)

    @overload
    def __getitem__(self, at: int) -> Span: ...

    @overload
    def __getitem__(self, at: slice) -> list[Span]: ...

    def __getitem__(self, at: int | slice) -> Span | list[Span]:
        if isinstance(at, slice):
            return [Span(*pair) for pair in zip(self._starts[at], self._ends[at], strict=True)]
        return Span(self._starts[at], self._ends[at])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]

    def overlapping(self, start: int, end: int) -> list[Span]:
        """Return the matches that share a code point with `[start, end)`."""
        return self[bisect_right(self._ends, start) : bisect_left(self._starts, end)]

    def from_on(self, offset: int) -> Span | None:
        """Return the first match at or after `offset`, or else the first of all; None if there are none."""
        if not self:
            return None
        at = bisect_left(self._starts, offset)
        return self[at if at < len(self) else 0]
