"""The user's settings: a TOML file, read if it exists and checked value by value. Knows nothing of screens.

An invalid value is reported with its line and what would do, and its default holds; everything else applies.
"""

import os
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

from tui.article.options import Limits
from tui.system.paths import for_people

NAME = "config.toml"
COPY_STYLES = ("plain", "newsroom", "markdown", "html")
THEME_COLORS = (
    "primary secondary accent warning error success foreground background surface panel person organization place rest "
    "quiet mention match cursor quote-lit quote-bar quote-bar-indirect border"
).split()
"""What a theme of the user's own may set, beside `dark`."""

_COLOR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")


class Setting(NamedTuple):
    """One setting: its name, its default as TOML, what it does, and what is wrong with a value ("" if nothing)."""

    name: str
    default: str
    sentence: str
    trouble: Callable[[Any], str]


def _choice(*allowed: str) -> Callable[[Any], str]:
    return lambda value: "" if value in allowed else "give one of " + ", ".join(f'"{one}"' for one in allowed)


def _number(least: float, most: float) -> Callable[[Any], str]:
    def trouble(value: Any) -> str:  # noqa: ANN401
        good = isinstance(value, int | float) and not isinstance(value, bool) and least <= value <= most
        return "" if good else f"give a number from {least:g} to {most:g}"

    return trouble


def _truth(value: Any) -> str:  # noqa: ANN401
    return "" if isinstance(value, bool) else "give true or false"


def _name(value: Any) -> str:  # noqa: ANN401
    return "" if isinstance(value, str) and value.isprintable() else "give a name in quote marks"


SETTINGS = (
    Setting(
        "theme",
        '"quoth-dark"',
        "How the screen looks; if none is set here, the last that t showed is kept.",
        _name,
    ),
    Setting("width", "80", "The widest line of text, in columns.", _number(20, 200)),
    Setting("model", '""', "The spaCy pipeline for English, by the name of its package; empty: quoth's own.", _name),
    Setting("timeout", f"{Limits().fetch:g}", "Seconds for fetching a page, all in all.", _number(1, 3600)),
    Setting("offline", "false", "Reach for no network, whatever the source is.", _truth),
    Setting("private", "false", "Keep nothing of what is read and done.", _truth),
    Setting("copy.style", '"newsroom"', "How C writes a quote with its attribution.", _choice(*COPY_STYLES)),
)
"""All settings beside the tables [keys] and [themes.NAME]."""


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of the user; what is not set is None and has its default.

    Args:
        values: by the name of a setting, such as "copy.style".
        keys: by the id of an action, a key or keys; to be checked by `tui.keys.keymap`.
        themes: themes of the user's own: by name, colors by what they are for, and "dark" (true or false).
        lines: the line of the file for every name, table or key.
        troubles: a sentence for each invalid value, with its line and what would do.
        path: the file; None if there is none.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    keys: Mapping[str, Any] = field(default_factory=dict)
    themes: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    troubles: tuple[str, ...] = ()
    path: Path | None = None

    def get(self, name: str, default: Any = None) -> Any:  # noqa: ANN401
        """Return the value of a setting; `default` if it is not set."""
        return self.values.get(name, default)

    def with_troubles(self, refused: Iterable[str]) -> "Config":
        """Return the settings with the sentences of `tui.keys.keymap` about refused keys among the problems."""
        sentences = (f"{self.place(f'keys.{self._key_in(one)}')}: {one}" for one in refused)
        return replace(self, troubles=_in_order((*self.troubles, *sentences)))

    def _key_in(self, sentence: str) -> str:
        """Return the key that a sentence is about."""
        about = (name for name in self.keys if sentence.startswith(f"{name}:") or f"“{name}”" in sentence)
        return next(about, "")

    def no_theme(self, there: Iterable[str]) -> str:
        """Return a sentence if the theme that is set is none of those in `there`; "" otherwise."""
        wanted, names = self.get("theme"), sorted(there)
        if wanted is None or wanted in names:
            return ""
        return f"{self.place('theme')}: there is no theme {wanted}; there are {', '.join(names)}."

    @property
    def copy_style(self) -> str:
        """How `C` writes a quote: one of `COPY_STYLES`."""
        return str(self.get("copy.style", "newsroom"))

    def place(self, name: str) -> str:
        """Return where a name is set, for a sentence: the file and the line."""
        where = for_people(self.path) if self.path is not None else NAME
        return f"{where}, line {self.lines[name]}" if name in self.lines else where


def path() -> Path:
    """Return the path of the settings, whether there is a file or not: in `QUOTH_HOME`, else the platform's folder."""
    own = os.environ.get("QUOTH_HOME")
    if own:
        return Path(own).expanduser() / NAME
    from platformdirs import user_config_path

    return user_config_path("quoth", appauthor=False) / NAME


def read(file: Path | None = None) -> Config:
    """Read the settings. It never fails: whatever the file holds, articles can be read."""
    file = file or path()
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return Config()
    except (OSError, UnicodeDecodeError) as error:
        from tui.system.errors import reason

        why = reason(error) if isinstance(error, OSError) else "it is not UTF-8"
        return Config(troubles=(f"{for_people(file)} cannot be read ({why}); nothing in it holds.",), path=file)
    import tomllib

    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        position = re.search(r"line (\d+)", str(error))
        line = position[1] if position else str(text.count("\n") + 1)
        message = re.sub(r" \(at .*\)$", "", str(error))
        message = message[:1].lower() + message[1:]
        trouble = f"{for_people(file)}, line {line}: this is not TOML ({message}); nothing in it holds."
        return Config(troubles=(trouble,), path=file)
    return _checked(data, Config(lines=_lines(text), path=file))


