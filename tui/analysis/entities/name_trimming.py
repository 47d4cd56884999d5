"""The edges of names: cut off articles, titles and possessives, and split what holds several names."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from tui.analysis.lexicon import words as lexicon
from tui.analysis.lexicon.gazetteer import load_gazetteer
from tui.analysis.lexicon.words import KINDS, Noun
from tui.analysis.model import EntityKind
from tui.analysis.parse import Word

PARTICLES = lexicon.get_words("particle")
"""Lower-case words that can stand inside a person's name."""

CALENDAR = lexicon.get_words("calendar")
"""Months and days of the week."""

_HONORS = lexicon.get_words("honor")
NO_NAMES = lexicon.get_words("never") | lexicon.get_words("acronym") | lexicon.get_words("field")
"""Capitalized words that are never a name by themselves."""

_OFFICES = lexicon.get_words("office")
"""Words before a title that name the office ("Home Secretary")."""

_UNIVERSITIES = lexicon.get_words("university")

_PARTY_LETTERS = frozenset("RDI")

_FEARS = ("phobia", "phobic")
"""Endings of words that are derived from names and are not names."""

_ARTICLES = frozenset({"the", "a", "an"})


class Extent(NamedTuple):
    """The words `[first, last)` of a name, and its kind."""

    first: int
    last: int
    kind: EntityKind


def split_names(words: list[Word], first: int, last: int, kind: EntityKind) -> Iterator[tuple[int, int]]:
    """Split a finding of the recognizer that holds several names ("Ayo and Bo Lind", "Chile-Peru")."""
    places = load_gazetteer().kinds
    start = first
    for i in range(first, last):
        word = words[i]
        apart = False
        if kind is EntityKind.PERSON:
            apart = word.lower in ("and", "&", ",", "/", ";", "—", "–", "(", ")", "or") or (
                word.tag == "POS" and i + 1 < last and not _is_inner_possessive(words, first, i, last)
            )
        elif kind in (EntityKind.PLACE, EntityKind.GROUP):
            apart = (
                word.lower in ("and", ",", "/") or (word.lower == "in" and _is_location(words, first, i, last))
            ) or (
                word.text in ("-", "–")
                and first < i < last - 1
                and words[i - 1].text in places
                and words[i + 1].text in places
            )
        elif kind is EntityKind.ORGANIZATION:
            apart = (
                (word.lower == "the" and i > first and words[i - 1].text[:1].isupper())
                or (word.lower in ("in", "at") and i > first and _is_location(words, first, i, last))
                or word.text in ("(", ")", "/")
                or (
                    word.text in ("-", "–")
                    and first < i < last - 1
                    and words[i - 1].text in places
                    and words[i + 1].text in places
                )
            )
        if apart or _is_score(words, i):
            if start < i:
                yield start, i
            start = i + 1
    if start < last:
        yield start, last


def _is_score(words: list[Word], i: int) -> bool:
    """Whether a word is a part of a score ("Rovers 2-1 Albion")."""
    around = words[max(i - 2, 0) : i + 3]
    return any(
        dash.text in ("-", "–")
        and left.end == dash.start
        and right.start == dash.end
        and all(w.text.isdigit() and len(w.text) < 3 for w in (left, right))
        for left, dash, right in zip(around, around[1:], around[2:], strict=False)
    )


def _is_location(words: list[Word], first: int, i: int, last: int) -> bool:
    """Whether the words after the preposition at `i` say where the organization is and are not part of its name."""
    if any(w.lower in _UNIVERSITIES for w in words[first:i]):
        return False
    if words[i].lower == "in":
        return words[i + 1].text in load_gazetteer().kinds if i + 1 < last else False
    return i - first > 1 and is_organization_noun(words[last - 1])


def _is_inner_possessive(words: list[Word], first: int, i: int, last: int) -> bool:
    """Whether the possessive at `i` is part of an organization's name ("the People’s Party")."""
    owners = lexicon.classify_noun(words[i - 1].lemma) | lexicon.classify_noun(words[i - 1].lower)
    return (
        i > first
        and Noun.TITLE not in owners
        and bool(owners & lexicon.PERSONS | owners & {Noun.PEOPLE})
        and is_organization_noun(words[last - 1])
    )


