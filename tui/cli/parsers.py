"""The parsers of all commands, with their help."""

import argparse

from tui import __version__
from tui.article.fetch.source import shown
from tui.article.options import Limits
from tui.cli.console import Parser

_TIMEOUT = f"for fetching a page, all in all ({Limits().fetch:g})"
_USAGE = """\
quoth [SOURCE…]
       quoth demo
       quoth analyze SOURCE… [--format NAME] [-o FILE]
       quoth library list|show|forget|export|import|path …
       quoth config path|show|init|check|keys
       quoth doctor
       quoth completions bash|zsh|fish
       quoth help [SUBJECT]"""
_SOURCE = (
    "a file (web page, PDF, DOCX, EPUB, mail, subtitles, Markdown, text; gzipped, too), "
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
  quoth help                               the manual: keys, formats, settings, accuracy, …

A file that is called like a command (demo, analyze, library, config, doctor, completions, help) is opened as ./demo, …
Exit status: 0 done; 1 something could not be done (a line on standard error says what); 2 wrong usage.
"""

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


def build_parsers() -> dict[str, argparse.ArgumentParser]:
    """Return the parser of every command by its name, and that of `quoth SOURCE…` by ""."""
    from tui.cli import completions, config, doctor, library
    from tui.cli import help as help_

    return {
        "": build_reader_parser(),
        "analyze": build_analyze_parser(),
        "demo": build_demo_parser(),
        "library": library.build_parser(),
        "config": config.build_parser(),
        "doctor": doctor.build_parser(),
        "completions": completions.build_parser(),
        "help": help_.build_parser(),
    }


def build_reader_parser() -> Parser:
    """Return the parser of `quoth SOURCE…`."""
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


def build_demo_parser() -> Parser:
    """Return the parser of `quoth demo`."""
    parser = Parser(prog="quoth demo", description="Read the bundled sample, a made-up story that shows every feature.")
    _add_opening(parser, another=True)
    _add_private(parser, "keep nothing of what is done")
    return parser


def build_analyze_parser() -> Parser:
    """Return the parser of `quoth analyze`."""
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
    format_ = parser.add_argument("--format", metavar="NAME", help="text (the default), or one of those below")
    format_.completions = [f.name for f in FORMATS]  # type: ignore[attr-defined]  # read by quoth completions
    parser.add_argument("-o", "--output", metavar="FILE", help="write to FILE, in the format of its suffix")
    look = parser.add_argument_group("how the output looks")
    look.add_argument("--rows", choices=ROWS, default=ROWS[0], help="what a row of a CSV stands for")
    look.add_argument("--wiki-links", action="store_true", help="in Markdown, speakers as [[links]] between notes")
    look.add_argument(
        "--width", metavar="COLUMNS", type=_parse_columns, help="of the text (80; on a terminal, its width)"
    )
    look.add_argument(
        "--color", choices=("auto", "always", "never"), default="auto",
        help="of the text; auto: on a terminal, if NO_COLOR is not set",
    )  # fmt: skip
    _add_private(parser, "leave out your corrections and notes: do not look into the library")
    _add_metadata(parser)
    return parser


def _add_opening(parser: argparse.ArgumentParser, *, another: bool = False) -> None:
    """Add the options that say how sources are opened; with `another`, only for those opened from the screen later."""
    group = parser.add_argument_group("opening another source from within" if another else "opening sources")
    if not another:
        group.add_argument("--clipboard", action="store_true", help="open what is on the clipboard")
    group.add_argument("--offline", action="store_true", help="reach for no network, whatever the source is")
    group.add_argument("--allow-private", action="store_true", help="fetch from private networks and this machine, too")
    group.add_argument("--timeout", metavar="SECONDS", type=_parse_seconds, help=_TIMEOUT)
    group.add_argument("--password", metavar="WORD", help="the password of an encrypted PDF")
    group.add_argument("--charset", metavar="NAME", type=shown, help="the encoding of a text that is read wrongly")


def _parse_columns(value: str) -> int:
    columns = int(value) if value.isdecimal() else 0
    if not 20 <= columns <= 10_000:
        raise argparse.ArgumentTypeError(f"{shown(value)} is no number of columns from 20 to 10000")
    return columns


def _parse_seconds(value: str) -> float:
    try:
        seconds = float(value)
    except ValueError:
        seconds = 0
    if not 0 < seconds <= 3600:
        raise argparse.ArgumentTypeError(f"{shown(value)} is no number of seconds from 1 to 3600")
    return seconds


def _add_private(parser: argparse.ArgumentParser, help_: str) -> None:
    parser.add_argument("--private", action="store_true", help=help_)


def _add_metadata(parser: argparse.ArgumentParser) -> None:
    """Add the options that state the article's metadata, for citing it."""
    group = parser.add_argument_group("what the article is, where it does not say so itself")
    group.add_argument("--title", metavar="WORDS")
    group.add_argument("--authors", metavar="NAMES", help="with ; between them")
    group.add_argument("--publication", metavar="NAME", help="where it was published")
    group.add_argument("--date", metavar="DATE", help="when: 2024-03-12, 2024-03 or 2024")
    group.add_argument("--url", metavar="ADDRESS", help="where it can be read")
