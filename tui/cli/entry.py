"""The command `quoth`. What needs neither a model nor a screen is answered before either is imported."""

import argparse
import gc
import os
import shutil
import stat
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tui import __version__
from tui.article import Article, SourceError, open_sample, open_source
from tui.article.fetch.source import CLIPBOARD, STDIN, shown
from tui.article.open import open_at_once
from tui.article.options import Limits, Options
from tui.article.typed_sources import sources_in
from tui.cli.console import DONE, FAILED, INTERRUPTED, WRONG_USAGE, Parser, complain
from tui.config import Config
from tui.config import read as read_config
from tui.system.errors import reason

if TYPE_CHECKING:
    from tui.analysis import Analysis, Analyzer
    from tui.document.analyzed import Analyzed
    from tui.export.formats import Format
    from tui.export.options import Layout

_PAGE = 80

_USAGE = """\
quoth [SOURCE…]
       quoth demo
       quoth analyze SOURCE… [--format NAME] [-o FILE]
       quoth library list|show|forget|export|import|path …
       quoth config path|show|init|check|keys
       quoth doctor
       quoth completions bash|zsh|fish"""
_SOURCE = (
    "a file (web page, PDF, DOCX, ODT, RTF, EPUB, mail, subtitles, Markdown, text; gzipped, too), "
    "an http or https address, or - for standard input"
)
_EXAMPLES = """\
examples:
  quoth story.html                         read an article, of whatever kind the file is
  quoth https://example.org/story          fetch a page and read the article on it
  quoth report.pdf minutes.docx            read two; > and < lead from one to the other, w shows a list
  quoth --clipboard                        read what is on the clipboard
  pbpaste | quoth -                        read what is piped in
  quoth                                    go on with what was read last
  quoth demo                               read the bundled sample
  quoth letter.txt --private               keep nothing of what is read and done
  quoth note.txt --date 2024-03-12         say what the article itself does not say of where it is from
  quoth analyze story.txt | less           people, places and quotes, without a screen
  quoth analyze *.txt -o quotes.jsonl      the same of many articles, for programs
  quoth library list                       what was read, and how many notes there are
  quoth config init                        write a file of settings: theme, keys, width, …
  quoth doctor                             what this terminal, its clipboard and the models can do

A file that is called like a command (demo, analyze, library, config, doctor, completions) is opened as ./demo, …
Exit status: 0 done; 1 something could not be done (a line on standard error says what); 2 wrong usage.
"""

_COMMANDS = frozenset({"analyze", "demo", "library", "config", "doctor", "completions"})

_ANALYZE_EXAMPLES = """\
examples:
  quoth analyze story.html | less                   people and quotes, as readable text
  quoth analyze story.html -o story.csv             a row for each quote, for a spreadsheet
  quoth analyze *.txt --rows mentions -o all.csv    a row for each mention in many articles
  quoth analyze story.html -o quotes.md --wiki-links
  quoth analyze story.html -o read.html             the article with its highlights, in one file
  quoth analyze story.html --format bibtex >> refs.bib

A reference in CSL-JSON is named by --format csl-json or the suffix .csl.json. Every output has your corrections and
notes on the article; --private leaves them out.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `quoth` with `arguments` (by default those of the process) and return its exit status."""
    arguments = sys.argv[1:] if arguments is None else arguments
    try:
        match _command_first(list(arguments)):
            case ["analyze", *rest]:
                parser = _analyze_parser()
                parsed = parser.parse_intermixed_args(rest)
                if not _sources(parsed) and _piped_in():
                    parsed.sources = [STDIN]
                if not _sources(parsed):
                    parser.error("the following arguments are required: SOURCE")
                _check(parser, parsed)
                return _analyze(parsed)
            case ["demo", *rest]:
                parsed = _demo_parser().parse_args(rest)
                return _read([open_sample()], parsed, _config(parsed))
            case ["library", *rest]:
                from tui.cli.library import main as library

                return library(rest)
            case ["config", *rest]:
                from tui.cli.config import main as config

                return config(rest)
            case ["doctor", *rest]:
                from tui.cli.doctor import main as doctor

                return doctor(rest)
            case ["completions", *rest]:
                from tui.cli.completions import main as completions

                return completions(rest)
            case every:
                parser = _reader_parser()
                parsed = parser.parse_args(every)
                _check(parser, parsed)
                return _open_and_read(_sources(parsed), parsed, _config(parsed))
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _forget_output()
        return DONE


