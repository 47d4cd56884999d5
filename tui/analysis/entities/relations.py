"""Find the relations that the text states, with the words that state each.

title: an office or job in an organization or country ("Example Bank CEO Ada Poll"); member: of a party, organization or
team; located: a place or organization in a place; nationality: a people and its country, a person and theirs; metonym:
a capital or a residence that stands for a state or organization.
"""

from collections.abc import Iterable, Iterator, Mapping

from tui.analysis.entities.chains import Chain, DraftMention
from tui.analysis.lexicon import words as lexicon
from tui.analysis.lexicon.gazetteer import find_group, load_gazetteer
from tui.analysis.lexicon.words import Noun, classify_noun
from tui.analysis.model import Entity, EntityKind, Form, Relation
from tui.analysis.parse import Parse, Word
from tui.text.spans import Span

_ACTING = frozenset({"nsubj", "poss"})
_MEMBERS = frozenset(
    {"member", "employee", "player", "fellow", "worker", "student", "alumnus", "graduate", "supporter", "adherent"}
)
_OFFICES = frozenset({"head", "founder", "boss", "chief", "member", "owner", "representative"})
_STATE = frozenset(
    "president minister premier chancellor king queen emperor empress ambassador envoy diplomat secretary general "
    "admiral marshal governor official prosecutor negotiator lawmaker senator spokesman spokeswoman parliament".split()
)
"""Offices of a state: a "French minister" is a minister of France, a "French singer" only French."""

_WHERE = frozenset({"in", "near", "outside"})
_FARTHEST = 6
"""Words before a name within which its titles start."""


def find_relations(parse: Parse, entities: Mapping[Chain, Entity]) -> list[Relation]:
    """Return the relations between `entities`, in the order of their subjects, without duplicates."""
    finder = _RelationFinder(parse, entities)
    relations: dict[tuple[str, str, str], Relation] = {}
    for chain, entity in entities.items():
        for relation in finder.find_relations(chain, entity):
            if relation.subject != relation.object:
                relations.setdefault((relation.kind, relation.subject, relation.object), relation)
    return list(relations.values())


