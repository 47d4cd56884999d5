"""An escape that comes together with the next key: two keys, not one.

tmux holds an escape back for half a second by default, in case it begins a sequence, and a slow line delivers it with
what follows. Textual takes the two for a chord with alt, or for a sign that some keyboards have there, and the escape
is lost; less and vim take them for what was typed.
"""

import string
from collections.abc import Iterable

from textual import events

from tui.keys.keymap import named
from tui.system.textual_internals import set_key_sequences

_BEGIN_SEQUENCES = frozenset("[OP]_^XN\\")
"""What may begin a longer sequence behind an escape (ECMA-48: CSI, SS3, DCS, OSC, APC, PM, SOS, SS2, ST)."""

_BY_WORDS = {"alt+b": "ctrl+left", "alt+f": "ctrl+right"}
"""What moves by words in a line that is written, as in a shell, and how Textual calls that."""


def part(chords: Iterable[str]) -> None:
    """Have Textual take an escape and what comes with it for two keys, except for `chords` (such as "alt+x")."""
    kept = frozenset(chord.removeprefix("alt+") for chord in chords if chord.startswith("alt+"))
    typed = (set(string.printable) - set(string.whitespace) | {" "}) - _BEGIN_SEQUENCES
    keys = {"\x1b" + sign: ["escape", named(sign)] for sign in typed if named(sign) not in kept}
    keys["\x1b\r"] = ["escape", "enter"]
    set_key_sequences(keys | {f"\x1b{chord[-1]}": [chord] for chord in _BY_WORDS})


def meant(event: events.Key, *, writing: bool) -> list[events.Key]:
    """The keys that a key stands for: behind an escape, `b` and `f` are words of a line where one is written."""
    if event.key not in _BY_WORDS:
        return [event]
    if writing:
        return [events.Key(_BY_WORDS[event.key], None)]
    return [events.Key("escape", None), events.Key(event.key[-1], None)]
