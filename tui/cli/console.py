"""What every command shares: exit statuses, the parser class, and how lines and errors are printed."""

import argparse
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from typing import NoReturn

from tui.system.errors import printable

DONE, FAILED, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130


class Parser(argparse.ArgumentParser):
    """An argument parser that reports wrong usage in one line, in the words of argparse, and points to the help."""

    def error(self, message: str) -> NoReturn:
        """Print what is wrong with the arguments and exit with status 2."""
        sentence = printable(" ".join(message.split()))
        self.exit(WRONG_USAGE, f"quoth: {sentence[:1].upper()}{sentence[1:]}; see {self.prog} --help.\n")

    def add_commands(self) -> "argparse._SubParsersAction[Parser]":
        """Let a command follow; each is to set the default `run`. Running without a command lists those there are."""
        commands = self.add_subparsers(title="commands", metavar="COMMAND", parser_class=Parser)
        self.set_defaults(run=lambda *_: self.error(f"Say which command: {join_choices(commands.choices)}"))
        return commands


def join_choices(choices: Iterable[str]) -> str:
    """Return the choices as they stand in a sentence: "bash, zsh or fish"."""
    *others, last = choices
    return f"{', '.join(others)} or {last}" if others else last


def print_line(line: str) -> None:
    """Print a line to standard output, if there is one."""
    if sys.stdout is not None:
        sys.stdout.write(line + "\n")


def print_error(sentence: str) -> int:
    """Print to standard error, in one line, what could not be done. Return the exit status for it."""
    if sys.stderr is not None:
        with suppress(OSError):
            sys.stderr.write(f"quoth: {sentence}\n")
    return FAILED


def discard_output() -> None:
    """Send everything still to be written to standard output nowhere, also what Python flushes when it exits.

    For when nobody reads the output any more, or it cannot be written.
    """
    nowhere = os.open(os.devnull, os.O_WRONLY)
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
