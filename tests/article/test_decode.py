"""Bytes become characters, whatever they are said to be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.article.decode import decode

STORY = "“We won’t sell the café,” Ada Quill said — twice."


def said(decoded):
    return " ".join(notice.message for notice in decoded.notices)


@given(st.binary(max_size=300), st.sampled_from([None, "utf-8", "latin-1", "utf-16", "no-such-thing", "rot13", "idna"]))
def test_no_bytes_fail(data, declared):
    assert isinstance(decode(data, declared).text, str)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_utf_8_is_read_exactly(text):
    if not text.startswith("\ufeff"):
        assert decode(text.encode()).text == text


def test_windows_1252_without_a_declaration_has_its_curly_quotes():
    for text in (STORY, "He said, “No.”", "don’t", "£20 – or “less”"):
        assert decode(text.encode("cp1252")).text == text


@pytest.mark.parametrize("data", [STORY.encode("cp1252"), b"\xef\xbb\xbf" + STORY.encode("cp1252")])
def test_declared_utf_8_that_is_windows_1252_is_detected_and_said(data):
    decoded = decode(data, "utf-8")
    assert decoded.text == STORY
    assert "claims to be UTF-8" in said(decoded)


@pytest.mark.parametrize("name", ["x-made-up", "rot13", "", "unicode_escape", "utf-8\x00"])
def test_a_made_up_charset_is_detected_and_said(name):
    decoded = decode(STORY.encode(), name)
    assert decoded.text == STORY
    assert ("There is no encoding" in said(decoded)) is bool(name)


def test_a_declaration_that_fits_is_believed_and_not_mentioned():
    text = "Ђорђе је рекао „не“."
    assert decode(text.encode("cp1251"), "windows-1251") == (text, "cp1251", ())
    assert decode(STORY.encode("utf-16"), "utf-16") == (STORY, "utf-16-le", ())


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [STORY, "Дама сказала: «Нет». " * 5])
def test_utf_16_without_a_mark_reads(encoding, text):
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_decides(encoding):
    assert decode(STORY.encode(encoding)).text == STORY


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Президент сказал, что всё хорошо.", "cp1251"),
        ("Президент сказал, что всё хорошо.", "koi8-r"),
        ("Das Mädchen sagte: „Ja, natürlich.“", "cp1252"),
        ("Premier powiedział, że „żadnych źdźbeł” nie będzie.", "cp1250"),
        ("大臣は「いいえ」と述べた。政府は発表した。", "shift_jis"),
        ("部长说:“不。”政府发表声明。", "gb18030"),
    ],
)
def test_encodings_of_newsrooms_are_guessed(text, encoding):
    assert decode(text.encode(encoding)).text == text


def test_a_few_foreign_bytes_do_not_spoil_utf_8():
    good = "“Très bien”, dit-elle. “Où êtes-vous ?” " * 3
    decoded = decode(good.encode() + b"It\x92s done. " + good.encode())
    assert decoded.text == f"{good}It’s done. {good}"
    assert "Windows-1252" in said(decoded)
