"""The timeline of who speaks where: a lane for each speaker, a bar for each quote."""

from typing import NamedTuple

from tui.analysis.model import Analysis, Quote, QuoteKind
from tui.article.model import Article, BlockKind
from tui.document.attribution import is_attributed, is_uncertain
from tui.document.quote_facts import facts
from tui.text.spans import Span, hull


class Bar(NamedTuple):
    """A quote in its lane, from its first to its last word; `depth` is how many quotes of its lane it is nested in."""

    quote: str
    span: Span
    kind: QuoteKind
    doubt: bool
    depth: int


class Lane(NamedTuple):
    """A speaker with their quotes, in text order; `name` is "" for the lane of quotes that are not attributed."""

    name: str
    entity: str | None
    named: bool
    bars: tuple[Bar, ...]

    @property
    def depth(self) -> int:
        """The number of rows that its bars need so that none hides another."""
        return max((bar.depth for bar in self.bars), default=0) + 1


class Timeline(NamedTuple):
    """All lanes, in the order in which they first speak, and the paragraphs and headings of the article."""

    length: int
    lanes: tuple[Lane, ...]
    paragraphs: tuple[Span, ...]
    headings: tuple[Span, ...]


def make_timeline(article: Article, analysis: Analysis) -> Timeline:
    """Return the timeline of `article`; offsets are those of its text, whose length is `length`."""
    by_speaker: dict[tuple[str, str], list[Quote]] = {}
    for quote in analysis.quotes:
        speaker = analysis.entity(quote.speaker)
        if speaker is not None:
            key = ("entity", speaker.id)
        else:  # the speaker is unidentified; the words of the article stand in for the name
            key = ("words", facts(article, analysis, quote).written if is_attributed(quote) else "")
        by_speaker.setdefault(key, []).append(quote)
    lanes = [_lane(analysis, *key, quotes) for key, quotes in by_speaker.items()]
    lanes.sort(key=lambda lane: (lane.name == "", lane.bars[0].span))
    kinds = {BlockKind.TITLE, BlockKind.HEADING}
    return Timeline(
        max(len(article.text), 1),
        tuple(lanes),
        tuple(block.span for block in article.blocks),
        tuple(block.span for block in article.blocks if block.kind in kinds),
    )


def _lane(analysis: Analysis, kind: str, whose: str, quotes: list[Quote]) -> Lane:
    bars: list[Bar] = []
    for quote in sorted(quotes, key=lambda q: (hull(q.content).start, -hull(q.content).end)):
        span = hull(quote.content)
        occupied = {bar.depth for bar in bars if bar.span.overlaps(span)}
        depth = next(row for row in range(len(bars) + 1) if row not in occupied)
        bars.append(Bar(quote.id, span, quote.kind, is_uncertain(quote) or not is_attributed(quote), depth))
    entity = analysis.entity(whose) if kind == "entity" else None
    if entity is not None:
        return Lane(entity.name, entity.id, entity.named, tuple(bars))
    return Lane(whose, None, False, tuple(bars))
