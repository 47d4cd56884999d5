"""The reader's corrections, applied to what the engine found: whichever engine it was, whatever became of the text."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import singledispatchmethod

from tui.analysis.model import Act, Analysis, Entity, EntityKind, Form, Mention, Quote, QuoteKind, Relation
from tui.analysis.quote_marks import Marked, quotations
from tui.annotations.anchors import Anchor, Ground, overlap
from tui.annotations.edits import (
    AddMention,
    AddQuote,
    Change,
    EntityRef,
    Hide,
    MendEdges,
    Merge,
    NotMention,
    NotQuote,
    QuoteRef,
    Rename,
    Retype,
    SetAct,
    SetForm,
    SetSpeaker,
    Split,
)
from tui.text.spans import Span, hull

BY_YOU = "corrected by you"
"""Why the reader's own mentions and quotes are what they are."""

_MOST_MENTIONS = 5
"""Mentions that an entity is known by."""

_SAME_QUOTE = 0.5
"""The least overlap of the words of a quote with those that it was known by."""

_EVERY = 32
"""Changes between two states that are kept to come back to."""

_PRONOUNS = frozenset(
    "i me my mine we us our ours you your yours he him his she her hers it its they them their theirs who whom whose "
    "this that these those himself herself itself themselves".split()
)


@dataclass(frozen=True, slots=True)
class Corrected:
    """An analysis with the reader's corrections in it.

    `yours` has for each entity and quote that a reader changed, by id, the changes; `unplaced` are the corrections
    that found nothing they could apply to; `places` says of the others where in the text they are.
    """

    analysis: Analysis
    yours: Mapping[str, tuple[Change, ...]] = field(default_factory=dict)
    unplaced: tuple[Change, ...] = ()
    places: Mapping[str, Span] = field(default_factory=dict)


class Corrector:
    """Applies corrections to one analysis of one text.

    What was applied last is remembered, so that one more correction, or one less, costs little however many there are.
    """

    def __init__(self, text: str, analysis: Analysis) -> None:
        self.ground = Ground(text, analysis.text_sha256)
        self.analysis = analysis
        self._applied: list[Change] = []
        self._states: dict[int, _State] = {0: _State.of(self.ground, analysis)}
        self._state = self._states[0].copy()
        self._result: Corrected | None = None
        self._untouched = Corrected(analysis)

    def apply(self, corrections: Sequence[Change]) -> Corrected:
        """The analysis with `corrections`, in their order. The analysis that was given is not changed."""
        if not corrections:
            return self._untouched
        same = _common(self._applied, corrections)
        if self._result is not None and same == len(self._applied) == len(corrections):
            return self._result
        if same < len(self._applied):
            self._states = {at: state for at, state in self._states.items() if at <= same}
            at = max(self._states)
            self._state = self._states[at].copy()
            del self._applied[at:]
        for change in corrections[len(self._applied) :]:
            self._state.do(change)
            self._applied.append(change)
            if len(self._applied) % _EVERY == 0:
                self._states[len(self._applied)] = self._state.copy()
        self._result = self._state.result(self.analysis)
        return self._result


def corrected(text: str, analysis: Analysis, corrections: Sequence[Change]) -> Corrected:
    """`analysis` of `text` with `corrections`, in their order."""
    return Corrector(text, analysis).apply(corrections)


def entity_ref(ground: Ground, entity: Entity) -> EntityRef:
    """What an entity is known by in any analysis: its name, and its first mentions, those by name before others."""
    mentions = sorted(entity.mentions, key=lambda m: (m.form != Form.NAME, m.start))[:_MOST_MENTIONS]
    return EntityRef(entity.name, tuple(ground.anchor(m.span) for m in mentions), _maker(entity.id))


def quote_ref(ground: Ground, quote: Quote) -> QuoteRef:
    """What a quote is known by in any analysis: its words."""
    return QuoteRef(tuple(ground.anchor(span) for span in quote.content), _maker(quote.id))


_MADE = "by-you-"


def _made(change: Change) -> str:
    """The id of the entity or quote that a change makes."""
    return _MADE + change.id


