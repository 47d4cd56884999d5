"""What is typed, as it comes from a terminal: an escape and the next key may come at once."""

import runpy
import time
from collections.abc import Iterator

import pytest
from textual import _ansi_sequences as sequences
from textual._xterm_parser import XTermParser

from tui.keys.escape_prefix import part


@pytest.fixture(autouse=True)
def own_table() -> Iterator[None]:
    """Textual's table is as it comes, whichever tests ran before, and what is done to it is undone."""
    table = sequences.ANSI_SEQUENCES_KEYS
    before = dict(table)
    table.clear()
    table.update(runpy.run_path(sequences.__file__)["ANSI_SEQUENCES_KEYS"])
    yield
    table.clear()
    table.update(before)


def keys(typed: str) -> list[str]:
    parser = XTermParser()
    found = [*parser.feed(typed)]
    time.sleep(0.12)  # Textual waits so long for the rest of a sequence
    return [event.key for event in (*found, *parser.tick())]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("\x1b", ["escape"]),
        ("\x1bj", ["escape", "j"]),
        ("\x1bG", ["escape", "G"]),
        ("\x1b2", ["escape", "2"]),
        ("\x1b/a\r", ["escape", "slash", "a", "enter"]),
        ("\x1b:3", ["escape", "colon", "3"]),
        ("\x1b ", ["escape", "space"]),
        ("\x1b\r", ["escape", "enter"]),
        ("\x1b\x1bq", ["escape", "escape", "q"]),
        ("\x1b[A", ["up"]),
        ("\x1bOP", ["f1"]),
        ("\x1b[1;3D", ["alt+left"]),
        ("\x1bx", ["alt+x"]),
        ("\x1bb", ["alt+b"]),
        ("\x1b\x7f", ["ctrl+w"]),
    ],
)
def test_an_escape_and_the_next_key(typed: str, read: list[str]) -> None:
    part(["alt+x", "G"])
    assert keys(typed) == read


def test_mouse_and_paste_are_unchanged() -> None:
    part([])
    parser = XTermParser()
    found = [*parser.feed("\x1b[<0;5;7M\x1b[200~2j\x1b[201~")]
    assert [type(event).__name__ for event in found] == ["MouseDown", "Paste"]


async def test_alt_b_and_f_move_by_words_in_a_field(reading) -> None:
    async with reading() as reader:
        await reader.press("slash", *"Ada_Brandt", "alt+b", "X")
        assert reader.pilot.app.focused.value.startswith("X")
        await reader.press("escape", "l", "enter")
        assert reader.screen.state.selection is not None
        await reader.press("alt+f", "h")
        assert reader.screen.state.selection is None, "the escape"
        assert reader.pilot.app.focused.value == "h", "and the filter"
