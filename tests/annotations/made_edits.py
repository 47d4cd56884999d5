"""Deeds, made the way the screen makes them: from the analysis that the reader has before them."""

from dataclasses import replace

from tui.analysis.model import Analysis, Entity, Mention, Quote
from tui.annotations.anchors import Ground, fingerprint
from tui.annotations.apply import entity_ref, quote_ref
from tui.text.spans import Span


class Maker:
    """Refers to entities and quotes of one analysis of one text."""

    def __init__(self, text: str, analysis: Analysis) -> None:
        self.ground = Ground(text)
        self.analysis = analysis

    def entity(self, name: str):
        return entity_ref(self.ground, next(e for e in self.analysis.entities if e.name == name))

    def quote(self, number: int):
        return quote_ref(self.ground, self.analysis.quotes[number])

    def words(self, words: str, nth: int = 1):
        at = -1
        for _ in range(nth):
            at = self.ground.text.index(words, at + 1)
        return self.ground.anchor(Span(at, at + len(words)))


def edited(text: str, analysis: Analysis, start: int, end: int, words: str) -> tuple[str, Analysis]:
    """`text` with `words` in place of `[start, end)`, and what the engine finds there: all that was left whole."""
    new = text[:start] + words + text[end:]
    shift = len(words) - (end - start)

    def moved(span: Span) -> Span | None:
        if span.end <= start:
            return span
        return Span(span.start + shift, span.end + shift) if span.start >= end else None

    def spans(old: list[Span]) -> list[Span]:
        return [span for one in old if (span := moved(one)) is not None]

    def mentions(old: list[Mention]) -> list[Mention]:
        found = [(m, moved(m.span)) for m in old]
        return [replace(m, start=span.start, end=span.end) for m, span in found if span is not None]

    entities = [replace(e, mentions=mentions(e.mentions)) for e in analysis.entities]
    quotes = [
        replace(
            q, content=spans(q.content), cue=spans(q.cue), source=spans(q.source),
            addressee=replace(q.addressee, spans=spans(q.addressee.spans)),
        )
        for q in analysis.quotes
    ]  # fmt: skip
    return new, tidy(replace(analysis, text_sha256=fingerprint(new)), entities, quotes)


def reanalyzed(analysis: Analysis, number: int, dropped: int) -> Analysis:
    """What another engine finds: everything has another id, and of a few things nothing is found."""
    names = {e.id: f"x{number}-{at}" for at, e in enumerate(reversed(analysis.entities))}
    numbers = {q.id: f"y{number}-{at}" for at, q in enumerate(reversed(analysis.quotes))}
    entities = [
        replace(e, id=names[e.id], mentions=[m for at, m in enumerate(e.mentions) if (at + number) % 7 != dropped % 7])
        for e in analysis.entities
    ]
    quotes = [
        replace(
            q, id=numbers[q.id], speaker=names.get(q.speaker or ""), parent=numbers.get(q.parent or ""),
            addressee=replace(q.addressee, entity=names.get(q.addressee.entity or "")),
        )
        for at, q in enumerate(analysis.quotes) if at % 5 != dropped % 5
    ]  # fmt: skip
    relations = [replace(r, subject=names[r.subject], object=names[r.object]) for r in analysis.relations]
    return tidy(replace(analysis, relations=relations, engine=str(number)), entities, quotes)


def tidy(analysis: Analysis, entities: list[Entity], quotes: list[Quote]) -> Analysis:
    """An analysis in which nothing refers to what is not there."""
    entities = [e for e in entities if e.mentions]
    quotes = [q for q in quotes if q.content]
    there, said = {e.id for e in entities}, {q.id for q in quotes}
    quotes = [
        replace(q, speaker=q.speaker if q.speaker in there else None, parent=q.parent if q.parent in said else None)
        for q in quotes
    ]
    relations = [r for r in analysis.relations if {r.subject, r.object} <= there]
    return replace(analysis, entities=entities, quotes=quotes, relations=relations)
