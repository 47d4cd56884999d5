"""The user's settings: a TOML file that is optional and checked value by value. Independent of the screen.

An invalid value is reported with its line number and a remedy, and its default is used; the rest still applies.
"""

import os
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

from tui.article.limits import Limits
from tui.system.paths import for_people

NAME = "config.toml"
COPY_STYLES = ("plain", "newsroom", "markdown", "html")
THEME_COLORS = (
    "primary secondary accent warning error success foreground background surface panel person organization place rest "
    "quiet mention match cursor quote-lit quote-bar quote-bar-indirect border"
).split()
"""The colors that a theme in the settings can set, besides `dark`."""

_COLOR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")


class Setting(NamedTuple):
    """One setting.

    Args:
        name: such as "copy.style".
        default: as TOML.
        sentence: what it does, for the user.
        check: returns the remedy for an invalid value, "" for a valid one.
    """

    name: str
    default: str
    sentence: str
    check: Callable[[Any], str]


def _make_choice_check(*allowed: str) -> Callable[[Any], str]:
    return lambda value: "" if value in allowed else "use one of " + ", ".join(f'"{one}"' for one in allowed)


def _make_number_check(least: float, most: float) -> Callable[[Any], str]:
    def check_number(value: Any) -> str:  # noqa: ANN401
        good = isinstance(value, int | float) and not isinstance(value, bool) and least <= value <= most
        return "" if good else f"use a number from {least:g} to {most:g}"

    return check_number


def _check_bool(value: Any) -> str:  # noqa: ANN401
    return "" if isinstance(value, bool) else "use true or false"


def _check_name(value: Any) -> str:  # noqa: ANN401
    return "" if isinstance(value, str) and value.isprintable() else "use a name in quotes"


SETTINGS = (
    Setting(
        "theme",
        '"quoth-dark"',
        "The color theme. If it is not set, quoth remembers the one you choose with t.",
        _check_name,
    ),
    Setting("width", "80", "The maximum line length, in columns.", _make_number_check(20, 200)),
    Setting(
        "model",
        '""',
        "The spaCy pipeline for English. Leave empty to use the one included with quoth.",
        _check_name,
    ),
    Setting(
        "timeout",
        f"{Limits().fetch:g}",
        "The total time limit for fetching a page, in seconds.",
        _make_number_check(1, 3600),
    ),
    Setting("offline", "false", "Never use the network.", _check_bool),
    Setting("private", "false", "Don't save anything.", _check_bool),
    Setting(
        "copy.style", '"newsroom"', "How C formats a quote with its attribution.", _make_choice_check(*COPY_STYLES)
    ),
)
"""All settings except the tables [keys] and [themes.NAME]."""


@dataclass(frozen=True, slots=True)
class Config:
    """The user's settings; a setting that is not set is None and has its default.

    Args:
        values: the values that are set, by the name of the setting, such as "copy.style".
        keys: a key or a list of keys by the id of an action; not checked yet (see `tui.keys.user_keymap`).
        themes: the user's own themes by name: colors by what they are for, and "dark" (true or false).
        lines: the line number of every name, table and key in the file.
        troubles: a sentence for each invalid value, with its line number and a remedy.
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
        """Return the settings with what `tui.keys.user_keymap` says about invalid keys added to `troubles`."""
        sentences = (f"{self.place(f'keys.{self._key_in(one)}')}: {one}" for one in refused)
        return replace(self, troubles=_sort_by_line((*self.troubles, *sentences)))

    def _key_in(self, sentence: str) -> str:
        """Return the action id that `sentence` is about; "" if it names none."""
        about = (name for name in self.keys if sentence.startswith((f"{name}:", f"there is no action {name}.")))
        return next(about, "")

    def no_theme(self, there: Iterable[str]) -> str:
        """Return an error message if the theme that is set is not in `there`; "" if it is, or if none is set."""
        wanted, names = self.get("theme"), sorted(there)
        if wanted is None or wanted in names:
            return ""
        return f"{self.place('theme')}: there is no theme {wanted}. Choose one of {', '.join(names)}."

    @property
    def copy_style(self) -> str:
        """How `C` writes a quote: one of `COPY_STYLES`."""
        return str(self.get("copy.style", "newsroom"))

    def place(self, name: str) -> str:
        """Return the file and line that set `name`, for an error message."""
        where = for_people(self.path) if self.path is not None else NAME
        return f"{where}, line {self.lines[name]}" if name in self.lines else where


def path() -> Path:
    """Return the path of the settings file, which need not exist: in `QUOTH_HOME`, else in the platform's folder."""
    own = os.environ.get("QUOTH_HOME")
    if own:
        return Path(own).expanduser() / NAME
    from platformdirs import user_config_path

    return user_config_path("quoth", appauthor=False) / NAME


