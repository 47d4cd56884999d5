"""Find the entity that speaks: from the words of the source to the entity that they refer to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tui.analysis.model import Addressee, Entity, EntityKind, Form, Mention, Quote
from tui.analysis.parse import Parse, Word
from tui.analysis.quotes.clauses import DOCUMENTS, find_antecedent, find_owner, find_source_head
from tui.analysis.quotes.draft import DraftQuote
from tui.text.spans import Span

_CLAUSES = frozenset({"relcl", "acl"})
"""Dependencies of clauses that modify a noun."""


@dataclass(frozen=True, slots=True)
class _EntityMention:
    """A mention and the entity that it belongs to."""

    mention: Mention
    entity: Entity


class MentionIndex:
    """The mentions of an article, to look up by span."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        self._at: dict[int, list[_EntityMention]] = {}
        for entity in entities:
            for mention in entity.mentions:
                reference = _EntityMention(mention, entity)
                for bucket in range(mention.start >> 6, (mention.end >> 6) + 1):
                    self._at.setdefault(bucket, []).append(reference)

    def find_covering(self, span: Span) -> list[_EntityMention]:
        """Return the mentions that cover all of `span`, shortest first."""
        near = self._at.get(span.start >> 6, ())
        return sorted((r for r in near if r.mention.span.contains(span)), key=lambda r: r.mention.end - r.mention.start)


def attribute_quotes(parse: Parse, drafts: Sequence[DraftQuote], entities: Sequence[Entity]) -> list[Quote]:
    """Turn drafts into quotes: with ids, parents, speakers and addressees.

    A quote inside another one of the same speaker is left out: "Brandt said she hoped that …" is one quote.

    Args:
        parse: the article.
        drafts: its quotes, in text order.
        entities: its entities.
    """
    mentions = MentionIndex(entities)
    speakers = {id(draft): find_entity(parse, draft.source, mentions) for draft in drafts}
    drafts = _drop_echoes(drafts, speakers)
    ids = {id(draft): f"q{n}" for n, draft in enumerate(drafts, start=1)}
    quotes = []
    for draft in drafts:
        speaker = speakers[id(draft)]
        addressee = find_entity(parse, draft.addressee, mentions)
        quotes.append(
            Quote(
                id=ids[id(draft)],
                kind=draft.kind,
                act=draft.act,
                content=draft.content,
                cue=draft.cue,
                source=draft.source,
                speaker=speaker.id if speaker else None,
                why=draft.why,
                confidence=draft.confidence,
                addressee=Addressee(draft.addressee, addressee.id if addressee else None),
                parent=ids[id(draft.parent)] if draft.parent is not None else None,
            )
        )
    return quotes


def _drop_echoes(drafts: Sequence[DraftQuote], speakers: Mapping[int, Entity | None]) -> list[DraftQuote]:
    echoes = set()
    for draft in drafts:
        parent = draft.parent
        if parent is not None and speakers[id(draft)] is not None and speakers[id(draft)] is speakers[id(parent)]:
            echoes.add(id(draft))
    for draft in drafts:
        while draft.parent is not None and id(draft.parent) in echoes:
            draft.parent = draft.parent.parent
    return [draft for draft in drafts if id(draft) not in echoes]


def find_entity(parse: Parse, source: Sequence[Span], mentions: MentionIndex) -> Entity | None:
    """Return the entity that a source or an addressee refers to; None if it is not known."""
    words = [w for span in source for w in parse.words_in(span)]
    if not words:
        return None
    head = find_source_head(words)
    if head.lemma in DOCUMENTS and (owner := find_owner(head)) is not None:
        head = owner
    entity = _find_by_head(head, words, mentions)
    if entity is None and head.tag in {"WP", "WDT"} and (antecedent := find_antecedent(head, _CLAUSES)) is not None:
        entity = _find_by_head(antecedent, [antecedent], mentions)
    if entity is None or not entity.named:
        entity = _find_closing_name(words, mentions) or entity
    return entity


def _find_closing_name(words: Sequence[Word], mentions: MentionIndex) -> Entity | None:
    """Return the person whose name ends the source ("professor Marta Hill"), whatever the parse says."""
    last = words[-1]
    for reference in mentions.find_covering(last.span):
        mention, entity = reference.mention, reference.entity
        inside = words[0].start <= mention.start and mention.end <= last.end
        if mention.form is Form.NAME and entity.kind is EntityKind.PERSON and inside:
            before = next((w for w in reversed(words) if w.end <= mention.start), None)
            if before is None or before.pos in {"NOUN", "PROPN"}:
                return entity
    return None


def _find_by_head(head: Word, words: Sequence[Word], mentions: MentionIndex) -> Entity | None:
    """Return the entity of the longest mention that covers `head` and is headed by it."""
    best = None
    for reference in mentions.find_covering(head.span):
        if _is_head(head, reference.mention, words):
            best = reference
            if reference.mention.form is not Form.NOMINAL:
                break
    return best.entity if best is not None else None


def _is_head(head: Word, mention: Mention, words: Sequence[Word]) -> bool:
    """Whether `head` is the head of the mention, not a modifier inside it ("the *NATO* chief")."""
    return not (mention.start <= head.head.start < mention.end and head.head is not head and head.head in words) or (
        head.dep in {"compound", "flat", "appos"}
    )
