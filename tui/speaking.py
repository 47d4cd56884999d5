"""How the command line speaks: its exit statuses, its complaints, its parsers."""

import argparse
import sys
from contextlib import suppress
from typing import NoReturn

from tui.article.source import shown

DONE, FAILED, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130


class Parser(argparse.ArgumentParser):
    """A parser whose complaint is one line that says where help is."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the arguments, and end."""
        sentence = shown(message[:1].upper() + message[1:])
        self.exit(WRONG_USAGE, f"quoth: {sentence}; see {self.prog} --help.\n")


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


def printable(text: str) -> str:
    """`text` with nothing in it that a terminal would take for a command."""
    return "".join(char if char.isprintable() else "�" for char in text)


def reason(error: OSError) -> str:
    """Why something could not be done, in a few words."""
    return (error.strerror or str(error)).lower()
