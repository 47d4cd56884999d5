"""The user's own keys: parsed, checked, and given to Textual. Touches no screen."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from textual.binding import Binding

from tui.keys.key_table import GROUPS, SCOPES, Action

NO_KEY = "no_key"
"""The key of an action that has none; no keyboard has it."""

_EVERYWHERE = ("notes", "reading", "taking", "sources", "work", "panes", "program")
_PLACES = {
    "in the article": ("article", *_EVERYWHERE),
    "while selecting text": ("selecting",),
    "in lists and details": ("list", "kinds", *_EVERYWHERE),
}
"""Where a key must have one meaning: the scopes that are active together. While text is selected, only one is."""

_NAMES = frozenset(
    "up down left right home end pageup pagedown insert delete backspace enter escape tab space".split()
    + [f"f{number}" for number in range(1, 25)]
)
_ALIASES = {
    "esc": "escape",
    "return": "enter",
    "del": "delete",
    "ins": "insert",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "page_up": "pageup",
    "page_down": "pagedown",
    "bs": "backspace",
}
_OWN_NAMES = {",": "comma", " ": "space"}
_MODIFIERS = ("ctrl", "alt", "shift")
_SENT_AS = {
    "ctrl+i": "tab",
    "ctrl+m": "enter",
    "ctrl+left_square_bracket": "escape",
    "ctrl+h": "backspace",
    "ctrl+c": "",
    "ctrl+q": "",
}
"""Chords that terminals send as another key, or that quoth reserves ("")."""

_BY_SCOPE = {(scope, action.id): action for scope, actions in SCOPES.items() for action in actions}
_BY_ID: dict[str, Action] = {action.id: action for (_, _), action in reversed(_BY_SCOPE.items())}

_OLD_IDS = {
    "take-words": "use-selection",
    "drop-words": "cancel-selection",
    "begin-here": "start-here",
    "take": "copy-as",
    "picture": "timeline",
    "its-quotes": "speaker-quotes",
    "go-to-it": "show-in-article",
    "next-kind": "next-tab",
    "previous-kind": "previous-tab",
    "speaker-alone": "highlight-speaker",
    "quotes-alone": "highlight-quotes",
    "everything": "whole-page",
    "where": "position",
    "mark": "bookmark",
    "about": "article-details",
    "save-work": "save-notes",
}
"""The ids of actions in the settings of earlier versions, and what they are called now."""


@dataclass(frozen=True, slots=True)
class Keymap:
    """Which keys run which actions.

    Args:
        wanted: the user's keys by the id of the action, as Textual names them; an empty tuple: no key. Other actions
            keep the default.
    """

    wanted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def keys(self, action: Action) -> tuple[str, ...]:
        """Return the keys of an action, the one to show first."""
        own = self.wanted.get(action.id)
        return own if own is not None and action in _BY_SCOPE.values() else tuple(action.keys.split(","))

    def key(self, id_: str) -> str:
        """Return what to press for an action, as people write it; if it has no key, that of the command palette."""
        keys = self.keys(_BY_ID[id_]) or self.keys(_BY_ID["palette"])
        return shown(keys[0]).replace("escape", "esc") if keys else "ctrl+p"

    def asked(self, key: str) -> Iterator[Action]:
        """Yield the actions that a key (as Textual names it) runs in every pane of the reader."""
        return (one for scope in _EVERYWHERE for one in SCOPES[scope] if key in self.keys(one))

    def asked_in(self, key: str, scope: str) -> bool:
        """Return whether a key runs anything in `scope`: "article", "program", or "list" (lists and details)."""
        scopes = ("list", "kinds") if scope == "list" else (scope,)
        return any(key in self.keys(one) for scope in scopes for one in SCOPES[scope])

    def of(self, binding: Binding) -> Action | None:
        """Return the action of a Textual binding; None if the binding is not quoth's."""
        scope, _, id_ = (binding.id or "").partition(".")
        return _BY_SCOPE.get((scope, id_))

    def first(self, binding: Binding) -> str | None:
        """Return the first key of a binding, to show where there is room for one; None if it has none."""
        action = self.of(binding)
        keys = self.keys(action) if action is not None else ()
        return keys[0] if keys else None

    def display(self, binding: Binding) -> str | None:
        """Return how to show a key together with its counterparts ("h l"); None unless all of them are the defaults."""
        action = self.of(binding)
        if action is None or action.display is None or action.id in self.wanted:
            return None
        shown = set(action.display.split())
        mates = (one for one in _BY_SCOPE.values() if shown & {_character(key) for key in one.keys.split(",")})
        return action.display if all(one.id not in self.wanted for one in mates) else None

    def for_textual(self) -> dict[str, str]:
        """Return the keys by the ids of bindings, for `App.set_keymap`.

        As soon as one key is not the default, all bindings are listed: Textual removes a key that is given to another
        binding from all bindings of the widget, even from those that work at other times.
        """
        if not self.wanted:
            return {}
        return {
            f"{scope}.{action.id}": ",".join(self.keys(action)) or NO_KEY
            for scope, actions in SCOPES.items()
            for action in actions
        }


OURS = Keymap()
"""The default keys."""


