"""The command `quoth completions`: what a shell needs to complete quoth's words, made from the parsers themselves."""

import argparse
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from tui.cli.console import DONE, Parser, say

SHELLS = ("bash", "zsh", "fish")

_EXAMPLES = """\
examples:
  quoth completions bash > ~/.local/share/bash-completion/completions/quoth
  quoth completions zsh > "${fpath[1]}/_quoth"
  quoth completions fish > ~/.config/fish/completions/quoth.fish
"""


_FILES = ("SOURCE", "FILE")
"""How the parsers call what is a file."""


class Option(NamedTuple):
    """An option: its name, what it does, whether it takes a value, and which values there are, or whether files."""

    name: str
    what: str
    takes: bool
    choices: tuple[str, ...]
    files: bool


class Command(NamedTuple):
    """What can follow some words.

    `path` are the words after quoth ("library", "show"); `words` the commands and choices that can come next, each
    with what it does; `files` says whether a file can.
    """

    path: tuple[str, ...]
    words: tuple[tuple[str, str], ...]
    options: tuple[Option, ...]
    files: bool


def main(arguments: Sequence[str]) -> int:
    """Run `quoth completions` with `arguments` and return the exit status."""
    shell = parser().parse_args(arguments).shell
    from tui.cli.entry import parsers

    commands = list(_commands(parsers()))
    say({"bash": _bash, "zsh": _zsh, "fish": _fish}[shell](commands).rstrip("\n"))
    return DONE


