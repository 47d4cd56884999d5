"""Apply the user's corrections to an analysis, even one by another engine or of a later version of the text."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import singledispatchmethod

from tui.analysis.model import Act, Analysis, Entity, EntityKind, Form, Mention, Quote, QuoteKind
from tui.annotations.anchors import Ground
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
from tui.annotations.state import AnalysisState, Corrected, change_that_made, find_marked, id_made_by
from tui.text.spans import Span, hull

BY_YOU = "corrected by you"
"""The `why` of mentions and quotes that the user added or changed."""

_MAX_MENTIONS = 5
"""The most mentions that an `EntityRef` keeps."""


_CHECKPOINT_EVERY = 32
"""After so many corrections a copy of the state is kept, so that undo need not start over."""

_PRONOUNS = frozenset(
    "i me my mine we us our ours you your yours he him his she her hers it its they them their theirs who whom whose "
    "this that these those himself herself itself themselves".split()
)


class Corrector:
    """Applies corrections to one analysis of one text.

    It keeps the last result, so adding or undoing one correction is fast however many there are.
    """

    def __init__(self, text: str, analysis: Analysis) -> None:
        self.ground = Ground(text, analysis.text_sha256)
        self.analysis = analysis
        self._applied: list[Change] = []
        self._states: dict[int, AnalysisState] = {0: AnalysisState.of(self.ground, analysis)}
        self._state = self._states[0].copy()
        self._result: Corrected | None = None
        self._untouched = Corrected(analysis)

    def apply(self, corrections: Sequence[Change]) -> Corrected:
        """Return the analysis with `corrections` applied in order. The original analysis is not changed."""
        if not corrections:
            return self._untouched
        same = _count_common(self._applied, corrections)
        if self._result is not None and same == len(self._applied) == len(corrections):
            return self._result
        if same < len(self._applied):
            self._states = {at: state for at, state in self._states.items() if at <= same}
            at = max(self._states)
            self._state = self._states[at].copy()
            del self._applied[at:]
        for change in corrections[len(self._applied) :]:
            self._apply_one(change)
            self._applied.append(change)
            if len(self._applied) % _CHECKPOINT_EVERY == 0:
                self._states[len(self._applied)] = self._state.copy()
        self._result = self._state.to_corrected(self.analysis)
        return self._result

    def _apply_one(self, change: Change) -> None:
        place = _Application(self._state, change).apply(change.edit)
        if place is None:
            self._state.unplaced.append(change)
        else:
            self._state.places[change.id] = place


def apply_corrections(text: str, analysis: Analysis, corrections: Sequence[Change]) -> Corrected:
    """Return `analysis` of `text` with `corrections` applied in order."""
    return Corrector(text, analysis).apply(corrections)


def entity_ref(ground: Ground, entity: Entity) -> EntityRef:
    """Return a reference to `entity` that works in any analysis: its name and up to five mentions, names first."""
    mentions = sorted(entity.mentions, key=lambda m: (m.form != Form.NAME, m.start))[:_MAX_MENTIONS]
    return EntityRef(entity.name, tuple(ground.anchor(m.span) for m in mentions), change_that_made(entity.id))


def quote_ref(ground: Ground, quote: Quote) -> QuoteRef:
    """Return a reference to `quote` that works in any analysis: its words."""
    return QuoteRef(tuple(ground.anchor(span) for span in quote.content), change_that_made(quote.id))


def _count_common(one: Sequence[Change], other: Sequence[Change]) -> int:
    """Return the number of changes at the start that both sequences share."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a is not b and a != b:
            break
        count += 1
    return count


