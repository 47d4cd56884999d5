"""The tables of the manual, made from what the program itself goes by: actions, settings, formats, filters, signs."""

from collections.abc import Callable, Iterable, Sequence

from tui.config import SETTINGS, THEME_COLORS
from tui.export.formats import FORMATS
from tui.keys.key_table import COPYING, CORRECTIONS, GROUPS, Action
from tui.keys.user_keymap import Keymap
from tui.keys.user_keymap import shown as key_shown
from tui.rows.filter import VALUES
from tui.rows.legend import LEGEND

_LISTS = {"entities": "Entities", "quotes": "Quotes", "notes": "Notes"}
_NO_KEY = "–"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}"]
    lines += [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join(lines) + "\n"


def _code(text: str) -> str:
    """Return `text` as code in a cell of a table."""
    fence = "``" if "`" in text else "`"
    pad = " " if "`" in text else ""
    return f"{fence}{pad}{text}{pad}{fence}".replace("|", "\\|")


def _keys(actions: Iterable[Action], keymap: Keymap) -> str:
    def names(action: Action) -> str:
        keys = (key_shown(key).replace("escape", "esc") for key in keymap.keys(action))
        return " ".join(_code(key) for key in keys) or _NO_KEY

    return _table(("Key", "What it does"), ((names(action), action.sentence) for action in actions))


def _all_keys(keymap: Keymap) -> str:
    return "\n".join(f"## {heading}\n\n{_keys(actions, keymap)}" for heading, actions in GROUPS.items())


def _settings(_: Keymap) -> str:
    rows = [(_code(setting.name), _code(setting.default), setting.sentence) for setting in SETTINGS]
    return _table(("Setting", "Default", "What it does"), rows)


def _theme_colors(_: Keymap) -> str:
    return ", ".join(_code(name) for name in THEME_COLORS) + "\n"


def _formats(_: Keymap) -> str:
    rows = [
        (_code(one.name), " ".join(map(_code, one.suffixes)), f"{one.summary[:1].upper()}{one.summary[1:]}")
        for one in FORMATS
    ]
    return _table(("Format", "Ending", "What it is"), rows)


def _filters(_: Keymap) -> str:
    rows = [
        (_LISTS[listed], f"`{term}:`", " ".join(map(_code, values)))
        for listed, terms in VALUES.items()
        for term, values in terms.items()
    ]
    return _table(("List", "Filter", "Values"), rows)


def _signs(_: Keymap) -> str:
    return _table(("Sign", "Meaning"), ((_code(sign), meaning) for (sign, _role), meaning in LEGEND))


TABLES: dict[str, Callable[[Keymap], str]] = {
    "keys": _all_keys,
    "copying": lambda keymap: _keys(COPYING, keymap),
    "corrections": lambda keymap: _keys(CORRECTIONS, keymap),
    "settings": _settings,
    "theme-colors": _theme_colors,
    "formats": _formats,
    "filters": _filters,
    "signs": _signs,
}
"""What makes a table, by the name that pages call it; each is given the user's keys and returns Markdown."""
