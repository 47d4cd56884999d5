"""What we use of Textual that is not public; nothing else in quoth uses a name of Textual's that begins with `_`.

Each may change with any release of Textual, so each is small, and has a test that fails when it no longer works.

- `CrashMessageApp` overrides `App._handle_exception`. Textual catches what no handler has caught, prints a traceback
  and ends; there is no public hook to print something else. Asked for in Textualize/textual#2818 and #5325.
- `set_key_sequences` changes `textual._ansi_sequences.ANSI_SEQUENCES_KEYS`, the table that says which keys a sequence
  from the terminal stands for. There is no public way to add to it. The environment variable `ESCDELAY`
  (Textualize/textual#4848) does not help: it only says how long to wait for the rest of a sequence.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from rich.text import Text
from textual.app import App


class CrashMessageApp(App[None]):
    """A program that can end with a message of its own, instead of a traceback, when an error was not expected."""

    def crash_message(self, error: Exception) -> str | None:  # noqa: ARG002
        """What to print about `error`; None for Textual's traceback."""
        return None

    def _handle_exception(self, error: Exception) -> None:
        message = self.crash_message(error)
        if message is not None:
            text = Text(message)
            error.__rich__ = lambda: text  # type: ignore[attr-defined]  # Textual prints this if an error has it
        super()._handle_exception(error)


class _Key(NamedTuple):
    """A key as Textual's table holds it."""

    value: str


def set_key_sequences(keys: Mapping[str, Iterable[str]]) -> None:
    """Have Textual take each sequence from the terminal for some keys, by their names ("escape", "alt+x")."""
    from textual import _ansi_sequences  # it is large, and not needed before keys are read

    table = _ansi_sequences.ANSI_SEQUENCES_KEYS
    if isinstance(table, dict):
        table.update({sequence: tuple(map(_Key, names)) for sequence, names in keys.items()})
