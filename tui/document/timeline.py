"""Who speaks where: an article as a strip, with a lane for each speaker and a bar for each quote."""

from typing import NamedTuple

from tui.analysis.model import Analysis, Quote, QuoteKind
from tui.article.model import Article, BlockKind
from tui.document.attribution import is_attributed, is_uncertain
from tui.document.quote_facts import facts
from tui.text.spans import Span, hull


class Bar(NamedTuple):
    """A quote in its lane, from its first to its last word; `depth` is how many quotes of its lane it stands in."""

    quote: str
    span: Span
    kind: QuoteKind
    doubt: bool
    depth: int


class Lane(NamedTuple):
    """A speaker and what they said, in text order; `name` is empty for what nobody is known to have said."""

    name: str
    entity: str | None
    named: bool
    bars: tuple[Bar, ...]

    @property
    def depth(self) -> int:
        """How many rows its bars need, so that none hides another."""
        return max((bar.depth for bar in self.bars), default=0) + 1


class Timeline(NamedTuple):
    """All lanes, those who speak first at the top, and the article below them."""

    length: int
    timeline: tuple[Lane, ...]
    paragraphs: tuple[Span, ...]
    headings: tuple[Span, ...]


def timeline(article: Article, analysis: Analysis) -> Timeline:
    """The picture of `article`; offsets are those of its text, whose length is `length`."""
    gathered: dict[tuple[str, str], list[Quote]] = {}
    for quote in analysis.quotes:
        speaker = analysis.entity(quote.speaker)
        if speaker is not None:
            whose = ("entity", speaker.id)
        else:  # nobody knows who is meant: the words of the article stand for them
            whose = ("words", facts(article, analysis, quote).written if is_attributed(quote) else "")
        gathered.setdefault(whose, []).append(quote)
    found = [_lane(analysis, *whose, quotes) for whose, quotes in gathered.items()]
    found.sort(key=lambda lane: (lane.name == "", lane.bars[0].span))
    kinds = {BlockKind.TITLE, BlockKind.HEADING}
    return Timeline(
        max(len(article.text), 1),
        tuple(found),
        tuple(block.span for block in article.blocks),
        tuple(block.span for block in article.blocks if block.kind in kinds),
    )


def _lane(analysis: Analysis, kind: str, whose: str, quotes: list[Quote]) -> Lane:
    bars: list[Bar] = []
    for quote in sorted(quotes, key=lambda q: (hull(q.content).start, -hull(q.content).end)):
        span = hull(quote.content)
        taken = {bar.depth for bar in bars if bar.span.overlaps(span)}
        depth = next(row for row in range(len(bars) + 1) if row not in taken)
        bars.append(Bar(quote.id, span, quote.kind, is_uncertain(quote) or not is_attributed(quote), depth))
    entity = analysis.entity(whose) if kind == "entity" else None
    if entity is not None:
        return Lane(entity.name, entity.id, entity.named, tuple(bars))
    return Lane(whose, None, False, tuple(bars))
