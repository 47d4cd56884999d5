"""Read an escape that arrives together with the next key as two keys.

By default tmux holds an escape back for half a second, in case it starts a sequence, and a slow line delivers it with
the key that follows. Textual reads the two as a chord with alt, or as a special character, and the escape is lost; less
and vim read them as typed.
"""

import string
from collections.abc import Iterable

from textual import events

from tui.keys.user_keymap import named
from tui.system.textual_internals import set_key_sequences

_BEGIN_SEQUENCES = frozenset("[OP]_^XN\\")
"""Characters that may start a longer sequence after an escape (ECMA-48: CSI, SS3, DCS, OSC, APC, PM, SOS, SS2, ST)."""

_BY_WORDS = {"alt+b": "ctrl+left", "alt+f": "ctrl+right"}
"""Chords that move by words in a text field, as in a shell, and Textual's keys for that."""


def part(chords: Iterable[str]) -> None:
    """Make Textual read an escape and the key that comes with it as two keys, except in `chords` (such as "alt+x")."""
    kept = frozenset(chord.removeprefix("alt+") for chord in chords if chord.startswith("alt+"))
    typed = (set(string.printable) - set(string.whitespace) | {" "}) - _BEGIN_SEQUENCES
    keys = {"\x1b" + sign: ["escape", named(sign)] for sign in typed if named(sign) not in kept}
    keys["\x1b\r"] = ["escape", "enter"]
    set_key_sequences(keys | {f"\x1b{chord[-1]}": [chord] for chord in _BY_WORDS})


def meant(event: events.Key, *, writing: bool) -> list[events.Key]:
    """Return the keys that an event stands for; alt+b and alt+f move by words if the user is `writing` in a field."""
    if event.key not in _BY_WORDS:
        return [event]
    if writing:
        return [events.Key(_BY_WORDS[event.key], None)]
    return [events.Key("escape", None), events.Key(event.key[-1], None)]
