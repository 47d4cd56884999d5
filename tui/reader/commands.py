"""Which actions the reading screen can run now, and why it refuses the others. No Textual."""

from collections.abc import Callable
from typing import NamedTuple, Protocol

from tui.keys.user_keymap import Keymap
from tui.reader.key_hints import hint, with_keys
from tui.reader.state import ReaderState

NOT_OPEN = "No article is open."
NOT_ANALYZED = "This article is not analyzed yet."


def _always() -> None:
    return None


class Handler(NamedTuple):
    """What an action does, and why it cannot run now.

    `why_not` returns None if it can; else the message for the user ("" for none), with the ids of actions in braces
    where their keys belong.
    """

    run: Callable[..., object]
    why_not: Callable[[], str | None] = _always


class Feature(Protocol):
    """A part of the reading screen that handles actions."""

    def handlers(self) -> dict[str, Handler]:
        """Return its handlers by the ids of the actions."""


class CommandTable:
    """The handlers of all features, by the ids of the actions.

    Args:
        features: no two have a handler for the same action.
        key: returns the key of an action, as the user's keymap has it.
        is_blocked: whether an action would lead away from what the user is doing.
    """

    def __init__(self, *features: Feature, key: Callable[[str], str], is_blocked: Callable[[str], bool]) -> None:
        self._handlers: dict[str, Handler] = {}
        for feature in features:
            for action_id, handler in feature.handlers().items():
                if action_id in self._handlers:
                    raise ValueError(f"Two features have a handler for {action_id}.")
                self._handlers[action_id] = handler
        self._key = key
        self._is_blocked = is_blocked

    @property
    def ids(self) -> frozenset[str]:
        """The actions that have a handler."""
        return frozenset(self._handlers)

    def run(self, action_id: str) -> object:
        """Run an action; return what its handler returns, which may be awaitable."""
        return self._handlers[action_id].run()

    def can_run(self, action_id: str) -> bool:
        """Return whether an action does anything now."""
        return not self._is_blocked(action_id) and self._handlers[action_id].why_not() is None

    def why_not(self, action_id: str) -> str | None:
        """Return the message for a refused key, "" for none, or None if the action can run."""
        if self._is_blocked(action_id):
            return ""
        sentence = self._handlers[action_id].why_not()
        return sentence and with_keys(sentence, self._key)

    def explain_key(self, keymap: Keymap, pane: str, key: str, character: str) -> list[str]:
        """Return messages that say why a key does nothing now, or what to press instead.

        Args:
            keymap: the user's keys.
            pane: where the user is: "article" or "list".
            key: as Textual names it.
            character: what the key types; "" if it types nothing.
        """
        wanted = list(keymap.asked(key))
        there = "list" if pane == "article" else "article"
        messages = []
        if not wanted and not keymap.asked_in(key, pane) and (character or keymap.asked_in(key, there)):
            messages.append(hint(character or key, there if keymap.asked_in(key, there) else "", keymap.key))
        refusals = (self.why_not(action.id) for action in wanted if action.id in self._handlers)
        return [*messages, *(sentence for sentence in refusals if sentence)]


def refuse(state: ReaderState, sentence: str, *, needs_analysis: bool = True) -> str:
    """Return why an action cannot run: no article is open, it is not analyzed (if it must be), or else `sentence`."""
    if state.article is None:
        return NOT_OPEN
    return NOT_ANALYZED if needs_analysis and state.index is None else sentence
