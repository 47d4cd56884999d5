"""Find descriptions: noun phrases that are not names, with the facts that their words give."""

from dataclasses import dataclass

from tui.analysis.lexicon import words as lexicon
from tui.analysis.lexicon.gazetteer import find_country
from tui.analysis.lexicon.words import KINDS, PERSONS, Gender, Noun
from tui.analysis.model import EntityKind
from tui.analysis.parse import Word

_LEFT = frozenset({"det", "amod", "compound", "nummod", "poss", "nmod", "predet", "quantmod", "npadvmod", "punct"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_NOT_HEADS = frozenset({"compound", "amod", "nmod", "npadvmod", "quantmod", "nummod", "advmod", "dep", "meta", "intj"})
_PEOPLE = frozenset({Noun.PEOPLE})
_LONGEST_TAIL = 7


@dataclass(slots=True, eq=False)
class Phrase:
    """A noun phrase: the words `[first, last)` around `head`.

    `determiner` is its lower-case determiner ("" without one), `possessor` the head of its possessor. `modifiers` are
    the lower-case words between the two. `kinds` are the kinds of entity that the head can describe.
    """

    head: Word
    first: int
    last: int
    determiner: str
    possessor: Word | None
    modifiers: tuple[str, ...]
    kinds: frozenset[EntityKind]
    classes: frozenset[Noun]
    plural: bool
    gender: Gender | None

    @property
    def is_definite(self) -> bool:
        """Whether the phrase refers to something known ("the ministry")."""
        return self.determiner in _DEFINITE

    @property
    def is_person(self) -> bool:
        """Whether the phrase describes a person."""
        return EntityKind.PERSON in self.kinds


def find_phrases(words: list[Word], is_name: bytearray) -> list[Phrase]:
    """Return the noun phrases whose head is not part of a name, in text order.

    `is_name` has a 1 for each word that belongs to a name.
    """
    return [
        _make_phrase(words, word)
        for word in words
        if not is_name[word.i]
        and (word.pos == "NOUN" or (word.pos == "PROPN" and lexicon.classify_noun(word.lower)))
        and (word.dep not in _NOT_HEADS or (word.dep == "npadvmod" and lexicon.classify_noun(word.lemma) & PERSONS))
        and word.text[0].isalpha()
    ]


def _make_phrase(words: list[Word], head: Word) -> Phrase:
    first = head.i
    determiner, possessor = "", None
    modifiers: list[str] = []
    for child in head.children:
        if child.i > head.i or child.dep not in _LEFT:
            continue
        if child.dep == "det":
            determiner = child.lower
        elif child.dep == "poss":
            possessor = child
        elif child.dep in ("amod", "compound", "nmod", "nummod"):
            modifiers.append(child.lower)
            modifiers += [c.lower for c in child.children if c.dep in ("compound", "amod")]
        if child.dep != "punct":
            first = min(first, _find_left_edge(child))
    lemma = head.lower if head.pos == "PROPN" else head.lemma
    classes = lexicon.classify_noun(lemma)
    kinds = frozenset(KINDS[c] for c in classes if c in KINDS)
    if not kinds and any(c.dep == "relcl" and any(w.lower == "who" for w in c.children) for c in head.children):
        kinds = frozenset({EntityKind.PERSON})
    plural = head.tag in ("NNS", "NNPS") or bool(classes & _PEOPLE and not classes & PERSONS)
    return Phrase(
        head,
        first,
        _find_tail(words, head),
        determiner,
        possessor,
        tuple(modifiers),
        kinds,
        classes,
        plural,
        lexicon.find_noun_gender(lemma),
    )


def _find_left_edge(word: Word) -> int:
    """Return the index of the leftmost word that depends on `word`, following the first child of each."""
    while word.children and word.children[0].i < word.i:
        word = word.children[0]
    return word.i


def _find_tail(words: list[Word], head: Word) -> int:
    """Return the end of a phrase: after a short "of …" or "for …" that depends on its head, else after the head."""
    last = head.i + 1
    if last < len(words) and words[last].lower in ("of", "for") and words[last].head is head:
        end = max(w.i for w in words[last].subtree()) + 1
        if end - last <= _LONGEST_TAIL and all(w.pos not in ("VERB", "PUNCT", "AUX", "CCONJ") for w in words[last:end]):
            return end
    return last


def find_phrase_country(phrase: Phrase, words: list[Word]) -> str | None:
    """Return the country that a phrase names before its head ("the French minister", "Chile’s minister")."""
    return next((c for w in words[phrase.first : phrase.head.i] if (c := find_country(w.text)) is not None), None)
