"""What a terminal sends, as text: any bytes, cut anywhere."""

from hypothesis import given
from hypothesis import strategies as st
from textual import events

from tui.system.terminal_input import InputDecoder
from tui.system.textual_internals import LenientParser


def decode(*pieces: bytes) -> str:
    decoder = InputDecoder()
    return "".join(decoder.decode(piece) for piece in pieces)


def test_text_is_read_wherever_it_is_cut() -> None:
    data = "é 砂 🙂".encode()
    for at in range(len(data)):
        assert decode(data[:at], data[at:]) == "é 砂 🙂"


def test_what_is_no_utf_8_is_a_stand_in_and_the_next_key_is_not_lost() -> None:
    assert decode(b"caf\xe9", b"q") == "caf\ufffdq"
    assert decode(b"\xff\xfe\x80q") == "\ufffd\ufffd\ufffdq"


def test_an_old_mouse_report_is_masked_wherever_it_is_cut() -> None:
    data = b"a\x1b[M\x43\x8e\x2ab\x1b[M\xc3\xa9\xe9q"
    for at in range(len(data)):
        assert decode(data[:at], data[at:]) == "a\x1b[MC?*b\x1b[M???q"


def keys(*pieces: str) -> list[str]:
    parser = LenientParser()
    return [m.key for piece in pieces for m in parser.feed(piece) if isinstance(m, events.Key)]


def test_a_sequence_that_makes_no_sense_is_left_out_and_the_keys_around_it_are_not() -> None:
    assert keys("a\x1b[99999999;1ub") == ["a", "b"]
    assert keys("a\x1b[999999", "99;1u", "b") == ["a", "b"]
    assert keys("a\x1b[MC?*b") == ["a", "b"]


@given(st.lists(st.binary(max_size=24), max_size=6))
def test_any_bytes_are_survived(pieces: list[bytes]) -> None:
    decoder, parser = InputDecoder(), LenientParser()
    for piece in pieces:
        list(parser.feed(decoder.decode(piece)))


@given(st.lists(st.sampled_from(["\x1b", "[", "M", "<", ";", ":", "9", "1" * 9, "u", "~", "200~", "?", "t", "q"])))
def test_any_sequence_is_survived(parts: list[str]) -> None:
    list(LenientParser().feed("".join(parts)))
