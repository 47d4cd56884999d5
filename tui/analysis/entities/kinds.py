"""Decide the kind of entity that a name stands for, by votes from every place where it occurs."""

from collections import defaultdict

from tui.analysis.entities.names import Name, Origin, find_head
from tui.analysis.entities.spelling import is_acronym, is_firm
from tui.analysis.lexicon import words as lexicon
from tui.analysis.lexicon.gazetteer import find_group, load_gazetteer
from tui.analysis.lexicon.words import KINDS, Gender, Noun
from tui.analysis.model import EntityKind
from tui.analysis.parse import Parse, Word
from tui.analysis.pipeline import LABELS

PERSON, ORGANIZATION, PLACE = EntityKind.PERSON, EntityKind.ORGANIZATION, EntityKind.PLACE
EVENT, GROUP, WORK, OTHER = EntityKind.EVENT, EntityKind.GROUP, EntityKind.WORK, EntityKind.OTHER

SPEECH = lexicon.get_words("speech")
"""Verbs whose subject is a person or an organization."""

_PERSONAL = lexicon.get_words("personal")
"""Verbs whose subject or object is a person."""
_STORMS = lexicon.get_words("storm")
_VESSELS = lexicon.get_words("vessel")
_HONORS = frozenset({"prize", "award", "medal", "trophy"})
_RATHER_BODIES = frozenset({"party", "mission", "office", "campaign"})
"""Nouns that can mean events or places, but hardly ever do at the end of a name."""
_IN = frozenset({"in", "near", "at", "into", "across", "throughout", "outside", "around", "within"})
_EITHER = frozenset({"rival", "competitor", "partner", "buyer", "sponsor", "creditor", "opponent", "newcomer"})
"""Nouns for people that describe organizations as often."""
_BANK = "bank"
_OF_STATES = frozenset(
    "government parliament military army navy capital constitution mayor governor economy border coast independence "
    "airspace soil legislature".split()
)
"""Nouns whose possessor is a country, a region or a town, unless it is a person."""
_TO = frozenset({"to", "from", "toward", "towards", "through", "via", "between", "over"})

_TAKE_UP = {
    "he": Gender.MALE,
    "his": Gender.MALE,
    "himself": Gender.MALE,
    "she": Gender.FEMALE,
    "her": Gender.FEMALE,
    "herself": Gender.FEMALE,
}

Votes = dict[EntityKind, float]
"""The weight of each kind of entity."""


def collect_votes(parse: Parse, name: Name) -> Votes:
    """Return the votes of one occurrence of a name: a weight for each kind."""
    votes: Votes = defaultdict(float)
    words = parse.words
    inside = words[name.first : name.last]
    if name.origin in (Origin.DATELINE, Origin.TITLE) and name.label is not None:
        votes[name.label] += 5.0
        return votes
    weight = 0.4 if name.is_headline else 1.0
    if name.label is not None:
        votes[name.label] += weight
    _vote_by_spelling(name, inside, votes)
    if not name.is_headline:
        _vote_by_context(parse, name, inside, votes)
    return votes


def _vote_by_spelling(name: Name, inside: list[Word], votes: Votes) -> None:
    """Add the votes of the words of the name."""
    first, last = inside[0], inside[-1]
    facts = load_gazetteer()
    known_kind = facts.kinds.get(name.text)
    if known_kind is not None:
        sure = (
            name.text in facts.countries
            or known_kind is OTHER
            or (known_kind is ORGANIZATION and (len(inside) > 1 or is_acronym(name.text)))
        )
        votes[known_kind] += 4.0 if sure else 2.0
    if len(inside) == 1 and find_group(name.text) is not None and known_kind is None:
        votes[GROUP] += 4.0
    if len(inside) > 1:
        if first.lower in _STORMS:
            votes[EVENT] += 5.0
        elif (first.text.isupper() and first.lower in _VESSELS) or last.lower.removesuffix("s") in _HONORS:
            votes[OTHER] += 5.0
        elif last.tag in ("NNPS", "NNS") and not lexicon.classify_noun(last.lower.removesuffix("s")):
            votes[ORGANIZATION] += 0.8  # teams
        if (
            lexicon.is_given_name(first.text)
            and last.text[:1].isupper()
            and not any(w.lower in ("of", "and") for w in inside)
        ):
            votes[PERSON] += 3.0 if name.label is PERSON and len(inside) == 2 else 1.5
        elif len(first.text) == 2 and first.text[1] == "." and len(inside) <= 4:
            votes[PERSON] += 1.0
        heads = [last]
        if facts.kinds.get(last.text) is PLACE and len(inside) > 2:
            heads = [inside[-2]]  # Fan Expo Canada
        if any(w.lower in lexicon.AFTER_HEAD for w in inside):
            at = next(i for i, w in enumerate(inside) if w.lower in lexicon.AFTER_HEAD)
            heads = [inside[at - 1]] if at else [last]
        for head in heads:
            classes = lexicon.classify_noun(head.lower) or lexicon.classify_noun(head.lower.removesuffix("s"))
            for noun in () if classes else lexicon.find_generic_nouns(head.lower):
                classes |= lexicon.classify_noun(noun)
            kinds = {KINDS[c] for c in classes if c in KINDS} - {PERSON}
            if ORGANIZATION in kinds and (WORK in kinds or head.lower in _RATHER_BODIES):
                kinds = {ORGANIZATION}
            for kind in kinds:
                votes[kind] += 3.0 / len(kinds)
    elif known_kind is None and len(name.text) > len(_BANK) and name.text.endswith(_BANK):
        votes[ORGANIZATION] += 2.0  # Nordbank
    elif name.label is not PLACE and known_kind is None and lexicon.is_given_name(name.text):
        votes[PERSON] += 0.8
    if is_firm([w.text for w in inside]):
        votes[ORGANIZATION] += 4.0
    if is_acronym(name.text) and known_kind is None:
        votes[ORGANIZATION] += 0.7