class _RelationFinder:
    """Look at the words around the mentions of each entity."""

    def __init__(self, parse: Parse, entities: Mapping[Chain, Entity]) -> None:
        self.parse = parse
        self.words = parse.words
        self.named = {r.head.i: e for c, e in entities.items() for r in c.mentions if r.form is Form.NAME}
        self.ends = {r.last: (r, e) for c, e in entities.items() for r in c.mentions if r.form is Form.NAME}
        self.at = {r.first: (r, e) for c, e in entities.items() for r in c.mentions if r.form is Form.NAME}
        self.countries = _index_by_full_name(entities, {EntityKind.PLACE})
        self.owners = _index_by_full_name(entities, {EntityKind.PLACE, EntityKind.ORGANIZATION})

    def find_relations(self, chain: Chain, entity: Entity) -> Iterator[Relation]:
        """Yield all relations whose subject is `entity`."""
        if not chain.named:
            return
        if chain.kind is EntityKind.GROUP:
            country = self.countries.get(_find_group_country(chain.name))
            if country is not None:
                yield Relation("nationality", entity.id, country.id, entity.mentions[0].span)
        if chain.kind is EntityKind.PERSON:
            for ref in chain.mentions:
                if ref.form is Form.NOMINAL:
                    yield from self._read_description(entity, ref)
                elif ref.form is Form.NAME:
                    yield from self._read_titles(entity, ref)
        if chain.kind in (EntityKind.PLACE, EntityKind.ORGANIZATION):
            yield from self._find_metonyms(chain, entity)
            for ref in chain.mentions:
                if ref.form is Form.NAME:
                    yield from self._read_location(entity, ref)

    def _read_description(self, entity: Entity, ref: DraftMention) -> Iterator[Relation]:
        """Read a description of a person that names an organization, country or people ("head of Example Bank")."""
        classes = classify_noun(ref.head.lemma)
        if Noun.KIN in classes:
            return
        for word in self.words[ref.first : ref.last]:
            other = self.named.get(word.i)
            if other is None:
                continue
            span = self.parse.span(self.words[ref.first : ref.last])
            if other.kind is EntityKind.GROUP:
                yield from self._relate_to_group(entity, other, span, office=ref.head.lemma in _STATE)
            elif other.kind in (EntityKind.ORGANIZATION, EntityKind.PLACE):
                if ref.head.lemma in _MEMBERS:
                    yield Relation("member", entity.id, other.id, span)
                elif Noun.TITLE in classes or ref.head.lemma in _OFFICES:
                    yield Relation("title", entity.id, other.id, span)

    def _read_titles(self, entity: Entity, ref: DraftMention) -> Iterator[Relation]:
        """Read the titles right before a name ("French Finance Minister", "Example Bank CEO")."""
        first = ref.first
        while first > 0 and ref.first - first < _FARTHEST and self._is_title(self.words[first - 1], ref):
            first -= 1
        if first == ref.first:
            return
        if first > 1 and self.words[first - 1].tag == "POS":
            first -= 1
        before = self.ends.get(first)
        if before is None or before[0].head.sent != ref.head.sent:
            return
        name, other = before
        titles = {lexicon.expand_title(w.lower) for w in self.words[first : ref.first]}
        span = self.parse.span(self.words[name.first : ref.last])
        if other.kind is EntityKind.GROUP:
            yield from self._relate_to_group(entity, other, span, office=bool(titles & _STATE))
        elif other.kind in (EntityKind.ORGANIZATION, EntityKind.PLACE):
            yield Relation("title", entity.id, other.id, span)

    def _is_title(self, word: Word, ref: DraftMention) -> bool:
        trade = word.pos == "NOUN" and Noun.TITLE in classify_noun(word.lemma)
        return word.sent == ref.head.sent and (trade or lexicon.is_title(word.lower)) and word.i + 1 not in self.ends

    def _relate_to_group(self, entity: Entity, group: Entity, evidence: Span, *, office: bool) -> Iterator[Relation]:
        """Relate a person to their people, to the state they hold an `office` of, or to their party or creed."""
        country = _find_group_country(group.name)
        if country is None:
            yield Relation("member", entity.id, group.id, evidence)
        else:
            kind = "title" if office else "nationality"
            yield Relation(kind, entity.id, (self.countries.get(country) or group).id, evidence)

    def _read_location(self, entity: Entity, ref: DraftMention) -> Iterator[Relation]:
        """Read where a place or organization is: "Fairbanks, Alaska", "the Example Museum in Lima"."""
        words = self.words
        if ref.last + 1 < len(words) and words[ref.last].text == ",":
            after = self.at.get(ref.last + 1)
            if after is not None and after[1].kind is EntityKind.PLACE and self._is_location(ref, after[0]):
                span = self.parse.span(words[ref.first : after[0].last])
                yield Relation("located", entity.id, after[1].id, span)
        for preposition in ref.head.children:
            if preposition.i != ref.last or preposition.lower not in _WHERE:
                continue
            place = preposition.child("pobj")
            other = self.named.get(place.i) if place is not None else None
            if place is not None and other is not None and other.kind is EntityKind.PLACE:
                yield Relation("located", entity.id, other.id, self.parse.span(words[ref.first : place.i + 1]))

    def _is_location(self, ref: DraftMention, after: DraftMention) -> bool:
        """Whether a name, a comma and a place give a location and are not part of a list."""
        words = self.words
        behind = words[after.last] if after.last < len(words) else None
        is_list = any(c.dep in ("conj", "cc") for c in (*ref.head.children, *after.head.children))
        ends_here = behind is None or behind.text in ",.;:)—–-" or behind.tag == "POS" or behind.sent != ref.head.sent
        return ends_here and not is_list and ref.head.dep != "conj" and after.head.sent == ref.head.sent

    def _find_metonyms(self, chain: Chain, entity: Entity) -> Iterable[Relation]:
        """Yield the relation of a capital or residence that acts or owns something to its state."""
        facts = load_gazetteer()
        owner = facts.country_of_capital.get(chain.name) or facts.stands_for.get(chain.name)
        other = self.owners.get(owner)
        if other is None or other is entity:
            return
        for ref in chain.mentions:
            above = ref.head.head
            if ref.form is Form.NAME and ref.head.dep in _ACTING and above.lemma not in ("be", "lie", "have"):
                yield Relation("metonym", entity.id, other.id, self.parse.span(self.words[ref.first : ref.last]))
                return


def _index_by_full_name(entities: Mapping[Chain, Entity], kinds: set[EntityKind]) -> dict[str | None, Entity]:
    """Return the entities of these kinds that the gazetteer knows, by their fullest names."""
    facts = load_gazetteer()
    by_name: dict[str | None, Entity] = {}
    for chain, entity in entities.items():
        full = facts.fullest.get(chain.name)
        if full is not None and chain.kind in kinds:
            by_name.setdefault(full, entity)
    return by_name


def _find_group_country(name: str) -> str | None:
    group = find_group(name)
    return load_gazetteer().country_of_people.get(group) if group else None
