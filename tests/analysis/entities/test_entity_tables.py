"""Facts and spellings, without a model."""

import pytest

from tui.analysis.entities import spelling
from tui.analysis.entities.resolve import resolve_entities
from tui.analysis.lexicon.gazetteer import find_country, find_group, load_gazetteer
from tui.analysis.lexicon.words import (
    Gender,
    classify_noun,
    find_given_name_gender,
    find_noun_gender,
    is_same_given_name,
)
from tui.analysis.parse import Parse


def test_nothing_in_nothing_out() -> None:
    assert resolve_entities(Parse(""), []) == ([], [])


@pytest.mark.parametrize(
    ("word", "country"),
    [("Chilean", "Chile"), ("U.S.", "United States"), ("Dutch", "Netherlands"), ("Danes", "Denmark"), ("table", None)],
)
def test_countries_of_words(word: str, country: str | None) -> None:
    assert find_country(word) == country


@pytest.mark.parametrize(
    ("word", "group"), [("Chileans", "Chilean"), ("Muslims", "Muslim"), ("Frenchmen", "French"), ("boats", None)]
)
def test_groups(word: str, group: str | None) -> None:
    assert find_group(word) == group


def test_every_capital_and_people_has_a_country_of_the_table() -> None:
    facts = load_gazetteer()
    assert set(facts.country_of_capital.values()) <= facts.countries
    assert set(facts.country_of_people.values()) <= facts.countries
    assert len(facts.countries) > 190


def test_genders() -> None:
    assert find_given_name_gender("Lena") is Gender.FEMALE
    assert find_given_name_gender("Paul") is Gender.MALE
    assert find_given_name_gender("Robin") is None
    assert find_noun_gender("actress") is Gender.FEMALE
    assert find_noun_gender("lawyer") is None
    assert classify_noun("qwertz") == frozenset()


@pytest.mark.parametrize(
    ("one", "other", "same"), [("bill", "william", True), ("bill", "bill", True), ("bill", "robert", False)]
)
def test_nicknames(one: str, other: str, same: bool) -> None:
    assert is_same_given_name(one, other) is same


def test_fold_keeps_look_alike_letters_apart() -> None:
    assert spelling.fold("Élodie") == "elodie"
    assert spelling.fold("M\u0430rta") != spelling.fold("Marta")


@pytest.mark.parametrize(
    ("text", "yes"), [("NATO", True), ("U.N.", True), ("DoD", True), ("Nato", False), ("I", False)]
)
def test_acronyms(text: str, yes: bool) -> None:
    assert spelling.is_acronym(text) is yes


def test_acronyms_of_long_forms() -> None:
    assert "NSIO" in spelling.list_acronyms("National Seed Institute of Oslo".split())


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("kristen", "kristin", True),
        ("wilmore", "willmore", True),
        ("paul", "saul", False),
        ("hartwell", "hartmann", False),
    ],
)
def test_one_letter_apart(one: str, other: str, apart: bool) -> None:
    assert spelling.is_one_letter_apart(one, other) is apart