def _command_first(arguments: list[str]) -> list[str]:
    """`arguments` with the command in front where options were typed before it ("quoth --private demo")."""
    if arguments[:1] in ([], ["-"]) or not arguments[0].startswith("-"):
        return arguments
    parsed, _ = _reader_parser().parse_known_args(arguments)
    name = parsed.sources[0] if parsed.sources else ""
    if name not in _COMMANDS:
        return arguments
    at = arguments.index(name)
    return [name, *arguments[:at], *arguments[at + 1 :]]


def parsers() -> dict[str, argparse.ArgumentParser]:
    """The parser of every command, by its name; that of the reader itself by "". For completing words."""
    from tui.cli import completions, config, doctor, library

    return {
        "": _reader_parser(),
        "analyze": _analyze_parser(),
        "demo": _demo_parser(),
        "library": library.parser(),
        "config": config.parser(),
        "doctor": doctor.parser(),
        "completions": completions.parser(),
    }


def _reader_parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="quoth",
        usage=_USAGE,
        description="Read a news article and see who said what.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "sources",
        metavar="SOURCE",
        nargs="*",
        help=f"{_SOURCE}; without any, what was read last, else the sample",
    )
    _add_opening(parser)
    _add_private(parser, "keep nothing: no article, no note, no trace of either")
    _add_metadata(parser)
    parser.add_argument("--version", action="version", version=f"quoth {__version__}")
    return parser


def _add_opening(parser: argparse.ArgumentParser, *, another: bool = False) -> None:
    """The options that say how sources are opened, or how `another` is opened from within."""
    group = parser.add_argument_group("opening another source from within" if another else "opening sources")
    if not another:
        group.add_argument("--clipboard", action="store_true", help="open what is on the clipboard")
    group.add_argument("--offline", action="store_true", help="reach for no network, whatever the source is")
    group.add_argument("--allow-private", action="store_true", help="fetch from private networks and this machine, too")
    group.add_argument("--timeout", metavar="SECONDS", type=_seconds, help="for fetching a page, all in all (30)")
    group.add_argument("--password", metavar="WORD", help="the password of an encrypted PDF")
    group.add_argument("--charset", metavar="NAME", type=shown, help="the encoding of a text that is read wrongly")


def _columns(value: str) -> int:
    columns = int(value) if value.isdecimal() else 0
    if not 20 <= columns <= 10_000:
        raise argparse.ArgumentTypeError(f"{shown(value)} is no number of columns from 20 to 10000")
    return columns


def _seconds(value: str) -> float:
    try:
        seconds = float(value)
    except ValueError:
        seconds = 0
    if not 0 < seconds <= 3600:
        raise argparse.ArgumentTypeError(f"{shown(value)} is no number of seconds from 1 to 3600")
    return seconds


def _options(parsed: argparse.Namespace, config: Config) -> Options:
    """How to open sources: as the command line says, else as the reader has set, else as by default."""
    seconds = parsed.timeout or config.get("timeout")
    limits = Limits(fetch=float(seconds)) if seconds else Limits()
    offline = parsed.offline or config.get("offline", False)
    return Options(parsed.charset, parsed.password, offline, parsed.allow_private, limits)


def _config(parsed: argparse.Namespace) -> Config:
    """The reader's settings; what the command line says of privacy goes before them."""
    config = read_config()
    parsed.private = parsed.private or config.get("private", False)
    return config


def _sources(parsed: argparse.Namespace) -> list[str]:
    return [*sources_in(parsed.sources), *([CLIPBOARD] if parsed.clipboard else [])]


def _demo_parser() -> argparse.ArgumentParser:
    parser = Parser(prog="quoth demo", description="Read the bundled sample, a made-up story that shows every feature.")
    _add_opening(parser, another=True)
    _add_private(parser, "keep nothing of what is done")
    return parser


def _add_private(parser: argparse.ArgumentParser, what: str) -> None:
    parser.add_argument("--private", action="store_true", help=what)


