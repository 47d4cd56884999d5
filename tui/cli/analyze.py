"""The command `quoth analyze`: analyze articles one after the other and write them in an export format."""

import argparse
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from tui.analysis import Analysis, Analyzer, ModelError
from tui.annotations.edits import Describe
from tui.annotations.log import NOTHING, change
from tui.article import Article, SourceError
from tui.article.fetch.source import STDIN, shown
from tui.cli.console import DONE, FAILED, WRONG_USAGE, discard_output, print_error
from tui.cli.parsed_options import apply_config, check_metadata, list_metadata, list_sources, opening_options
from tui.cli.parsers import build_analyze_parser
from tui.cli.progress import Progress, open_with_progress
from tui.cli.terminal import is_piped
from tui.config import Config
from tui.document.analyzed import Analyzed
from tui.export.formats import FORMATS, Format, format_for, named
from tui.export.options import Layout
from tui.library.reopening import Works
from tui.system.atomic_write import save
from tui.system.errors import reason

_WIDTH = 80
"""Line length of text output that does not go to a terminal, in columns."""


def main(arguments: Sequence[str]) -> int:
    """Run `quoth analyze` with `arguments` and return the exit status."""
    parser = build_analyze_parser()
    parsed = parser.parse_intermixed_args(arguments)
    if not (parsed.sources or parsed.clipboard):
        if not is_piped():
            parser.error("SOURCE is missing")
        parsed.sources = [STDIN]
    check_metadata(parser, parsed)
    return _analyze(parsed)


def _analyze(parsed: argparse.Namespace) -> int:
    if parsed.format is not None:
        format_, problem = named(parsed.format), f"There is no format {parsed.format}"
    elif parsed.output is not None and Path(parsed.output).is_dir():
        return print_error(f"{shown(parsed.output)} is a folder. Choose a file name inside it.")
    elif parsed.output is not None:
        format_, problem = format_for(parsed.output), f"Unknown file extension: {parsed.output}"
    else:
        format_, problem = named("text"), ""
    if format_ is None:
        formats = ", ".join(f"{f.name} ({', '.join(f.suffixes)})" for f in FORMATS)
        print_error(f"{shown(problem)}. Choose one of {formats}.")
        return WRONG_USAGE
    config = apply_config(parsed)
    for trouble in config.troubles:
        print_error(trouble)
    batch = _Batch(parsed, config)
    layout = _choose_layout(parsed, len(batch.sources) == 1)
    if parsed.output is None:
        return _write_to_stdout(batch, format_, layout)
    return _write_to_file(batch, format_, layout, Path(parsed.output))


def _choose_layout(parsed: argparse.Namespace, single: bool) -> Layout:
    """Return the layout that the options ask for; what they leave open depends on whether the output is a terminal."""
    on_terminal = parsed.output is None and sys.stdout is not None and sys.stdout.isatty()
    width = shutil.get_terminal_size((_WIDTH, 24)).columns if on_terminal or "COLUMNS" in os.environ else _WIDTH
    has_colors = on_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    color = parsed.color == "always" or (parsed.color == "auto" and has_colors)
    return Layout(single, parsed.width or max(width, 20), color, parsed.rows, parsed.wiki_links)


class _Batch:
    """The articles of one command, opened and analyzed one at a time, so that memory stays bounded.

    Sources that cannot be opened are reported and skipped; `failed` is then True.
    """

    def __init__(self, parsed: argparse.Namespace, config: Config) -> None:
        self.sources = list_sources(parsed)
        self.failed = False
        self._options = opening_options(parsed, config)
        self._metadata = list_metadata(parsed)
        self._analyzer = Analyzer(config.get("model") or None)
        self._works = None if parsed.private else Works(print_error)

    def __iter__(self) -> Iterator[Analyzed]:
        for number, source in enumerate(self.sources, start=1):
            try:
                article = open_with_progress(source, self._options)
            except SourceError as error:
                self.failed = True
                print_error(str(error))
                continue
            name = f"{shown(source)} ({number} of {len(self.sources)})" if len(self.sources) > 1 else shown(source)
            annotations = self._works.of(article) if self._works is not None else NOTHING
            if self._metadata:
                annotations = annotations.done(change(Describe(**self._metadata)))
            yield Analyzed(article, self._analyze(article, name), annotations)

    def _analyze(self, article: Article, name: str) -> Analysis:
        with Progress() as progress:
            progress.show(f"  0% of {name}")
            for step in self._analyzer.stream(article.text, article.blocks, article.metadata.language.value or "en"):
                if isinstance(step, Analysis):
                    return step
                progress.show(f"{step.done * 100 // step.total:3}% of {name}")
        raise AssertionError("an analysis must end with its result")


def _write_to_stdout(batch: _Batch, format_: Format, layout: Layout) -> int:
    if sys.stdout is None:
        return print_error("Standard output is closed. Name a file with -o FILE.")
    if not format_.is_text and sys.stdout.isatty():
        return print_error(f"{format_.name} is not a text format. Write it to a file with -o FILE.")
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # JSON is UTF-8 on every platform
    output: Any = sys.stdout if format_.is_text else sys.stdout.buffer
    try:
        for piece in format_.write(batch, layout):
            output.write(piece)
            output.flush()
    except ModelError as error:
        return print_error(str(error))
    except BrokenPipeError:
        raise
    except OSError as error:
        discard_output()
        return print_error(f"Could not write the output ({reason(error)}). Write it to another place with -o FILE.")
    return FAILED if batch.failed else DONE


def _write_to_file(batch: _Batch, format_: Format, layout: Layout, path: Path) -> int:
    name = shown(str(path))
    if path.is_dir():
        return print_error(f"{name} is a folder. Choose a file name inside it.")
    if not path.parent.is_dir():
        return print_error(f"The folder {shown(str(path.parent))} does not exist. Create it or choose another one.")
    if path.is_file() and any(_is_same_file(source, path) for source in batch.sources):
        return print_error(f"{name} is one of the sources. Write to another file.")
    pieces = format_.write(batch, layout)
    try:
        first = next(pieces, None)  # if every source failed, no file is written or replaced
        if not batch.failed or first not in {None, "[]\n"}:
            save(path, chain([] if first is None else [first], pieces))
    except ModelError as error:
        return print_error(str(error))
    except OSError as error:
        return print_error(f"Could not write {name} ({reason(error)}). Choose another file.")
    return FAILED if batch.failed else DONE


def _is_same_file(source: str, path: Path) -> bool:
    try:
        return path.samefile(source)
    except (OSError, ValueError):
        return False
