"""Which entity a description refers to ("the ministry", "his French counterpart", "a lawyer for the company")."""

from collections.abc import Callable, Iterator, Sequence

from tui.analysis.entities.chains import Chain, Reference
from tui.analysis.entities.names import Name
from tui.analysis.entities.phrases import Phrase, nationality
from tui.analysis.entities.pronouns import role_of
from tui.analysis.entities.referents import Referents
from tui.analysis.entities.spelling import name_tokens
from tui.analysis.lexicon.gazetteer import country_of, gazetteer
from tui.analysis.lexicon.words import AFTER_HEAD, KINDS, Noun, is_title, noun_classes, said_of
from tui.analysis.model import EntityKind, Form
from tui.analysis.parse import Parse, Word

_MISLEADING = frozenset({"house"})
"""Last words of names that mean something else as nouns: "the House" is not the White House."""
_LINKING = frozenset({"be", "become", "remain"})
_SERVING = frozenset({"serve", "act", "work"})
_COUNTRIES = frozenset({"country", "nation", "republic", "kingdom", "state", "homeland"})
_REGIONS = frozenset({"region", "area", "territory", "province", "island", "peninsula", "archipelago"})
_TOWNS = frozenset({"city", "town", "village", "capital", "municipality", "metropolis"})
_BODIES = frozenset(
    {"company", "organization", "organisation", "group", "agency", "firm", "corporation", "team", "party", "newspaper"}
)
_FIRMS = frozenset(
    "company firm corporation agency utility carmaker automaker airline carrier lender insurer retailer manufacturer "
    "maker supplier grocer brewer club broadcaster publisher newspaper charity bank conglomerate operator startup "
    "supermarket regulator watchdog nonprofit".split()
)
_EVENTS = frozenset(
    {"event", "competition", "contest", "tournament", "conference", "festival", "ceremony", "championship"}
)
_ANYONE = frozenset({"man", "woman", "boy", "girl", "teenager", "teen", "youth", "lady", "guy", "kid"})
_ORDER = tuple(EntityKind)
_AHEAD = {EntityKind.PLACE: frozenset({Noun.PLACE}), EntityKind.EVENT: frozenset({Noun.EVENT})}
"""Nouns that may stand at the head of a name, at its beginning."""
_POINTING = frozenset({"the", "this", "that"})
_PAST = frozenset({"former", "ex", "onetime", "retired", "erstwhile"})
"""Words that say that someone is no longer what the noun says."""
_NEAR = 3
_RECENTLY = 10

Match = tuple[Chain, str, float]
"""What a description refers to, why, and how sure that is, in [0, 1]."""


def nouns_of(chain: Chain) -> set[str]:
    """The nouns that describe an entity: the last words of its names, and its roles."""
    found = set(chain.roles)
    if chain.kind is not EntityKind.PERSON:
        tokens = name_tokens(chain.spelled)
        if len(tokens) > 1:
            heads = [tokens[-1]] + [tokens[i - 1] for i, t in enumerate(tokens) if t in AFTER_HEAD and i]
            found |= {h for h in heads if h in _BODIES or KINDS.keys() & noun_classes(h)} - _MISLEADING
            if noun_classes(tokens[0]) & _AHEAD.get(chain.kind, frozenset()):
                found.add(tokens[0])  # Lake Example, Hurricane Example
            found |= said_of(tokens[0]) | said_of(tokens[-1])
    return found


