"""The command line. `main` is the entry point of the command `quoth`."""

from tui.cli.entry import main

__all__ = ["main"]
