"""The command `quoth config`: show the settings, create the settings file, and check it."""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import replace

from tui import config
from tui.cli.console import DONE, FAILED, Parser, print_error, print_line
from tui.system.errors import reason
from tui.system.paths import for_people

_EXAMPLES = """\
examples:
  quoth config path          print the path of the settings file
  quoth config show          show every setting, what it does, and its value
  quoth config init          create a settings file for you to edit
  quoth config check         check the file; errors come with line numbers
  quoth config keys          list the actions and keys for the [keys] table
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
        description="Show, create or check the settings. They are in a TOML file, which you can edit.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_commands()
    for name, run, help_ in (
        ("path", _path, "print the path of the settings file"),
        ("show", _show, "show every setting and its value"),
        ("init", _init, "create a settings file, if there is none yet"),
        ("check", _check, "check the settings file"),
        ("keys", _keys, "list the actions whose keys you can change"),
    ):
        commands.add_parser(name, help=help_, description=help_).set_defaults(run=run)
    return parser


def _path() -> int:
    print_line(str(config.path()))
    return DONE


def _show() -> int:
    settings = config.read()
    print_line(f"{for_people(config.path())}{'' if settings.path else ' (no file; using defaults)'}")
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
        from tui.keys.user_keymap import keymap

        settings = settings.with_troubles(keymap(settings.keys)[1])
    settings = _check_theme(settings)
    if settings.path is None:
        print_line(f"{for_people(config.path())}: no file; using defaults.")
    elif not settings.troubles:
        print_line(f"{for_people(settings.path)}: no errors.")
    return _print_problems(settings)


def _check_theme(settings: config.Config) -> config.Config:
    """Return `settings`, with an error added if the theme that is set does not exist."""
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
        return print_error(f"{for_people(path)} already exists. Open it in your editor.")
    except OSError as error:
        return print_error(f"Could not write {for_people(path)} ({reason(error)}). Set QUOTH_HOME to another folder.")
    print_line(f"Created {for_people(path)}")
    return DONE


def _keys() -> int:
    from tui.keys.user_keymap import ids, shown

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