def parser() -> Parser:
    """What the command takes."""
    found = Parser(
        prog="quoth completions",
        description="Print what makes a shell complete quoth's commands, options and files.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    found.add_argument("shell", choices=SHELLS, help="the shell to print it for")
    return found


def _commands(parsers: dict[str, argparse.ArgumentParser]) -> Iterator[Command]:
    """Every command, the longest path first; that of the reader itself has none."""
    for name, found in parsers.items():
        for action in found._actions:
            if isinstance(action, argparse._SubParsersAction):
                for inner, one in action.choices.items():
                    yield _command((name, inner), one)
    names = tuple((name, found.description or "") for name, found in parsers.items() if name)
    for name, found in sorted(parsers.items(), key=lambda item: not item[0]):
        yield _command((name,) if name else (), found, names if not name else ())


def _command(path: tuple[str, ...], found: argparse.ArgumentParser, words: tuple[tuple[str, str], ...] = ()) -> Command:
    options, files = [], False
    for action in found._actions:
        what = (action.help or "").replace("%%", "%")
        choices = tuple(str(choice) for choice in (action.choices or getattr(action, "completions", None) or ()))
        is_file = action.metavar in _FILES
        if isinstance(action, argparse._SubParsersAction):
            words += tuple((choice.dest, choice.help or "") for choice in action._choices_actions)
        elif not action.option_strings:
            words += tuple((choice, what) for choice in choices)
            files = files or is_file
        else:
            options += [Option(name, what, action.nargs != 0, choices, is_file) for name in action.option_strings]
    return Command(path, words, tuple(options), files)


def _bash(commands: Sequence[Command]) -> str:
    lines = [
        "# bash completion for quoth",
        "_quoth() {",
        '    local cur="${COMP_WORDS[COMP_CWORD]}" prev="${COMP_WORDS[COMP_CWORD-1]}" words options files=0',
        "    COMPREPLY=()",
        '    case "${COMP_WORDS[*]:1:COMP_CWORD-1} " in',
    ]
    for one in commands:
        lines.append(f"        {_pattern(one)})")
        lines += _values(one, lambda choices: f'COMPREPLY=($(compgen -W "{choices}" -- "$cur"))', "_quoth_files")
        lines.append(f'            words="{" ".join(name for name, _ in one.words)}"')
        lines.append(f'            options="{" ".join(option.name for option in one.options)}"')
        lines.append(f"            files={int(one.files)} ;;")
    lines += [
        "    esac",
        '    if [[ "$cur" == -* ]]; then',
        '        COMPREPLY=($(compgen -W "$options" -- "$cur"))',
        "        return",
        "    fi",
        "    (( files )) && _quoth_files",
        "    # Commands come right behind quoth; later, their names are those of files.",
        "    if (( COMP_CWORD == 1 || !files )); then",
        '        COMPREPLY+=($(compgen -W "$words" -- "$cur"))',
        "    fi",
        "}",
        "_quoth_files() {",
        "    compopt -o filenames 2>/dev/null",
        "    local IFS=$'\\n'",
        '    COMPREPLY=($(compgen -f -- "$cur"))',
        "}",
        "complete -F _quoth quoth",
    ]
    return "\n".join(lines)


def _zsh(commands: Sequence[Command]) -> str:
    lines = [
        "#compdef quoth",
        "# zsh completion for quoth",
        "_quoth() {",
        "    local -a names options",
        "    local files=0 prev=${words[CURRENT-1]}",
        '    case "${(j: :)words[2,CURRENT-1]} " in',
    ]
    for one in commands:
        lines.append(f"        {_pattern(one)})")
        lines += _values(one, lambda choices: f"compadd -- {choices}", "_files")
        lines.append(f"            names=({' '.join(_single(f'{name}:{what}') for name, what in one.words)})")
        described = " ".join(_single(f"{option.name}:{option.what}") for option in one.options)
        lines.append(f"            options=({described})")
        lines.append(f"            files={int(one.files)} ;;")
    lines += [
        "    esac",
        '    if [[ "${words[CURRENT]}" == -* ]]; then',
        "        _describe -o option options",
        "        return",
        "    fi",
        "    (( $#names && (CURRENT == 2 || !files) )) && _describe command names",
        "    (( files )) && _files",
        "}",
        "compdef _quoth quoth",
    ]
    return "\n".join(lines)


def _values(one: Command, choose: Callable[[str], str], files: str) -> Iterator[str]:
    """The lines that complete the value of an option, for bash and zsh."""
    taking = [option for option in one.options if option.takes]
    if taking:
        yield '            case "$prev" in'
        for option in taking:
            does = choose(" ".join(option.choices)) if option.choices else files if option.files else ":"
            yield f"                {option.name}) {does}; return ;;"
        yield "            esac"


def _pattern(one: Command) -> str:
    return f'"{" ".join(one.path)} "*' if one.path else "*"


def _fish(commands: Sequence[Command]) -> str:
    first = " ".join(one.path[0] for one in commands if len(one.path) == 1)
    lines = [
        "# fish completion for quoth",
        "function __quoth_at --description 'whether the words behind quoth begin so; without any: with no command'",
        "    set -l before (commandline -opc)",
        "    set -e before[1]",
        "    if test (count $argv) -eq 0",
        f'        not contains -- "$before[1]" {first}',
        "    else",
        "        test (count $before) -ge (count $argv); or return 1",
        "        for word in $argv",
        '            test "$before[1]" = "$word"; or return 1',
        "            set -e before[1]",
        "        end",
        "    end",
        "end",
        "function __quoth_next --description 'whether the next word is the one behind those'",
        "    test (count (commandline -opc)) -eq (math (count $argv) + 1); and __quoth_at $argv",
        "end",
    ]
    for one in commands:
        path = " ".join(one.path)
        at = f"complete -c quoth -n {_single(f'__quoth_at {path}'.strip())}"
        if not one.files:  # of a command that has commands only the next word is meant
            lines.append(f"{at.replace('__quoth_at', '__quoth_next') if one.words else at} -f")
        for name, what in one.words:
            lines.append(f"complete -c quoth -n {_single(f'__quoth_next {path}'.strip())} -a {name} -d {_single(what)}")
        for option in one.options:
            name = f"-l {option.name[2:]}" if option.name.startswith("--") else f"-s {option.name[1:]}"
            value = ""
            if option.takes:
                value = (
                    f" -xa {_single(' '.join(option.choices))}" if option.choices else " -r" if option.files else " -x"
                )
            lines.append(f"{at} {name}{value} -d {_single(option.what)}")
    return "\n".join(lines)


def _single(text: str) -> str:
    """In single quotes, as all three shells take them."""
    return "'" + text.replace("\\", "").replace("'", "’") + "'"
