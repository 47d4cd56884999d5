"""Words are found again where they were, where they went, and nowhere else."""

import pytest
import sample_story
from hypothesis import given
from hypothesis import strategies as st

from tui.annotations.anchors import Ground, overlap
from tui.text.spans import Span

GROUND = Ground(sample_story.TEXT)
spans = st.tuples(st.integers(0, len(sample_story.TEXT) - 1), st.integers(1, 200)).map(
    lambda pair: Span(pair[0], min(pair[0] + pair[1], len(sample_story.TEXT)))
)


@given(spans)
def test_in_the_same_text_words_stand_where_they_stood(span: Span) -> None:
    assert GROUND.place(GROUND.anchor(span)) == span


@given(spans.filter(lambda s: sample_story.TEXT[s.start : s.end].strip()), st.text("\nab “", max_size=50))
def test_words_behind_an_insertion_move_with_it(span: Span, inserted: str) -> None:
    later = Ground(inserted + sample_story.TEXT)
    assert later.place(GROUND.anchor(span)) == Span(span.start + len(inserted), span.end + len(inserted))


@pytest.mark.parametrize(("nth", "words"), [(1, "Brandt"), (2, "Brandt"), (3, "Brandt"), (2, "said")])
def test_which_of_the_same_words_is_meant_is_told_by_those_around(nth: int, words: str) -> None:
    anchor = GROUND.anchor(sample_story.span(words, nth))
    text = sample_story.TEXT.replace("The town council of Eastmere", "On a rainy day the council of Eastmere", 1)
    assert Ground(text).place(anchor) == sample_story.span(words, nth, within=text)


def test_of_words_that_are_gone_others_like_them_are_not_taken() -> None:
    anchor = GROUND.anchor(sample_story.HE)
    text = sample_story.TEXT.replace("“It is a question of when,” he wrote to the Eastmere Courier.", "")
    assert Ground(text + "\nNobody knew what he had seen.").place(anchor) is None


def test_words_that_were_changed_a_little_are_found() -> None:
    anchor = GROUND.anchor(sample_story.span("“Nobody builds a quay on sand,”"))
    text = sample_story.TEXT.replace("Nobody builds a quay", "Nobody builds any quay")
    found = Ground(text).place(anchor)
    assert found is not None
    assert text[found.start : found.end] == "“Nobody builds any quay on sand,”"


def test_words_with_other_line_ends_are_found() -> None:
    anchor = GROUND.anchor(sample_story.span("the delay would cost the town “next to nothing,”"))
    text = sample_story.TEXT.replace("would cost the town", "would cost\nthe town")
    found = Ground(text).place(anchor)
    assert found is not None
    assert text[found.start : found.end].split() == anchor.exact.split()


def test_two_places_that_look_the_same_are_told_apart_by_nobody() -> None:
    ground = Ground("x " + "No. " * 40)
    assert Ground("Quite another text. No. And more.").place(ground.anchor(Span(82, 85))) is None


def test_overlap() -> None:
    assert overlap(Span(0, 10), Span(0, 10)) == 1
    assert overlap(Span(0, 10), Span(5, 10)) == 0.5
    assert overlap(Span(0, 10), Span(10, 20)) == 0
