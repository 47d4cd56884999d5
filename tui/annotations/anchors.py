"""Anchors: references to words of an article that work in later versions of its text.

They follow the W3C's Web Annotation Data Model: a TextPositionSelector for the version of the text that the user saw,
and a TextQuoteSelector (the words with some context before and after) for later versions.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from hashlib import sha256
from heapq import nsmallest

from tui.text.spans import Span

CONTEXT = 40
"""Code points before and after the words that are kept with them."""

_MIN_CONTEXT = 16
"""Code points of matching context that distinguish one occurrence of some words from another."""

_DISTINCTIVE = 32
"""Words of at least so many code points need no context if the text has them only once."""

_HOOK = 12
"""Code points of context that must still stand beside words that were themselves changed."""

_MOST_EDGES = 30
"""Places where the context of changed words may begin or end that are looked at, the nearest to where it was: each is
combined with each.
"""

_MIN_LIKENESS = 0.6
"""The least similarity (0 to 1) of changed words with what they were."""

_LONGEST_CHANGED = 4000
"""Longer words (in code points) are not searched for once they were changed: comparing them would take too long."""


def fingerprint(text: str) -> str:
    """Return the SHA-256 of `text` as hexadecimal digits, which identifies the text."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Anchor:
    """Some words of an article.

    `start` and `end` are offsets in the text whose fingerprint is `text`; `exact` are the words there, `before` and
    `after` what stands around them.
    """

    text: str
    start: int
    end: int
    exact: str
    before: str = ""
    after: str = ""


class Ground:
    """One text in which anchors are placed. Results are cached.

    Args:
        text: the article's text.
        text_sha256: its fingerprint, if it is known already.
    """

    def __init__(self, text: str, text_sha256: str | None = None) -> None:
        self.text = text
        self.text_sha256 = text_sha256 or fingerprint(text)
        self._found: dict[Anchor, Span | None] = {}

    def anchor(self, span: Span) -> Anchor:
        """Return an anchor for the words at `span`."""
        start, end = span
        text = self.text
        before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
        return Anchor(self.text_sha256, start, end, text[start:end], before, after)

    def place(self, anchor: Anchor) -> Span | None:
        """Return where the words of `anchor` stand in this text; None if they are gone, or could be any of several."""
        here = 0 <= anchor.start < anchor.end <= len(self.text) and anchor.text == self.text_sha256
        if here and self.text[anchor.start : anchor.end] == anchor.exact:
            return Span(anchor.start, anchor.end)
        if anchor not in self._found:
            self._found[anchor] = self._search(anchor)
        return self._found[anchor]

    def _search(self, anchor: Anchor) -> Span | None:
        if not anchor.exact.strip():
            return None
        return self._same(anchor) or self._rewrapped(anchor) or self._changed(anchor)

    def _same(self, anchor: Anchor) -> Span | None:
        """Find the same words, letter by letter."""
        return self._best(anchor, [Span(at, at + len(anchor.exact)) for at in self._occurrences(anchor.exact)])

    def _rewrapped(self, anchor: Anchor) -> Span | None:
        """Find the same words with other white space between them."""
        words = anchor.exact.split()
        if len(words) < 2 or len(anchor.exact) > _LONGEST_CHANGED:
            return None
        pattern = r"\s+".join(re.escape(word) for word in words)
        return self._best(anchor, [Span(*found.span()) for found in re.finditer(pattern, self.text)])

    def _best(self, anchor: Anchor, spans: list[Span]) -> Span | None:
        """Return the one of `spans` with most of the context; None if none has enough."""
        if not spans:
            return None
        # At the same distance from where they were, the earlier.
        context, _, best = max((self._context(anchor, s), -abs(s.start - anchor.start), s) for s in spans)
        wanted = min(_MIN_CONTEXT, len(anchor.before) + len(anchor.after))
        telling = len(spans) == 1 and len(anchor.exact) >= _DISTINCTIVE
        return best if context >= wanted or telling else None

    def _context(self, anchor: Anchor, span: Span) -> int:
        """Return how many code points beside `span` are those that stood beside the words."""
        before = self.text[max(0, span.start - len(anchor.before)) : span.start]
        after = self.text[span.end : span.end + len(anchor.after)]
        return _count_shared(reversed(before), reversed(anchor.before)) + _count_shared(iter(after), iter(anchor.after))

    def _changed(self, anchor: Anchor) -> Span | None:
        """Find what now stands between the words that stood before and after, if it is similar enough."""
        if len(anchor.exact) > _LONGEST_CHANGED:
            return None
        longest = round(len(anchor.exact) / _MIN_LIKENESS) + 8
        starts = self._edges(anchor.before[-_HOOK:], 0, anchor.start, at_end=True)
        ends = self._edges(anchor.after[:_HOOK], len(self.text), anchor.end, at_end=False)
        found = [Span(s, e) for s in starts for e in ends if 0 < e - s <= longest]
        likeness = [(_likeness(anchor.exact, self.text[s:e]), -abs(s - anchor.start), Span(s, e)) for s, e in found]
        best = max(likeness, default=None)
        return best[2] if best is not None and best[0] >= _MIN_LIKENESS else None

    def _edges(self, hook: str, beyond: int, near: int, *, at_end: bool) -> list[int]:
        """Return where `hook` ends or begins, nearest to `near`; `beyond`, an end of the text, for an empty hook."""
        if not hook:
            return [beyond]
        if len(hook) < _HOOK // 2:
            return []
        edges = (at + len(hook) * at_end for at in self._occurrences(hook))
        return nsmallest(_MOST_EDGES, edges, key=lambda at: abs(at - near))

    def _occurrences(self, words: str) -> Iterator[int]:
        at = self.text.find(words)
        while at >= 0:
            yield at
            at = self.text.find(words, at + 1)


def overlap(one: Span, other: Span) -> float:
    """Return the length that two spans share, divided by the length they cover together, from 0 to 1."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return max(0.0, shared / max(1, max(one.end, other.end) - min(one.start, other.start)))


def _count_shared(one: Iterator[str], other: Iterator[str]) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def _likeness(one: str, other: str) -> float:
    """Return the similarity of two texts by their words, from 0 to 1."""
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()