def attach(referents: Referents, phrase: Phrase) -> None:
    """Tie `phrase` to an entity that was mentioned before or beside it, or begin an entity without a name."""
    found = (
        _label(referents, phrase)
        or _apposition(referents, phrase)
        or _called(referents, phrase)
        or _attribute(referents, phrase)
        or _capacity(referents, phrase)
        or _kin(referents, phrase)
        or _office(referents, phrase)
        or _known(referents, phrase)
        or _same_people(referents, phrase)
    )
    if found is not None:
        chain, why, confidence = found
        earlier = _same_office(referents, chain, phrase)
        if earlier is not None:
            referents.absorb(earlier, chain)
        _describe(referents, chain, phrase)
        referents.add(chain, _reference(phrase, why, confidence))
        return
    if phrase.head.dep in ("attr", "oprd"):
        return
    kind = next((k for k in _ORDER if k in phrase.kinds), EntityKind.OTHER)
    chain = Chain(kind, plural=phrase.plural, gender=phrase.gender)
    chain.country = nationality(phrase, referents.words)
    chain.roles.add(phrase.head.lemma)
    chain.words.update(phrase.modifiers)
    chain.counted = not _tells_all(phrase)
    key = _kin_key(referents, phrase)
    if key is not None:
        referents.relatives[key] = chain
    referents.start_chain(chain, _reference(phrase, "description", 0.5))
    referents.describe(chain, phrase.head.lemma)


def _reference(phrase: Phrase, why: str, confidence: float) -> Reference:
    return Reference(phrase.first, phrase.last, phrase.head, Form.NOMINAL, why, confidence)


def _describe(referents: Referents, chain: Chain, phrase: Phrase) -> None:
    """Learn from a description of `chain`."""
    if chain.kind is EntityKind.PERSON and _PAST.intersection(phrase.modifiers):
        referents.describe(chain, f"former {phrase.head.lemma}")
    else:
        referents.describe(chain, phrase.head.lemma)
        chain.roles.add(phrase.head.lemma)
    chain.words.update(phrase.modifiers)
    if chain.kind is EntityKind.PERSON and chain.country is None:
        referents.appoint(chain, next(filter(None, map(country_of, _words(referents, phrase))), None))
    if chain.kind is EntityKind.PERSON and chain.gender is None:
        chain.gender = phrase.gender


def _same_office(referents: Referents, chain: Chain, phrase: Phrase) -> Chain | None:
    """The person without a name whom the text called so before ("the captain"), once it names them ("…, Ayo Lind")."""
    if not phrase.person or phrase.plural or not phrase.definite or phrase.modifiers or not chain.named:
        return None
    if chain.kind is not EntityKind.PERSON or phrase.head.dep == "attr":
        return None
    for other in referents.find_described(phrase.head.lemma):
        first = other.references[0] if other.references else None
        if first is None or other.named or other.kind is not EntityKind.PERSON or other.words or other.plural:
            continue
        begins = referents.words[first.first].lower == "the" and phrase.head.sent - first.head.sent <= _RECENTLY
        return other if begins and _agrees(other, phrase) else None
    return None


def _words(referents: Referents, phrase: Phrase) -> Iterator[str]:
    return (w.text for w in referents.words[phrase.first : phrase.last])


def _agrees(chain: Chain, phrase: Phrase) -> bool:
    """Whether kind, number and gender let `phrase` describe `chain`."""
    if phrase.plural and not chain.plural and chain.kind is EntityKind.PERSON:
        return False
    if phrase.plural and chain.kind in (EntityKind.ORGANIZATION, EntityKind.PLACE, EntityKind.EVENT):
        return False
    if not phrase.kinds:
        return chain.kind in (EntityKind.OTHER, EntityKind.WORK)
    if chain.kind in (EntityKind.OTHER, EntityKind.WORK):
        return EntityKind.PERSON not in phrase.kinds
    if chain.kind not in phrase.kinds:
        return {chain.kind, *phrase.kinds} <= {EntityKind.ORGANIZATION, EntityKind.PLACE}
    return chain.gender is None or phrase.gender is None or chain.gender is phrase.gender


def _label(referents: Referents, phrase: Phrase) -> Match | None:
    chain = referents.find_labeled(phrase.head)
    return (chain, "label of a turn", 0.8) if chain is not None else None


def _in_list(word: Word) -> bool:
    return any(c.dep in ("conj", "cc") for c in word.children)


