"""What may be said of who said it: one answer for the screen, for what is copied and for what is written."""

from tui.analysis.model import Analysis, Quote

UNCERTAIN = 0.5
"""Below this confidence an attribution is called uncertain, on the screen and in what is copied."""


def is_attributed(quote: Quote) -> bool:
    """Whether the article says in any words who said it, or it is known otherwise."""
    return quote.speaker is not None or bool(quote.source)


def is_uncertain(quote: Quote) -> bool:
    """Whether it is attributed, but to nobody who is known for certain."""
    return is_attributed(quote) and (quote.speaker is None or quote.confidence < UNCERTAIN)


def reporter(analysis: Analysis, quote: Quote) -> Quote | None:
    """The quote through which `quote` is known: the innermost one around it that somebody else said; None if none."""
    seen = {quote.id}
    parent = analysis.quote(quote.parent)
    while parent is not None and parent.id not in seen:
        seen.add(parent.id)
        if parent.speaker is None or parent.speaker != quote.speaker:
            return parent
        parent = analysis.quote(parent.parent)
    return None
