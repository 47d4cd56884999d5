"""Two rounds of changes are one."""

from hypothesis import given
from hypothesis import strategies as st

from tui.article.model import restore
from tui.article.text_edits import Change, apply, compose, moved
from tui.text.spans import Span


@st.composite
def changed(draw, text):
    """A list of changes to `text`, in order and apart."""
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    if len(cuts) % 2:
        cuts.pop()
    changes = []
    at = 0
    for start, end in zip(cuts[::2], cuts[1::2], strict=True):
        if start >= at and end > start:
            changes.append(Change(start, end, draw(st.text("xyz", max_size=3))))
            at = end
    return changes


@given(st.data())
def test_composed_edits_lead_back_to_the_source(data):
    source = data.draw(st.text("abcdef", max_size=20))
    between, first = apply(source, data.draw(changed(source)))
    last, second = apply(between, data.draw(changed(between)))
    edits = compose(first, second)
    assert restore(last, edits, Span(0, len(last))) == source
    assert [edit.offset for edit in edits] == sorted(edit.offset for edit in edits)
    for edit in edits:
        assert last[edit.offset : edit.offset + len(edit.replacement)] == edit.replacement


def test_an_offset_moves_with_the_text_around_it():
    text, edits = apply("one  two\nthree", [Change(3, 5, " "), Change(8, 9, "")])
    assert text == "one twothree"
    assert [moved(at, edits) for at in (0, 3, 5, 8, 9, 14)] == [0, 3, 4, 7, 7, 12]
