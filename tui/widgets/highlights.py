"""Find the names, mentions and quotes in any part of a text quickly. No Textual."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from operator import attrgetter, itemgetter
from typing import Generic, NamedTuple, TypeVar

from tui.analysis.model import Analysis, Form, Quote, QuoteKind, Tint
from tui.document.families import Family, family_of
from tui.document.selection import Selection
from tui.text.spans import Span
from tui.widgets.landmarks import next_offset

T = TypeVar("T")


class Spanned(NamedTuple, Generic[T]):
    """A span and what it is."""

    span: Span
    what: T


class SpanIndex(Generic[T]):
    """Spans with what each is; they may nest and overlap. Finds those that overlap a part of the text."""

    def __init__(self, items: Iterable[tuple[Span, T]] = ()) -> None:
        self._items: list[tuple[Span, T]] = []
        self._starts: list[int] = []
        self._reach: list[int] = []  # the farthest end of this item and all before it
        self.extend(items)

    def extend(self, items: Iterable[tuple[Span, T]]) -> None:
        """Add items; the time is proportional to their number if they come after all others."""
        new = sorted(items, key=itemgetter(0))
        if new and self._items and new[0][0] < self._items[-1][0]:
            new = sorted([*self._items, *new], key=itemgetter(0))
            self._items, self._starts, self._reach = [], [], []
        reach = self._reach[-1] if self._reach else 0
        self._items += new
        self._starts += [span.start for span, _ in new]
        self._reach += [reach := max(reach, span.end) for span, _ in new]

    def __len__(self) -> int:
        return len(self._items)

    def overlapping(self, start: int, end: int) -> list[Spanned[T]]:
        """Return the items that share a code point with `[start, end)`, in text order."""
        first = bisect_right(self._reach, start)  # everything before it ends too early
        last = bisect_left(self._starts, end)
        return [Spanned(span, what) for span, what in self._items[first:last] if span.end > start]

    def items(self) -> list[tuple[Span, T]]:
        """Return all spans with what they are, in text order."""
        return list(self._items)

    def spans(self) -> list[Span]:
        """Return all spans, in text order."""
        return [span for span, _ in self._items]


class EvenIndex(SpanIndex[T]):
    """An index of spans that are all the same thing; it is made in no time.

    Args:
        spans: in text order.
        what: what each of them is.
        longest: the length of the longest, in code points.
    """

    def __init__(self, spans: list[Span], what: T, longest: int) -> None:
        super().__init__()
        self._spans = spans
        self._what = what
        self._longest = longest

    def __len__(self) -> int:
        return len(self._spans)

    def overlapping(self, start: int, end: int) -> list[Spanned[T]]:
        """Return the items that share a code point with `[start, end)`, in text order."""
        first = bisect_right(self._spans, start - self._longest, key=_start)  # everything before it ends too early
        last = bisect_left(self._spans, end, key=_start)
        return [Spanned(span, self._what) for span in self._spans[first:last] if span.end > start]

    def items(self) -> list[tuple[Span, T]]:
        """Return all spans with what they are, in text order."""
        return [(span, self._what) for span in self._spans]

    def spans(self) -> list[Span]:
        """Return all spans, in text order."""
        return self._spans


_start = attrgetter("start")


class Bar(NamedTuple):
    """A bar in the margin: its quote, and how deep that is nested."""

    quote: Quote
    depth: int


class Highlights:
    """The highlights of one article.

    Args:
        analysis: of the article; None until it is analyzed.
    """

    def __init__(self, analysis: Analysis | None = None) -> None:
        self.quotes: list[Quote] = sorted(analysis.quotes if analysis else [], key=lambda q: (q.start, q.id))
        self._quotes_by_id = {q.id: q for q in self.quotes}
        self._quote_starts = [q.start for q in self.quotes]
        self._mentions_by_id: dict[str, list[Span]] = {}
        self._longest: dict[str, int] = {}
        mentions: list[tuple[Span, str]] = []
        names: list[tuple[Span, Family]] = []
        for entity in analysis.entities if analysis is not None else ():
            family = family_of(entity.kind)
            spans = [Span(m.start, m.end) for m in entity.mentions]
            mentions += [(span, entity.id) for span in spans]
            names += [(span, family) for span, m in zip(spans, entity.mentions, strict=True) if m.form is Form.NAME]
            self._mentions_by_id[entity.id] = sorted(spans)
            self._longest[entity.id] = max((end - start for start, end in spans), default=0)
        self._mentions = SpanIndex(mentions)
        self._names = SpanIndex(names)
        bars = [(q, Bar(q, depth)) for q, depth in zip(self.quotes, _depths(self.quotes), strict=True)]
        self._content = SpanIndex((span, bar) for q, bar in bars for span in q.content)
        self._parts = SpanIndex((span, bar) for q, bar in bars for span in (*q.content, *q.cue, *q.source))
        self._first_mentions = sorted({spans[0].start for spans in self._mentions_by_id.values() if spans})
        self._highlight_starts = sorted({*(span.start for span, _ in names), *self._quote_starts})

    def tint(self, tints: Iterable[Tint]) -> None:
        """Add names found during the analysis. The cursor does not step to them, since they may still change."""
        self._names.extend((Span(t.start, t.end), family_of(t.kind)) for t in tints)

    def names(self, start: int, end: int) -> list[Spanned[Family]]:
        """Return the names in `[start, end)` with their families, the outermost first."""
        return sorted(self._names.overlapping(start, end), key=_outermost_first)

    def bars(self, start: int, end: int) -> list[Bar]:
        """Return the bars of quotes with content in `[start, end)`: for each depth, the most literal quote."""
        found: dict[int, Bar] = {}
        for item in self._content.overlapping(start, end):
            bar = item.what
            known = found.get(bar.depth)
            if known is None or (known.quote.kind is QuoteKind.INDIRECT and bar.quote.kind is not QuoteKind.INDIRECT):
                found[bar.depth] = bar
        return [found[depth] for depth in sorted(found)]

    def under(self, offset: int) -> list[Selection]:
        """Return what is at `offset`, the innermost first: mentions, then the nested quote, then the one around it."""
        entities = sorted(self._mentions.overlapping(offset, offset + 1), key=_outermost_first, reverse=True)
        quotes = sorted(
            self._parts.overlapping(offset, offset + 1),
            key=lambda item: (-item.what.depth, item.span.end - item.span.start),
        )
        found = [Selection("entity", item.what) for item in entities]
        found += [Selection("quote", item.what.quote.id) for item in quotes]
        return list(dict.fromkeys(found))

    def mention_at(self, offset: int) -> Span | None:
        """Return the shortest mention at `offset`; None if there is none."""
        found = [item.span for item in self._mentions.overlapping(offset, offset + 1)]
        return min(found, key=lambda span: span.end - span.start, default=None)

    def mentions(self, id_: str) -> Sequence[Span]:
        """Return the mentions of an entity, in text order; none if there is no such entity."""
        return self._mentions_by_id.get(id_, ())

    def quote(self, id_: str) -> Quote | None:
        """Return the quote with this id; None if there is none."""
        return self._quotes_by_id.get(id_)

    def spans_of(self, selection: Selection | None) -> SpanIndex[str]:
        """Return the spans to highlight for a selection, each with the name of its style."""
        if selection is None:
            return SpanIndex()
        if selection.kind == "entity":
            id_ = selection.id
            return EvenIndex(self._mentions_by_id.get(id_, []), "mention", self._longest.get(id_, 0))
        quote = self.quote(selection.id)
        if quote is None:
            return SpanIndex()
        parts = (("quote-content", quote.content), ("quote-cue", quote.cue), ("quote-source", quote.source))
        return SpanIndex((span, name) for name, spans in parts for span in spans)

    def highlight_beside(self, offset: int, step: int, more: Sequence[int] = ()) -> int | None:
        """Return the start of the next (`step` > 0) or previous highlight from `offset`; None if there is none.

        Args:
            offset: where to look from; a highlight that starts there does not count.
            step: the direction.
            more: sorted starts that count as highlights, too.
        """
        return _neighbor((next_offset(self._highlight_starts, offset, step), next_offset(more, offset, step)), step)

    def first_mention_beside(self, offset: int, step: int) -> int | None:
        """Return the next (`step` > 0) or previous first mention of any entity; None if there is none."""
        return next_offset(self._first_mentions, offset, step)

    def quote_beside(self, offset: int, step: int) -> Quote | None:
        """Return the next (`step` > 0) or previous quote, by the start of its content; None if there is none."""
        start = next_offset(self._quote_starts, offset, step)
        return None if start is None else self.quotes[bisect_left(self._quote_starts, start)]

    def longest_name_at(self, offset: int) -> Span | None:
        """Return the longest name that starts at `offset`; None if there is none."""
        found = [item.span for item in self._names.overlapping(offset, offset + 1) if item.span.start == offset]
        return max(found, key=lambda span: span.end, default=None)


def _outermost_first(item: Spanned[T]) -> tuple[int, int]:
    return item.span.start - item.span.end, item.span.start


def _neighbor(found: Iterable[int | None], step: int) -> int | None:
    known = [offset for offset in found if offset is not None]
    if not known:
        return None
    return min(known) if step > 0 else max(known)


def _depths(quotes: Sequence[Quote]) -> list[int]:
    """Return for each quote in how many others it is nested."""
    parents = {q.id: q.parent for q in quotes}
    depths = []
    for quote in quotes:
        around: set[str] = set()
        parent = quote.parent
        while parent in parents and parent is not None and parent not in around:
            around.add(parent)
            parent = parents[parent]
        depths.append(len(around))
    return depths