def read(file: Path | None = None) -> Config:
    """Read the settings file, by default the one at `path()`.

    It never raises: an unreadable file or value is reported in `Config.troubles`, and quoth starts with the defaults.
    """
    file = file or path()
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return Config()
    except (OSError, UnicodeDecodeError) as error:
        from tui.system.errors import reason

        why = reason(error) if isinstance(error, OSError) else "it is not UTF-8"
        remedy = "Check its permissions." if isinstance(error, OSError) else "Save it as UTF-8."
        return Config(
            troubles=(f"{for_people(file)} cannot be read ({why}), so quoth uses the defaults. {remedy}",), path=file
        )
    import tomllib

    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        position = re.search(r"line (\d+)", str(error))
        line = position[1] if position else str(text.count("\n") + 1)
        message = re.sub(r" \(at .*\)$", "", str(error))
        message = message[:1].lower() + message[1:]
        trouble = (
            f"{for_people(file)}, line {line}: invalid TOML ({message}). quoth uses the defaults until you fix it."
        )
        return Config(troubles=(trouble,), path=file)
    return _check_data(data, Config(lines=_find_lines(text), path=file))


def _check_data(data: dict[str, Any], empty: Config) -> Config:
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
            near = _find_similar(name, [*known, "keys", "themes"])
            hint = f"Did you mean {near}?" if near else "Run quoth config show to list all settings."
            troubles.append(f"{empty.place(name)}: there is no setting {_format_value(name)}. {hint}")
        elif remedy := setting.check(value):
            troubles.append(f"{empty.place(name)}: {name} cannot be {_format_value(value)}; {remedy}.")
        else:
            values[name] = value
    keys = data.get("keys", {})
    if not isinstance(keys, dict):
        troubles.append(
            f"{empty.place('keys')}: keys must be a table. Write [keys] on a line of its own and the keys below it."
        )
        keys = {}
    return Config(
        values,
        _check_keys(keys, empty, troubles),
        _check_themes(data.get("themes", {}), empty, troubles),
        empty.lines,
        _sort_by_line(troubles),
        empty.path,
    )


def _check_keys(keys: dict[str, Any], empty: Config, troubles: list[str]) -> dict[str, Any]:
    keys_by_id = {}
    for name, value in keys.items():
        several = value if isinstance(value, list) else [value]
        if all(isinstance(one, str) for one in several):
            keys_by_id[name] = value
        else:
            place = empty.place(f"keys.{name}")
            troubles.append(
                f"{place}: {_format_value(name)} cannot be {_format_value(value)}; "
                'use a key in quotes ("z"), or a list of keys (["z", "f5"]).'
            )
    return keys_by_id


def _check_themes(given: Any, empty: Config, troubles: list[str]) -> dict[str, dict[str, Any]]:  # noqa: ANN401
    """Return the user's own themes without their invalid colors, which are added to `troubles`."""
    themes: dict[str, dict[str, Any]] = {}
    for name, colors in given.items() if isinstance(given, dict) else ():
        if not isinstance(colors, dict):
            place = empty.place(f"themes.{name}")
            troubles.append(
                f"{place}: {_format_value(name)} is not a theme. Write [themes.{_format_value(name)}] above its colors."
            )
            continue
        themes[name] = {}
        for what, color in colors.items():
            place = empty.place(f"themes.{name}.{what}")
            if what == "dark" and isinstance(color, bool):
                themes[name][what] = color
            elif what == "dark":
                troubles.append(f"{place}: dark cannot be {_format_value(color)}; use true or false.")
            elif what not in THEME_COLORS:
                near = _find_similar(what, THEME_COLORS)
                hint = f"Did you mean {near}?" if near else "Choose one of " + ", ".join(THEME_COLORS) + "."
                troubles.append(f"{place}: themes have no color {_format_value(what)}. {hint}")
            elif not (isinstance(color, str) and _COLOR.fullmatch(color)):
                troubles.append(
                    f'{place}: {_format_value(what)} cannot be {_format_value(color)}; use a color such as "#c9a26d".'
                )
            else:
                themes[name][what] = color
    return themes


def _find_lines(text: str) -> dict[str, int]:
    """Return the line number of each table and of each name in it, which `tomllib` does not provide."""
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


def _sort_by_line(troubles: Iterable[str]) -> tuple[str, ...]:
    def line(trouble: str) -> int:
        position = re.search(r", line (\d+):", trouble)
        return int(position[1]) if position else 0

    return tuple(sorted(troubles, key=line))


def _find_similar(name: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    return next(iter(get_close_matches(name, list(known), 1)), "")


def _format_value(value: Any) -> str:  # noqa: ANN401
    """Return `value` as text that is safe to print on a terminal, cut to 40 characters."""
    written = str(value).lower() if isinstance(value, bool) else str(value)
    cut = written if len(written) <= 40 else written[:39] + "…"
    from tui.system.errors import printable

    return printable(cut)


def template() -> str:
    """Return the text of a settings file with every setting commented out at its default."""
    lines = ["# Settings for quoth. Lines starting with # show the defaults.", ""]
    table = ""
    for setting in SETTINGS:
        head, _, rest = setting.name.rpartition(".")
        if head != table:
            lines += [f"[{head}]"]
            table = head
        lines += [f"# {setting.sentence}", f"# {rest} = {setting.default}", ""]
    lines += [
        "[keys]",
        '# Action id = key, or a list of keys. Example: zoom = "Z". quoth config keys lists the ids and their keys.',
        "",
        "# Your own theme. To use it, set theme to its name.",
        "# Colors you leave out are taken from quoth's default theme.",
        "# [themes.mine]",
        "# dark = true",
        '# background = "#101014"',
        '# foreground = "#e4e4e8"',
        '# primary = "#e0b568"',
        f"# Other colors: {', '.join(THEME_COLORS)}",
    ]
    return "\n".join(lines) + "\n"
