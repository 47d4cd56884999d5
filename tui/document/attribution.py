"""Who said a quote and how certain that is: the same answer for the screen, for copies and for exports."""

from tui.analysis.model import Analysis, Quote

UNCERTAIN = 0.5
"""Attributions with a lower confidence are labeled uncertain."""


def is_attributed(quote: Quote) -> bool:
    """Whether the article names or describes the speaker, or the speaker is known in another way."""
    return quote.speaker is not None or bool(quote.source)


def is_uncertain(quote: Quote) -> bool:
    """Whether the quote is attributed, but the speaker is unidentified or uncertain."""
    return is_attributed(quote) and (quote.speaker is None or quote.confidence < UNCERTAIN)


def reporter(analysis: Analysis, quote: Quote) -> Quote | None:
    """Return the quote that reports `quote`: the innermost one around it by another speaker, or None."""
    seen = {quote.id}
    parent = analysis.quote(quote.parent)
    while parent is not None and parent.id not in seen:
        seen.add(parent.id)
        if parent.speaker is None or parent.speaker != quote.speaker:
            return parent
        parent = analysis.quote(parent.parent)
    return None
