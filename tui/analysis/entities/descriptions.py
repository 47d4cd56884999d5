"""Which entity a description refers to ("the ministry", "his French counterpart", "a lawyer for the company")."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from tui.analysis.entities.draft import Chain, Reference
from tui.analysis.entities.gazetteer import gazetteer
from tui.analysis.entities.lexicon import KINDS, noun_classes
from tui.analysis.entities.phrases import Phrase, nationality
from tui.analysis.entities.spelling import name_tokens
from tui.analysis.model import EntityKind, Form
from tui.analysis.parse import Word

if TYPE_CHECKING:
    from tui.analysis.entities.discourse import Discourse

_LINKING = frozenset({"be", "become", "remain"})
_COUNTRIES = frozenset({"country", "nation", "republic", "kingdom", "state", "homeland"})
_TOWNS = frozenset({"city", "town", "village", "capital", "municipality", "metropolis"})
_BODIES = frozenset(
    {"company", "organization", "organisation", "group", "agency", "firm", "corporation", "team", "party", "newspaper"}
)
_ANYONE = frozenset({"man", "woman", "boy", "girl", "teenager", "teen", "youth", "lady", "guy", "kid"})
_ORDER = tuple(EntityKind)
_NEAR = 3
_FAR = 400


def nouns_of(chain: Chain) -> set[str]:
    """The nouns that describe an entity: the last words of its names, and its roles."""
    found = set(chain.roles)
    if chain.kind is not EntityKind.PERSON:
        tokens = name_tokens(chain.spelled)
        if len(tokens) > 1:
            heads = [tokens[-1]] + [tokens[i - 1] for i, t in enumerate(tokens) if t in ("of", "for") and i]
            found |= {h for h in heads if h in _BODIES or KINDS.keys() & noun_classes(h)}
    return found


def attach(discourse: "Discourse", phrase: Phrase) -> None:
    """Tie `phrase` to an entity that was mentioned before or beside it, or begin an entity without a name."""
    found = (
        _apposition(discourse, phrase)
        or _called(discourse, phrase)
        or _attribute(discourse, phrase)
        or _known(discourse, phrase)
    )
    if found is not None:
        chain, why, confidence = found
        _describe(discourse, chain, phrase)
        discourse.add(chain, _reference(phrase, why, confidence))
        return
    kind = next((k for k in _ORDER if k in phrase.kinds), EntityKind.OTHER)
    chain = Chain(kind, plural=phrase.plural, gender=phrase.gender)
    chain.country = nationality(phrase, discourse.words)
    discourse.start(chain, _reference(phrase, "description", 0.5))
    discourse.remember(phrase.head.lemma, chain)


def _reference(phrase: Phrase, why: str, confidence: float) -> Reference:
    return Reference(phrase.first, phrase.last, phrase.head, Form.NOMINAL, why, confidence)


def _describe(discourse: "Discourse", chain: Chain, phrase: Phrase) -> None:
    """Learn from a description of `chain`."""
    discourse.remember(phrase.head.lemma, chain)
    chain.roles.add(phrase.head.lemma)
    if chain.kind is EntityKind.PERSON and chain.gender is None:
        chain.gender = phrase.gender


def _agrees(chain: Chain, phrase: Phrase) -> bool:
    """Whether kind, number and gender let `phrase` describe `chain`."""
    if phrase.plural and not chain.plural and chain.kind is EntityKind.PERSON:
        return False
    if phrase.plural and chain.kind in (EntityKind.ORGANIZATION, EntityKind.PLACE, EntityKind.EVENT):
        return False
    if not phrase.kinds or chain.kind in (EntityKind.OTHER, EntityKind.WORK):
        return chain.kind is not EntityKind.PERSON and chain.kind is not EntityKind.PLACE
    if chain.kind not in phrase.kinds:
        return {chain.kind, *phrase.kinds} <= {EntityKind.ORGANIZATION, EntityKind.PLACE}
    return chain.gender is None or phrase.gender is None or chain.gender is phrase.gender


def _in_list(word: Word) -> bool:
    return any(c.dep in ("conj", "cc") for c in word.children)


def _apposition(discourse: "Discourse", phrase: Phrase) -> tuple[Chain, str, float] | None:
    head = phrase.head
    if head.dep == "appos":
        chain = discourse.at.get(head.head.i)
        if (
            chain is not None
            and chain.named
            and _agrees(chain, phrase)
            and not (_in_list(head.head) and _in_list(head))
        ):
            return chain, f"description beside {head.head.text}", 0.85
    for child in head.children:
        if child.dep == "appos":
            chain = discourse.named_at(child)
            if chain is not None and _agrees(chain, phrase) and not _in_list(child):
                return chain, f"description beside {child.text}", 0.85
    return None


def _called(discourse: "Discourse", phrase: Phrase) -> tuple[Chain, str, float] | None:
    for child in phrase.head.children:
        if child.dep in ("acl", "relcl") and child.lemma in ("call", "name", "know", "dub"):
            for word in child.subtree()[1:5]:
                chain = discourse.named_at(word)
                if chain is not None and _agrees(chain, phrase):
                    return chain, f"called {word.text}", 0.8
    return None


def _attribute(discourse: "Discourse", phrase: Phrase) -> tuple[Chain, str, float] | None:
    head = phrase.head
    verb = head.head
    if head.dep != "attr" or verb.lemma not in _LINKING or verb.child("neg") is not None:
        return None
    subject = verb.child("nsubj")
    chain = discourse.at.get(subject.i) if subject is not None else None
    if subject is None or chain is None or not chain.named or subject.i > head.i or not _agrees(chain, phrase):
        return None
    if phrase.kinds and chain.kind in phrase.kinds:
        return chain, f"{subject.text} {verb.lower} …", 0.75
    return None


def _known(discourse: "Discourse", phrase: Phrase) -> tuple[Chain, str, float] | None:
    """A definite description of what has a noun in common with it, or is the only thing near that it can mean."""
    if not (phrase.definite or phrase.possessor is not None) or phrase.plural:
        return None
    lemma = phrase.head.lemma
    country = nationality(phrase, discourse.words)
    for chain in reversed(discourse.by_noun.get(lemma, ())[-8:]):
        if not _agrees(chain, phrase) and chain.named:
            continue
        if not _compatible(discourse, chain, phrase, country):
            continue
        return chain, f"“{lemma}” was said of {chain.spelled or 'it'} before", 0.7
    if phrase.possessor is not None or phrase.modifiers or _restricted(phrase):
        return None
    if lemma in _COUNTRIES:
        return _nearest(discourse, phrase, lambda c: c.kind is EntityKind.PLACE and c.spelled in _country_names())
    if lemma in _TOWNS:
        return _nearest(discourse, phrase, lambda c: c.kind is EntityKind.PLACE and c.spelled not in _country_names())
    if lemma in _BODIES:
        return _nearest(discourse, phrase, lambda c: c.kind is EntityKind.ORGANIZATION)
    if lemma in _ANYONE:
        return _nearest(discourse, phrase, lambda c: c.kind is EntityKind.PERSON)
    return None


def _country_names() -> dict[str, EntityKind]:
    facts = gazetteer()
    return {n: k for n, k in facts.kinds.items() if facts.fullest[n] in facts.countries}


def _restricted(phrase: Phrase) -> bool:
    """Whether words after the head say which one is meant ("the company that", "the city of")."""
    return any(c.i > phrase.head.i and c.dep in ("relcl", "acl", "prep") for c in phrase.head.children)


def _compatible(discourse: "Discourse", chain: Chain, phrase: Phrase, country: str | None) -> bool:
    if phrase.possessor is not None:
        return False
    if not phrase.modifiers:
        return True
    known = {t for r in chain.references for t in (w.lower for w in discourse.words[r.first : r.last])}
    return all(m in known or (country is not None and country == chain.country) for m in phrase.modifiers)


def _nearest(
    discourse: "Discourse", phrase: Phrase, accept: Callable[[Chain], bool]
) -> tuple[Chain, str, float] | None:
    for seen, _ in discourse.recent(phrase.head, _NEAR):
        chain = seen.chain
        if chain.named and accept(chain) and _agrees(chain, phrase):
            return chain, f"nearest {phrase.head.lemma}", 0.55
    return None