def split_person(words: list[Word], first: int, last: int, kind: EntityKind) -> Iterator[Extent]:
    """Split an organization from the person named right after it ("Velden University Rosa Fuentes")."""
    if kind in (EntityKind.ORGANIZATION, EntityKind.PERSON, EntityKind.PLACE):
        for i in range(first + 2, last):
            if (
                lexicon.is_given_name(words[i].text)
                and _has_surname_after(words, i, last)
                and (is_organization_noun(words[i - 1]) or any(is_organization_noun(w) for w in words[first : i - 2]))
                and words[i - 1].text[:1].isupper()
            ):
                yield Extent(first, i, EntityKind.ORGANIZATION)
                yield Extent(i, last, EntityKind.PERSON)
                return
    yield Extent(first, last, kind)


def _has_surname_after(words: list[Word], i: int, last: int) -> bool:
    """Whether the rest of a finding after the given name at `i` is one or two words like a surname."""
    rest = words[i + 1 : last]
    if not rest:  # the recognizer split the name
        rest = [w for w in words[last : last + 1] if w.pos == "PROPN" and w.par == words[i].par]
    return 0 < len(rest) <= 2 and all(
        w.text[:1].isupper() and w.text.isalpha() and not KINDS.keys() & lexicon.classify_noun(w.lower) for w in rest
    )


def trim_edges(words: list[Word], first: int, last: int, label: EntityKind | None) -> tuple[int, int]:
    """Cut the words off both ends of `[first, last)` that cannot be part of a name."""
    while first < last:
        word = words[first]
        if word.text[:1].isupper() and word.lower not in _ARTICLES:
            break
        if word.text[:1].isdigit() and last - first > 1 and label is not EntityKind.PERSON:
            break
        if (
            word.lower in PARTICLES
            and word.lower not in _ARTICLES
            and last - first > 1
            and _has_capital_soon(words, first, last)
        ):
            break
        if label in (EntityKind.ORGANIZATION, EntityKind.WORK, EntityKind.OTHER) and _is_brand(word):
            break
        first += 1
    while first < last:
        word = words[last - 1]
        if word.text[:1].isupper() and word.lower not in _ARTICLES:
            break
        if last - first > 2 and _is_second_half(words, last - 1):
            break
        if word.text[:1].isdigit() and last - first > 1 and label is not EntityKind.PERSON:
            break
        if label is EntityKind.WORK and word.pos != "PUNCT" and word.tag != "POS" and last - first > 1:
            break
        if label in (EntityKind.ORGANIZATION, EntityKind.WORK, EntityKind.OTHER) and _is_brand(word):
            break
        last -= 1
    if last - first > 1 and words[last - 1].lower in NO_NAMES and last < len(words) and words[last].text == ":":
        last -= 1
    return first, last


def _is_second_half(words: list[Word], i: int) -> bool:
    """Whether a word follows the hyphen of a given name ("Min-jun")."""
    hyphen = words[i - 1]
    return hyphen.text == "-" and hyphen.start == words[i - 2].end and words[i].start == hyphen.end


def _has_capital_soon(words: list[Word], first: int, last: int) -> bool:
    return any(w.text[:1].isupper() for w in words[first + 1 : min(last, first + 3)])


def is_organization_noun(word: Word) -> bool:
    """Whether a word at the end of a name says that it is an organization ("Ministry")."""
    return Noun.ORGANIZATION in lexicon.classify_noun(word.lower)


def is_name_head(word: Word) -> bool:
    """Whether a capitalized word before "of" starts a name ("Plains of …", "Bank of …")."""
    if not word.text[:1].isupper() or word.pos not in ("PROPN", "NOUN"):
        return False
    classes = lexicon.classify_noun(word.lower) | lexicon.classify_noun(word.lower.removesuffix("s"))
    return bool(classes & {Noun.ORGANIZATION, Noun.PLACE})