def _apposition(referents: Referents, phrase: Phrase) -> Match | None:
    head = phrase.head
    if head.dep == "appos":
        chain = referents.at.get(head.head.i)
        if (
            chain is not None
            and chain.named
            and _agrees(chain, phrase)
            and not (_in_list(head.head) and _in_list(head))
        ):
            return chain, f"description beside {head.head.text}", 0.85
    if (name := _behind_title(referents, phrase)) is not None:
        return name, "description before the name", 0.8
    for child in head.children:
        if child.dep == "appos":
            chain = referents.find_named(child.i)
            # Whatever a noun means otherwise, beside a person it means them ("her opposite number, Ayo Lind").
            free = not phrase.kinds and not phrase.plural and (phrase.possessor is not None or phrase.definite)
            if chain is not None and (free or _agrees(chain, phrase)) and not _in_list(child):
                return chain, f"description beside {child.text}", 0.85
    return None


def _behind_title(referents: Referents, phrase: Phrase) -> Chain | None:
    """The person whose title and name follow with an article ("Vatican spokesman the Rev. Ayo Lind")."""
    words = referents.words
    if phrase.plural or phrase.determiner or phrase.last + 2 >= len(words) or not phrase.person:
        return None
    at = phrase.last + 1
    if words[phrase.last].lower != "the" or words[at].sent != phrase.head.sent or not is_title(words[at].lower):
        return None
    while at < phrase.last + 5 and at < len(words) and is_title(words[at].lower):
        at += 1
    return next(
        (c for w in words[at : at + 3] if (c := referents.find_named(w.i)) is not None and _agrees(c, phrase)), None
    )


def _called(referents: Referents, phrase: Phrase) -> Match | None:
    for child in phrase.head.children:
        if child.dep in ("acl", "relcl") and child.lemma in ("call", "name", "know", "dub"):
            for word in child.subtree()[1:5]:
                chain = referents.find_named(word.i)
                if chain is not None and _agrees(chain, phrase):
                    return chain, f"called {word.text}", 0.8
    return None


def _attribute(referents: Referents, phrase: Phrase) -> Match | None:
    head = phrase.head
    verb = head.head
    if head.dep != "attr" or verb.lemma not in _LINKING or verb.child("neg") is not None:
        return None
    subject = verb.child("nsubj")
    chain = referents.at.get(subject.i) if subject is not None else None
    if subject is None or chain is None or not chain.named or subject.i > head.i or not _agrees(chain, phrase):
        return None
    if phrase.kinds and chain.kind in phrase.kinds:
        return chain, f"{subject.text} {verb.lower} …", 0.75
    return None


def _capacity(referents: Referents, phrase: Phrase) -> Match | None:
    """Whoever serves as what the phrase says ("Poll serves as mayor")."""
    head = phrase.head
    if head.dep != "pobj" or head.head.lower != "as" or head.head.head.lemma not in _SERVING or not phrase.person:
        return None
    subject = head.head.head.child("nsubj")
    chain = referents.at.get(subject.i) if subject is not None else None
    if subject is None or chain is None or not chain.named or chain.kind is not EntityKind.PERSON:
        return None
    return (chain, f"{subject.text} {head.head.head.lower} as …", 0.75) if _agrees(chain, phrase) else None


def _kin_key(referents: Referents, phrase: Phrase) -> tuple[Chain, str] | None:
    """Who the possessor is and what the phrase is to them ("his father")."""
    if phrase.possessor is None or phrase.plural or Noun.KIN not in phrase.classes:
        return None
    owner = referents.at.get(phrase.possessor.i)
    return (owner, phrase.head.lemma) if owner is not None else None


def _kin(referents: Referents, phrase: Phrase) -> Match | None:
    key = _kin_key(referents, phrase)
    chain = referents.relatives.get(key) if key is not None else None
    if chain is None:
        return None
    return chain, f"{phrase.head.lower} of {chain.spelled}" if chain.named else "the same relative", 0.75


