"""What is said of a stretch of the text is found whatever nests and overlaps."""

from hypothesis import given
from hypothesis import strategies as st

from tui.text.spans import Span
from tui.widgets.highlights import EvenIndex, SpanIndex

SPANS = st.lists(st.builds(lambda start, size: Span(start, start + size), st.integers(0, 60), st.integers(1, 20)))


@given(SPANS, st.integers(0, 80), st.integers(1, 20))
def test_an_index_finds_what_overlaps_a_stretch(spans: list[Span], start: int, size: int) -> None:
    spans = sorted(spans)
    wanted = [span for span in spans if span.overlaps(Span(start, start + size))]
    every = SpanIndex((span, "x") for span in spans)
    even = EvenIndex(spans, "x", max((span.end - span.start for span in spans), default=0))
    for index in (every, even):
        assert [found.span for found in index.overlapping(start, start + size)] == wanted
        assert index.items() == [(span, "x") for span in index.spans()] == [(span, "x") for span in spans]
        assert len(index) == len(spans)
