"""Progress of what takes a while where there is no screen: one line on the terminal."""

import shutil
import sys
from typing import Self

from tui.article import Article, open_source
from tui.article.fetch.source import STDIN
from tui.article.options import Options


class Progress:
    """A line on standard error that is overwritten as the work goes on and erased at its end.

    Nothing is printed where standard error is no terminal.
    """

    def __init__(self) -> None:
        self._is_visible = sys.stderr is not None and sys.stderr.isatty()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._write("")

    def show(self, line: str) -> None:
        """Show `line` in place of the line before, cut to the width of the terminal."""
        self._write(line[: shutil.get_terminal_size().columns - 1])

    def _write(self, line: str) -> None:
        if self._is_visible:
            sys.stderr.write(f"\r\x1b[K{line}")
            sys.stderr.flush()


def open_with_progress(source: str, options: Options) -> Article:
    """Open a source and show on the terminal how far it is.

    Raises:
        SourceError: it cannot be opened.
    """
    if source == STDIN:
        if sys.stdin is not None and sys.stdin.isatty() and sys.stderr is not None:
            sys.stderr.write("Type or paste the article, then press ctrl+d.\n")
            sys.stderr.flush()
        # The process that reads other sources has no standard input: what is typed or piped in is read here.
        return open_source(source, stdin=sys.stdin.buffer if sys.stdin is not None else None, options=options)
    with Progress() as progress:
        return open_source(source, options=options, report=lambda doing, _at: progress.show(doing))
