"""How pronouns are weighed, and how the weights are learned, on invented texts and numbers."""

import math
from collections.abc import Sequence

import pytest

from tui.analysis.entities import pronouns
from tui.analysis.entities.chains import Chain
from tui.analysis.entities.pronouns import FAMILIES, Candidate, EarlierMention
from tui.analysis.model import EntityKind, Form
from tui.analysis.parse import Word
from tui.training.pronouns import (
    Document,
    Observation,
    count_outcomes,
    fit_weights,
    format_table,
    observe_pronouns,
    read_document,
    read_documents,
    train_weights,
)

TEXT = "Lena Brandt met Paul Renner. She thanked Renner. He smiled."


def word(i: int, text: str) -> Word:
    made = Word(i, 8 * i, 8 * i + len(text), text, text.lower(), text.lower(), "PRON", "PRP", "nsubj", "", 0, 0)
    made.head = made
    return made


def candidate(i: int, feature: str) -> Candidate:
    return Candidate(
        EarlierMention(Chain(EntityKind.PERSON, f"Name {i}"), word(i, "Name"), Form.NAME, -1, "subject"), [feature]
    )


def weighed(**weights: float) -> dict[str, dict[str, float]]:
    return dict.fromkeys(FAMILIES, weights)


def test_the_most_probable_antecedent_is_taken_with_its_probability() -> None:
    good, bad = candidate(0, "good"), candidate(1, "bad")
    chosen = pronouns.choose_antecedent(word(5, "he"), [bad, good], weighed(good=2.0, bad=-2.0))
    assert chosen is not None
    assert chosen[0] is good.mention
    assert chosen[1] == pytest.approx(math.exp(2) / (1 + math.exp(2) + math.exp(-2)))


def test_a_pronoun_that_may_be_two_is_left_alone() -> None:
    assert (
        pronouns.choose_antecedent(word(5, "he"), [candidate(0, "good"), candidate(1, "good")], weighed(good=3.0))
        is None
    )


def test_a_pronoun_for_which_nothing_speaks_is_left_alone() -> None:
    assert pronouns.choose_antecedent(word(5, "he"), [candidate(0, "bad")], weighed(bad=-1.0)) is None


def test_what_marks_the_right_antecedent_gets_weight() -> None:
    met = [Observation("person", [["near"], ["far"]], [True, False], 1.0)] * 20
    met += [Observation("person", [["far"]], [False], 1.0)] * 20
    weights = fit_weights(met)
    assert weights["near"] > 1
    assert weights["far"] < -1


def test_what_is_not_seen_has_no_weights() -> None:
    assert fit_weights([]) == {}


@pytest.fixture(scope="module")
def document() -> Document:
    """A text of which every name and pronoun is annotated."""
    entities = {"Lena Brandt": "lena", "Paul Renner": "paul", " Renner": "paul", "She": "lena", "He": "paul"}
    mentions = [
        # As annotators do it, a name is headed by its first word.
        {
            "head_start": at + len(name) - len(name.lstrip()),
            "name_start": at + len(name) - len(name.lstrip()),
            "name_end": at + len(name),
            "entity": entity,
            "form": "name" if len(name) > 3 else "pronoun",
        }
        for name, entity in entities.items()
        for at in range(len(TEXT))
        if TEXT.startswith(name, at)
    ]
    kinds = {"lena": {"type": "person"}, "paul": {"type": "person"}}
    [made] = read_documents([{"text": TEXT, "genre": "story", "mentions": mentions, "entities": kinds}])
    return made


def test_pronouns_are_observed_with_the_right_answers(document: Document) -> None:
    assert [(o.family, o.right.count(True)) for o in observe_pronouns(document, None)] == [("person", 1), ("person", 1)]


def test_a_reading_asks_for_every_pronoun_and_believes_the_answer(document: Document) -> None:
    asked: list[str] = []

    def never(pronoun: Word, candidates: Sequence[Candidate]) -> None:
        assert candidates
        asked.append(pronoun.text)

    referents = read_document(document, never)
    assert asked == ["She", "He"]
    assert not any(r.form is Form.PRONOUN for c in referents.chains for r in c.mentions)


def test_what_was_learned_is_used_and_counted(document: Document) -> None:
    nothing = weighed()
    assert count_outcomes(document, nothing)["wrong"] == 0
    assert count_outcomes(document, weighed(bias=-9.0)) == {"left alone": 2}
    assert count_outcomes(document, train_weights([document] * 20)) == {"right": 2}


def test_the_table_is_what_the_engine_reads() -> None:
    lines = list(format_table({"person": {"b": 1.0, "a": -0.25}, "thing": {}, "several": {"a": 2.0}}))
    assert lines == ["person\ta\t-0.25", "person\tb\t1.00", "several\ta\t2.00"]
    shipped = pronouns.load_weights()
    assert set(shipped) == set(FAMILIES)
    assert all(shipped.values())
