"""The keys that a reader wants instead of ours: read, checked, and given to Textual. Touches no screen."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from textual.binding import Binding

from tui.keys.actions import GROUPS, SCOPES, Action

NO_KEY = "no_key"
"""Stands for the key of an action that is to have none; no keyboard has it."""

_EVERYWHERE = ("notes", "reading", "taking", "sources", "work", "panes", "program")
_PLACES = {
    "in the article": ("article", *_EVERYWHERE),
    "while words are selected": ("selecting",),
    "in the lists and the details": ("list", "kinds", *_EVERYWHERE),
}
"""Where a key must mean one thing: the scopes whose keys work together. Selecting words goes before all else."""

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
"""Chords that terminals send as another key, or that are ours to keep: `ctrl+q` always quits."""

_BY_SCOPE = {(scope, action.id): action for scope, actions in SCOPES.items() for action in actions}
_BY_ID: dict[str, Action] = {action.id: action for (_, _), action in reversed(_BY_SCOPE.items())}


@dataclass(frozen=True, slots=True)
class Keymap:
    """Which keys do what.

    Args:
        wanted: for each action whose keys are not ours, by its id, the keys as Textual names them; none: no key.
    """

    wanted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def keys(self, action: Action) -> tuple[str, ...]:
        """The keys of an action, the one to show first."""
        own = self.wanted.get(action.id)
        return own if own is not None and action in _BY_SCOPE.values() else tuple(action.keys.split(","))

    def key(self, id_: str) -> str:
        """What to press for an action, as people write it; "ctrl+p" leads to one that has no key."""
        keys = self.keys(_BY_ID[id_]) or self.keys(_BY_ID["palette"])
        return shown(keys[0]) if keys else "ctrl+p"

    def asked(self, key: str) -> Iterator[Action]:
        """What a key asks for in every pane of the reader, by the key's name in Textual."""
        return (one for scope in _EVERYWHERE for one in SCOPES[scope] if key in self.keys(one))

    def asked_in(self, key: str, scope: str) -> bool:
        """Whether a key asks for anything in "article", "program", or "list" (the lists and the details)."""
        scopes = ("list", "kinds") if scope == "list" else (scope,)
        return any(key in self.keys(one) for scope in scopes for one in SCOPES[scope])

    def of(self, binding: Binding) -> Action | None:
        """The action that a Textual binding stands for; None for one that is not ours."""
        scope, _, id_ = (binding.id or "").partition(".")
        return _BY_SCOPE.get((scope, id_))

    def first(self, binding: Binding) -> str | None:
        """The key to show for a binding of ours wherever only one is shown; None if there is none."""
        action = self.of(binding)
        keys = self.keys(action) if action is not None else ()
        return keys[0] if keys else None

    def display(self, binding: Binding) -> str | None:
        """How a binding's key is shown, if it is shown with that of its counterpart ("h l"), and both are ours."""
        action = self.of(binding)
        if action is None or action.display is None or action.id in self.wanted:
            return None
        shown = set(action.display.split())
        mates = (one for one in _BY_SCOPE.values() if shown & {_character(key) for key in one.keys.split(",")})
        return action.display if all(one.id not in self.wanted for one in mates) else None

    def for_textual(self) -> dict[str, str]:
        """The ids of bindings with their keys, for `App.set_keymap`.

        It names every binding of ours as soon as one is not as it was: Textual takes a key that is given to another
        binding away from all that share it on a widget, even from those that work at other times.
        """
        if not self.wanted:
            return {}
        return {
            f"{scope}.{action.id}": ",".join(self.keys(action)) or NO_KEY
            for scope, actions in SCOPES.items()
            for action in actions
        }


OURS = Keymap()
"""Every key as we have it."""


def in_use(app: object) -> Keymap:
    """The keys of a program; in one that knows of none but ours, these."""
    found: Keymap = getattr(app, "keymap", OURS)
    return found


