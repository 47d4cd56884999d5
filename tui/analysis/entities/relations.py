"""Relations that the words themselves state: peoples and countries, offices, capitals that stand for states."""

from collections.abc import Iterable, Mapping

from tui.analysis.entities.draft import Chain
from tui.analysis.entities.gazetteer import gazetteer, group_of
from tui.analysis.model import Entity, EntityKind, Form, Relation
from tui.analysis.parse import Parse
from tui.spans import Span

_ACTING = frozenset({"nsubj", "poss"})


def find_relations(parse: Parse, shown: Mapping[Chain, Entity]) -> list[Relation]:
    """The relations between the entities of `shown`, in the order of their subjects."""
    countries = _countries(shown)
    heads = {r.head.i: e for c, e in shown.items() for r in c.references if r.form is Form.NAME}
    found: list[Relation] = []
    for chain, entity in shown.items():
        if chain.kind is EntityKind.GROUP and chain.named:
            country = countries.get(_country_of_group(chain.spelled))
            if country is not None:
                found.append(Relation("nationality", entity.id, country.id, entity.mentions[0].span))
        elif chain.kind is EntityKind.PLACE:
            found += _metonym(parse, chain, entity, countries)
        elif chain.kind is EntityKind.PERSON and chain.named:
            found += _offices(parse, chain, entity, heads)
    return found


def _countries(shown: Mapping[Chain, Entity]) -> dict[str | None, Entity]:
    facts = gazetteer()
    found: dict[str | None, Entity] = {}
    for chain, entity in shown.items():
        full = facts.fullest.get(chain.spelled)
        if chain.kind is EntityKind.PLACE and full in facts.countries:
            found.setdefault(full, entity)
    return found


def _country_of_group(spelled: str) -> str | None:
    group = group_of(spelled)
    return gazetteer().country_of_people.get(group) if group else None


def _metonym(parse: Parse, chain: Chain, entity: Entity, countries: Mapping[str | None, Entity]) -> Iterable[Relation]:
    """A capital that does or owns something stands for its state."""
    country = countries.get(gazetteer().country_of_capital.get(chain.spelled))
    if country is None or country is entity:
        return
    for ref in chain.references:
        if ref.form is Form.NAME and ref.head.dep in _ACTING and ref.head.head.lemma not in ("be", "lie", "have"):
            yield Relation("metonym", entity.id, country.id, parse.span(parse.words[ref.first : ref.last]))
            return


def _offices(parse: Parse, chain: Chain, entity: Entity, heads: Mapping[int, Entity]) -> Iterable[Relation]:
    """Descriptions of a person that name a body or a land ("the head of Example Bank")."""
    told: set[str] = set()
    for ref in chain.references:
        if ref.form is not Form.NOMINAL:
            continue
        for word in parse.words[ref.first : ref.last]:
            other = heads.get(word.i)
            if other is None or other.kind not in (EntityKind.ORGANIZATION, EntityKind.PLACE) or other.id in told:
                continue
            told.add(other.id)
            span = parse.span(parse.words[ref.first : ref.last])
            yield Relation("title", entity.id, other.id, Span(span.start, span.end))
