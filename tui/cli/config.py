"""The command `quoth config`: show the settings, write a file for them, and check it."""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import replace

from tui import config
from tui.cli.console import DONE, FAILED, Parser, print_error, print_line
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
    options = build_parser().parse_args(arguments)
    run: Callable[[], int] = options.run
    return run()


def build_parser() -> Parser:
    """Return the parser of the command."""
    parser = Parser(
        prog="quoth config",
        description="The settings: a TOML file that quoth reads if it is there, and never writes unless you say so.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_commands()
    for name, run, help_ in (
        ("path", _path, "say where the file is, or would be"),
        ("show", _show, "show every setting and what it is now"),
        ("init", _init, "write a file with all settings, if there is none"),
        ("check", _check, "say what in the file cannot be"),
        ("keys", _keys, "show the actions that can have other keys"),
    ):
        commands.add_parser(name, help=help_, description=help_).set_defaults(run=run)
    return parser


def _path() -> int:
    print_line(str(config.path()))
    return DONE


def _show() -> int:
    settings = config.read()
    print_line(f"{for_people(config.path())}{'' if settings.path else ' (not there: everything is as by default)'}")
    for setting in config.SETTINGS:
        own = settings.get(setting.name)
        value = setting.default if own is None else _format_toml(own)
        where = (
            f"line {settings.lines[setting.name]}" if own is not None and setting.name in settings.lines else "default"
        )
        print_line(f"\n{setting.name} = {value}   ({where})\n    {setting.sentence}")
    for name, table in (("keys", settings.keys), ("themes", settings.themes)):
        print_line(f"\n[{name}]   ({', '.join(table) if table else 'none'})")
    return _print_problems(settings)


def _check() -> int:
    settings = config.read()
    if settings.keys:
        from tui.keys.keymap import keymap

        settings = settings.with_troubles(keymap(settings.keys)[1])
    settings = _check_theme(settings)
    if settings.path is None:
        print_line(f"There is no {for_people(config.path())}; everything is as by default.")
    elif not settings.troubles:
        print_line(f"Everything in {for_people(settings.path)} holds.")
    return _print_problems(settings)


def _check_theme(settings: config.Config) -> config.Config:
    """Return `settings`, with one more problem if there is no theme of the name that is set."""
    if settings.get("theme") is None:
        return settings
    from textual.theme import BUILTIN_THEMES

    from tui.theming.themes import THEMES

    trouble = settings.no_theme({*BUILTIN_THEMES, *(theme.name for theme in THEMES), *settings.themes})
    return replace(settings, troubles=(*settings.troubles, trouble)) if trouble else settings


def _print_problems(settings: config.Config) -> int:
    for trouble in settings.troubles:
        print_error(trouble)
    return FAILED if settings.troubles else DONE


def _init() -> int:
    path = config.path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(config.template())
    except FileExistsError:
        return print_error(f"{for_people(path)} is there already; open it in your editor.")
    except OSError as error:
        return print_error(
            f"{for_people(path)} could not be written ({reason(error)}); set QUOTH_HOME to another folder."
        )
    print_line(f"Written: {for_people(path)}")
    return DONE


def _keys() -> int:
    from tui.keys.keymap import ids, shown

    heading = ""
    for group, id_, action in ids():
        if group != heading:
            print_line(f"# {group}" if not heading else f"\n# {group}")
            heading = group
        keys = ", ".join(f'"{shown(key)}"' for key in action.keys.split(","))
        print_line(f"{id_} = [{keys}]  # {action.sentence}")
    return DONE


def _format_toml(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else f'"{value}"' if isinstance(value, str) else str(value)