def _add_metadata(parser: argparse.ArgumentParser) -> None:
    """The options that say what the article is, for citing it."""
    group = parser.add_argument_group("what the article is, where it does not say so itself")
    group.add_argument("--title", metavar="WORDS")
    group.add_argument("--authors", metavar="NAMES", help="with ; between them")
    group.add_argument("--publication", metavar="NAME", help="where it was published")
    group.add_argument("--date", metavar="DATE", help="when: 2024-03-12, 2024-03 or 2024")
    group.add_argument("--url", metavar="ADDRESS", help="where it can be read")


def _said(parsed: argparse.Namespace) -> dict[str, str]:
    """What the options say of the article."""
    names = ("title", "authors", "publication", "date", "url")
    return {name: shown(value) for name in names if (value := getattr(parsed, name, None))}


def _check(parser: argparse.ArgumentParser, parsed: argparse.Namespace) -> None:
    """End with a complaint if what the options say of the article cannot be."""
    said = _said(parsed)
    if not said:
        return
    from tui.annotations.metadata import wrong

    if len(_sources(parsed)) > 1:
        parser.error(f"--{next(iter(said))} is of one article; name one source")
    if trouble := wrong(said):
        parser.error(trouble[:1].lower() + trouble[1:].rstrip("."))


def _analyze_parser() -> argparse.ArgumentParser:
    from tui.export.formats import FORMATS
    from tui.export.options import ROWS

    formats = "\n".join(f"  {f.name:14}{f.summary} ({', '.join(f.suffixes)})" for f in FORMATS)
    parser = Parser(
        prog="quoth analyze",
        description="Find the people, places and quotes in articles, without a screen.",
        epilog=f"formats:\n{formats}\n\n{_ANALYZE_EXAMPLES}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("sources", metavar="SOURCE", nargs="*", help=_SOURCE)
    _add_opening(parser)
    which = parser.add_argument("--format", metavar="NAME", help="text (the default), or one of those below")
    which.completions = [f.name for f in FORMATS]  # type: ignore[attr-defined]  # for the shells
    parser.add_argument("-o", "--output", metavar="FILE", help="write to FILE, in the format of its suffix")
    look = parser.add_argument_group("how the output looks")
    look.add_argument("--rows", choices=ROWS, default=ROWS[0], help="what a row of a CSV stands for")
    look.add_argument("--wiki-links", action="store_true", help="in Markdown, speakers as [[links]] between notes")
    look.add_argument("--width", metavar="COLUMNS", type=_columns, help="of the text (80; on a terminal, its width)")
    look.add_argument(
        "--color", choices=("auto", "always", "never"), default="auto",
        help="of the text; auto: on a terminal, if NO_COLOR is not set",
    )  # fmt: skip
    _add_private(parser, "leave out your corrections and notes: do not look into the library")
    _add_metadata(parser)
    return parser


# Reading


def _open_and_read(sources: Sequence[str], parsed: argparse.Namespace, config: Config) -> int:
    """Open what can be opened at once, leave the rest to the screen, and show it."""
    if not sources and not _piped_in():
        return _read([(not parsed.private and _last_read()) or open_sample()], parsed, config)
    if not sources and not _has_terminal():
        return _no_terminal()  # before waiting for a pipe that perhaps nobody writes to
    options = _options(parsed, config)
    items: list[str | Article] = []
    troubles: list[str] = []
    for source in sources or [STDIN]:
        try:
            typed = source == STDIN and not _piped_in()
            items.append(_open(source, options) if typed else open_at_once(source, options) or source)
        except SourceError as error:
            troubles.append(str(error))
            complain(str(error))
    if not items:
        return FAILED
    return _read(items, parsed, config, troubles) or (FAILED if troubles else DONE)


def _last_read() -> Article | None:
    """What was read last, from its source if that is still there; None if nothing is known of it."""
    if not _has_terminal():
        return None
    from tui.library.reopening import last_read

    return last_read()


def _read(
    items: Sequence[str | Article], parsed: argparse.Namespace, config: Config, troubles: Sequence[str] = ()
) -> int:
    """Show articles, and sources that are yet to be opened; `troubles` are said on the screen."""
    stdin = os.dup(0) if STDIN in items else None  # it is read while the keys come from the terminal
    if not _has_terminal() or not _keys_from_terminal():
        return _no_terminal()
    gc.disable()  # hardly anything is garbage until the article is on the screen, where collecting begins again
    from tui.app import QuothApp

    options: dict[str, Any] = {"private": True} if parsed.private else {}
    if troubles:
        options["troubles"] = troubles
    if said := _said(parsed):
        from tui.annotations.edits import Describe

        options["describe"] = Describe(**said)
    if config.keys:
        from tui.keys.keymap import keymap

        options["keymap"], refused = keymap(config.keys)
        config = config.with_troubles(refused)
    from tui.keys.escape_prefix import part

    part(key for keys in (options["keymap"].wanted.values() if config.keys else ()) for key in keys)
    app = QuothApp(items[0], more=items[1:], options=_options(parsed, config), stdin=stdin, config=config, **options)
    app.run()
    return app.return_code or DONE


def _piped_in() -> bool:
    """Whether standard input is a pipe or a file that somebody sent here."""
    try:
        mode = os.fstat(0).st_mode
    except OSError:
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISREG(mode)


def _has_terminal() -> bool:
    return all(stream is not None and stream.isatty() for stream in (sys.stdout, sys.__stderr__))


def _no_terminal() -> int:
    return complain("There is no terminal to read in here; use quoth analyze SOURCE instead.")


def _keys_from_terminal() -> bool:
    """Make descriptor 0 the terminal, so that keys arrive though the article came through standard input."""
    if sys.__stdin__ is not None and sys.__stdin__.isatty():
        return True
    try:
        terminal = os.open("/dev/tty", os.O_RDWR)
    except OSError:
        return False
    if terminal != 0:
        os.dup2(terminal, 0)
        os.close(terminal)
    if sys.__stdin__ is None:
        sys.stdin = sys.__stdin__ = open(0, closefd=False)  # type: ignore[misc]  # noqa: SIM115
    return True


# Analyzing


def _analyze(options: argparse.Namespace) -> int:
    from tui.export.formats import format_for, named

    if options.format is not None:
        chosen, lacking = named(options.format), f"There is no format called {options.format}"
    elif options.output is not None:
        chosen, lacking = format_for(options.output), f"The suffix of {options.output} stands for no format"
    else:
        chosen, lacking = named("text"), ""
    if chosen is None:
        return _unknown_format(lacking)
    config = _config(options)
    for trouble in config.troubles:
        complain(trouble)
    batch = _Batch(options, config)
    layout = _layout(options, len(batch.sources) == 1)
    if options.output is None:
        return _write_out(batch, chosen, layout)
    return _write_file(batch, chosen, layout, Path(options.output))


def _layout(options: argparse.Namespace, single: bool) -> "Layout":
    """How the output is to look: what the options say, else what suits a terminal, or a file."""
    from tui.export.options import Layout

    on_terminal = options.output is None and sys.stdout is not None and sys.stdout.isatty()
    width = shutil.get_terminal_size((_PAGE, 24)).columns if on_terminal or "COLUMNS" in os.environ else _PAGE
    colorful = on_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    color = options.color == "always" or (options.color == "auto" and colorful)
    return Layout(single, options.width or max(width, 20), color, options.rows, options.wiki_links)


def _unknown_format(lacking: str) -> int:
    from tui.export.formats import FORMATS

    every = ", ".join(f"{f.name} ({', '.join(f.suffixes)})" for f in FORMATS)
    complain(f"{shown(lacking)}; the formats are {every}.")
    return WRONG_USAGE


class _Batch:
    """The sources of one command, opened and analyzed one at a time; those that fail are told of and passed over."""

    def __init__(self, parsed: argparse.Namespace, config: Config) -> None:
        self.sources = _sources(parsed)
        self.failed = False
        self._options = _options(parsed, config)
        self._said = _said(parsed)
        self._private: bool = parsed.private
        self._model = config.get("model") or None

    def __iter__(self) -> Iterator["Analyzed"]:
        from tui.analysis import Analyzer
        from tui.annotations.edits import Describe
        from tui.annotations.log import NOTHING, change
        from tui.document.analyzed import Analyzed
        from tui.library.reopening import Works

        analyzer = Analyzer(self._model)
        works = None if self._private else Works(complain)
        for number, source in enumerate(self.sources, start=1):
            try:
                article = _open(source, self._options)
            except SourceError as error:
                self.failed = True
                complain(str(error))
                continue
            name = f"{shown(source)} ({number} of {len(self.sources)})" if len(self.sources) > 1 else shown(source)
            work = works.of(article) if works is not None else NOTHING
            if self._said:
                work = work.done(change(Describe(**self._said)))
            yield Analyzed(article, _analyzed(analyzer, article, name), work)


def _analyzed(analyzer: "Analyzer", article: Article, name: str) -> "Analysis":
    from tui.analysis import Analysis

    with _Progress(name) as progress:
        for step in analyzer.stream(article.text, article.blocks, article.metadata.language.value or "en"):
            if isinstance(step, Analysis):
                return step
            progress.show(step.done, step.total)
    raise AssertionError("an analysis ends with its result")


class _Progress:
    """A line on the terminal that says how far the analysis is, gone when it ends; nothing where there is none."""

    def __init__(self, name: str, *, waits: bool = False) -> None:
        self._name = name
        self._waits = waits
        self._shown = sys.stderr is not None and sys.stderr.isatty()

    def __enter__(self) -> "_Progress":
        if not self._waits:
            self.show(0, 1)
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def show(self, done: int, total: int) -> None:
        """Say that `done` of `total` paragraphs are read."""
        self.say(f"{done * 100 // total:3} % of {self._name}")

    def say(self, line: str) -> None:
        """Show a line in the place of the one before."""
        if self._shown:
            sys.stderr.write(f"\r\x1b[K{line[: shutil.get_terminal_size().columns - 1]}")
            sys.stderr.flush()


def _write_out(batch: _Batch, chosen: "Format", layout: "Layout") -> int:
    from tui.analysis import ModelError

    if sys.stdout is None:
        return complain("Standard output is closed; name a file with -o FILE.")
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # JSON is UTF-8 wherever it is made
    try:
        for piece in chosen.write(batch, layout):
            sys.stdout.write(piece)
            sys.stdout.flush()
    except ModelError as error:
        return complain(str(error))
    except BrokenPipeError:
        raise
    except OSError as error:
        _forget_output()
        return complain(f"The output could not be written ({reason(error)}); send it to a file elsewhere with -o FILE.")
    return FAILED if batch.failed else DONE


def _write_file(batch: _Batch, chosen: "Format", layout: "Layout", path: Path) -> int:
    from tui.analysis import ModelError
    from tui.system.atomic_write import save

    name = shown(str(path))
    if path.is_dir():
        return complain(f"{name} is a folder; name a file in it.")
    if not path.parent.is_dir():
        return complain(f"The folder {shown(str(path.parent))} does not exist; make it, or name another.")
    if path.is_file() and any(_is_same(source, path) for source in batch.sources):
        return complain(f"{name} is one of the sources; name another file to write to.")
    pieces = chosen.write(batch, layout)
    try:
        first = next(pieces, None)  # nothing is written, and no older file replaced, where every source has failed
        if not batch.failed or first not in {None, "[]\n"}:
            save(path, chain([first or ""], pieces))
    except ModelError as error:
        return complain(str(error))
    except OSError as error:
        return complain(f"{name} could not be written ({reason(error)}); name another file.")
    return FAILED if batch.failed else DONE


def _is_same(source: str, path: Path) -> bool:
    try:
        return path.samefile(source)
    except (OSError, ValueError):
        return False


# Speaking to the reader


def _open(source: str, options: Options) -> Article:
    """Open a source where there is no screen, telling on the terminal how far it is."""
    typed = source == STDIN and sys.stdin is not None and sys.stdin.isatty()
    if typed and sys.stderr is not None:
        sys.stderr.write("Type or paste the article, then press ctrl+d.\n")
        sys.stderr.flush()
    if source == STDIN:
        # What is typed, or may be a file or a pipe that has ended already, is read here.
        return open_source(source, stdin=sys.stdin.buffer if sys.stdin is not None else None, options=options)
    with _Progress(shown(source), waits=True) as progress:
        return open_source(source, options=options, report=lambda doing, _at: progress.say(doing))


def _forget_output() -> None:
    """Whoever read the output is gone: what is still to be written, by Python at its exit too, goes nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
