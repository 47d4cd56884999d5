"""Look up words: classes of common nouns, titles, given names and nicknames."""

from enum import StrEnum
from functools import cache
from pathlib import Path

from tui.analysis.model import EntityKind

_DATA = Path(__file__).with_name("data")


class Gender(StrEnum):
    """The gender that a word or a name implies."""

    MALE = "male"
    FEMALE = "female"
    NEITHER = "neither"


class Noun(StrEnum):
    """The classes of common nouns, as in `data/nouns.txt`."""

    TITLE = "title"
    PERSON = "person"
    MALE = "male"
    FEMALE = "female"
    KIN = "kin"
    PEOPLE = "people"
    ORGANIZATION = "organization"
    PLACE = "place"
    EVENT = "event"
    WORK = "work"
    CRAFT = "craft"


PERSONS = frozenset({Noun.TITLE, Noun.PERSON, Noun.MALE, Noun.FEMALE, Noun.KIN})
"""Classes whose nouns refer to one person."""

KINDS = {
    Noun.TITLE: EntityKind.PERSON,
    Noun.PERSON: EntityKind.PERSON,
    Noun.MALE: EntityKind.PERSON,
    Noun.FEMALE: EntityKind.PERSON,
    Noun.KIN: EntityKind.PERSON,
    Noun.PEOPLE: EntityKind.PERSON,
    Noun.ORGANIZATION: EntityKind.ORGANIZATION,
    Noun.PLACE: EntityKind.PLACE,
    Noun.EVENT: EntityKind.EVENT,
    Noun.WORK: EntityKind.WORK,
    Noun.CRAFT: EntityKind.OTHER,
}
"""The kind of entity that the nouns of a class describe."""

AFTER_HEAD = frozenset({"of", "for", "on", "against"})
"""Words that can follow the head noun of a name ("Panel on …", "Bank of …")."""

_NONE: frozenset[Noun] = frozenset()


def read_lines(name: str) -> list[str]:
    """Return the lines of a table in `data/`, without comments."""
    text = (_DATA / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def read_sections(name: str) -> dict[str, list[str]]:
    """Return the words of a table whose lines are either `[section]` or words separated by spaces."""
    words_of: dict[str, list[str]] = {}
    current: list[str] = []
    for line in read_lines(name):
        if line.startswith("["):
            current = words_of.setdefault(line.strip("[]"), [])
        else:
            current += line.split()
    return words_of


@cache
def _load_words() -> dict[str, frozenset[str]]:
    return {section: frozenset(section_words) for section, section_words in read_sections("words.txt").items()}


def get_words(section: str) -> frozenset[str]:
    """Return the words under one heading of `data/words.txt`."""
    return _load_words()[section]


@cache
def _load_generic_nouns() -> dict[str, frozenset[str]]:
    nouns_of: dict[str, set[str]] = {}
    for pair in get_words("said"):
        word, _, noun = pair.partition("=")
        nouns_of.setdefault(word, set()).add(noun)
    return {word: frozenset(nouns) for word, nouns in nouns_of.items()}


def find_generic_nouns(lower: str) -> frozenset[str]:
    """Return the nouns that can stand for a name with this word ("airways": "airline", "carrier")."""
    return _load_generic_nouns().get(lower, frozenset())


@cache
def _load_common() -> frozenset[str]:
    return frozenset(read_lines("common.txt"))


def is_common(lower: str) -> bool:
    """Whether a word, given in lower case, is hardly ever capitalized inside a sentence."""
    return lower in _load_common() or lower.removesuffix("s") in _load_common()


@cache
def _load_nouns() -> dict[str, frozenset[Noun]]:
    classes_of: dict[str, set[Noun]] = {}
    for section, words in read_sections("nouns.txt").items():
        for word in words:
            classes_of.setdefault(word, set()).add(Noun(section))
    return {word: frozenset(classes) for word, classes in classes_of.items()}


def classify_noun(lemma: str) -> frozenset[Noun]:
    """Return the classes of a common noun, given as its lower-case lemma; an empty set if it is not listed."""
    return _load_nouns().get(lemma, _NONE)


@cache
def _load_titles() -> dict[str, Gender | None]:
    gender_of: dict[str, Gender | None] = {}
    for word, classes in _load_nouns().items():
        if Noun.TITLE in classes:
            gender_of[word] = _find_class_gender(classes)
    for section, words in read_sections("titles.txt").items():
        for word in words:
            gender_of[word.lower()] = Gender(section) if section != "either" else gender_of.get(word.lower())
    return gender_of


def expand_title(title: str) -> str:
    """Return a title in lower case, written out ("sen." becomes "senator")."""
    return _load_ranks().get(title.rstrip("."), title)


@cache
def _load_ranks() -> dict[str, str]:
    return {short: full for pair in get_words("rank") for short, _, full in [pair.partition("=")]}


def is_title(lower: str) -> bool:
    """Whether a capitalized word, given in lower case, may stand before a name without being a part of it."""
    return lower in _load_titles()


def find_title_gender(lower: str) -> Gender | None:
    """Return the gender that a title implies."""
    return _load_titles().get(lower)


def find_noun_gender(lemma: str) -> Gender | None:
    """Return the gender that a common noun implies ("actress", "son")."""
    return _find_class_gender(classify_noun(lemma))


def _find_class_gender(classes: frozenset[Noun]) -> Gender | None:
    if Noun.MALE in classes:
        return Gender.MALE
    return Gender.FEMALE if Noun.FEMALE in classes else None


@cache
def _load_given_names() -> dict[str, Gender | None]:
    table = read_sections("given_names.txt")
    male, female = set(table["male"]), set(table["female"])
    gender_of: dict[str, Gender | None] = dict.fromkeys(table["either"])
    gender_of |= dict.fromkeys(male - female, Gender.MALE)
    gender_of |= dict.fromkeys(female - male, Gender.FEMALE)
    gender_of |= dict.fromkeys(male & female)
    gender_of |= dict.fromkeys(table["either"])
    return gender_of


def is_given_name(word: str) -> bool:
    """Whether `word`, as written, is a known given name."""
    return word in _load_given_names()


def find_given_name_gender(word: str) -> Gender | None:
    """Return the gender that a given name implies, as written."""
    return _load_given_names().get(word)


@cache
def _load_nicknames() -> dict[str, frozenset[int]]:
    groups_of: dict[str, set[int]] = {}
    for number, line in enumerate(read_lines("nicknames.txt")):
        for word in line.split():
            groups_of.setdefault(word.lower(), set()).add(number)
    return {word: frozenset(numbers) for word, numbers in groups_of.items()}


def is_same_given_name(one: str, other: str) -> bool:
    """Whether two given names, in lower case, can be forms of one ("bill" and "william")."""
    if one == other:
        return True
    table = _load_nicknames()
    return bool(table.get(one, frozenset()) & table.get(other, frozenset()))