def _maker(id_: str) -> str | None:
    return id_.removeprefix(_MADE) if id_.startswith(_MADE) else None


def _common(one: Sequence[Change], other: Sequence[Change]) -> int:
    """How many changes are the same at the beginning of both."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a is not b and a != b:
            break
        count += 1
    return count


@dataclass(slots=True)
class _State:
    """An analysis on its way. Entities, mentions and quotes are replaced, never changed: states share them."""

    ground: Ground
    entities: dict[str, Entity]
    quotes: dict[str, Quote]
    relations: list[Relation]
    owners: dict[Span, tuple[str, ...]]
    """For each mention's span, the ids of the entities that it is of."""
    contents: dict[tuple[Span, ...], str]
    """For each quote's content, its id."""
    yours: dict[str, tuple[Change, ...]] = field(default_factory=dict)
    unplaced: list[Change] = field(default_factory=list)
    places: dict[str, Span] = field(default_factory=dict)
    _marked: "list[Marked]" = field(default_factory=list)

    @classmethod
    def of(cls, ground: Ground, analysis: Analysis) -> "_State":
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

    def copy(self) -> "_State":
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

    def result(self, analysis: Analysis) -> Corrected:
        found = replace(
            analysis,
            entities=list(self.entities.values()),
            relations=list(self.relations),
            quotes=sorted(self.quotes.values(), key=lambda quote: quote.start),
        )
        return Corrected(found, dict(self.yours), tuple(self.unplaced), dict(self.places))

    def do(self, change: Change) -> None:
        """Apply a correction, or put it among those that have no place here."""
        place = _Doing(self, change).apply(change.edit)
        if place is None:
            self.unplaced.append(change)
        else:
            self.places[change.id] = place

    # What the deeds are made of

    def put(self, entity: Entity, before: Entity | None = None) -> None:
        """Put an entity in the place of what it was `before`; without mentions and quotes it goes."""
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
        """Take an entity away; whatever refers to it refers to nobody."""
        self.put(replace(entity, mentions=[]), entity)
        del self.entities[entity.id]
        self.redirect(entity.id, None)

    def redirect(self, old: str, new: str | None) -> None:
        """Let what refers to the entity `old` refer to `new`."""
        for quote in [q for q in self.quotes.values() if old in (q.speaker, q.addressee.entity)]:
            to = replace(quote.addressee, entity=new) if quote.addressee.entity == old else quote.addressee
            self.quotes[quote.id] = replace(quote, speaker=new if quote.speaker == old else quote.speaker, addressee=to)
        moved = (_moved(relation, old, new) for relation in self.relations)
        self.relations = [relation for relation in moved if relation is not None]

    def put_quote(self, quote: Quote, before: Quote | None = None) -> None:
        if before is not None and self.contents.get(tuple(before.content)) == before.id:
            del self.contents[tuple(before.content)]
        self.quotes[quote.id] = quote
        self.contents.setdefault(tuple(quote.content), quote.id)

    def drop_quote(self, quote: Quote) -> None:
        if self.contents.get(tuple(quote.content)) == quote.id:
            del self.contents[tuple(quote.content)]
        del self.quotes[quote.id]
        for inner in [q for q in self.quotes.values() if q.parent == quote.id]:
            self.quotes[inner.id] = replace(inner, parent=quote.parent)

    def kind_of(self, content: Sequence[Span]) -> QuoteKind:
        """How much of some words stands in quote marks."""
        if not self._marked:
            self._marked.append(_marked(self.ground.text))
        return self._marked[0].kind_of(content)

    def around(self, span: Span) -> str | None:
        """The id of the smallest quote that `span` is a part of."""
        holding = [
            (piece.end - piece.start, quote.id)
            for quote in self.quotes.values()
            for piece in quote.content
            if piece.contains(span) and piece != span
        ]
        return min(holding, default=(0, None))[1]

    # Finding what a deed is about

    def entity(self, ref: EntityRef) -> tuple[Entity, Span] | None:
        """The entity that `ref` means, and one of its places; None if it is not there."""
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

    def gone(self, ref: EntityRef) -> Span | None:
        """Where the words stand that `ref` is known by, though no entity has them."""
        return next((span for anchor in ref.mentions if (span := self.ground.place(anchor)) is not None), None)

    def quote(self, ref: QuoteRef) -> Quote | None:
        """The quote that `ref` means; None if it is not there."""
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
        """Where the pieces of a quote stand now, as far as they do, in order and apart."""
        found: list[Span] = []
        for span in sorted(s for anchor in anchors if (s := self.ground.place(anchor)) is not None):
            if not found or found[-1].end <= span.start:
                found.append(span)
        return tuple(found)