def in_use(app: object) -> Keymap:
    """Return the keymap of a program; the default one if it has none."""
    keys: Keymap = getattr(app, "keymap", OURS)
    return keys


def keymap(wanted: Mapping[str, str | Sequence[str]]) -> tuple[Keymap, list[str]]:
    """Make a keymap from the user's settings, leaving out what is invalid.

    Args:
        wanted: a key or keys by the id of an action (see `ids`): characters as they are typed ("G", "/"), names
            ("space", "f5", "pagedown"), chords ("ctrl+e", "alt+left"). "" or [] leaves the action without a key.

    Returns:
        The keymap, and a message for each invalid setting, which names the action and what to do. Actions with an
        invalid setting keep their default keys.
    """
    valid: dict[str, tuple[str, ...]] = {}
    messages: list[str] = []
    written: dict[str, str] = {}  # the ids as the user wrote them
    for name, keys in wanted.items():
        id_ = _OLD_IDS.get(name, name)
        written[id_] = name
        if id_ not in _BY_ID:
            from difflib import get_close_matches

            near = get_close_matches(id_, _BY_ID, 1)
            remedy = f"Did you mean {near[0]}?" if near else "Run quoth config keys to list all actions."
            messages.append(f"there is no action {id_}. {remedy}")
            continue
        named: list[str] = []
        for key in _split(keys):
            parsed, message = _parse_key(key)
            if message:
                messages.append(f"{name}: {message}")
            elif parsed not in named:
                named.append(parsed)
        if named or not _split(keys):
            valid[id_] = tuple(named)
    while (clash := next(_clashes(valid), None)) is not None:
        key, loser, other, where = clash
        is_changed = other in valid
        messages.append(
            f"{written[loser]}: {shown(key)} is already the key for {other} {where}. "
            + ("Give one of them another key." if is_changed else f"Give {other} another key first.")
        )
        del valid[loser]
    return Keymap(valid), messages


def ids() -> Iterator[tuple[str, str, Action]]:
    """Yield each action whose keys can be changed once: its heading in the help, its id, and the action."""
    seen: set[str] = set()
    for heading, actions in GROUPS.items():
        for action in actions:
            if action.id not in seen and action in _BY_SCOPE.values():
                seen.add(action.id)
                yield heading, action.id, action


def shown(key: str) -> str:
    """Return a key as people write it: "/" for "slash", "ctrl+d" as it is."""
    *modifiers, name = key.split("+") if key != "+" else ["+"]
    return "+".join([*modifiers, _character(name)])


def _split(keys: str | Sequence[str]) -> list[str]:
    if not isinstance(keys, str):
        return [key for key in keys if key]
    return [keys] if len(keys) == 1 else keys.replace(",", " ").split()


def _parse_key(key: str) -> tuple[str, str]:
    """Return Textual's name of a key and ""; for an invalid key "" and a message."""
    *chord, last = [key] if len(key) == 1 else [key[:-2], "+"] if key.endswith("++") else key.strip().rsplit("+", 1)
    modifiers = [part.lower() for part in "+".join(chord).split("+") if part]
    unknown = [part for part in modifiers if part not in _MODIFIERS]
    if len(last) == 1:
        name = named(last)
        if not last.isprintable():
            return "", "a control character cannot be a key."
    else:
        name = _ALIASES.get(last.lower(), last.lower())
        if name not in _NAMES and name not in _SIGNS:
            name = ""
    if unknown or not name:
        return "", f"“{key}” is not a key. Use a character, or a name such as space, f5 or ctrl+e."
    if "shift" in modifiers and len(name) == 1:
        name, modifiers = name.upper(), [part for part in modifiers if part != "shift"]
    if modifiers and len(name) == 1 and "ctrl" in modifiers:
        name = name.lower()
    full = "+".join([*sorted(set(modifiers), key=_MODIFIERS.index), name])
    if full in _SENT_AS:
        same = _SENT_AS[full]
        why = f"terminals send {same} for it" if same else "quoth needs it to copy or quit"
        return "", f"{shown(full)} cannot be used: {why}."
    return full, ""


@cache
def named(character: str) -> str:
    """Return Textual's name of the key that types a character: "slash" for "/"."""
    if character in _OWN_NAMES:  # they separate keys
        return _OWN_NAMES[character]
    if character.isalnum():
        return character
    return next(iter(Binding.make_bindings([Binding(character, "-", "-")]))).key


def _character(name: str) -> str:
    return _SIGNS.get(name, name)


_SIGNS = {named(sign): sign for sign in "!\"#$%&'()*+-./:;<=>?@[\\]^_`{|}~"} | {"comma": ","}


def _clashes(valid: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str, str, str]]:
    """Yield keys with two meanings: the key, the id of the setting to reject, that of the other action, and where."""
    map_ = Keymap(valid)
    for where, scopes in _PLACES.items():
        used: dict[str, str] = {}
        for action in (action for scope in scopes for action in SCOPES[scope]):
            for key in map_.keys(action):
                other = used.setdefault(key, action.id)
                if other != action.id and (other in valid or action.id in valid):
                    both = [one for one in valid if one in {other, action.id}]  # of two settings, reject the later
                    loser = both[-1]
                    yield key, loser, other if loser == action.id else action.id, where
