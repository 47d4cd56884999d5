"""Quotes inside quotes: "the ministry said that Shoigu told …"."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from tui.analysis.quotes.draft import DraftQuote

SAME = 0.8
"""The share of the outer content from which an inner quote without a cue is only its echo."""

SURE = 0.4
"""The least confidence of a quote inside another; less certain ones are not worth showing."""

_SELF = frozenset({"i", "we", "my", "our", "us", "me"})


def nest_quotes(quotes: list[DraftQuote], text: str) -> list[DraftQuote]:
    """Set the parent of each quote to the innermost quote around it, and drop those that only echo it.

    Args:
        quotes: ordered by the start of their content, longer ones first.
        text: the article's text.

    Returns:
        The quotes that remain, in the same order.
    """
    kept: list[DraftQuote] = []
    open_: list[DraftQuote] = []
    for quote in quotes:
        at = quote.extent.start
        open_ = [q for q in open_ if q.extent.end > at]
        holders = [q for q in open_ if _holds(q, quote)]
        if holders:
            quote.parent = min(holders, key=_measure)
            if _is_echo(quote, quote.parent, text):
                continue
        kept.append(quote)
        open_.append(quote)
    return kept


def select_inside(quotes: Sequence[DraftQuote], more: Sequence[DraftQuote]) -> list[DraftQuote]:
    """Return those of `more` whose content and cue stand inside one of `quotes`."""
    waiting = sorted(quotes, key=lambda q: q.extent.start, reverse=True)
    open_: list[DraftQuote] = []
    inside: set[DraftQuote] = set()
    for inner in sorted(more, key=lambda q: q.extent.start):
        at = inner.extent.start
        while waiting and waiting[-1].extent.start <= at:
            open_.append(waiting.pop())
        open_ = [outer for outer in open_ if outer.extent.end > at]
        if any(_holds(outer, inner) for outer in open_):
            inside.add(inner)
    return [inner for inner in more if inner in inside]


def select_clear(quotes: Sequence[DraftQuote], more: Sequence[DraftQuote]) -> list[DraftQuote]:
    """Return those of `more` that overlap none of `quotes`, or stand inside one with only part of its content.

    Quotes with the same cue as one of `quotes` are left out.
    """
    cues = {cue for quote in quotes for cue in quote.cue}
    pieces = sorted(piece for quote in quotes for piece in quote.content)
    starts = [piece.start for piece in pieces]
    kept = []
    for quote in more:
        clear = cues.isdisjoint(quote.cue)
        for part in [*quote.content, *quote.cue]:
            at = bisect_right(starts, part.start) - 1
            near = pieces[max(0, at) : bisect_left(starts, part.end)]
            clear = clear and all(p.contains(part) and p != part for p in near if p.overlaps(part))
        if clear:
            kept.append(quote)
    return kept


def _holds(outer: DraftQuote, inner: DraftQuote) -> bool:
    """Whether the content and the cue of `inner` stand inside the content of `outer`."""
    parts = [*inner.content, *inner.cue]
    return all(any(piece.contains(part) for piece in outer.content) for part in parts)


def _is_echo(inner: DraftQuote, outer: DraftQuote, text: str) -> bool:
    """Whether `inner` adds nothing to `outer`: it is a guess, or the speaker about themselves."""
    if inner.confidence < SURE or not inner.source:
        return True
    if inner.source[-1] in outer.source or text[slice(*inner.source[0])].lower() in _SELF:
        return True
    return not inner.cue and _measure(inner) >= SAME * _measure(outer)


def _measure(quote: DraftQuote) -> int:
    return sum(s.end - s.start for s in quote.content)
