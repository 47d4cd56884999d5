"""The command `quoth`: chooses the subcommand and runs it. Commands that need no model and no screen import neither."""

import os
import sys
from collections.abc import Sequence

from tui.cli.console import DONE, INTERRUPTED, discard_output, print_error

_COMMANDS = frozenset({"analyze", "demo", "library", "config", "doctor", "completions", "help"})


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `quoth` with `arguments` (by default those of the process) and return its exit status."""
    arguments = sys.argv[1:] if arguments is None else arguments
    _reserve_standard_descriptors()
    try:
        return _run(_put_command_first(list(arguments)))
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # the program that read the output has ended
        discard_output()
        return DONE
    except Exception as error:  # noqa: BLE001  (an error of quoth itself becomes a message and a crash report)
        from tui.system import crash_report

        sentence = crash_report.told(error, private="--private" in arguments)
        return print_error(sentence.removeprefix("quoth: "))


def _reserve_standard_descriptors() -> None:
    """Put nothing in the place of standard streams that are closed: files opened later would be taken for them."""
    for descriptor in range(3):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest that is free: this one


def _run(arguments: list[str]) -> int:
    match arguments:  # each command is imported only when it runs, so that the others start fast
        case ["analyze", *rest]:
            from tui.cli import analyze

            return analyze.main(rest)
        case ["demo", *rest]:
            from tui.cli import read

            return read.show_demo(rest)
        case ["library", *rest]:
            from tui.cli import library

            return library.main(rest)
        case ["config", *rest]:
            from tui.cli import config

            return config.main(rest)
        case ["doctor", *rest]:
            from tui.cli import doctor

            return doctor.main(rest)
        case ["completions", *rest]:
            from tui.cli import completions, parsers

            return completions.main(rest, parsers.build_parsers)
        case ["help", *rest]:
            from tui.cli import help as help_
            from tui.cli import parsers

            return help_.main(rest, parsers.build_parsers)
        case _:
            from tui.cli import read

            return read.main(arguments)


def _put_command_first(arguments: list[str]) -> list[str]:
    """Return `arguments` with the command in front where options were typed before it ("quoth --private demo")."""
    if arguments[:1] in ([], ["-"]) or not arguments[0].startswith("-"):
        return arguments
    from tui.cli.parsers import build_reader_parser

    parsed, _ = build_reader_parser().parse_known_args(arguments)
    name = parsed.sources[0] if parsed.sources else ""
    if name not in _COMMANDS:
        return arguments
    at = arguments.index(name)
    return [name, *arguments[:at], *arguments[at + 1 :]]
