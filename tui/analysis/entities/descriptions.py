"""Resolve descriptions: which entity "the ministry" or "his French counterpart" refers to."""

from collections.abc import Callable, Iterator, Sequence

from tui.analysis.entities.chains import Chain, DraftMention
from tui.analysis.entities.names import Name
from tui.analysis.entities.phrases import Phrase, find_phrase_country
from tui.analysis.entities.pronouns import find_role
from tui.analysis.entities.referents import Referents
from tui.analysis.entities.spelling import tokenize_name
from tui.analysis.lexicon.gazetteer import find_country, load_gazetteer
from tui.analysis.lexicon.words import AFTER_HEAD, KINDS, Noun, classify_noun, find_generic_nouns, is_title
from tui.analysis.model import EntityKind, Form
from tui.analysis.parse import Parse, Word

_MISLEADING = frozenset({"house"})
"""Last words of names that do not describe the entity: "the House" is not the White House."""
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
"""Classes of nouns that can head a name at its start ("Lake Example")."""
_POINTING = frozenset({"the", "this", "that"})
_PAST = frozenset({"former", "ex", "onetime", "retired", "erstwhile"})
"""Words that say that the noun no longer applies."""
_NEAR = 3
_RECENTLY = 10

Match = tuple[Chain, str, float]
"""The chain that a description refers to, the reason, and the confidence in [0, 1]."""


def collect_nouns(chain: Chain) -> set[str]:
    """Return the nouns that describe an entity: the last words of its names, and its roles."""
    nouns = set(chain.roles)
    if chain.kind is not EntityKind.PERSON:
        tokens = tokenize_name(chain.name)
        if len(tokens) > 1:
            heads = [tokens[-1]] + [tokens[i - 1] for i, t in enumerate(tokens) if t in AFTER_HEAD and i]
            nouns |= {h for h in heads if h in _BODIES or KINDS.keys() & classify_noun(h)} - _MISLEADING
            if classify_noun(tokens[0]) & _AHEAD.get(chain.kind, frozenset()):
                nouns.add(tokens[0])  # Lake Example, Hurricane Example
            nouns |= find_generic_nouns(tokens[0]) | find_generic_nouns(tokens[-1])
    return nouns


def attach_description(referents: Referents, phrase: Phrase) -> None:
    """Add `phrase` to the chain of an entity mentioned before or beside it, or start a chain without a name."""
    match = (
        _match_label(referents, phrase)
        or _match_apposition(referents, phrase)
        or _match_naming_clause(referents, phrase)
        or _match_attribute(referents, phrase)
        or _match_capacity(referents, phrase)
        or _match_relative(referents, phrase)
        or _match_office(referents, phrase)
        or _match_known(referents, phrase)
        or _match_same_people(referents, phrase)
    )
    if match is not None:
        chain, why, confidence = match
        earlier = _find_earlier_official(referents, chain, phrase)
        if earlier is not None:
            referents.absorb(earlier, chain)
        _add_description(referents, chain, phrase)
        referents.add(chain, _make_mention(phrase, why, confidence))
        return
    if phrase.head.dep in ("attr", "oprd"):
        return
    kind = next((k for k in _ORDER if k in phrase.kinds), EntityKind.OTHER)
    chain = Chain(kind, plural=phrase.plural, gender=phrase.gender)
    chain.country = find_phrase_country(phrase, referents.words)
    chain.roles.add(phrase.head.lemma)
    chain.words.update(phrase.modifiers)
    chain.is_counted = not _is_plain(phrase)
    key = _make_kin_key(referents, phrase)
    if key is not None:
        referents.relatives[key] = chain
    referents.start_chain(chain, _make_mention(phrase, "description", 0.5))
    referents.describe(chain, phrase.head.lemma)


def _make_mention(phrase: Phrase, why: str, confidence: float) -> DraftMention:
    return DraftMention(phrase.first, phrase.last, phrase.head, Form.NOMINAL, why, confidence)


def _add_description(referents: Referents, chain: Chain, phrase: Phrase) -> None:
    """Record what `phrase` says of `chain`."""
    if chain.kind is EntityKind.PERSON and _PAST.intersection(phrase.modifiers):
        referents.describe(chain, f"former {phrase.head.lemma}")
    else:
        referents.describe(chain, phrase.head.lemma)
        chain.roles.add(phrase.head.lemma)
    chain.words.update(phrase.modifiers)
    if chain.kind is EntityKind.PERSON and chain.country is None:
        referents.appoint(chain, next(filter(None, map(find_country, _list_texts(referents, phrase))), None))
    if chain.kind is EntityKind.PERSON and chain.gender is None:
        chain.gender = phrase.gender