def _vote_by_context(parse: Parse, name: Name, inside: list[Word], votes: Votes) -> None:
    """Add the votes of the sentence around the name."""
    words = parse.words
    head = find_head(inside)
    if name.title < name.first:
        # "broadcaster" describes people and organizations, but hardly any person is named by an acronym.
        body = is_acronym(name.text) and Noun.ORGANIZATION in lexicon.classify_noun(words[name.first - 1].lower)
        votes[ORGANIZATION if body else PERSON] += 2.5
    par = inside[0].par
    if parse.kinds[par : par + 1] == ["turn"] and parse.paragraphs[par].start == name.first:
        after = words[name.last : name.last + 1]
        if after and after[0].text == ":":
            votes[PERSON] += 2.5  # the label of a turn of a conversation
    dep, governor = head.dep, head.head
    conjunct = head.head if dep == "conj" else None
    while dep == "conj" and governor.dep in ("conj", "pobj"):  # in … and …
        dep, governor = governor.dep, governor.head
    if dep == "nsubj" and governor.lemma in SPEECH:
        votes[PERSON] += 0.8
        votes[ORGANIZATION] += 0.4
    elif dep in ("nsubj", "nsubjpass") and governor.lemma in _PERSONAL:
        votes[PERSON] += 0.8
    elif dep == "poss" and name.label is not PERSON and governor.lower in _OF_STATES:
        votes[PLACE] += 1.3
    elif dep == "pobj":
        if governor.lower == "at" and lexicon.classify_noun(governor.head.lemma) & lexicon.PERSONS:
            votes[ORGANIZATION] += 1.2  # an economist at …
        elif governor.lower in _IN:
            votes[PLACE] += 1.1 if governor.lower == "in" else 0.4
        elif governor.lower == "during":
            votes[EVENT] += 1.5
        elif governor.lower in _TO:
            votes[PLACE] += 0.2
        elif governor.lower == "by" or (governor.lower == "to" and governor.head.lower == "according"):
            votes[PERSON] += 0.4
            votes[ORGANIZATION] += 0.3
    for child in head.children:
        if child.dep == "appos":
            _vote_by_description(child, 1.5, votes)
        elif child.dep == "relcl" and any(w.lower in ("who", "whom") for w in child.children):
            votes[PERSON] += 1.5
        elif child.dep == "det" and child.lower == "the" and name.title == name.first:
            votes[PERSON] -= 1.0 if len(inside) > 1 else 0.6 if inside[-1].tag == "NNPS" else 1.5
    if conjunct is not None and conjunct.ent in LABELS:
        votes[LABELS[conjunct.ent]] += 0.4
    between = words[name.last : governor.i]
    if (
        dep in ("compound", "nmod")
        and governor.pos == "NOUN"
        and len(between) < 2
        and all(w.pos == "NOUN" and w.head is governor for w in between)
    ):
        _vote_by_following_noun(governor, votes)
    if find_pronoun_gender(parse, name) is not None:
        votes[PERSON] += 1.2
    if dep == "appos" and governor.pos == "NOUN":
        _vote_by_description(governor, 1.5, votes)
    if dep == "nsubj" and governor.lemma == "be":
        attribute = governor.child("attr")
        if attribute is not None and attribute.pos == "NOUN":
            _vote_by_description(attribute, 1.0, votes)
    after = words[name.last : name.last + 3]
    if (
        len(after) == 3
        and after[0].text == ","
        and after[1].text.isdigit()
        and len(after[1].text) == 2
        and after[2].text in (",", ".")
    ):
        votes[PERSON] += 1.5
    if (
        len(after) > 1
        and after[0].text == ","
        and (LABELS.get(after[1].ent) is PLACE or after[1].text in load_gazetteer().kinds)
    ):
        place = load_gazetteer().kinds.get(after[1].text)
        votes[PLACE] += 1.5 if place is PLACE and dep in ("pobj", "ROOT", "appos", "npadvmod") else 0.3
    before = words[name.first - 1] if name.first else None
    if before is not None and before.text == "The" and name.first > 1 and before.sent == words[name.first - 2].sent:
        before = words[name.first - 2]  # the film The …
    if before is not None and before.pos == "NOUN" and before.par == inside[0].par and name.title == name.first:
        classes = lexicon.classify_noun(before.lemma)
        if Noun.CRAFT in classes and before.tag == "NN" and inside[0].ent != "GPE":
            votes[OTHER] += 4.0
        elif Noun.WORK in classes and Noun.ORGANIZATION not in classes and before.tag == "NN":
            votes[WORK] += 3.0
        elif (
            classes & lexicon.PERSONS
            and before.lemma not in _EITHER
            and before.dep in ("compound", "appos", "nmod", "amod")
        ):
            votes[PERSON] += 1.0
        elif Noun.ORGANIZATION in classes and before.dep in ("compound", "nmod"):
            votes[ORGANIZATION] += 0.8
    if before is not None and before.lower == "of" and name.first > 1:
        classes = lexicon.classify_noun(words[name.first - 2].lemma)
        if Noun.PLACE in classes and Noun.ORGANIZATION not in classes:
            votes[PLACE] += 1.0
        elif words[name.first - 2].lemma in (
            "member",
            "founder",
            "co-founder",
            "ceo",
            "chairman",
            "branch",
            "shareholder",
        ):
            votes[ORGANIZATION] += 1.2


