"""What the tagger reads: nothing of a text is left out, nothing lies outside the tables of the weights."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tui.analysis import pipeline
from tui.analysis.parse import Parse
from tui.analysis.tagger import features
from tui.analysis.tagger.wordpiece import WordPiece

WORDPIECE = WordPiece("[PAD] [UNK] [CLS] [SEP] . , the ##e a b c d e".split())
TEXT = (
    "The ministry said on Monday that Ilse Brandt, who runs the port, had “no idea” of the plan. “We never saw it,” "
    "she added. “Nobody asked us.”\n\nAccording to Oren, the harbor will reopen."
)


@pytest.fixture(scope="module")
def parsed():
    nlp = pipeline.load(pipeline.DEFAULT_MODEL)

    def parse(text):
        found = Parse(text)
        pieces = (
            piece for start, end in pipeline.find_lines(text) for piece in pipeline.split_pieces(text, start, end)
        )
        for doc, offset in pipeline.parse_pieces(nlp, pieces):
            found.add(doc, offset)
        return found

    return parse


def word(parse, text):
    return next(w for w in parse.words if w.text == text)


def seen_from(parse, cue, text):
    """The features of the word `text` as seen from the word `cue`."""
    _, inside = features.mark_quotations(parse, parse.quotations)
    words = features.find_view(parse, word(parse, cue), range(len(parse.words)))
    return features.extract_cue_features(parse, word(parse, cue), words, inside)[word(parse, text).i - words.start]


@pytest.mark.parametrize("room", [8, 20, 254])
def test_windows_hold_every_word_once_and_no_more_pieces_than_there_is_room_for(parsed, room):
    parse = parsed(TEXT * 4)
    found = features.cut_windows(parse, WORDPIECE, room)
    assert [i for window in found for i in window.words] == list(range(len(parse.words)))
    for window in found:
        assert len(window.pieces) <= room + 2
        assert [window.owner[at] for at in window.first] == list(window.words)


def test_a_paragraph_that_fits_is_not_cut(parsed):
    parse = parsed("\n\n".join(["One two three four five."] * 8))
    starts = {p.start for p in parse.paragraphs}
    assert all(window.words.start in starts for window in features.cut_windows(parse, WORDPIECE, 40))


def test_words_of_one_branch_look_the_same_from_the_cue(parsed):
    parse = parsed(TEXT)
    tree = 1
    assert seen_from(parse, "said", "idea")[tree] == seen_from(parse, "said", "plan")[tree]
    assert seen_from(parse, "said", "ministry")[tree] != seen_from(parse, "said", "plan")[tree]


def test_the_quotations_around_a_cue_are_told_apart(parsed):
    parse = parsed(TEXT)
    side = 3
    assert [seen_from(parse, "added", w)[side] for w in ("idea", "saw", "added", "asked")] == [4, 2, 0, 3]


@given(st.text(st.sampled_from("ab.\n “”'-—1é\u3042"), max_size=120))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_number_lies_outside_its_table(parsed, text):
    parse = parsed(text)
    state, inside = features.mark_quotations(parse, parse.quotations)
    for row in features.extract_word_features(parse, state):
        assert all(0 <= x < size for x, size in zip(row, features.WORD_SIZES, strict=True))
    for cue in parse.words:
        words = features.find_view(parse, cue, range(len(parse.words)))
        assert cue.i in words
        for row in features.extract_cue_features(parse, cue, words, inside):
            assert all(0 <= x < size for x, size in zip(row, features.CUE_SIZES, strict=True))
