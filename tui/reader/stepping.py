"""Step through places in the article, and tell which of them the cursor is at. No Textual."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from tui.document.index import DocumentIndex
from tui.document.selection import Selection
from tui.rows.quotes import speaker_name
from tui.text.display import shown
from tui.text.spans import Span


def position(places: Sequence[Span], cursor: int) -> int | None:
    """Return the index of the place that starts at `cursor` in `places`, which are in text order; None if none does."""
    at = bisect_left(places, cursor, key=lambda span: span.start)
    return at if at < len(places) and places[at].start == cursor else None


def stepped(places: Sequence[Span], cursor: int, step: int) -> tuple[Span | None, bool]:
    """Return the next (`step` > 0) or previous place from `cursor`, and whether that wrapped around."""
    if not places:
        return None, False
    if step > 0:
        at = bisect_right(places, cursor, key=lambda span: span.start)
        return (places[at], False) if at < len(places) else (places[0], True)
    at = bisect_left(places, cursor, key=lambda span: span.start)
    return (places[at - 1], False) if at else (places[-1], True)


def round_the_end(step: int, what: str) -> str:
    """Return the message for wrapping around; `what` is "match", "mention" or "part"."""
    if what == "part":
        return f"Back to the {'start' if step > 0 else 'end'} of the quote."
    return f"Back to the {'first' if step > 0 else 'last'} {what}."


def note(
    index: DocumentIndex | None,
    selection: Selection | None,
    searched: str,
    places: Sequence[Span],
    cursor: int,
) -> str:
    """Return what the user steps through, and the position in it: "Sergei Shoigu · 3 of 9"; "" for nothing."""
    if searched:
        return f"{searched} · {_count(places, cursor)}"
    if index is None or selection is None:
        return ""
    if selection.kind == "entity":
        entity = index.entity(selection.id)
        return f"{shown(entity.name)} · {_count(places, cursor)}" if entity is not None else ""
    quote = index.quote(selection.id)
    if quote is None:
        return ""
    number, count = index.number(quote.id), len(index.analysis.quotes)
    return f"{shown(speaker_name(index, quote))} · quote {number:,} of {count:,}"


def _count(places: Sequence[Span], cursor: int) -> str:
    at = position(places, cursor)
    return f"{len(places):,}" if at is None else f"{at + 1:,} of {len(places):,}"
