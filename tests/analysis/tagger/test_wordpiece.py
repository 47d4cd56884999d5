import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.analysis.tagger.wordpiece import MOST_PIECES, WordPiece

VOCABULARY = '[PAD] [UNK] [CLS] [SEP] " - . har ##bor harbor s ##s co founder cafe u'.split()


@pytest.fixture(scope="module")
def wordpiece() -> WordPiece:
    return WordPiece(VOCABULARY)


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("harbor", ["harbor"]),
        ("Harbor", ["harbor"]),
        ("harbors", ["harbor", "##s"]),
        ("co-founder", ["co", "-", "founder"]),
        ("U.S.", ["u", ".", "s", "."]),
        ("café", ["cafe"]),
        ("“", ['"']),
        ("''", ['"']),
        ("zebra", ["[UNK]"]),
        ("\u200b", ["[UNK]"]),
    ],
)
def test_a_word_is_cut_into_its_longest_pieces(wordpiece, word, pieces):
    assert [VOCABULARY[n] for n in wordpiece.pieces(word)] == pieces


@given(st.text(min_size=1, max_size=60))
def test_every_word_has_pieces_of_the_vocabulary(word):
    found = WordPiece(VOCABULARY).pieces(word)
    assert 1 <= len(found) <= MOST_PIECES
    assert all(0 <= n < len(VOCABULARY) for n in found)
