"""How the command line speaks: its exit statuses, its complaints, its parsers."""

import argparse
import re
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import NoReturn

from tui.article.fetch.source import shown

DONE, FAILED, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130


class Parser(argparse.ArgumentParser):
    """A parser whose complaint is one line that says where help is."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the arguments, and end."""
        sentence = shown(self._plainly(message))
        self.exit(WRONG_USAGE, f"quoth: {sentence}; see {self.prog} --help.\n")

    def _plainly(self, message: str) -> str:
        """What argparse complains of, as one would say it; what is not known here as it is."""
        for pattern, say_it in _PLAINLY:
            if found := re.fullmatch(pattern, message, re.DOTALL):
                return say_it(self, *found.groups())
        return message[:1].upper() + message[1:]

    def _choices(self, name: str) -> str:
        """What can stand for the positional argument `name`; "" if that cannot be listed."""
        of = next((one for one in self._actions if name in (one.metavar, one.dest)), None)
        *others, last = [str(choice) for choice in (of.choices if of is not None else None) or ("",)]
        return f"{', '.join(others)} or {last}" if others else last


def _missing(parser: Parser, names: str) -> str:
    choices = parser._choices(names)
    return f"Say which {names.lower()}: {choices}" if choices else f"{names[:1].upper()}{names[1:]} is missing"


_PLAINLY: tuple[tuple[str, Callable[..., str]], ...] = (
    (r"the following arguments are required: (.+)", _missing),
    (
        r"argument (\S+): invalid choice: '(.*)' \(.*",
        lambda parser, name, wrong: f"There is no {name.lower()} {wrong}: say {parser._choices(name)}",
    ),
    (r"unrecognized arguments: (-.*)", lambda _, wrong: f"There is no option {wrong}"),
    (r"unrecognized arguments: (.*)", lambda _, wrong: f"There is nothing to do with {wrong}"),
    (r"argument (.+): expected one argument", lambda _, name: f"{name} needs a value"),
    (r"argument (.+): ignored explicit argument (.+)", lambda _, name, wrong: f"{name} takes no value ({wrong})"),
    (r"argument (.+?): (.+)", lambda _, name, what: f"{name}: {what}"),
)
"""What argparse says, and how we say it, given the parser and what its sentence names."""


def say(line: str) -> None:
    """Put a line on standard output."""
    if sys.stdout is not None:
        sys.stdout.write(line + "\n")


def complain(sentence: str) -> int:
    """Say on standard error, in one line, what could not be done."""
    if sys.stderr is not None:
        with suppress(OSError):
            sys.stderr.write(f"quoth: {sentence}\n")
    return FAILED