def _find_earlier_official(referents: Referents, chain: Chain, phrase: Phrase) -> Chain | None:
    """Return the unnamed person that the text called the same before ("the captain"), once it names them."""
    if not phrase.is_person or phrase.plural or not phrase.is_definite or phrase.modifiers or not chain.named:
        return None
    if chain.kind is not EntityKind.PERSON or phrase.head.dep == "attr":
        return None
    for other in referents.find_described(phrase.head.lemma):
        first = other.mentions[0] if other.mentions else None
        if first is None or other.named or other.kind is not EntityKind.PERSON or other.words or other.plural:
            continue
        begins = referents.words[first.first].lower == "the" and phrase.head.sent - first.head.sent <= _RECENTLY
        return other if begins and _can_describe(other, phrase) else None
    return None


def _list_texts(referents: Referents, phrase: Phrase) -> Iterator[str]:
    return (w.text for w in referents.words[phrase.first : phrase.last])


def _can_describe(chain: Chain, phrase: Phrase) -> bool:
    """Whether kind, number and gender allow `phrase` to describe `chain`."""
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


def _match_label(referents: Referents, phrase: Phrase) -> Match | None:
    """Match the speaker whose turns of a conversation have this label."""
    chain = referents.find_labeled(phrase.head)
    return (chain, "speaker label in a conversation", 0.8) if chain is not None else None


def _is_in_list(word: Word) -> bool:
    return any(c.dep in ("conj", "cc") for c in word.children)


def _match_apposition(referents: Referents, phrase: Phrase) -> Match | None:
    """Match the name beside the phrase ("Ayo Lind, a lawyer", "the lawyer Ayo Lind")."""
    head = phrase.head
    if head.dep == "appos":
        chain = referents.at.get(head.head.i)
        if (
            chain is not None
            and chain.named
            and _can_describe(chain, phrase)
            and not (_is_in_list(head.head) and _is_in_list(head))
        ):
            return chain, f"description next to {head.head.text}", 0.85
    if (name := _find_titled_name(referents, phrase)) is not None:
        return name, "description before the name", 0.8
    for child in head.children:
        if child.dep == "appos":
            chain = referents.find_named(child.i)
            # In apposition to a person, any noun describes a person ("her opposite number, Ayo Lind").
            free = not phrase.kinds and not phrase.plural and (phrase.possessor is not None or phrase.is_definite)
            if chain is not None and (free or _can_describe(chain, phrase)) and not _is_in_list(child):
                return chain, f"description next to {child.text}", 0.85
    return None


def _find_titled_name(referents: Referents, phrase: Phrase) -> Chain | None:
    """Return the person named after "the" and a title ("Vatican spokesman the Rev. Ayo Lind")."""
    words = referents.words
    if phrase.plural or phrase.determiner or phrase.last + 2 >= len(words) or not phrase.is_person:
        return None
    at = phrase.last + 1
    if words[phrase.last].lower != "the" or words[at].sent != phrase.head.sent or not is_title(words[at].lower):
        return None
    while at < phrase.last + 5 and at < len(words) and is_title(words[at].lower):
        at += 1
    return next(
        (c for w in words[at : at + 3] if (c := referents.find_named(w.i)) is not None and _can_describe(c, phrase)),
        None,
    )


def _match_naming_clause(referents: Referents, phrase: Phrase) -> Match | None:
    """Match the name in a clause that describes the phrase ("a lawyer named Ayo Lind")."""
    for child in phrase.head.children:
        if child.dep in ("acl", "relcl") and child.lemma in ("call", "name", "know", "dub"):
            for word in child.subtree()[1:5]:
                chain = referents.find_named(word.i)
                if chain is not None and _can_describe(chain, phrase):
                    return chain, f"called {word.text}", 0.8
    return None


def _match_attribute(referents: Referents, phrase: Phrase) -> Match | None:
    """Match the subject of "to be" and the like ("Ayo Lind is a lawyer")."""
    head = phrase.head
    verb = head.head
    if head.dep != "attr" or verb.lemma not in _LINKING or verb.child("neg") is not None:
        return None
    subject = verb.child("nsubj")
    chain = referents.at.get(subject.i) if subject is not None else None
    if subject is None or chain is None or not chain.named or subject.i > head.i or not _can_describe(chain, phrase):
        return None
    if phrase.kinds and chain.kind in phrase.kinds:
        return chain, f"{subject.text} {verb.lower} …", 0.75
    return None