def _office(referents: Referents, phrase: Phrase) -> Match | None:
    """The one person whose titles tell the country and the office that the phrase names."""
    if not phrase.person or phrase.plural or phrase.determiner in ("a", "an"):
        return None
    country = nationality(phrase, referents.words)
    if country is None:
        return None
    roles = {phrase.head.lemma}
    if phrase.head.lemma == "counterpart":
        owner = referents.at.get(phrase.possessor.i) if phrase.possessor is not None else None
        roles = owner.roles if owner is not None else set()
    found = [c for c in referents.find_officials(country) if c.roles & roles and _agrees(c, phrase)]
    if len(found) != 1:
        return None
    return found[0], f"{country}: {', '.join(sorted(found[0].roles & roles))}", 0.75


def title_phrases(parse: Parse, names: Sequence[Name]) -> dict[int, Reference]:
    """Descriptions with a possessor right before a name ("his father Ayo Lind"), by the first word of the name."""
    found: dict[int, Reference] = {}
    words = parse.words
    for name in names:
        if name.title == name.first or name.title < 1:
            continue
        before, head = words[name.title - 1], words[name.first - 1]
        if head.pos != "NOUN" or before.par != head.par:
            continue
        first = name.title - 1
        if before.tag == "POS" and first > 0:
            first -= 1
        elif before.tag != "PRP$":
            continue
        found[name.first] = Reference(first, name.first, head, Form.NOMINAL, "description before the name", 0.85)
    return found


def introduced(referents: Referents, chain: Chain, reference: Reference) -> Chain | None:
    """The person without a name with whom the article opened, if `chain` is the first person that it names.

    "A baker from the north … Ayo Lind told the court": news stories tell first who someone is, then the name.
    """
    if chain.kind is not EntityKind.PERSON or referents.people > 1 or len(chain.spelled.split()) < 2:
        return None
    if chain.roles or role_of(reference.head) != "subject":
        return None
    for seen in referents.mentions[:-1]:
        other = seen.chain
        if other.named or other.kind is not EntityKind.PERSON or other.plural or seen.form is not Form.NOMINAL:
            continue
        if seen.role not in ("subject", "root") or reference.head.sent - seen.head.sent > _NEAR:
            continue
        first = min((r.first for r in other.references if r.head is seen.head), default=seen.head.i)
        if referents.words[first].lower in _POINTING and seen.head.i - first < 2:
            continue  # "the driver" says nothing of who it is
        alike = other.gender is None or chain.gender is None or other.gender is chain.gender
        return other if alike and Noun.KIN not in noun_classes(seen.head.lemma) else None
    return None


def _known(referents: Referents, phrase: Phrase) -> Match | None:
    """A definite description of what has a noun in common with it, or is the only thing near that it can mean."""
    if not (phrase.definite or phrase.possessor is not None) or phrase.plural:
        return None
    lemma = phrase.head.lemma
    country = nationality(phrase, referents.words)
    role = f"former {lemma}" if phrase.person and _PAST.intersection(phrase.modifiers) else lemma
    bare = phrase.possessor is None and not phrase.modifiers and not _restricted(phrase)
    for chain in referents.find_described(role):
        if not _agrees(chain, phrase) and chain.named:
            continue
        if not _compatible(chain, phrase, country):
            continue
        if bare and not chain.named and (near := _generic(referents, phrase)) is not None:
            return near  # "the company" may have been left open where nothing was near
        return chain, f"“{lemma}” was said of {chain.spelled or 'it'} before", 0.7
    return _generic(referents, phrase) if bare else _said_anew(referents, phrase)


