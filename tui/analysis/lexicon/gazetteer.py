"""Facts about names: countries with their peoples and capitals, well-known places, organizations and events."""

from dataclasses import dataclass
from functools import cache

from tui.analysis.lexicon.words import read_lines
from tui.analysis.model import EntityKind


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Facts about names, by how the names are written.

    `kinds` has the kind of each name; `fullest` its most complete form ("U.S." → "United States"); `country_of_people`
    and `country_of_capital` lead from "French" and "Paris" to "France"; `groups` from each word for a member of a group
    to the form that stands for all; `stands_for` from a residence to its state or organization ("Kremlin" → "Russia").
    """

    kinds: dict[str, EntityKind]
    fullest: dict[str, str]
    countries: frozenset[str]
    country_of_people: dict[str, str]
    country_of_capital: dict[str, str]
    groups: dict[str, str]
    stands_for: dict[str, str]


@cache
def load_gazetteer() -> Gazetteer:
    """Return the tables in `data/`; they are read once."""
    kinds: dict[str, EntityKind] = {}
    fullest: dict[str, str] = {}
    countries: set[str] = set()
    peoples: dict[str, str] = {}
    capitals: dict[str, str] = {}
    groups: dict[str, str] = {}

    def add(names: list[str], kind: EntityKind) -> None:
        for name in names:
            kinds.setdefault(name, kind)
            fullest.setdefault(name, names[0])

    for line in read_lines("organizations.txt"):
        add(line.split("|"), EntityKind.ORGANIZATION)
    for line in read_lines("countries.tsv"):
        name, others, people, seats = (field.split("|") if field else [] for field in f"{line}\t\t\t".split("\t")[:4])
        add(name + others, EntityKind.PLACE)
        countries.add(name[0])
        for word in people:
            peoples.setdefault(word, name[0])
            groups.setdefault(word, people[0])
        if seats:
            add(seats, EntityKind.PLACE)
            capitals |= dict.fromkeys(seats, name[0])
    for line in read_lines("places.txt"):
        add(line.split("|"), EntityKind.PLACE)
    stands_for = dict(line.split("\t") for line in read_lines("metonyms.tsv"))
    for line in read_lines("events.txt"):
        add(line.split("|"), EntityKind.EVENT)
    for line in read_lines("things.txt"):
        add(line.split("|"), EntityKind.OTHER)
    for line in read_lines("groups.txt"):
        for words in line.split():
            first, *others = words.split("|")
            groups |= {word: groups.get(first, first) for word in (first, *others) if word not in groups}
    return Gazetteer(kinds, fullest, frozenset(countries), peoples, capitals, groups, stands_for)


def find_country(word: str) -> str | None:
    """Return the country that a word names, or whose people or things it names ("France", "U.S.", "French")."""
    facts = load_gazetteer()
    name = facts.fullest.get(word)
    return name if name in facts.countries else facts.country_of_people.get(word)


def find_group(word: str) -> str | None:
    """Return the base form of a word for a group ("Frenchmen", "Muslims"); None for other words."""
    groups = load_gazetteer().groups
    for form in (word, word.removesuffix("s"), word.removesuffix("es"), word.removesuffix("s").removesuffix("'")):
        if form in groups:
            return groups[form]
    return f"{word[:-3]}y" if word.endswith("ies") and f"{word[:-3]}y" in groups else None