class _Application:
    """One correction being applied to a state.

    Each overload of `apply` returns the place of the correction in the text, or None if it no longer applies.
    """

    def __init__(self, state: AnalysisState, change: Change) -> None:
        self.state = state
        self.change = change

    @singledispatchmethod
    def apply(self, edit: object) -> Span | None:
        """Apply `edit`."""
        raise TypeError(f"{type(edit).__name__} is not a correction.")

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
            self._move_records(old.id, kept.id)
        self._record(kept.id)
        return place

    @apply.register
    def _(self, edit: Split) -> Span | None:
        span = self.state.ground.place(edit.mention)
        if span is None:
            return None
        found = self.state.entity(edit.entity)
        owners = self.state.owners.get(span, ())
        if found is None or found[0].id not in owners:
            # Another engine may have separated it already; if no entity has it, there is nothing to split.
            return span if owners else None
        old = found[0]
        if len(old.mentions) > 1:
            mention = next(m for m in old.mentions if m.span == span)
            words = _join_lines(self.state.ground.text[span.start : span.end])
            new = Entity(
                id_made_by(self.change), old.kind, words, [mention], mention.form == Form.NAME, old.salience / 2
            )
            self.state.put(replace(old, mentions=[m for m in old.mentions if m is not mention]), old)
            self.state.put(new)
            self._reattribute(span, (old.id,), new.id)
            self._record(new.id)
            old = self.state.entities[old.id]
        self._record(old.id)
        return span

    @apply.register
    def _(self, edit: NotMention) -> Span | None:
        span = self.state.ground.place(edit.mention)
        if span is not None:
            self._remove_mention(span)
        return span

    @apply.register
    def _(self, edit: AddMention) -> Span | None:
        span = self.state.ground.place(edit.words)
        if span is None:
            return None
        words = _join_lines(self.state.ground.text[span.start : span.end])
        mention = Mention(span.start, span.end, _guess_form(words), BY_YOU, 1.0)
        owners = self.state.owners.get(span, ())
        if edit.entity is None:
            name = edit.name or words
            self._remove_mention(span)
            self.state.put(
                Entity(id_made_by(self.change), edit.kind, name, [mention], salience=_median_salience(self.state))
            )
            self._reattribute(span, owners, id_made_by(self.change))
            self._record(id_made_by(self.change))
            return span
        found = self.state.entity(edit.entity)
        if found is None:
            return None
        self._remove_mention(span, but=found[0].id)
        old = self.state.entities[found[0].id]
        mentions = sorted([*(m for m in old.mentions if m.span != span), mention], key=lambda m: m.span)
        aliases = old.aliases
        if mention.form != Form.PRONOUN and words not in (old.name, *aliases):
            aliases = [*aliases, words]
        self.state.put(replace(old, mentions=mentions, aliases=aliases), old)
        self._reattribute(span, owners, old.id)
        self._record(old.id)
        return span

    @apply.register
    def _(self, edit: Rename) -> Span | None:
        def rename(entity: Entity) -> Entity:
            aliases = [a for a in dict.fromkeys((entity.name, *entity.aliases)) if a != edit.name]
            return replace(entity, name=edit.name, aliases=aliases)

        return self._change_entity(edit.entity, rename)

    @apply.register
    def _(self, edit: Retype) -> Span | None:
        return self._change_entity(edit.entity, lambda entity: replace(entity, kind=edit.kind))

    @apply.register
    def _(self, edit: Hide) -> Span | None:
        found = self.state.entity(edit.entity)
        if found is None:
            return self.state.place_of_missing(edit.entity)  # it is already gone, as the user wanted
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
            speaker = self._find_or_add_person(edit.name)
        source = quote.source if self._can_refer_to(quote.source, speaker) else []
        self.state.put_quote(replace(quote, speaker=speaker, source=source, why=BY_YOU, confidence=1.0), quote)
        self._record(quote.id)
        return hull(quote.content)

    def _reattribute(self, span: Span, owners: Sequence[str], to: str) -> None:
        """Make `to` the speaker of the quotes of `owners` whose source is the mention at `span`."""
        for quote in list(self.state.quotes.values()):
            if quote.speaker in owners and any(source.overlaps(span) for source in quote.source):
                self.state.quotes[quote.id] = replace(quote, speaker=to)

    def _can_refer_to(self, source: list[Span], speaker: str | None) -> bool:
        """Whether the words of a source can refer to `speaker`: they name nobody else, or are a pronoun."""
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
            known = id_made_by(self.change)
            kind = self.state.kind_of([span])
            parent = self.state.around(span)
            self.state.put_quote(Quote(known, kind, Act.SAID, [span], [], [], None, BY_YOU, 1.0, parent=parent))
        self._record(known)
        return span

    @apply.register
    def _(self, edit: MendEdges) -> Span | None:
        content = self.state.content(edit.content)
        if len(content) < len(edit.content):
            return None
        kind = self.state.kind_of(content)

        def replace_content(quote: Quote) -> Quote:
            return replace(quote, content=list(content), kind=kind, why=BY_YOU, confidence=1.0)

        return self._change_quote(edit.quote, replace_content)

    @apply.register
    def _(self, edit: SetForm) -> Span | None:
        quote = self.state.quote(edit.quote)
        # quoth never adds quote marks, so words without them cannot become a direct quote.
        if quote is None or (edit.kind != quote.kind and not allows(edit.kind, self.state.kind_of(quote.content))):
            return None
        return self._change_quote(edit.quote, lambda one: replace(one, kind=edit.kind, why=BY_YOU))

    @apply.register
    def _(self, edit: SetAct) -> Span | None:
        return self._change_quote(edit.quote, lambda quote: replace(quote, act=edit.act, why=BY_YOU))

    def _change_entity(self, ref: EntityRef, change: Callable[[Entity], Entity]) -> Span | None:
        found = self.state.entity(ref)
        if found is None:
            return None
        entity, place = found
        self.state.entities[entity.id] = change(entity)  # its mentions stay the same
        self._record(entity.id)
        return place

    def _change_quote(self, ref: QuoteRef, change: Callable[[Quote], Quote]) -> Span | None:
        quote = self.state.quote(ref)
        if quote is None:
            return None
        new = change(quote)
        self.state.put_quote(new, quote)
        self._record(quote.id)
        return hull(new.content)

    def _remove_mention(self, span: Span, but: str | None = None) -> None:
        """Remove the mention at `span` from every entity except `but`; an entity without any other is dropped."""
        for id_ in self.state.owners.get(span, ()):
            if id_ == but:
                continue
            entity = self.state.entities[id_]
            left = [m for m in entity.mentions if m.span != span]
            if left:
                self.state.put(replace(entity, mentions=left), entity)
                self._record(id_)
            else:
                self.state.drop(entity)

    def _find_or_add_person(self, name: str) -> str:
        """Return the id of the entity called `name`; if there is none, add a person and its mentions."""
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
        person = Entity(
            id_made_by(self.change), EntityKind.PERSON, name, mentions, salience=_median_salience(self.state)
        )
        self.state.put(person)
        self._record(person.id)
        return person.id

    def _record(self, id_: str) -> None:
        """Record that this correction changed the entity or quote with this id."""
        """Record that this correction changed the entity or quote with this id."""
        self.state.yours[id_] = (*self.state.yours.get(id_, ()), self.change)

    def _move_records(self, old: str, new: str) -> None:
        """Record the corrections of a merged entity as corrections of the entity `new`."""
        self.state.yours[new] = (*self.state.yours.pop(old, ()), *self.state.yours.get(new, ()))