def _moved(relation: Relation, old: str, new: str | None) -> Relation | None:
    if old not in (relation.subject, relation.object):
        return relation
    subject = new if relation.subject == old else relation.subject
    object_ = new if relation.object == old else relation.object
    if subject is None or object_ is None or subject == object_:
        return None
    return replace(relation, subject=subject, object=object_)


class _Doing:
    """One correction being applied. Each method says where in the text it is, or None if it has no place there."""

    def __init__(self, state: _State, change: Change) -> None:
        self.state = state
        self.change = change

    @singledispatchmethod
    def apply(self, edit: object) -> Span | None:
        """Apply `deed`."""
        raise TypeError(f"{type(edit).__name__} corrects nothing.")

    @apply.register
    def _(self, edit: Merge) -> Span | None:
        entity, into = self.state.entity(edit.entity), self.state.entity(edit.into)
        if entity is None or into is None:
            return None
        (old, place), (kept, _) = entity, into
        if old.id != kept.id:
            aliases = [*kept.aliases, old.name, *old.aliases]
            mentions = {m.span: m for m in (*old.mentions, *kept.mentions)}
            united = replace(
                kept,
                mentions=[mentions[span] for span in sorted(mentions)],
                aliases=[a for a in dict.fromkeys(aliases) if a != kept.name],
                salience=max(old.salience, kept.salience),
                named=kept.named or old.named,
            )
            self.state.redirect(old.id, kept.id)
            self.state.drop(old)
            self.state.put(united, kept)
            self._carry(old.id, kept.id)
        self._mine(kept.id)
        return place

    @apply.register
    def _(self, edit: Split) -> Span | None:
        span = self.state.ground.place(edit.mention)
        if span is None:
            return None
        found = self.state.entity(edit.entity)
        owners = self.state.owners.get(span, ())
        if found is None or found[0].id not in owners:
            # Another engine may have it apart already; where nobody has it, there is nothing to split.
            return span if owners else None
        old = found[0]
        if len(old.mentions) > 1:
            mention = next(m for m in old.mentions if m.span == span)
            words = _one_line(self.state.ground.text[span.start : span.end])
            new = Entity(_made(self.change), old.kind, words, [mention], mention.form == Form.NAME, old.salience / 2)
            self.state.put(replace(old, mentions=[m for m in old.mentions if m is not mention]), old)
            self.state.put(new)
            self._sources_follow(span, (old.id,), new.id)
            self._mine(new.id)
            old = self.state.entities[old.id]
        self._mine(old.id)
        return span

    @apply.register
    def _(self, edit: NotMention) -> Span | None:
        span = self.state.ground.place(edit.mention)
        if span is not None:
            self._free(span)
        return span

    @apply.register
    def _(self, edit: AddMention) -> Span | None:
        span = self.state.ground.place(edit.words)
        if span is None:
            return None
        words = _one_line(self.state.ground.text[span.start : span.end])
        mention = Mention(span.start, span.end, _form(words), BY_YOU, 1.0)
        owners = self.state.owners.get(span, ())
        if edit.entity is None:
            name = edit.name or words
            self._free(span)
            self.state.put(Entity(_made(self.change), edit.kind, name, [mention], salience=_salience(self.state)))
            self._sources_follow(span, owners, _made(self.change))
            self._mine(_made(self.change))
            return span
        found = self.state.entity(edit.entity)
        if found is None:
            return None
        self._free(span, but=found[0].id)
        old = self.state.entities[found[0].id]
        mentions = sorted([*(m for m in old.mentions if m.span != span), mention], key=lambda m: m.span)
        aliases = old.aliases
        if mention.form != Form.PRONOUN and words not in (old.name, *aliases):
            aliases = [*aliases, words]
        self.state.put(replace(old, mentions=mentions, aliases=aliases), old)
        self._sources_follow(span, owners, old.id)
        self._mine(old.id)
        return span

    @apply.register
    def _(self, edit: Rename) -> Span | None:
        def renamed(entity: Entity) -> Entity:
            aliases = [a for a in dict.fromkeys((entity.name, *entity.aliases)) if a != edit.name]
            return replace(entity, name=edit.name, aliases=aliases)

        return self._entity(edit.entity, renamed)

    @apply.register
    def _(self, edit: Retype) -> Span | None:
        return self._entity(edit.entity, lambda entity: replace(entity, kind=edit.kind))

    @apply.register
    def _(self, edit: Hide) -> Span | None:
        found = self.state.entity(edit.entity)
        if found is None:
            return self.state.gone(edit.entity)  # not there, as was wished
        self.state.drop(found[0])
        return found[1]

    @apply.register
    def _(self, edit: SetSpeaker) -> Span | None:
        quote = self.state.quote(edit.quote)
        if quote is None:
            return None
        speaker: str | None = None
        if edit.speaker is not None:
            found = self.state.entity(edit.speaker)
            if found is None:
                return None
            speaker = found[0].id
        elif edit.name:
            speaker = self._somebody(edit.name)
        source = quote.source if self._may_mean(quote.source, speaker) else []
        self.state.put_quote(replace(quote, speaker=speaker, source=source, why=BY_YOU, confidence=1.0), quote)
        self._mine(quote.id)
        return hull(quote.content)

    def _sources_follow(self, span: Span, owners: Sequence[str], to: str) -> None:
        """What the mention at `span`, which was of `owners`, is the source of, is said by `to`."""
        for quote in list(self.state.quotes.values()):
            if quote.speaker in owners and any(source.overlaps(span) for source in quote.source):
                self.state.quotes[quote.id] = replace(quote, speaker=to)

    def _may_mean(self, source: list[Span], speaker: str | None) -> bool:
        """Whether the words that name a source are not those for somebody else than `speaker`. A pronoun may be."""
        named = [
            owners
            for span, owners in self.state.owners.items()
            if any(one.contains(span) for one in source)
            and self.state.ground.text[span.start : span.end].casefold() not in _PRONOUNS
        ]
        return not named or any(speaker in owners for owners in named)

    @apply.register
    def _(self, edit: NotQuote) -> Span | None:
        quote = self.state.quote(edit.quote)
        if quote is None:
            content = self.state.content(edit.quote.content)
            return hull(content) if content else None
        self.state.drop_quote(quote)
        return hull(quote.content)

    @apply.register
    def _(self, edit: AddQuote) -> Span | None:
        span = self.state.ground.place(edit.words)
        if span is None:
            return None
        known = self.state.contents.get((span,))
        if known is None:
            known = _made(self.change)
            kind = self.state.kind_of([span])
            parent = self.state.around(span)
            self.state.put_quote(Quote(known, kind, Act.SAID, [span], [], [], None, BY_YOU, 1.0, parent=parent))
        self._mine(known)
        return span

    @apply.register
    def _(self, edit: MendEdges) -> Span | None:
        content = self.state.content(edit.content)
        if len(content) < len(edit.content):
            return None
        kind = self.state.kind_of(content)

        def mended(quote: Quote) -> Quote:
            return replace(quote, content=list(content), kind=kind, why=BY_YOU, confidence=1.0)

        return self._quote(edit.quote, mended)

    @apply.register
    def _(self, edit: SetForm) -> Span | None:
        quote = self.state.quote(edit.quote)
        # Quote marks are never put where the article has none: what has none cannot be made a direct quote.
        if quote is None or (edit.kind != quote.kind and not allows(edit.kind, self.state.kind_of(quote.content))):
            return None
        return self._quote(edit.quote, lambda one: replace(one, kind=edit.kind, why=BY_YOU))

    @apply.register
    def _(self, edit: SetAct) -> Span | None:
        return self._quote(edit.quote, lambda quote: replace(quote, act=edit.act, why=BY_YOU))

    def _entity(self, ref: EntityRef, change: Callable[[Entity], Entity]) -> Span | None:
        found = self.state.entity(ref)
        if found is None:
            return None
        entity, place = found
        self.state.entities[entity.id] = change(entity)  # its mentions are the same
        self._mine(entity.id)
        return place

    def _quote(self, ref: QuoteRef, change: Callable[[Quote], Quote]) -> Span | None:
        quote = self.state.quote(ref)
        if quote is None:
            return None
        new = change(quote)
        self.state.put_quote(new, quote)
        self._mine(quote.id)
        return hull(new.content)

    def _free(self, span: Span, but: str | None = None) -> None:
        """Take the mention at `span` from whatever entity has it; one that has no other is no entity any more."""
        for id_ in self.state.owners.get(span, ()):
            if id_ == but:
                continue
            entity = self.state.entities[id_]
            left = [m for m in entity.mentions if m.span != span]
            if left:
                self.state.put(replace(entity, mentions=left), entity)
                self._mine(id_)
            else:
                self.state.drop(entity)

    def _somebody(self, name: str) -> str:
        """The id of the entity called `name`, made if there is none, with its mentions if the article has the name."""
        folded = name.casefold()
        for entity in self.state.entities.values():
            if entity.name.casefold() == folded:
                return entity.id
        text, spans, at = self.state.ground.text, list[Span](), self.state.ground.text.find(name)
        while at >= 0:
            span = Span(at, at + len(name))
            whole = not (text[at - 1 : at].isalnum() or text[span.end : span.end + 1].isalnum())
            if whole and span not in self.state.owners:
                spans.append(span)
            at = text.find(name, span.end)
        mentions = [Mention(*span, Form.NAME, BY_YOU, 1.0) for span in spans]
        made = Entity(_made(self.change), EntityKind.PERSON, name, mentions, salience=_salience(self.state))
        self.state.put(made)
        self._mine(made.id)
        return made.id

    def _mine(self, id_: str) -> None:
        self.state.yours[id_] = (*self.state.yours.get(id_, ()), self.change)

    def _carry(self, old: str, new: str) -> None:
        """What was corrected of an entity that is merged is corrected of the other."""
        self.state.yours[new] = (*self.state.yours.pop(old, ()), *self.state.yours.get(new, ()))


