"""Which words are hardly ever capitalized, counted on invented sentences."""

from tui.analysis.lexicon.words import is_common
from tui.training.common import select_common

TEXTS = ["He saw the harbor in the rain."] * 3 + ["She met the Baker near the harbor, and Baker met the harbor."]


def test_words_in_lower_case_are_common() -> None:
    assert "harbor" in list(select_common(TEXTS))


def test_words_with_capitals_are_not() -> None:
    assert "baker" not in list(select_common([*TEXTS, "He asked a baker, a baker, and a baker about the baker."]))


def test_rare_words_are_not_told_of() -> None:
    assert "rain" not in list(select_common(TEXTS[:1]))


def test_headlines_are_not_counted() -> None:
    assert list(select_common(["He Saw the Harbor in Rain, the Harbor of Lima, the Harbor"] * 9)) == []


def test_the_table_knows_plurals() -> None:
    assert is_common("background")
    assert is_common("backgrounds")
    assert not is_common("washington")
