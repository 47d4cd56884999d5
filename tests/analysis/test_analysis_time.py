"""The analysis takes time that grows with the length of a text, whatever is repeated in it."""

import pytest
from growth import UNITS, grows_evenly, repeated

from tui.analysis.quote_marks import find_quotations
from tui.text.spans import Span

COMMON = [
    " ", "\t", "\xa0", '"', "“", "'a ", "said ", "(", "A. ", "> ", "U.S. ", "“a ‘b ", ". ", "a. ", " | ", " – ",
    "he said that ", "“A b,” said Ab. ", "Ab of the Ab ", "Ab: a\n",
]  # fmt: skip
"""What is worth the time that the learned tagger takes."""


def test_quote_marks():
    def find(unit, length):
        text = repeated(unit, length)
        return find_quotations(text, [Span(0, len(text))])

    marks = [*UNITS, "‘a ", "-'9", "»a ", "”a ", " ”a", "«", "''", "`` ", "'s a "]
    assert [unit for unit in marks if not grows_evenly(lambda length: find(unit, length), 10_000)] == []  # noqa: B023


@pytest.mark.parametrize("part", range(4))
def test_rules(analyzer, part):
    units = [*UNITS, *COMMON][part::4]
    uneven = [unit for unit in units if not grows_evenly(lambda n: analyzer.analyze(repeated(unit, n)), 800)]  # noqa: B023
    assert uneven == []


@pytest.mark.parametrize("part", range(4))
def test_learned_tagger(tagging, part):
    units = COMMON[part::4]
    uneven = [unit for unit in units if not grows_evenly(lambda n: tagging.analyze(repeated(unit, n)), 800)]  # noqa: B023
    assert uneven == []
