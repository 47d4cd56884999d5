"""The command `quoth config`: where the settings are, what they are, and what is wrong with them."""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import replace

from tui import config
from tui.cli.console import DONE, FAILED, Parser, complain, say
from tui.system.errors import reason
from tui.system.paths import for_people

_EXAMPLES = """\
examples:
  quoth config path          where the file of settings is, or would be
  quoth config show          every setting, what it does, and what it is now
  quoth config init          write a file with all settings, for you to change
  quoth config check         what in the file cannot be, with line and remedy
  quoth config keys          every action that can have other keys, for the table [keys]
"""


def main(arguments: Sequence[str]) -> int:
    """Run `quoth config` with `arguments` and return the exit status."""
    options = parser().parse_args(arguments)
    run: Callable[[], int] = options.run
    return run()


def parser() -> Parser:
    """What the command takes."""
    found = Parser(
        prog="quoth config",
        description="The settings: a TOML file that quoth reads if it is there, and never writes unless you say so.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = found.add_subparsers(title="commands", metavar="COMMAND", required=True, parser_class=Parser)
    for name, run, what in (
        ("path", _path, "say where the file is, or would be"),
        ("show", _show, "show every setting and what it is now"),
        ("init", _init, "write a file with all settings, if there is none"),
        ("check", _check, "say what in the file cannot be"),
        ("keys", _keys, "show the actions that can have other keys"),
    ):
        commands.add_parser(name, help=what, description=what).set_defaults(run=run)
    return found


def _path() -> int:
    say(str(config.path()))
    return DONE


def _show() -> int:
    found = config.read()
    say(f"{for_people(config.path())}{'' if found.path else ' (not there: everything is as by default)'}")
    for setting in config.SETTINGS:
        own = found.get(setting.name)
        value = setting.default if own is None else _toml(own)
        where = f"line {found.lines[setting.name]}" if own is not None and setting.name in found.lines else "default"
        say(f"\n{setting.name} = {value}   ({where})\n    {setting.sentence}")
    for name, table in (("keys", found.keys), ("themes", found.themes)):
        say(f"\n[{name}]   ({', '.join(table) if table else 'none'})")
    return _told(found)


def _check() -> int:
    found = config.read()
    if found.keys:
        from tui.keys.keymap import keymap

        found = found.with_troubles(keymap(found.keys)[1])
    found = _without_theme(found)
    if found.path is None:
        say(f"There is no {for_people(config.path())}; everything is as by default.")
    elif not found.troubles:
        say(f"Everything in {for_people(found.path)} holds.")
    return _told(found)


def _without_theme(found: config.Config) -> config.Config:
    """The same, with a sentence if the theme that is set is none."""
    if found.get("theme") is None:
        return found
    from textual.theme import BUILTIN_THEMES

    from tui.theming.themes import THEMES

    trouble = found.no_theme({*BUILTIN_THEMES, *(theme.name for theme in THEMES), *found.themes})
    return replace(found, troubles=(*found.troubles, trouble)) if trouble else found


def _told(found: config.Config) -> int:
    for trouble in found.troubles:
        complain(trouble)
    return FAILED if found.troubles else DONE


def _init() -> int:
    path = config.path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(config.template())
    except FileExistsError:
        return complain(f"{for_people(path)} is there already; open it in your editor.")
    except OSError as error:
        return complain(f"{for_people(path)} could not be written ({reason(error)}); set QUOTH_HOME to another folder.")
    say(f"Written: {for_people(path)}")
    return DONE


def _keys() -> int:
    from tui.keys.keymap import ids, shown

    heading = ""
    for under, id_, action in ids():
        if under != heading:
            say(f"# {under}" if not heading else f"\n# {under}")
            heading = under
        keys = ", ".join(f'"{shown(key)}"' for key in action.keys.split(","))
        say(f"{id_} = [{keys}]  # {action.sentence}")
    return DONE


def _toml(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else f'"{value}"' if isinstance(value, str) else str(value)