def allows(wanted: QuoteKind, marked: QuoteKind) -> bool:
    """Whether words that stand in quote marks as far as `marked` says may be called `wanted`."""
    order = (QuoteKind.INDIRECT, QuoteKind.MIXED, QuoteKind.DIRECT)
    return order.index(wanted) <= order.index(marked)


def marked_kind(text: str, content: Sequence[Span]) -> QuoteKind:
    """How much of some words of `text` stands in quote marks."""
    return _marked(text).kind_of(content)


def _marked(text: str) -> Marked:
    lines, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            lines.append(Span(at, at + len(line)))
        at += len(line) + 1
    return Marked(text, quotations(text, lines))


def _form(words: str) -> Form:
    """What kind of mention some words look like."""
    if words.casefold() in _PRONOUNS:
        return Form.PRONOUN
    first, *rest = words.split() or [""]
    name = any(word[:1].isupper() for word in rest) or (first[:1].isupper() and first.casefold() not in {"the", "a"})
    return Form.NAME if name and not (rest and all(word.islower() for word in rest)) else Form.NOMINAL


def _salience(state: _State) -> float:
    """Where an entity that the reader adds stands: in the middle of the others."""
    known = sorted(entity.salience for entity in state.entities.values())
    return known[len(known) // 2] if known else 0.5


def _one_line(text: str) -> str:
    return " ".join(text.split())
