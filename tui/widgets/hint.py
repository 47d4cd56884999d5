"""The hint for new users: a line with keys, which goes away by itself."""

from collections.abc import Callable

from textual.message import Message
from textual.widgets import Static

from tui.keys.key_table import ARTICLE, PROGRAM, READING
from tui.keys.user_keymap import Keymap, shown

_KEYS = 25
"""The number of keys after which the hint goes away."""

_PARTS = (
    ("name or quote", ("previous-highlight", "next-highlight")),
    ("select", ("select",)),
    ("search", ("search",)),
    ("all keys", ("help",)),
    ("hide this line", ("clear",)),
)


class Hint(Static):
    """Shows the hint; a click removes it."""

    class Gone(Message):
        """The hint can be removed."""

    def __init__(self, keymap: Keymap, *, id: str) -> None:  # noqa: A002
        actions = {action.id: action for action in (*PROGRAM, *READING, *ARTICLE)}
        super().__init__(_text(lambda id_: keymap.keys(actions[id_])), id=id, markup=False)
        self._keys_left = _KEYS

    def key_pressed(self) -> None:
        """Count a key."""
        self._keys_left -= 1
        if self._keys_left <= 0:
            self.post_message(self.Gone())

    def on_click(self) -> None:
        """Remove the hint."""
        self.post_message(self.Gone())


def _text(keys: Callable[[str], tuple[str, ...]]) -> str:
    parts = []
    for what, ids in _PARTS:
        found = [shown(keys(id_)[0]).replace("escape", "esc") for id_ in ids if keys(id_)]
        if found:
            parts.append(" ".join([*found, what]))
    return " · ".join(parts)
