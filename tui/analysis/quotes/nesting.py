"""Quotes inside quotes: "the ministry said that Shoigu told …"."""

from tui.analysis.quotes.draft import DraftQuote
from tui.spans import Span


def nest(quotes: list[DraftQuote]) -> list[DraftQuote]:
    """Give each quote the innermost other quote whose content holds its cue (or its content) as parent."""
    for quote in quotes:
        inner = quote.cue[0] if quote.cue else quote.extent
        holders = [
            other
            for other in quotes
            if other is not quote
            and any(piece.contains(inner) for piece in other.content)
            and any(piece.contains(Span(quote.content[0].start, quote.content[0].end)) for piece in other.content)
        ]
        if holders:
            quote.parent = min(holders, key=lambda q: sum(s.end - s.start for s in q.content))
    return quotes
