"""Lines hold all of the text, in order, and are never wider than they may be: in cells, whatever the text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.article.model import Block, BlockKind
from tui.text.cells import ODD, clusters
from tui.text.spans import Span
from tui.text.wrapping import wrap
from tui.widgets.wrapped_article import WrappedArticle

HOSTILE = (
    "ab \u2014-\u201c\u201d\u2019\u2026()\t\u00a0\u00ad\u200b\u200d\ufe0f\u0301\u0489\u0e33\u093f"
    "\u6f22\u5b57\u3001\u300c\u300d\uff08\uac00\u1160\u3164\u2764\U0001f600\U0001f468\U0001f469\U0001f3fd\U0001f1eb\U0001f1f7"
    "\U0001f3f4\U000e0067\U000e007f\u05d0\u0627\u0651\u202e\u2066\x1b\x07\x7f\x85\u2028\x9b\ud800\U0001d400\ufdfa"
)
texts = st.one_of(st.text(alphabet=HOSTILE, max_size=120), st.text(max_size=80), st.text("ab \u2014", max_size=200))
lines_of_text = texts.map(lambda text: text.replace("\n", " "))
widths = st.integers(1, 40)


def shown(text: str, span: Span) -> str:
    return "".join(cluster.shown for cluster in clusters(text, span.start, span.end))


def lines_of(text: str, width: int, hang: int = 0) -> list[str]:
    return [text[line.start : line.end] for line in wrap(text, 0, len(text), width, hang)]


@given(lines_of_text, widths)
def test_every_character_but_spaces_at_breaks_is_in_exactly_one_line(text: str, width: int) -> None:
    lines = list(wrap(text, 0, len(text), width))
    at = 0
    for line in lines:
        assert set(text[at : line.start]) <= set(" \t")
        assert line.start <= line.end
        assert line.start >= at
        at = line.end
    assert set(text[at:]) <= set(" \t")


@given(lines_of_text, widths)
def test_no_line_is_too_wide_unless_one_character_alone_is(text: str, width: int) -> None:
    for line in wrap(text, 0, len(text), width):
        cells = [c for c in clusters(text, line.start, line.end) if c.cells]
        assert sum(c.cells for c in cells) <= width or len(cells) == 1


@given(lines_of_text, widths)
def test_what_is_shown_is_as_wide_as_the_terminal_library_thinks(text: str, width: int) -> None:
    for line in wrap(text, 0, len(text), width):
        cells = sum(c.cells for c in clusters(text, line.start, line.end))
        assert cell_len(shown(text, line)) == cells


@given(lines_of_text)
def test_clusters_cover_the_text_without_gaps_and_hold_no_control(text: str) -> None:
    at = 0
    for cluster in clusters(text, 0, len(text)):
        assert cluster.start == at
        assert cluster.end > at
        at = cluster.end
        assert all(char.isprintable() or char in " \u200d\u00a0" or char.isspace() for char in cluster.shown) or (
            cluster.shown.encode("utf-8") and not set(cluster.shown) & set(map(chr, [*range(32), *range(127, 160)]))
        )
    assert at == len(text)


@given(st.text("ab,. \u2014\u201c\u201d", max_size=200), widths)
def test_plain_text_takes_the_short_way_to_the_same_lines(text: str, width: int) -> None:
    # A character that is not plain, far behind, sends all lines the long way.
    assert ODD.search(text) is None
    forced = "\u0301"
    long_way = [Span(line.start, line.end) for line in wrap(text + forced * 3, 0, len(text), width)]
    assert long_way == list(wrap(text, 0, len(text), width))


def test_lines_break_at_spaces_and_behind_dashes() -> None:
    assert lines_of("the ferry did not come\u2014nobody knew why", 12) == [
        "the ferry",
        "did not",
        "come\u2014nobody",
        "knew why",
    ]


def test_a_word_longer_than_the_line_is_cut() -> None:
    assert lines_of("no aaaaaaaaaaaaaaaaaaaa", 8) == ["no", "aaaaaaaa", "aaaaaaaa", "aaaa"]


def test_a_hanging_indent_narrows_all_lines_but_the_first() -> None:
    assert lines_of("- one two three four", 9, hang=2) == ["- one two", "three", "four"]


def test_no_line_begins_with_closing_punctuation_in_chinese() -> None:
    assert lines_of("\u6f22\u5b57\u6f22\u5b57\u3002\u6f22", 8) == ["\u6f22\u5b57\u6f22", "\u5b57\u3002\u6f22"]


def test_an_empty_paragraph_is_one_empty_line() -> None:
    assert list(wrap("abc", 1, 1, 10)) == [Span(1, 1)]


def test_no_break_space_holds_words_together() -> None:
    assert lines_of("about 5\u00a0km away", 9) == ["about", "5\u00a0km away"]


def test_tabs_reach_to_the_next_stop() -> None:
    assert shown("a\tb\tabcd\t.", Span(0, 10)) == "a   b   abcd    ."


def test_a_flood_of_marks_stays_on_its_letter() -> None:
    (cluster,) = clusters("e" + "\u0301" * 5000, 0, 5001)
    assert cluster.cells == 1
    assert len(cluster.shown) < 6


def test_family_emoji_and_flags_are_single_clusters_of_two_cells() -> None:
    text = "\U0001f468\u200d\U0001f469\u200d\U0001f467\U0001f1eb\U0001f1f7\u2764\ufe0f\U0001f44d\U0001f3fd"
    assert [c.cells for c in clusters(text, 0, len(text))] == [2, 2, 2, 2]


def test_joiners_between_letters_do_not_swallow_the_next_letter() -> None:
    assert shown("a\u200db", Span(0, 3)) == "ab"


def test_control_characters_are_seen_as_their_pictures() -> None:
    assert shown("\x1b[2J\x07\x7f\x9b\u202e", Span(0, 8)) == "\u241b[2J\u2407\u2421\ufffd\ufffd"


@given(
    st.text(alphabet="abc \n\t\u6f22\u0301", max_size=150),
    st.lists(st.tuples(st.integers(0, 160), st.integers(0, 160), st.sampled_from(BlockKind)), max_size=5),
    widths,
)
def test_all_ink_is_on_some_line_whatever_the_blocks(
    text: str, wanted: list[tuple[int, int, BlockKind]], width: int
) -> None:
    lines = WrappedArticle(text, [Block(a, b, kind) for a, b, kind in sorted(wanted)], width)
    assert lines.wrap_more()
    seen = [lines[n] for n in range(len(lines))]
    assert all(a.start <= b.start for a, b in pairwise(seen))
    covered = {i for line in seen for i in range(line.start, line.end)}
    assert all(i in covered for i, char in enumerate(text) if not char.isspace())
    assert all("\n" not in text[line.start : line.end] for line in seen)
    for i in covered:
        line = lines[lines.line_at(i)]
        assert line.start <= i < line.end


def test_blocks_are_apart_but_items_of_a_list_are_not() -> None:
    text = "Title\n\nSome words.\n- one\n- two\nEnd"
    kinds = {"Title": "title", "Some words.": "paragraph", "- one": "list", "- two": "list", "End": "paragraph"}
    blocks = [Block(text.index(t), text.index(t) + len(t), BlockKind(k)) for t, k in kinds.items()]
    lines = WrappedArticle(text, blocks, 40)
    assert lines.wrap_more()
    found = [(text[line.start : line.end], line.indent) for line in (lines[n] for n in range(len(lines)))]
    assert found == [
        ("", 0), ("Title", 0), ("", 0), ("Some words.", 0), ("", 0), ("- one", 2), ("- two", 2), ("", 0), ("End", 0),
    ]  # fmt: skip


def test_lines_are_wrapped_no_further_than_they_are_asked_for() -> None:
    text = "word " * 100_000
    lines = WrappedArticle(text, (), 40)
    assert lines[100].start == 4_000 - 40
    assert not lines.is_complete
    assert len(lines) < 2_000
    estimate, guess = lines.height, lines.line_near(400_000)
    assert lines.wrap_more()
    assert abs(estimate - len(lines)) < len(lines) / 20
    assert abs(guess - lines.line_at(400_000)) < len(lines) / 20
    with pytest.raises(IndexError):
        lines[len(lines)]


def test_an_empty_article_has_a_line() -> None:
    assert len(WrappedArticle("", (), 10)) == 1