def keymap(wanted: Mapping[str, str | Sequence[str]]) -> tuple[Keymap, list[str]]:
    """The keymap that a reader wants, without what cannot be.

    Args:
        wanted: by the id of an action (see `ids`) its key, or its keys: letters and signs as they are typed ("G", "/"),
            names ("space", "f5", "pagedown"), chords ("ctrl+e", "alt+left"). Nothing ("" or []): the action has none.

    Returns:
        The keymap, and a sentence for each wish that was refused, naming the action and what to do. What was refused
        stays as it is by default.
    """
    found: dict[str, tuple[str, ...]] = {}
    troubles: list[str] = []
    for id_, keys in wanted.items():
        if id_ not in _BY_ID:
            from difflib import get_close_matches

            near = get_close_matches(id_, _BY_ID, 1)
            troubles.append(f"There is no action “{id_}”" + (f"; is “{near[0]}” meant?" if near else "."))
            continue
        named: list[str] = []
        for key in _split(keys):
            name, trouble = _named(key)
            if trouble:
                troubles.append(f"{id_}: {trouble}")
            elif name not in named:
                named.append(name)
        if named or not _split(keys):
            found[id_] = tuple(named)
    while (clash := next(_clashes(found), None)) is not None:
        key, loser, other, where = clash
        fixed = other in found
        troubles.append(
            f"{loser}: {shown(key)} is the key of {other} {where}"
            + ("; one of them needs another key." if fixed else f"; give {other} another key first.")
        )
        del found[loser]
    return Keymap(found), troubles


def ids() -> Iterator[tuple[str, str, Action]]:
    """Every action whose keys can be changed, once: the heading that it stands under in the help, its id, itself."""
    seen: set[str] = set()
    for heading, actions in GROUPS.items():
        for action in actions:
            if action.id not in seen and action in _BY_SCOPE.values():
                seen.add(action.id)
                yield heading, action.id, action


def shown(key: str) -> str:
    """A key as people write it: "/" for "slash", "ctrl+d" as it is."""
    *modifiers, name = key.split("+") if key != "+" else ["+"]
    return "+".join([*modifiers, _character(name)])


def _split(keys: str | Sequence[str]) -> list[str]:
    if not isinstance(keys, str):
        return [key for key in keys if key]
    return [keys] if len(keys) == 1 else keys.replace(",", " ").split()


def _named(key: str) -> tuple[str, str]:
    """The name that Textual has for a key, and, if there is no such key, a sentence that says so."""
    *chord, last = [key] if len(key) == 1 else [key[:-2], "+"] if key.endswith("++") else key.strip().rsplit("+", 1)
    modifiers = [part.lower() for part in "+".join(chord).split("+") if part]
    unknown = [part for part in modifiers if part not in _MODIFIERS]
    if len(last) == 1:
        name = named(last)
        if not last.isprintable():
            return "", "a control character is not a key."
    else:
        name = _ALIASES.get(last.lower(), last.lower())
        if name not in _NAMES and name not in _SIGNS:
            name = ""
    if unknown or not name:
        return "", f"“{key}” is not a key; write a letter or sign, or a name such as space, f5, ctrl+e."
    if "shift" in modifiers and len(name) == 1:
        name, modifiers = name.upper(), [part for part in modifiers if part != "shift"]
    if modifiers and len(name) == 1 and "ctrl" in modifiers:
        name = name.lower()
    full = "+".join([*sorted(set(modifiers), key=_MODIFIERS.index), name])
    if full in _SENT_AS:
        same = _SENT_AS[full]
        why = f"terminals send {same} for it" if same else "it is needed to copy and to quit"
        return "", f"{shown(full)} cannot be used: {why}."
    return full, ""


@cache
def named(character: str) -> str:
    """What Textual calls the key that types a character: "slash" for "/"."""
    if character in _OWN_NAMES:  # they part keys
        return _OWN_NAMES[character]
    if character.isalnum():
        return character
    return next(iter(Binding.make_bindings([Binding(character, "-", "-")]))).key


def _character(name: str) -> str:
    return _SIGNS.get(name, name)


_SIGNS = {named(sign): sign for sign in "!\"#$%&'()*+-./:;<=>?@[\\]^_`{|}~"} | {"comma": ","}


def _clashes(found: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str, str, str]]:
    """Keys that mean two things: the key, the wish that is refused, the other action, and where."""
    map_ = Keymap(found)
    for where, scopes in _PLACES.items():
        taken: dict[str, str] = {}
        for action in (action for scope in scopes for action in SCOPES[scope]):
            for key in map_.keys(action):
                other = taken.setdefault(key, action.id)
                if other != action.id and (other in found or action.id in found):
                    both = [one for one in found if one in {other, action.id}]  # of two wishes the later is refused
                    loser = both[-1]
                    yield key, loser, other if loser == action.id else action.id, where
