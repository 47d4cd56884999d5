"""An analysis to which corrections are being applied: a mutable state with look-ups."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tui.analysis.model import Analysis, Entity, Quote, QuoteKind, Relation
from tui.analysis.quote_marks import QuotedText, find_quotations
from tui.annotations.anchors import Anchor, Ground, overlap
from tui.annotations.edits import Change, EntityRef, QuoteRef
from tui.text.spans import Span, hull

_SAME_QUOTE = 0.5
"""The least overlap (0 to 1) between a quote and the words of a reference to it."""

_MADE = "by-you-"
"""The prefix of the ids of entities and quotes that the user added; the id of the change follows."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """An analysis with the user's corrections in it.

    `yours` has the changes to each entity and quote that the user changed, by its id; `unplaced` are the corrections
    that no longer apply to anything; `places` has the span in the text of each of the others, by the id of the change.
    """

    analysis: Analysis
    yours: Mapping[str, tuple[Change, ...]] = field(default_factory=dict)
    unplaced: tuple[Change, ...] = ()
    places: Mapping[str, Span] = field(default_factory=dict)


@dataclass(slots=True)
class AnalysisState:
    """An analysis with some corrections applied. Entities and quotes are replaced, never changed: copies share them."""

    ground: Ground
    entities: dict[str, Entity]
    quotes: dict[str, Quote]
    relations: list[Relation]
    owners: dict[Span, tuple[str, ...]]
    """For the span of each mention, the ids of the entities that it refers to."""
    contents: dict[tuple[Span, ...], str]
    """For each quote's content, its id."""
    yours: dict[str, tuple[Change, ...]] = field(default_factory=dict)
    unplaced: list[Change] = field(default_factory=list)
    places: dict[str, Span] = field(default_factory=dict)
    _quote_marks: list[QuotedText] = field(default_factory=list)

    @classmethod
    def of(cls, ground: Ground, analysis: Analysis) -> "AnalysisState":
        """Return the state before any correction."""
        """Return the state before any correction."""
        owners: dict[Span, tuple[str, ...]] = {}
        for entity in analysis.entities:
            for mention in entity.mentions:
                owners[mention.span] = (*owners.get(mention.span, ()), entity.id)
        return cls(
            ground,
            {entity.id: entity for entity in analysis.entities},
            {quote.id: quote for quote in analysis.quotes},
            list(analysis.relations),
            owners,
            {tuple(quote.content): quote.id for quote in reversed(analysis.quotes)},
        )

    def copy(self) -> "AnalysisState":
        """Return a state that can be changed without changing this one."""
        """Return a state that can be changed without changing this one."""
        return replace(
            self,
            entities=dict(self.entities),
            quotes=dict(self.quotes),
            relations=list(self.relations),
            owners=dict(self.owners),
            contents=dict(self.contents),
            yours=dict(self.yours),
            unplaced=list(self.unplaced),
            places=dict(self.places),
        )

    def to_corrected(self, analysis: Analysis) -> Corrected:
        """Return `analysis`, which this state came from, as it is now."""
        analysis = replace(
            analysis,
            entities=list(self.entities.values()),
            relations=list(self.relations),
            quotes=sorted(self.quotes.values(), key=lambda quote: quote.start),
        )
        return Corrected(analysis, dict(self.yours), tuple(self.unplaced), dict(self.places))

    # Changing

    def put(self, entity: Entity, before: Entity | None = None) -> None:
        """Add an entity, or replace the earlier version `before`."""
        for mention in before.mentions if before is not None else ():
            left = tuple(id_ for id_ in self.owners.get(mention.span, ()) if id_ != entity.id)
            if left:
                self.owners[mention.span] = left
            else:
                self.owners.pop(mention.span, None)
        self.entities[entity.id] = entity
        for mention in entity.mentions:
            self.owners[mention.span] = (*self.owners.get(mention.span, ()), entity.id)

    def drop(self, entity: Entity) -> None:
        """Remove an entity; quotes and relations no longer refer to it."""
        self.put(replace(entity, mentions=[]), entity)
        del self.entities[entity.id]
        self.redirect(entity.id, None)

    def redirect(self, old: str, new: str | None) -> None:
        """Make the quotes and relations of the entity `old` refer to `new`."""
        for quote in [q for q in self.quotes.values() if old in (q.speaker, q.addressee.entity)]:
            to = replace(quote.addressee, entity=new) if quote.addressee.entity == old else quote.addressee
            self.quotes[quote.id] = replace(quote, speaker=new if quote.speaker == old else quote.speaker, addressee=to)
        relations = (_redirect(relation, old, new) for relation in self.relations)
        self.relations = [relation for relation in relations if relation is not None]

    def put_quote(self, quote: Quote, before: Quote | None = None) -> None:
        """Add a quote, or replace the earlier version `before`."""
        if before is not None and self.contents.get(tuple(before.content)) == before.id:
            del self.contents[tuple(before.content)]
        self.quotes[quote.id] = quote
        self.contents.setdefault(tuple(quote.content), quote.id)

    def drop_quote(self, quote: Quote) -> None:
        """Remove a quote; its parent becomes the parent of the quotes inside it."""
        if self.contents.get(tuple(quote.content)) == quote.id:
            del self.contents[tuple(quote.content)]
        del self.quotes[quote.id]
        for inner in [q for q in self.quotes.values() if q.parent == quote.id]:
            self.quotes[inner.id] = replace(inner, parent=quote.parent)

    def kind_of(self, content: Sequence[Span]) -> QuoteKind:
        """Return the kind of a quote with this content: all, part or none of it is in quote marks."""
        if not self._quote_marks:  # the list is shared by all copies: the text is the same
            self._quote_marks.append(find_marked(self.ground.text))
        return self._quote_marks[0].kind_of(content)

    def around(self, span: Span) -> str | None:
        """Return the id of the smallest quote that `span` is a part of, or None."""
        holding = [
            (piece.end - piece.start, quote.id)
            for quote in self.quotes.values()
            for piece in quote.content
            if piece.contains(span) and piece != span
        ]
        return min(holding, default=(0, None))[1]

    # Looking up

    def entity(self, ref: EntityRef) -> tuple[Entity, Span] | None:
        """Return the entity that `ref` refers to and one of its places; None if there is no such entity."""
        if ref.made is not None and (own := self.entities.get(_MADE + ref.made)) is not None:
            return own, own.mentions[0].span if own.mentions else Span(0, 0)
        votes: dict[str, list[Span]] = {}
        for anchor in ref.mentions:
            span = self.ground.place(anchor)
            for id_ in self.owners.get(span, ()) if span is not None else ():
                votes.setdefault(id_, []).append(span)  # type: ignore[arg-type]
        if votes:
            id_ = max(votes, key=lambda one: (len(votes[one]), self.entities[one].name == ref.name))
            return self.entities[id_], votes[id_][0]
        named = [e for e in self.entities.values() if e.name == ref.name or ref.name in e.aliases]
        if not named:
            return None
        best = max(named, key=lambda e: (e.name == ref.name, len(e.mentions)))
        return best, best.mentions[0].span if best.mentions else Span(0, 0)

    def place_of_missing(self, ref: EntityRef) -> Span | None:
        """Return the place of the words of `ref`, even if no entity has them; None if they are gone."""
        return next((span for anchor in ref.mentions if (span := self.ground.place(anchor)) is not None), None)

    def quote(self, ref: QuoteRef) -> Quote | None:
        """Return the quote that `ref` refers to; None if there is no such quote."""
        if ref.made is not None and (own := self.quotes.get(_MADE + ref.made)) is not None:
            return own
        content = self.content(ref.content)
        if not content:
            return None
        exact = self.contents.get(content)
        if exact is not None:
            return self.quotes[exact]
        whole = hull(content)
        alike = [(overlap(whole, hull(q.content)), q) for q in self.quotes.values() if hull(q.content).overlaps(whole)]
        best = max(alike, key=lambda item: item[0], default=(0.0, None))
        return best[1] if best[0] >= _SAME_QUOTE else None

    def content(self, anchors: Iterable[Anchor]) -> tuple[Span, ...]:
        """Return the current spans of a quote's pieces in text order, without lost and overlapping pieces."""
        found: list[Span] = []
        for span in sorted(s for anchor in anchors if (s := self.ground.place(anchor)) is not None):
            if not found or found[-1].end <= span.start:
                found.append(span)
        return tuple(found)


def id_made_by(change: Change) -> str:
    """Return the id of the entity or quote that `change` adds."""
    return _MADE + change.id


def change_that_made(id_: str) -> str | None:
    """Return the id of the change that added the entity or quote with this id; None if quoth found it."""
    return id_.removeprefix(_MADE) if id_.startswith(_MADE) else None


def find_marked(text: str) -> QuotedText:
    """Return the parts of `text` in quote marks; each line is a paragraph."""
    lines, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            lines.append(Span(at, at + len(line)))
        at += len(line) + 1
    return QuotedText(text, find_quotations(text, lines))


def _redirect(relation: Relation, old: str, new: str | None) -> Relation | None:
    """Return the relation with `new` in place of `old`; None if it no longer joins two entities."""
    if old not in (relation.subject, relation.object):
        return relation
    subject = new if relation.subject == old else relation.subject
    object_ = new if relation.object == old else relation.object
    if subject is None or object_ is None or subject == object_:
        return None
    return replace(relation, subject=subject, object=object_)