def _is_brand(word: Word) -> bool:
    """Whether a word is written like a brand ("iPhone", "eBay")."""
    return word.text[:1].islower() and any(c.isupper() for c in word.text[1:])


def skip_titles(words: list[Word], first: int, last: int, label: EntityKind | None) -> int:
    """Return the index after the titles, ranks and descriptions at the beginning of `[first, last)`."""
    tail = words[last - 1].lower
    if " ".join(w.text for w in words[first:last]) in load_gazetteer().kinds:
        return first
    if label is not EntityKind.PERSON and any(
        w.lower == "of" and is_organization_noun(words[w.i - 1]) for w in words[first + 1 : last]
    ):
        return first
    if label is not EntityKind.PERSON and lexicon.classify_noun(tail) & {Noun.ORGANIZATION, Noun.PLACE, Noun.EVENT}:
        return first if not lexicon.is_title(tail) else last
    cut = first
    for i in range(first, last):
        word = words[i]
        if not lexicon.is_title(word.lower):
            continue
        if i + 1 == last:
            # A title with nothing after it is not a name, unless it is a surname ("Taylor Bishop").
            return cut if i > first and lexicon.is_given_name(words[i - 1].text) else last if i > first else first
        after = words[i + 1]
        if after.lower in ("of", "for", "'s", "’s") or not (after.text[:1].isupper() or after.lower in PARTICLES):
            break
        if label is EntityKind.PERSON or lexicon.is_given_name(after.text) or word.text.endswith("."):
            if i > first and lexicon.is_given_name(words[i - 1].text):
                continue
            cut = i + 1
    return cut


_PARTS = frozenset({"chapter", "part", "volume", "page", "figure", "table", "appendix", "annex", "act"})
"""Numbered parts of a text: "Chapter Two", "Part IV"."""
_NUMBERED = re.compile(
    r"\d+|[ivxlc]+|[a-h]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)"
    r"teen|twenty|first|second|third"
)


def is_no_name(words: list[Word], first: int, last: int) -> bool:
    """Whether nothing in `[first, last)` can be a name: months, titles alone, one letter, a noun before its title."""
    if all(
        w.lower in CALENDAR or w.lower in NO_NAMES or not w.text[:1].isalnum() or w.text[0].isdigit()
        for w in words[first:last]
    ):
        return True
    if all(lexicon.is_title(w.lower) for w in words[first:last]):
        return True
    word = words[first]
    if last - first > 1 and word.text in _PARTY_LETTERS and words[first + 1].text[:1] in "-–.":
        return True  # (R-Ohio)
    if last - first == 2 and word.lower in _PARTS and _NUMBERED.fullmatch(words[first + 1].lower):
        return True
    after = words[last] if last < len(words) else None
    if after is not None and _is_office(words[first:last], after):
        return True
    if last - first > 1:
        return False
    before = words[first - 1] if first else None
    if word.text.isupper() and word.lower in _HONORS and before is not None and before.pos == "PROPN":
        return True  # Ayo Lind KC
    if len(word.text) < 2 or word.pos == "PRON" or word.lower.endswith(_FEARS):
        return True
    if (
        after is not None
        and word.head is after
        and after.pos == "NOUN"
        and bool(KINDS.keys() & lexicon.classify_noun(word.lower))
        and (first == 0 or words[first - 1].sent != word.sent)
        and word.text not in load_gazetteer().kinds
    ):
        return True  # a common noun that opens a sentence ("Media contact")
    return (
        first > 0
        and words[first - 1].lower in ("the", "this", "that", "our", "its", "his", "her")
        and bool(KINDS.keys() & lexicon.classify_noun(word.lower))
        and word.text not in load_gazetteer().kinds
    )


def _is_office(inside: list[Word], after: Word) -> bool:
    """Whether words specify the office of the title after them ("Shadow Home" Secretary)."""
    return lexicon.is_title(after.lower) and after.text[:1].isupper() and all(w.lower in _OFFICES for w in inside)