def _checked(data: dict[str, Any], empty: Config) -> Config:
    values: dict[str, Any] = {}
    troubles: list[str] = []
    known = {setting.name: setting for setting in SETTINGS}
    tables = {name.partition(".")[0] for name in known if "." in name}
    flat: dict[str, Any] = {}
    for name, value in data.items():
        if name in tables and isinstance(value, dict):
            flat |= {f"{name}.{inner}": one for inner, one in value.items()}
        elif name not in {"keys", "themes"}:
            flat[name] = value
    for name, value in flat.items():
        setting = known.get(name)
        if setting is None:
            near = _near(name, [*known, "keys", "themes"])
            meant = f"; is {near} meant?" if near else "; quoth config show lists all settings."
            troubles.append(f"{empty.place(name)}: there is no setting {_shown(name)}{meant}")
        elif remedy := setting.trouble(value):
            troubles.append(f"{empty.place(name)}: {name} cannot be {_shown(value)}; {remedy}.")
        else:
            values[name] = value
    keys = data.get("keys", {})
    if not isinstance(keys, dict):
        troubles.append(f"{empty.place('keys')}: keys has to be a table; write [keys] and the keys below it.")
        keys = {}
    return Config(
        values,
        _keys(keys, empty, troubles),
        _themes(data.get("themes", {}), empty, troubles),
        empty.lines,
        _in_order(troubles),
        empty.path,
    )


def _keys(keys: dict[str, Any], empty: Config, troubles: list[str]) -> dict[str, Any]:
    keys_by_id = {}
    for name, value in keys.items():
        several = value if isinstance(value, list) else [value]
        if all(isinstance(one, str) for one in several):
            keys_by_id[name] = value
        else:
            place = empty.place(f"keys.{name}")
            troubles.append(f"{place}: {_shown(name)} cannot be {_shown(value)}; give a key in quote marks, or a list.")
    return keys_by_id


def _themes(given: Any, empty: Config, troubles: list[str]) -> dict[str, dict[str, Any]]:  # noqa: ANN401
    """Return the themes of the user's own, without invalid colors."""
    themes: dict[str, dict[str, Any]] = {}
    for name, colors in given.items() if isinstance(given, dict) else ():
        if not isinstance(colors, dict):
            place = empty.place(f"themes.{name}")
            troubles.append(f"{place}: {_shown(name)} is no theme; write [themes.{_shown(name)}] and its colors below.")
            continue
        themes[name] = {}
        for what, color in colors.items():
            place = empty.place(f"themes.{name}.{what}")
            if what == "dark" and isinstance(color, bool):
                themes[name][what] = color
            elif what not in THEME_COLORS:
                near = _near(what, THEME_COLORS)
                meant = f"is {near} meant?" if near else "there are " + ", ".join(THEME_COLORS) + "."
                troubles.append(f"{place}: a theme has no color {_shown(what)}; {meant}")
            elif not (isinstance(color, str) and _COLOR.fullmatch(color)):
                troubles.append(f'{place}: {_shown(what)} cannot be {_shown(color)}; give a color such as "#c9a26d".')
            else:
                themes[name][what] = color
    return themes


def _lines(text: str) -> dict[str, int]:
    """Return the line on which each table and each name in it begins, which `tomllib` does not tell."""
    lines: dict[str, int] = {}
    table = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if header := re.match(r"\s*\[+\s*([^\]]+?)\s*\]", line):
            table = re.sub(r"[\"'\s]", "", header[1])
            lines.setdefault(table, number)
        elif name := re.match(r"\s*([\w.\"'-]+)\s*=", line):
            bare = re.sub(r"[\"']", "", name[1])
            lines.setdefault(f"{table}.{bare}" if table else bare, number)
    return lines


def _in_order(troubles: Iterable[str]) -> tuple[str, ...]:
    def line(trouble: str) -> int:
        position = re.search(r", line (\d+):", trouble)
        return int(position[1]) if position else 0

    return tuple(sorted(troubles, key=line))


def _near(name: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    return next(iter(get_close_matches(name, list(known), 1)), "")


def _shown(value: Any) -> str:  # noqa: ANN401
    """Return a value as it may stand in a sentence on a terminal."""
    written = str(value).lower() if isinstance(value, bool) else str(value)
    cut = written if len(written) <= 40 else written[:39] + "…"
    from tui.system.errors import printable

    return printable(cut)


def template() -> str:
    """Return a file with all settings, each commented out at its default."""
    lines = ["# Settings of quoth. A line that begins with # only says what is so by default.", ""]
    table = ""
    for setting in SETTINGS:
        head, _, rest = setting.name.rpartition(".")
        if head != table:
            lines += [f"[{head}]"]
            table = head
        lines += [f"# {setting.sentence}", f"# {rest} = {setting.default}", ""]
    lines += [
        "[keys]",
        '# The id of an action = a key, or several: zoom = "Z". ? shows the keys, quoth config keys the ids.',
        "",
        "# A theme of your own, to be chosen as theme above. What you don't set is as in ours.",
        "# [themes.mine]",
        "# dark = true",
        '# background = "#101014"',
        '# foreground = "#e4e4e8"',
        '# primary = "#e0b568"',
        f"# and: {', '.join(THEME_COLORS)}",
    ]
    return "\n".join(lines) + "\n"