def _vote_by_following_noun(noun: Word, votes: Votes) -> None:
    """Add the votes of a common noun right after the name ("the Example group", "Example officials")."""
    classes = lexicon.classify_noun(noun.lemma)
    if noun.tag == "NN" and Noun.ORGANIZATION in classes and Noun.PLACE not in classes:
        votes[ORGANIZATION] += 1.2
    elif noun.tag == "NN" and Noun.EVENT in classes and not classes & {Noun.ORGANIZATION, Noun.PLACE, Noun.WORK}:
        votes[EVENT] += 0.6
    elif noun.tag == "NN" and Noun.PLACE in classes and not classes & {Noun.ORGANIZATION, Noun.EVENT, Noun.WORK}:
        votes[PLACE] += 1.1
    if classes & lexicon.PERSONS:
        votes[PERSON] -= 0.5


def find_pronoun_gender(parse: Parse, name: Name) -> Gender | None:
    """Return the gender of the "he" or "she" that refers back to a name in its sentence or at the start of the next.

    None unless the name is a subject and no other name comes between: such a pronoun hardly ever means anyone else.
    """
    subject = find_head(parse.words[name.first : name.last])
    if subject.dep not in ("nsubj", "nsubjpass"):
        return None
    for word in parse.words[name.last : parse.sentences[subject.sent].stop]:
        if word.pos == "PROPN":
            break
        if word.lower in _TAKE_UP:
            return _TAKE_UP[word.lower]
    following = subject.sent + 1
    if following >= len(parse.sentences):
        return None
    first = parse.words[parse.sentences[following].start]
    return _TAKE_UP.get(first.lower) if first.par == subject.par else None


def _vote_by_description(noun: Word, weight: float, votes: Votes) -> None:
    """Add the votes of a noun that describes the name."""
    if noun.pos not in ("NOUN", "PROPN") or noun.tag == "NNS":
        return
    classes = lexicon.classify_noun(noun.lemma)
    kinds = {KINDS[c] for c in classes}
    if Noun.CRAFT in classes:
        weight *= 2  # ships are named after people and places
    for kind in kinds:
        votes[kind] += weight / len(kinds)


def add_votes(votes: Votes, more: Votes) -> None:
    """Add the weights of `more` to `votes`."""
    for kind, weight in more.items():
        votes[kind] = votes.get(kind, 0.0) + weight


def decide_kind(votes: Votes) -> EntityKind:
    """Return the kind with the most weight; in a tie, the one that `EntityKind` lists last."""
    best = max(reversed(EntityKind), key=lambda kind: round(votes.get(kind, 0.0), 6))
    return best if votes.get(best, 0.0) > 0 else OTHER