def allows(wanted: QuoteKind, marked: QuoteKind) -> bool:
    """Whether the user may set the kind of a quote to `wanted` if its quote marks make it `marked`."""
    order = (QuoteKind.INDIRECT, QuoteKind.MIXED, QuoteKind.DIRECT)
    return order.index(wanted) <= order.index(marked)


def marked_kind(text: str, content: Sequence[Span]) -> QuoteKind:
    """Return the kind of a quote with this content: all, part or none of it is in quote marks."""
    return find_marked(text).kind_of(content)


def _guess_form(words: str) -> Form:
    """Return the form of mention (name, description, pronoun) that `words` look like."""
    if words.casefold() in _PRONOUNS:
        return Form.PRONOUN
    first, *rest = words.split() or [""]
    name = any(word[:1].isupper() for word in rest) or (first[:1].isupper() and first.casefold() not in {"the", "a"})
    return Form.NAME if name and not (rest and all(word.islower() for word in rest)) else Form.NOMINAL


def _median_salience(state: AnalysisState) -> float:
    """Return the salience for an entity that the user adds: the median of the others."""
    known = sorted(entity.salience for entity in state.entities.values())
    return known[len(known) // 2] if known else 0.5


def _join_lines(text: str) -> str:
    return " ".join(text.split())
