"""Resolve third-person pronouns: weigh the mentions before them by features."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from tui.analysis.entities.chains import Chain
from tui.analysis.lexicon.words import Gender, read_lines
from tui.analysis.model import EntityKind, Form
from tui.analysis.parse import Word

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
THIRD = HE | SHE | IT | THEY
RELATIVE = frozenset({"who", "whom", "whose"})
REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})

FAMILIES = ("person", "thing", "several")
"""The families of pronouns; each has its own weights."""

WINDOW = 5
"""Sentences back in which an antecedent is looked for."""

LEAST = 0.4
"""The least probability of an antecedent."""

AHEAD = 0.2
"""The least lead in probability over the next candidate."""

GUESS = 0.5
"""The confidence in an antecedent that `guess_speaker` chooses."""

SURE = 0.95
"""The highest confidence in an antecedent."""

_CLEFT = frozenset({"until", "because", "like"})
_ROLES = {
    "nsubj": "subject",
    "nsubjpass": "subject",
    "csubj": "subject",
    "dobj": "object",
    "dative": "object",
    "pobj": "oblique",
    "poss": "owner",
    "attr": "attribute",
    "compound": "modifier",
    "nmod": "modifier",
    "amod": "modifier",
    "ROOT": "root",
}


@dataclass(slots=True, eq=False)
class EarlierMention:
    """A mention that was read already. `quote` is the number of its passage of direct speech, -1 for none."""

    chain: Chain
    head: Word
    form: Form
    quote: int
    role: str
    source: bool = False


@dataclass(slots=True, eq=False)
class Candidate:
    """A possible antecedent of a pronoun, with the features that speak for and against it."""

    mention: EarlierMention
    features: list[str]


Weights = Mapping[str, Mapping[str, float]]
"""The weight of each feature by family of pronouns, in log odds against "none of them"."""

Choose = Callable[[Word, Sequence[Candidate]], tuple[EarlierMention, float] | None]
"""Chooses the antecedent of a pronoun: takes the pronoun and its candidates (at least one), nearest first; returns the
antecedent and its probability, or None if no antecedent is likely enough."""


def find_role(word: Word) -> str:
    """Return the grammatical role of a word; a conjunct or an apposition has that of the word it belongs to."""
    steps = 0
    while word.dep in ("conj", "appos") and word.head is not word and steps < 5:
        word = word.head
        steps += 1
    return _ROLES.get(word.dep, "other")


def find_clause(word: Word) -> Word:
    """Return the verb (or root) that most closely governs a word."""
    steps = 0
    while word.head is not word and steps < 20:
        word = word.head
        steps += 1
        if word.pos in ("VERB", "AUX") and word.dep not in ("amod", "aux", "auxpass"):
            break
    return word


def classify_pronoun(pronoun: Word) -> str:
    """Return the family of a pronoun, which has its own weights: "person", "thing" or "several"."""
    if pronoun.lower in IT:
        return "thing"
    return "several" if pronoun.lower in THEY else "person"


def can_refer_to(pronoun: Word, chain: Chain) -> bool:
    """Whether kind, number and gender allow `pronoun` to refer to `chain`."""
    kind = chain.kind
    if pronoun.lower in IT:
        return kind is not EntityKind.PERSON and kind is not EntityKind.GROUP and not chain.plural
    if pronoun.lower in THEY:
        return (
            chain.gender is Gender.NEITHER
            or chain.plural
            or kind in (EntityKind.ORGANIZATION, EntityKind.GROUP, EntityKind.PLACE)
        )
    if kind is not EntityKind.PERSON or chain.plural:
        return False
    gender = Gender.MALE if pronoun.lower in HE else Gender.FEMALE
    return chain.gender is None or chain.gender is gender


def classify_distance(pronoun: Word, head: Word) -> str:
    """Return whether `head` stands in the sentence of the pronoun ("same"), the one before, or farther."""
    return ("same", "before", "far")[min(pronoun.sent - head.sent, 2)]


def find_subject_ahead(pronoun: Word) -> Word | None:
    """Return the subject of the sentence, if the pronoun stands in a fronted phrase or clause before it."""
    word, steps = pronoun, 0
    while word.head is not word and steps < 20:
        above = word.head
        if word.dep in ("prep", "advcl", "npadvmod") and above.dep in ("ROOT", "ccomp"):
            subject = above.child("nsubj", "nsubjpass")
            if subject is not None and pronoun.i < subject.i < above.i and word.i < subject.i:
                return subject
            return None
        word = above
        steps += 1
    return None


def extract_features(pronoun: Word, quote: int, mention: EarlierMention, rank: int, mentions: int) -> list[str]:
    """Return the features of `mention` as the antecedent of `pronoun`.

    Args:
        pronoun: the pronoun.
        quote: the number of the passage of direct speech that the pronoun stands in; -1 for none.
        mention: the last mention of a chain before the pronoun.
        rank: how many other chains were mentioned since.
        mentions: how many mentions the chain has so far.
    """
    head, chain = mention.head, mention.chain
    distance = pronoun.sent - head.sent
    if head.i > pronoun.i:
        return ["ahead", "ahead, gender told" if chain.gender is not None else "ahead, gender unknown"]
    near = classify_distance(pronoun, head)
    features = [
        "bias",
        f"sentences {min(distance, 4)}",
        f"role {mention.role} {near}",
        f"form {mention.form}",
        f"rank {min(rank, 5)}",
        "mentioned once" if mentions == 1 else "mentioned before",
        "named" if chain.named else "unnamed",
        f"kind {chain.kind}" + ("" if chain.named else " unnamed"),
    ]
    role = find_role(pronoun)
    if role == mention.role:
        features.append(f"parallel {role}")
    words = pronoun.i - head.i
    features.append(f"words {0 if words < 4 else 1 if words < 8 else 2 if words < 16 else 3 if words < 32 else 4}")
    if (
        mention.form is Form.PRONOUN
        and mention.head.lower in THIRD
        and classify_pronoun(mention.head) == classify_pronoun(pronoun)
    ):
        features.append("pronoun again")
    if chain.gender is not None:
        features.append("gender told")
    if distance == 0:
        if pronoun.dep == "poss" and find_clause(pronoun) is find_clause(head) and mention.role == "subject":
            features.append("owner of the clause")
        if find_clause(head) in find_clause(pronoun).ancestors():
            features.append("says what this stands in" if mention.source else f"higher clause {mention.role}")
    else:
        features.append("paragraph same" if pronoun.par == head.par else "paragraph other")
    if chain.gender is None and chain.kind is EntityKind.PERSON:
        features.append("gender unknown")
    if quote != mention.quote:
        features.append("out of a quote" if quote < 0 else "into a quote" if mention.quote < 0 else "across quotes")
    if mention.source:
        features.append(f"speaks {near}")
    if head.dep in ("nsubj", "nsubjpass") and head.head.dep == "ROOT":
        features.append(f"main subject {near}")
    if chain.plural:
        features.append("plural")
    if pronoun.lower == "its":
        features.append("its")  # unlike "it", it always refers to something
    return features


def guess_speaker(
    pronoun: Word, candidates: Sequence[Candidate], apart: Callable[[Word, Word], int]
) -> tuple[EarlierMention, float] | None:
    """Return the antecedent of a pronoun that is the source of a quote, where the weights do not decide.

    In news, a speaker is usually the subject of the words just before the quote: the only one who fits among the
    subjects of this sentence and the one before, outside quotes, or the only one of these who spoke already. `apart`
    counts the sentences between two words, without those that are all quoted.
    """
    mentions = [
        c.mention
        for c in candidates
        if c.mention.quote < 0 and c.mention.role == "subject" and apart(c.mention.head, pronoun) <= 1
    ]
    if len(speaking := [mention for mention in mentions if mention.source]) == 1:
        mentions = speaking
    return (mentions[0], GUESS) if len(mentions) == 1 and mentions[0].chain.gender is not None else None


def make_lone_feature(pronoun: Word, mention: EarlierMention) -> str:
    """Return the feature of an only candidate."""
    near = "near" if pronoun.sent - mention.head.sent < 2 else "far"
    return f"nobody else {near}{', gender told' if mention.chain.gender else ''}"


def must_corefer(pronoun: Word, subject: Word) -> bool:
    """Whether syntax makes both corefer: "Poll hurt herself", "Poll and her staff", "Poll's talk, where she"."""
    if pronoun.dep == "poss" and pronoun.head.dep == "conj" and pronoun.head.head is subject:
        return True
    if _is_topic_owner(pronoun, subject):
        return True
    return pronoun.lower in REFLEXIVE and subject.dep == "nsubj" and subject.head is find_clause(pronoun)


def _is_topic_owner(pronoun: Word, owner: Word) -> bool:
    """Whether `owner` owns the noun that the clause of `pronoun` describes: "Poll's remarks, where she …"."""
    verb = find_clause(pronoun)
    if pronoun.dep != "nsubj" or owner.dep != "poss" or verb.dep != "relcl" or pronoun.head is not verb:
        return False
    noun = verb.head
    while noun is not owner.head and noun.dep in ("pobj", "prep"):
        noun = noun.head
    return noun is owner.head


def cannot_corefer(pronoun: Word, head: Word) -> bool:
    """Whether syntax forbids both to corefer: arguments of one verb, unless reflexive or possessive."""
    if (
        pronoun.sent != head.sent
        or pronoun.dep == "poss"
        or pronoun.lower in REFLEXIVE
        or pronoun.lower in ("his", "its")
    ):
        return False
    clause = find_clause(pronoun)
    if clause.dep == "relcl" and clause.head is head and pronoun.head is clause:
        return True  # the paper, which it called …
    if clause is not find_clause(head):
        return head.dep == "poss" and head.head is pronoun
    return head.dep not in ("poss", "compound", "amod", "nmod")


@cache
def load_weights() -> Weights:
    """Return the feature weights of each family, from `data/pronouns.tsv`."""
    table: dict[str, dict[str, float]] = {family: {} for family in FAMILIES}
    for line in read_lines("pronouns.tsv"):
        which, feature, weight = line.split("\t")
        table[which][feature] = float(weight)
    return table


def choose_antecedent(
    pronoun: Word, candidates: Sequence[Candidate], table: Weights | None = None
) -> tuple[EarlierMention, float] | None:
    """Return the most probable antecedent and its probability; None if no antecedent is likely enough.

    None if its probability is below `LEAST` or hardly above that of the next candidate, unless syntax leaves no
    choice. `table` has the weights (default: those that come with quoth).
    """
    for candidate in candidates:
        if must_corefer(pronoun, candidate.mention.head):
            return candidate.mention, SURE
    family_weights = (load_weights() if table is None else table)[classify_pronoun(pronoun)]
    odds: dict[Chain, float] = {}
    mentions: dict[Chain, EarlierMention] = {}
    for candidate in candidates:
        chain = candidate.mention.chain
        mentions.setdefault(chain, candidate.mention)
        odds[chain] = odds.get(chain, 0.0) + math.exp(sum(family_weights.get(f, 0.0) for f in candidate.features))
    best, *others = sorted(odds, key=odds.__getitem__, reverse=True)
    total = 1.0 + sum(odds.values())
    probability = odds[best] / total
    ahead = probability - (odds[others[0]] / total if others else 0.0)
    return (mentions[best], min(probability, SURE)) if probability >= LEAST and ahead >= AHEAD else None


def is_pleonastic_it(pronoun: Word) -> bool:
    """Whether an "it" refers to nothing ("it is clear that", "it rained")."""
    if pronoun.lower != "it":
        return False
    if pronoun.dep == "expl":
        return True
    verb = pronoun.head
    if verb.lemma in ("rain", "snow", "seem", "appear", "turn") and pronoun.dep == "nsubj":
        return True
    if pronoun.dep not in ("nsubj", "nsubjpass"):
        return False
    if verb.lemma == "be" and any(c.dep == "prep" and c.lower in _CLEFT for c in verb.children):
        return True  # "it was not until May that"
    clauses = {c.dep for c in verb.children if c.i > verb.i}
    if verb.lemma == "be" and clauses & {"acomp", "attr", "oprd"}:
        deeper = {g.dep for c in verb.children if c.dep in ("acomp", "attr") for g in c.children}
        return bool((clauses | deeper) & {"ccomp", "xcomp", "csubj", "advcl"})
    return pronoun.dep == "nsubjpass" and "ccomp" in clauses


def get_gender(pronoun: Word) -> Gender | None:
    """Return the gender of "he" and "she" and their forms; None for other pronouns."""
    if pronoun.lower in HE:
        return Gender.MALE
    return Gender.FEMALE if pronoun.lower in SHE else None


def explain_choice(pronoun: Word, mention: EarlierMention) -> str:
    """Return the reason for an antecedent, in words for the user."""
    if pronoun.lower in REFLEXIVE:
        return f"pronoun that refers back to “{mention.head.text}”"
    if pronoun.sent == mention.head.sent:
        return f"pronoun for “{mention.head.text}” in the same sentence"
    return f"pronoun; “{mention.head.text}” fits best"
