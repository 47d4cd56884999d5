"""Selected words cut to what a name or a quote is: given and expected spans are written with brackets in the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.annotations.boundaries import snap_to, trim_loose_marks, trim_to_word
from tui.text.spans import Span


def parse(marked: str) -> tuple[str, Span]:
    """The text without its brackets, and the span between them."""
    start, end = marked.index("["), marked.index("]") - 1
    return marked.replace("[", "").replace("]", ""), Span(start, end)


def show(text: str, span: Span) -> str:
    return f"{text[: span.start]}[{text[span.start : span.end]}]{text[span.end :]}"


@pytest.mark.parametrize(
    ("selected", "trimmed"),
    [
        ("said [“Ada Quill,”] the mayor", "said “[Ada Quill],” the mayor"),
        ("[(Ada)]", "([Ada])"),
        ("[Ada]", "[Ada]"),
        ("in [the U.S.]", "in [the U.S]."),
        ("a [—] b", "a [—] b"),
        ("a [“…”] b", "a “…[”] b"),
    ],
)
def test_a_name_has_no_marks_at_its_ends(selected, trimmed):
    text, span = parse(selected)
    assert show(text, trim_to_word(text, span)) == trimmed


@pytest.mark.parametrize(
    ("selected", "trimmed"),
    [
        ("[“We sail,”] she said", "[“We sail,”] she said"),
        ("[“We sail”,] she said", "[“We sail”], she said"),
        ("“We sail, [they fish.”] He left.", "“We sail, [they fish.]” He left."),
        ("[“We sail,] they fish.”", "“[We sail,] they fish.”"),
        ('[We sail,"] she said', '[We sail,]" she said'),
        ('["We sail,"] she said', '["We sail,"] she said'),
        ("[We sail ]today", "[We sail] today"),
        ("[He said “go”] loudly", "[He said “go”] loudly"),
        ("a[”]b", "a[”]b"),
    ],
)
def test_a_quote_keeps_only_marks_whose_counterpart_it_has(selected, trimmed):
    text, span = parse(selected)
    assert show(text, trim_loose_marks(text, span)) == trimmed


@pytest.mark.parametrize(
    ("selected", "piece", "snapped"),
    [
        ("“[We sail],” she said", "[“We sail,”] she said", "[“We sail,”] she said"),
        ("“[We] sail,” she said", "[“We sail,”] she said", "[“We] sail,” she said"),
        ("We sail.\n[They fish.]", "We sail.[\nThey fish.]", "We sail.\n[They fish.]"),
        ("We [sail today] and", "[We sail today] and", "We [sail today] and"),
    ],
)
def test_a_boundary_that_differs_by_marks_alone_becomes_that_of_the_other_span(selected, piece, snapped):
    text, span = parse(selected)
    assert show(text, snap_to(text, span, parse(piece)[1])) == snapped


@given(st.text('ab“”"., \n', min_size=1, max_size=12), st.data())
def test_whatever_is_selected_stays_a_part_of_the_selection_and_is_not_empty(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    for trimmed in (trim_to_word(text, span), trim_loose_marks(text, span)):
        assert span.start <= trimmed.start < trimmed.end <= span.end