def _match_capacity(referents: Referents, phrase: Phrase) -> Match | None:
    """Match the subject of "serves as" and the like ("Poll serves as mayor")."""
    head = phrase.head
    if head.dep != "pobj" or head.head.lower != "as" or head.head.head.lemma not in _SERVING or not phrase.is_person:
        return None
    subject = head.head.head.child("nsubj")
    chain = referents.at.get(subject.i) if subject is not None else None
    if subject is None or chain is None or not chain.named or chain.kind is not EntityKind.PERSON:
        return None
    return (chain, f"{subject.text} {head.head.head.lower} as …", 0.75) if _can_describe(chain, phrase) else None


def _make_kin_key(referents: Referents, phrase: Phrase) -> tuple[Chain, str] | None:
    """Return the possessor and the noun of a relative ("his father"), by which relatives are looked up."""
    if phrase.possessor is None or phrase.plural or Noun.KIN not in phrase.classes:
        return None
    owner = referents.at.get(phrase.possessor.i)
    return (owner, phrase.head.lemma) if owner is not None else None


def _match_relative(referents: Referents, phrase: Phrase) -> Match | None:
    """Match the relative of the possessor ("his father"), if one was mentioned."""
    key = _make_kin_key(referents, phrase)
    chain = referents.relatives.get(key) if key is not None else None
    if chain is None:
        return None
    return chain, f"{phrase.head.lower} of {chain.name}" if chain.named else "same relative", 0.75


def _match_office(referents: Referents, phrase: Phrase) -> Match | None:
    """Match the one person whose titles name the country and the office that the phrase names."""
    if not phrase.is_person or phrase.plural or phrase.determiner in ("a", "an"):
        return None
    country = find_phrase_country(phrase, referents.words)
    if country is None:
        return None
    roles = {phrase.head.lemma}
    if phrase.head.lemma == "counterpart":
        owner = referents.at.get(phrase.possessor.i) if phrase.possessor is not None else None
        roles = owner.roles if owner is not None else set()
    officials = [c for c in referents.find_officials(country) if c.roles & roles and _can_describe(c, phrase)]
    if len(officials) != 1:
        return None
    return officials[0], f"{country}: {', '.join(sorted(officials[0].roles & roles))}", 0.75


def find_title_phrases(parse: Parse, names: Sequence[Name]) -> dict[int, DraftMention]:
    """Return the descriptions with a possessor right before a name ("his father Ayo Lind").

    The keys are the indexes of the first words of the names.
    """
    mentions: dict[int, DraftMention] = {}
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
        mentions[name.first] = DraftMention(first, name.first, head, Form.NOMINAL, "description before the name", 0.85)
    return mentions


def find_introduced(referents: Referents, chain: Chain, name: DraftMention) -> Chain | None:
    """Return the unnamed person with whom the article opened, if `chain` is the first person that it names.

    "A baker from the north … Ayo Lind told the court": news stories first say who someone is, then give the name.
    """
    if chain.kind is not EntityKind.PERSON or referents.people > 1 or len(chain.name.split()) < 2:
        return None
    if chain.roles or find_role(name.head) != "subject":
        return None
    for mention in referents.mentions[:-1]:
        other = mention.chain
        if other.named or other.kind is not EntityKind.PERSON or other.plural or mention.form is not Form.NOMINAL:
            continue
        if mention.role not in ("subject", "root") or name.head.sent - mention.head.sent > _NEAR:
            continue
        first = min((r.first for r in other.mentions if r.head is mention.head), default=mention.head.i)
        if referents.words[first].lower in _POINTING and mention.head.i - first < 2:
            continue  # "the driver" does not introduce anyone
        alike = other.gender is None or chain.gender is None or other.gender is chain.gender
        return other if alike and Noun.KIN not in classify_noun(mention.head.lemma) else None
    return None


def _match_known(referents: Referents, phrase: Phrase) -> Match | None:
    """Match a chain that the same noun described before, or the only one nearby that the phrase can mean."""
    if not (phrase.is_definite or phrase.possessor is not None) or phrase.plural:
        return None
    lemma = phrase.head.lemma
    country = find_phrase_country(phrase, referents.words)
    role = f"former {lemma}" if phrase.is_person and _PAST.intersection(phrase.modifiers) else lemma
    bare = phrase.possessor is None and not phrase.modifiers and not _is_restricted(phrase)
    for chain in referents.find_described(role):
        if not _can_describe(chain, phrase) and chain.named:
            continue
        if not _has_known_modifiers(chain, phrase, country):
            continue
        if bare and not chain.named and (near := _match_generic(referents, phrase)) is not None:
            return near  # "the company" may have become a chain of its own where nothing was near
        return chain, f"“{lemma}” described {chain.name or 'the same entity'} before", 0.7
    return _match_generic(referents, phrase) if bare else _match_new_description(referents, phrase)


