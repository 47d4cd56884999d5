"""The progress of slow commands, as one line on the terminal."""

import shutil
import sys
from typing import Self

from tui.article import Article, open_source
from tui.article.fetch.source import STDIN
from tui.article.options import Options


class Progress:
    """A line on standard error that is overwritten as work proceeds and erased at the end.

    Nothing is printed if standard error is not a terminal.
    """

    def __init__(self) -> None:
        self._is_visible = sys.stderr is not None and sys.stderr.isatty()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._write("")

    def show(self, line: str) -> None:
        """Replace the line on the terminal with `line`, cut to the terminal's width."""
        self._write(line[: shutil.get_terminal_size().columns - 1])

    def _write(self, line: str) -> None:
        if self._is_visible:
            sys.stderr.write(f"\r\x1b[K{line}")
            sys.stderr.flush()


def open_with_progress(source: str, options: Options) -> Article:
    """Open a source and show its progress on the terminal.

    Raises:
        SourceError: it cannot be opened.
    """
    if source == STDIN:
        if sys.stdin is not None and sys.stdin.isatty() and sys.stderr is not None:
            sys.stderr.write("Type or paste the article, then press ctrl+d.\n")
            sys.stderr.flush()
        # Other sources are read in a child process that has no standard input, so typed and piped text is read here.
        return open_source(source, stdin=sys.stdin.buffer if sys.stdin is not None else None, options=options)
    with Progress() as progress:
        return open_source(source, options=options, report=lambda doing, _at: progress.show(doing))