def _said_anew(referents: Referents, phrase: Phrase) -> Match | None:
    """The only one named near whom a subject can mean that tells something new ("the Oberwald geologist")."""
    if role_of(phrase.head) != "subject" or phrase.possessor is not None or _restricted(phrase):
        return None
    if not phrase.person and phrase.head.lemma not in _FIRMS:
        return None
    if len(phrase.kinds) != 1 or not phrase.modifiers or referents.find_described(phrase.head.lemma):
        return None
    near = {
        seen.chain
        for seen in referents.find_recent(phrase.head, 1)
        if seen.chain.kind in phrase.kinds and not seen.chain.agency and seen.head.i < phrase.first
    }
    if len(near) != 1:
        return None
    chain = near.pop()
    return (chain, f"the only {phrase.head.lemma} near", 0.55) if chain.named and _agrees(chain, phrase) else None


def _generic(referents: Referents, phrase: Phrase) -> Match | None:
    """The nearest entity that a noun fits which hardly tells more than its kind ("the company", "the town")."""
    lemma = phrase.head.lemma
    if lemma in _COUNTRIES:
        return _nearest(referents, phrase, _is_country)
    if lemma in _TOWNS:
        return _nearest(referents, phrase, _is_town)
    if lemma in _REGIONS:
        return _nearest(referents, phrase, _is_region)
    if lemma in _BODIES:
        return _nearest(referents, phrase, lambda c: c.kind is EntityKind.ORGANIZATION and not c.agency)
    if lemma in _EVENTS:
        return _nearest(referents, phrase, lambda c: c.kind is EntityKind.EVENT)
    if lemma in _ANYONE:
        return _nearest(referents, phrase, lambda c: c.kind is EntityKind.PERSON)
    return None


def _same_people(referents: Referents, phrase: Phrase) -> Match | None:
    """People without names whom the text called just so before ("police", "the residents")."""
    if not phrase.plural or not _tells_all(phrase):
        return None
    if not phrase.kinds & {EntityKind.PERSON, EntityKind.ORGANIZATION}:
        return None
    for chain in referents.find_described(phrase.head.lemma):
        if not chain.named and chain.plural and chain.words == set(phrase.modifiers) and not chain.counted:
            return chain, "the same people", 0.6
    return None


def _tells_all(phrase: Phrase) -> bool:
    """Whether a noun, its adjectives and at most an article are all that a phrase says ("the residents")."""
    counted = any(c.dep == "nummod" for c in phrase.head.children)
    return phrase.determiner in ("", "the") and phrase.possessor is None and not counted and not _restricted(phrase)


def _is_country(chain: Chain) -> bool:
    facts = gazetteer()
    return chain.kind is EntityKind.PLACE and facts.fullest.get(chain.spelled) in facts.countries


def _is_town(chain: Chain) -> bool:
    """Whether a place may be called a town: no country, and nothing that its name says to be something else."""
    if chain.kind is not EntityKind.PLACE or _is_country(chain):
        return False
    return not any(Noun.PLACE in noun_classes(t) and t not in _TOWNS for t in name_tokens(chain.spelled)[:1])


def _is_region(chain: Chain) -> bool:
    """Whether a place may be called a region: no country and no capital."""
    capital = chain.spelled in gazetteer().country_of_capital
    return chain.kind is EntityKind.PLACE and not _is_country(chain) and not capital


def _restricted(phrase: Phrase) -> bool:
    """Whether words after the head say which one is meant ("the company that", "the city of")."""
    return any(c.i > phrase.head.i and c.dep in ("relcl", "acl", "prep") for c in phrase.head.children)


def _compatible(chain: Chain, phrase: Phrase, country: str | None) -> bool:
    if phrase.possessor is not None:
        return False
    if not phrase.modifiers:
        return True
    return all(m in chain.words or (country is not None and country == chain.country) for m in phrase.modifiers)


def _nearest(referents: Referents, phrase: Phrase, accept: Callable[[Chain], bool]) -> Match | None:
    for seen in referents.find_recent(phrase.head, _NEAR):
        chain = seen.chain
        if chain.named and accept(chain) and _agrees(chain, phrase):
            return chain, f"nearest {phrase.head.lemma}", 0.55
    return None
