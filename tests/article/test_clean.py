"""The gate: what goes in hostile comes out plain, and nothing of it is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.article.clean import clean
from tui.article.model import restore
from tui.text.spans import Span

TRICKY = st.sampled_from(
    "ab Zé.\n\r\t\x00\x07\x08\x1b\x7f\x85\x93\x9b\xa0\xad\u0301\u0302\u0489\u034f\u061c\u064b\u0e47\u1680\u200b\u200c"
    "\u200d\u200e\u200f\u2028\u2029\u202e\u2060\u2066\u2069\u3000\ufe0f\ufeff\ud800\uffff؀می中👩❤🏴\U000e0067\U000e007f"
)
HOSTILE = st.lists(st.one_of(TRICKY, TRICKY, st.characters()), max_size=40).map("".join)


def whole(cleaned):
    return restore(cleaned.text, cleaned.edits, Span(0, len(cleaned.text)))


def said(cleaned):
    return " ".join(notice.message for notice in cleaned.notices)


@given(HOSTILE)
def test_the_source_can_be_given_back_from_the_clean_text(raw):
    assert whole(clean(raw)) == raw


@given(HOSTILE)
def test_cleaning_twice_is_cleaning_once(raw):
    once = clean(raw).text
    assert clean(once).text == once
    assert clean(once).edits == ()


@given(HOSTILE)
def test_nothing_that_a_terminal_obeys_comes_through(raw):
    for char in clean(raw).text:
        assert char == "\n" or (ord(char) >= 0x20 and not 0x7F <= ord(char) <= 0x9F)
        assert char not in "\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
        assert not 0xD800 <= ord(char) <= 0xDFFF


@given(HOSTILE)
def test_edits_and_notices_lie_where_they_say(raw):
    cleaned = clean(raw)
    at = 0
    for edit in cleaned.edits:
        assert edit.offset >= at
        at = edit.offset + len(edit.replacement)
        assert cleaned.text[edit.offset : at] == edit.replacement
    assert all(0 <= notice.offset <= len(cleaned.text) for notice in cleaned.notices)


@given(HOSTILE, st.integers(0, 60))
def test_two_halves_restore_to_the_whole(raw, cut):
    text, edits, _ = clean(raw)
    if cut >= len(text) or any(edit.offset < cut < edit.offset + len(edit.replacement) for edit in edits):
        return  # no one can give back half of what stands for one character
    assert restore(text, edits, Span(0, cut)) + restore(text, edits, Span(cut, len(text))) == raw


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("cleared \x1b[2J screen", "cleared ␛[2J screen"),
        ("\x1b]0;owned\x07title", "␛]0;owned␇title"),
        ("\x1b]52;c;aGk=\x07copied", "␛]52;c;aGk=␇copied"),
        ("\x1b]8;;https://example.org\x1b\\link\x1b]8;;\x1b\\", "␛]8;;https://example.org␛\\link␛]8;;␛\\"),
    ],
    ids=["clear screen", "window title", "clipboard write", "hyperlink"],
)
def test_escape_sequences_are_visible_and_harmless(raw, shown):
    cleaned = clean(raw)
    assert cleaned.text == shown
    assert "control character" in said(cleaned)


def test_c1_controls_are_visible():
    assert clean("a\x9b2Jb\x9d0;x\x9c").text == "a␛[2Jb␛]0;x␛\\"


def test_carriage_returns_end_lines_and_other_controls_are_visible():
    cleaned = clean("safe\roverwritten\r\nback\x08bell\x07nul\x00del\x7f.")
    assert cleaned.text == "safe\noverwritten\nback␈bell␇nul␀del␡."


def test_bracketed_words_stay_as_they_are():
    text = "He [the minister] said [sic] no, [/b] [@click=app.quit] [link=x]never[/link]."
    assert clean(text) == (text, (), ())


def test_bidi_overrides_and_isolates_are_removed_with_a_warning_and_their_place():
    cleaned = clean("pay \u202e001\u202c to \u2066Ada\u2069")
    assert cleaned.text == "pay 001 to Ada"
    assert [(edit.offset, edit.original) for edit in cleaned.edits] == [
        (4, "\u202e"),
        (7, "\u202c"),
        (11, "\u2066"),
        (14, "\u2069"),
    ]
    assert [notice.offset for notice in cleaned.notices] == [4]
    assert "direction" in said(cleaned)


SPELLED_WITH_THEM = {
    "RLM": "שלום\u200f, Ada",
    "LRM": "Ada (\u200eAB\u200e) שלום",
    "Persian": "می\u200cخواهم",
    "Hindi": "क्\u200dष",
    "Thai": "ภาษา\u200bไทย",
    "family": "👩\u200d👩\u200d👧",
    "heart": "❤\ufe0f",
    "keycap": "1\ufe0f\u20e3",
    "firefighter": "👨🏽\u200d🚒",
    "Scotland": "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    "variant": "葛\U000e0100城",
}


@pytest.mark.parametrize("text", SPELLED_WITH_THEM.values(), ids=SPELLED_WITH_THEM)
def test_marks_and_joiners_that_a_script_or_an_emoji_needs_survive(text):
    assert clean(text).text == text


@pytest.mark.parametrize("hidden", ["\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u200e", "\ufe0f", "\u034f"])
def test_zero_width_characters_inside_a_name_are_removed_with_a_warning(hidden):
    cleaned = clean(f"Ada Qu{hidden}ill")
    assert cleaned.text == "Ada Quill"
    assert [notice.offset for notice in cleaned.notices] == [6]
    assert "invisible" in said(cleaned)


def test_look_alike_letters_are_said():
    cleaned = clean("Ada Quill met \u0410da Qu\u0456ll in Кыянь.")
    assert cleaned.edits == ()
    assert [notice.offset for notice in cleaned.notices] == [14, 18]
    assert "look-alike" in said(cleaned)


@pytest.mark.parametrize("text", ["Президент сказал", "Σωκράτης", "the Δx of a µm", "Ünïcödé", "β-carotene"])
def test_words_in_one_alphabet_are_not_suspected(text):
    assert clean(text).notices == ()


@pytest.mark.parametrize("mark", ["\u0301", "\u0e47", "\u0489", "\u0670"])
def test_a_flood_of_combining_marks_is_cut_to_what_stays_in_its_cell(mark):
    cleaned = clean("Z" + mark * 500 + "algo")
    assert cleaned.text == "Z" + mark * 4 + "algo"
    assert whole(cleaned) == "Z" + mark * 500 + "algo"
    assert "accents" in said(cleaned)


def test_marks_that_an_orthography_needs_are_kept():
    for text in ("Vie\u0302\u0323t Nam", "e\u0301te\u0301", "בְּרֵאשִׁ֖ית"):
        assert clean(text).text == text


def test_lone_surrogates_are_replaced_and_unicode_line_ends_become_line_ends():
    cleaned = clean("a\ud83db\u2028c\u2029d\x85e\x0bf\x0cg")
    assert cleaned.text == "a\ufffdb\nc\nd\ne\nf\ng"
    assert "broken" in said(cleaned)


def test_tabs_and_no_break_spaces_become_spaces_and_soft_hyphens_go():
    cleaned = clean("10\xa0km,\tDr.\u202fQu\xadill, re\xad\ncall")
    assert cleaned.text == "10 km, Dr. Quill, recall"
    assert cleaned.notices == ()


def test_windows_quote_marks_that_became_controls_are_put_right():
    assert clean("\x93It\x92s on\x94 \x96 or off").text == "“It’s on” – or off"


def test_typographic_marks_stay_as_they_are():
    text = "“A ‘b’ — c–d… «e» „f“ it’s 'g' \"h\""
    assert clean(text) == (text, (), ())


def test_emoji_and_wide_characters_stay():
    text = "東京 😀 𝒳 한국어"
    assert clean(text).text == text


def test_twenty_megabytes_in_one_line_are_cleaned():
    raw = "Ada said “no”.\xa0" * 1_400_000
    cleaned = clean(raw)
    assert len(cleaned.text) == len(raw)
    assert "\xa0" not in cleaned.text


@given(st.text(st.sampled_from("ab \u200b\u200e\u202e\xad\ufeff\u0301"), min_size=1, max_size=60))
def test_a_text_full_of_hidden_characters_is_cleaned_as_any_other(text):
    """There is a shorter way through such texts, which are told by their beginning."""
    full = "a\u200b" * 40 + text
    bare = "a b " * 400 + full
    assert clean(full).text == clean(bare).text.removeprefix("a b " * 400)
    assert whole(clean(full)) == full
    assert {n.message for n in clean(full).notices} == {n.message for n in clean(bare).notices}
