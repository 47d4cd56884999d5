"""The layers over the text of an article: names, selection, matches, remarks, dimming. No Textual."""

from collections.abc import Iterable, Sequence
from copy import copy
from itertools import pairwise

from tui.analysis.model import Analysis, Quote, QuoteKind
from tui.document.selection import Selection
from tui.search.matches import Matches
from tui.text.spans import Span
from tui.widgets.highlights import Bar, Highlights, SpanIndex
from tui.widgets.wrapped_article import Line, WrappedArticle

_BRIGHT = frozenset({"match", "cursor", "current", "selection"})
"""Looks that are not dimmed."""
_MARKS = 2000
"""The most matches to use for the position strip."""

Look = str
"""The name of a look: a component class of the article's pane without its prefix, or "selection"."""


class Layers:
    """The layers over one article, from the names below to the current place on top."""

    def __init__(self) -> None:
        self.highlights = Highlights()
        self.selection: Selection | None = None
        self.selected: SpanIndex[Look] = SpanIndex()
        self.current: Span | None = None
        self.matches = Matches()
        self.remarks: SpanIndex[str] = SpanIndex()
        self.undimmed: SpanIndex[str] | None = None

    def reset(self) -> None:
        """Remove all layers, for another article."""
        vars(self).update(vars(Layers()))

    def set_analysis(self, analysis: Analysis | None) -> None:
        """Set the lowest layer: the names and quotes of the analysis."""
        self.highlights = Highlights(analysis)

    def select(self, selection: Selection | None) -> "Layers":
        """Highlight a selection; return the previous layers."""
        before = copy(self)
        self.selection = selection
        self.selected = self.highlights.spans_of(selection)
        self.forget_current()
        return before

    def forget_current(self) -> None:
        """Clear the current place, unless a highlight or match is there."""
        if self.current is not None:
            lit = self.selected.overlapping(*self.current) or self.matches.overlapping(*self.current)
            self.current = self.current if lit else None

    def dim_except(self, clear: Iterable[Span] | None) -> None:
        """Dim everything but the spans of `clear`; None: nothing."""
        self.undimmed = None if clear is None else SpanIndex((span, "clear") for span in clear)

    def looks_different(self, number: int, line: Line, lines: WrappedArticle, before: "Layers") -> bool:
        """Return whether a line looked different with the layers `before`."""
        start, end = line.start, line.end
        if before.selected.overlapping(start, end) or self.selected.overlapping(start, end):
            return True
        if any(span is not None and span.start < end and span.end > start for span in (before.current, self.current)):
            return True
        return any(before.is_lit(bar.quote) != self.is_lit(bar.quote) for bar in self.bars(number, line, lines))

    def pieces(self, line: Line, cursor: Span | None, dragged: Span | None) -> list[tuple[Span, tuple[Look, ...]]]:
        """Return the pieces of a line with the same looks, each with the names of its looks, the topmost last.

        Args:
            line: the line.
            cursor: the span of the cursor, if it is visible.
            dragged: the span of the selected text, if there is any.
        """
        start, end = line.start, line.end
        if start >= end:
            return []
        layers: list[tuple[Span, Look]] = [(i.span, str(i.what)) for i in self.highlights.names(start, end)]
        lit = self.selected.overlapping(start, end)
        layers += [(i.span, i.what) for i in lit if i.what == "quote-content"]
        layers += [(i.span, i.what) for i in lit if i.what != "quote-content"]
        layers += [(i.span, "passage") for i in self.remarks.overlapping(start, end) if not i.what]
        layers += [(span, "match") for span in self.matches.overlapping(start, end)]
        on_top = ((cursor, "cursor"), (self.current, "current"), (dragged, "selection"))
        layers += [(span, name) for span, name in on_top if span is not None]
        if self.undimmed is not None:
            layers = [(span, name) for span, name in layers if name in _BRIGHT or self.undimmed.overlapping(*span)]
            layers = [*((span, "dimmed") for span in self.dimmed(start, end)), *layers]
        layers = [(span, name) for span, name in layers if span.start < end and span.end > start]
        cuts = sorted({start, end, *(min(max(cut, start), end) for span, _ in layers for cut in span)})
        return [
            (Span(a, b), tuple(dict.fromkeys(name for span, name in layers if span.start < b and span.end > a)))
            for a, b in pairwise(cuts)
        ]

    def dimmed(self, start: int, end: int) -> list[Span]:
        """Return the dimmed parts of `[start, end)`."""
        if self.undimmed is None:
            return []
        found, at = [], start
        for span, _ in self.undimmed.overlapping(start, end):
            if span.start > at:
                found.append(Span(at, span.start))
            at = max(at, span.end)
        return [*found, Span(at, end)] if at < end else found

    def bars(self, number: int, line: Line, lines: WrappedArticle) -> list[Bar]:
        """Return the bars beside a line, the outer first; a bar continues between the paragraphs of a quote."""
        if line.kind is not None:
            return self.highlights.bars(line.start, line.end)
        above = lines[number - 1] if number else line
        below = lines[lines.clamp(number + 1)]
        goes_on = {bar.quote.id for bar in self.highlights.bars(below.start, below.end)}
        return [bar for bar in self.highlights.bars(above.start, above.end) if bar.quote.id in goes_on]

    def bar_look(self, quote: Quote) -> Look:
        """Return the look of the bar of a quote."""
        if self.undimmed is not None and not any(self.undimmed.overlapping(*span) for span in quote.content):
            return "dimmed"
        if self.is_lit(quote):
            return "bar-lit"
        return "bar-indirect" if quote.kind is QuoteKind.INDIRECT else "bar"

    def is_lit(self, quote: Quote) -> bool:
        """Return whether the bar of a quote is highlighted: the quote or its speaker is selected."""
        chosen = self.selection
        return chosen is not None and chosen.id == (quote.id if chosen.kind == "quote" else quote.speaker)

    def sign(self, line: Line) -> str:
        """Return the sign of the first remark that starts in a line; "" if there is none."""
        if line.kind is None:
            return ""
        found = self.remarks.overlapping(line.start, max(line.end, line.start + 1))
        return next((item.what for item in found if item.what and item.span.start >= line.start), "")

    def marks(self) -> Sequence[Span]:
        """Return the spans for the position strip: of the selection, or else of the search."""
        if len(self.selected):
            return self.selected.spans()
        # A sample of many: the strip has only a few dozen rows.
        return self.matches[:: max(1, len(self.matches) // _MARKS)]
