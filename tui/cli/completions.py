"""The command `quoth completions`: shell completion scripts, generated from the parsers of all commands."""

import argparse
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from tui.cli.console import DONE, Parser, join_choices, print_line

SHELLS = ("bash", "zsh", "fish")

_EXAMPLES = """\
examples:
  quoth completions bash > ~/.local/share/bash-completion/completions/quoth
  quoth completions zsh > "${fpath[1]}/_quoth"
  quoth completions fish > ~/.config/fish/completions/quoth.fish
"""


_FILES = ("SOURCE", "FILE")
"""The metavars of arguments that take a file."""


class Option(NamedTuple):
    """An option. `choices` are the values it allows (none: any), `files` says whether its value is a file."""

    name: str
    help: str
    has_value: bool
    choices: tuple[str, ...]
    files: bool


class Command(NamedTuple):
    """A command and what can follow it.

    `path` are the words after quoth ("library", "show"); `words` the commands and choices that can come next, each
    with its help; `files` says whether a file can.
    """

    path: tuple[str, ...]
    words: tuple[tuple[str, str], ...]
    options: tuple[Option, ...]
    files: bool


def main(arguments: Sequence[str], build_parsers: Callable[[], Mapping[str, argparse.ArgumentParser]]) -> int:
    """Run `quoth completions` with `arguments` and return the exit status.

    Args:
        arguments: what follows "completions".
        build_parsers: returns the parsers to complete for, by the name of their command ("" for quoth itself).
    """
    parser = build_parser()
    shell = parser.parse_args(arguments).shell
    if shell is None:
        parser.error(f"Specify a shell: {join_choices(SHELLS)}")
    commands = list(_list_commands(build_parsers()))
    print_line({"bash": _bash, "zsh": _zsh, "fish": _fish}[shell](commands).rstrip("\n"))
    return DONE


def build_parser() -> Parser:
    """Return the parser of the command."""
    parser = Parser(
        prog="quoth completions",
        usage="quoth completions [-h] {bash,zsh,fish}",
        description="Print a script that lets your shell complete quoth's commands, options and files.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("shell", nargs="?", choices=SHELLS, help="your shell")
    return parser


def _list_commands(parsers: Mapping[str, argparse.ArgumentParser]) -> Iterator[Command]:
    """Yield every command, those with the longest path first; quoth itself, with an empty path, comes last."""
    for name, parser in parsers.items():
        for action in parser._actions:
            if isinstance(action, argparse._SubParsersAction):
                for inner, subparser in action.choices.items():
                    yield _read_command((name, inner), subparser)
    names = tuple((name, parser.description or "") for name, parser in parsers.items() if name)
    for name, parser in sorted(parsers.items(), key=lambda item: not item[0]):
        yield _read_command((name,) if name else (), parser, names if not name else ())


def _read_command(
    path: tuple[str, ...], parser: argparse.ArgumentParser, words: tuple[tuple[str, str], ...] = ()
) -> Command:
    """Return what the parser of a command says can follow it, beside `words`."""
    options, files = [], False
    for action in parser._actions:
        help_ = (action.help or "").replace("%%", "%")
        choices = tuple(str(choice) for choice in (action.choices or getattr(action, "completions", None) or ()))
        is_file = action.metavar in _FILES
        if isinstance(action, argparse._SubParsersAction):
            words += tuple((choice.dest, choice.help or "") for choice in action._choices_actions)
        elif not action.option_strings:
            words += tuple((choice, help_) for choice in choices)
            files = files or is_file
        else:
            options += [Option(name, help_, action.nargs != 0, choices, is_file) for name in action.option_strings]
    return Command(path, words, tuple(options), files)


def _bash(commands: Sequence[Command]) -> str:
    lines = [
        "# bash completion for quoth",
        "_quoth() {",
        '    local cur="${COMP_WORDS[COMP_CWORD]}" prev="${COMP_WORDS[COMP_CWORD-1]}" words options files=0',
        "    COMPREPLY=()",
        '    case "${COMP_WORDS[*]:1:COMP_CWORD-1} " in',
    ]
    for command in commands:
        lines.append(f"        {_pattern(command)})")
        lines += _complete_values(command, _offer_in_bash, "_quoth_files")
        lines.append(f'            words="{" ".join(name for name, _ in command.words)}"')
        lines.append(f'            options="{" ".join(option.name for option in command.options)}"')
        lines.append(f"            files={int(command.files)} ;;")
    lines += [
        "    esac",
        '    if [[ "$cur" == -* ]]; then',
        '        COMPREPLY=($(compgen -W "$options" -- "$cur"))',
        "        return",
        "    fi",
        "    (( files )) && _quoth_files",
        "    # A command comes right after quoth; later words are files.",
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
    for command in commands:
        lines.append(f"        {_pattern(command)})")
        lines += _complete_values(command, _offer_in_zsh, "_files")
        lines.append(f"            names=({' '.join(_quote(f'{name}:{help_}') for name, help_ in command.words)})")
        described = " ".join(_quote(f"{option.name}:{option.help}") for option in command.options)
        lines.append(f"            options=({described})")
        lines.append(f"            files={int(command.files)} ;;")
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


def _complete_values(command: Command, choose: Callable[[str], str], files: str) -> Iterator[str]:
    """Yield the lines that complete the value of an option, for bash and zsh.

    `choose` gives the code that offers words, `files` is the code that offers files.
    """
    options = [option for option in command.options if option.has_value]
    if options:
        yield '            case "$prev" in'
        for option in options:
            code = choose(" ".join(option.choices)) if option.choices else files if option.files else ":"
            yield f"                {option.name}) {code}; return ;;"
        yield "            esac"


def _offer_in_bash(words: str) -> str:
    return f'COMPREPLY=($(compgen -W "{words}" -- "$cur"))'


def _offer_in_zsh(words: str) -> str:
    return f"compadd -- {words}"


def _pattern(command: Command) -> str:
    return f'"{" ".join(command.path)} "*' if command.path else "*"


def _fish(commands: Sequence[Command]) -> str:
    first = " ".join(command.path[0] for command in commands if len(command.path) == 1)
    lines = [
        "# fish completion for quoth",
        "function __quoth_at --description 'whether these words come after quoth; without arguments: no command does'",
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
        "function __quoth_next --description 'whether the next word comes right after these'",
        "    test (count (commandline -opc)) -eq (math (count $argv) + 1); and __quoth_at $argv",
        "end",
    ]
    for command in commands:
        path = " ".join(command.path)
        at = f"complete -c quoth -n {_quote(f'__quoth_at {path}'.strip())}"
        if not command.files:  # if it has subcommands, only the next word is affected
            lines.append(f"{at.replace('__quoth_at', '__quoth_next') if command.words else at} -f")
        for name, help_ in command.words:
            lines.append(f"complete -c quoth -n {_quote(f'__quoth_next {path}'.strip())} -a {name} -d {_quote(help_)}")
        for option in command.options:
            name = f"-l {option.name[2:]}" if option.name.startswith("--") else f"-s {option.name[1:]}"
            value = ""
            if option.has_value:
                value = (
                    f" -xa {_quote(' '.join(option.choices))}" if option.choices else " -r" if option.files else " -x"
                )
            lines.append(f"{at} {name}{value} -d {_quote(option.help)}")
    return "\n".join(lines)


def _quote(text: str) -> str:
    """Return `text` in single quotes, as all three shells read them."""
    return "'" + text.replace("\\", "").replace("'", "’") + "'"
