"""Who said a quote and how sure that is: one answer for the screen, for copies and for exports."""

from tui.analysis.model import Analysis, Quote

UNCERTAIN = 0.5
"""An attribution with a lower confidence is called uncertain."""


def is_attributed(quote: Quote) -> bool:
    """Whether the article says who said it, in whatever words, or the speaker is known otherwise."""
    return quote.speaker is not None or bool(quote.source)


def is_uncertain(quote: Quote) -> bool:
    """Whether it is attributed, but the speaker is unknown or uncertain."""
    return is_attributed(quote) and (quote.speaker is None or quote.confidence < UNCERTAIN)


def reporter(analysis: Analysis, quote: Quote) -> Quote | None:
    """Return the quote through which `quote` is known: the innermost one around it by somebody else, or None."""
    seen = {quote.id}
    parent = analysis.quote(quote.parent)
    while parent is not None and parent.id not in seen:
        seen.add(parent.id)
        if parent.speaker is None or parent.speaker != quote.speaker:
            return parent
        parent = analysis.quote(parent.parent)
    return None
