"""What every command shares: exit statuses, the parser class, and how lines and errors are printed."""

import argparse
import os
import re
import sys
from collections.abc import Iterable
from contextlib import suppress
from typing import NoReturn

from tui.system.errors import printable

DONE, FAILED, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130


class Parser(argparse.ArgumentParser):
    """An argument parser that reports a usage error in one line, in the words of argparse, and points to the help."""

    def error(self, message: str) -> NoReturn:
        """Print what is wrong with the arguments and exit with status 2."""
        sentence = _in_plain_english(printable(" ".join(message.split())))
        self.exit(WRONG_USAGE, f"quoth: {sentence[:1].upper()}{sentence[1:]}. See {self.prog} --help.\n")

    def add_commands(self) -> "argparse._SubParsersAction[Parser]":
        """Return the group to which subcommands are added, each with a default `run`.

        Without a subcommand, `run` is a usage error that lists them.
        """
        commands = self.add_subparsers(title="commands", metavar="COMMAND", parser_class=Parser)
        self.set_defaults(
            run=lambda *_: self.error(f"Give a command: {join_choices(one.dest for one in commands._choices_actions)}")
        )
        return commands


def _in_plain_english(message: str) -> str:
    """Return a message of argparse in plain English."""
    if match := re.fullmatch(r"argument (.+?): invalid choice: '(.*)' \(choose from (.+)\)", message):
        choices = [choice.strip("'") for choice in match[3].split(", ") if choice != "'forget'"]
        if match[1] == "COMMAND":
            return f"there is no command “{match[2]}”. Choose {join_choices(choices)}"
        return f"{match[1]} cannot be “{match[2]}”. Choose {join_choices(choices)}"
    if match := re.fullmatch(r"the following arguments are required: (.+)", message):
        return f"{match[1]} is missing" if "," not in match[1] else f"{match[1]} are missing"
    if match := re.fullmatch(r"argument (.+?): expected (?:one|at least one) argument", message):
        return f"{match[1]} needs a value"
    return message


def join_choices(choices: Iterable[str]) -> str:
    """Return the choices joined for a sentence: "bash, zsh or fish"."""
    *others, last = choices
    return f"{', '.join(others)} or {last}" if others else last


def print_line(line: str) -> None:
    """Print a line to standard output, if there is one."""
    if sys.stdout is not None:
        sys.stdout.write(line + "\n")


def print_error(sentence: str) -> int:
    """Print `sentence` to standard error as one line. Return the exit status of a failure."""
    if sys.stderr is not None:
        with suppress(OSError):
            sys.stderr.write(f"quoth: {sentence}\n")
    return FAILED


def discard_output() -> None:
    """Discard all further standard output, including what Python flushes when it exits.

    For use when nobody reads the output anymore or it cannot be written.
    """
    nowhere = os.open(os.devnull, os.O_WRONLY)
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