def _match_new_description(referents: Referents, phrase: Phrase) -> Match | None:
    """Match the only named entity nearby when a subject gives it a new description ("the Oberwald geologist")."""
    if find_role(phrase.head) != "subject" or phrase.possessor is not None or _is_restricted(phrase):
        return None
    if not phrase.is_person and phrase.head.lemma not in _FIRMS:
        return None
    if len(phrase.kinds) != 1 or not phrase.modifiers or referents.find_described(phrase.head.lemma):
        return None
    near = {
        mention.chain
        for mention in referents.find_recent(phrase.head, 1)
        if mention.chain.kind in phrase.kinds and not mention.chain.agency and mention.head.i < phrase.first
    }
    if len(near) != 1:
        return None
    chain = near.pop()
    return (
        (chain, f"the only {phrase.head.lemma} nearby", 0.55) if chain.named and _can_describe(chain, phrase) else None
    )


def _match_generic(referents: Referents, phrase: Phrase) -> Match | None:
    """Match the nearest entity of the kind that a general noun names ("the company", "the town")."""
    lemma = phrase.head.lemma
    if lemma in _COUNTRIES:
        return _find_nearest(referents, phrase, _is_country)
    if lemma in _TOWNS:
        return _find_nearest(referents, phrase, _is_town)
    if lemma in _REGIONS:
        return _find_nearest(referents, phrase, _is_region)
    if lemma in _BODIES:
        return _find_nearest(referents, phrase, lambda c: c.kind is EntityKind.ORGANIZATION and not c.agency)
    if lemma in _EVENTS:
        return _find_nearest(referents, phrase, lambda c: c.kind is EntityKind.EVENT)
    if lemma in _ANYONE:
        return _find_nearest(referents, phrase, lambda c: c.kind is EntityKind.PERSON)
    return None


def _match_same_people(referents: Referents, phrase: Phrase) -> Match | None:
    """Match people without names whom the text called just the same before ("police", "the residents")."""
    if not phrase.plural or not _is_plain(phrase):
        return None
    if not phrase.kinds & {EntityKind.PERSON, EntityKind.ORGANIZATION}:
        return None
    for chain in referents.find_described(phrase.head.lemma):
        if not chain.named and chain.plural and chain.words == set(phrase.modifiers) and not chain.is_counted:
            return chain, "same people", 0.6
    return None


def _is_plain(phrase: Phrase) -> bool:
    """Whether a phrase has nothing but its noun, adjectives and at most an article ("the residents")."""
    counted = any(c.dep == "nummod" for c in phrase.head.children)
    return phrase.determiner in ("", "the") and phrase.possessor is None and not counted and not _is_restricted(phrase)


def _is_country(chain: Chain) -> bool:
    facts = load_gazetteer()
    return chain.kind is EntityKind.PLACE and facts.fullest.get(chain.name) in facts.countries


def _is_town(chain: Chain) -> bool:
    """Whether a place can be called a town: not a country, and its name does not say that it is something else."""
    if chain.kind is not EntityKind.PLACE or _is_country(chain):
        return False
    return not any(Noun.PLACE in classify_noun(t) and t not in _TOWNS for t in tokenize_name(chain.name)[:1])


def _is_region(chain: Chain) -> bool:
    """Whether a place can be called a region: neither a country nor a capital."""
    capital = chain.name in load_gazetteer().country_of_capital
    return chain.kind is EntityKind.PLACE and not _is_country(chain) and not capital


def _is_restricted(phrase: Phrase) -> bool:
    """Whether words after the head restrict which one is meant ("the company that", "the city of")."""
    return any(c.i > phrase.head.i and c.dep in ("relcl", "acl", "prep") for c in phrase.head.children)


def _has_known_modifiers(chain: Chain, phrase: Phrase, country: str | None) -> bool:
    """Whether the text has used all modifiers of `phrase` of `chain` already."""
    if phrase.possessor is not None:
        return False
    if not phrase.modifiers:
        return True
    return all(m in chain.words or (country is not None and country == chain.country) for m in phrase.modifiers)


def _find_nearest(referents: Referents, phrase: Phrase, accept: Callable[[Chain], bool]) -> Match | None:
    """Match the nearest named entity that `accept` allows."""
    for mention in referents.find_recent(phrase.head, _NEAR):
        chain = mention.chain
        if chain.named and accept(chain) and _can_describe(chain, phrase):
            return chain, f"nearest {phrase.head.lemma}", 0.55
    return None
