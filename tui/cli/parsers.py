"""The parsers of all commands, with their help."""

import argparse

from tui import __version__
from tui.article.fetch.source import shown
from tui.article.limits import Limits
from tui.cli.console import Parser

_TIMEOUT = f"total time limit for fetching a page (default: {Limits().fetch:g})"
_USAGE = """\
quoth [SOURCE…]
       quoth demo
       quoth analyze SOURCE… [--format NAME] [-o FILE]
       quoth library list|show|delete|export|import|path …
       quoth config path|show|init|check|keys
       quoth doctor
       quoth completions bash|zsh|fish
       quoth help [SUBJECT]"""
_SOURCE = (
    "a file (web page, PDF, DOCX, ODT, RTF, EPUB, email, subtitles, Markdown or text; gzipped too), "
    "an http or https URL, or - for standard input"
)
_EXAMPLES = """\
examples:
  quoth story.html                         read an article in any supported format
  quoth https://example.org/story          fetch a web page and read its article
  quoth report.pdf minutes.docx            read two files; > and < switch between them, w lists them
  quoth --clipboard                        read what is on the clipboard
  pbpaste | quoth -                        read from standard input
  quoth                                    continue with the last article
  quoth demo                               read the bundled sample
  quoth letter.txt --private               read without saving anything
  quoth note.txt --date 2024-03-12         set details the article doesn't state
  quoth analyze story.txt | less           print people, places and quotes as text
  quoth analyze *.txt -o quotes.jsonl      analyze many articles, for use in other programs
  quoth library list                       list the articles you have read
  quoth config init                        create a settings file: theme, keys, width, …
  quoth doctor                             check the terminal, clipboard, models and folders
  quoth help                               show the manual: keys, formats, settings, accuracy, …

If a file has the same name as a command (demo, analyze, library, config, doctor, completions, help), type ./demo, …
Exit status: 0 success; 1 something failed (see the error message); 2 invalid arguments.
"""

_ANALYZE_EXAMPLES = """\
examples:
  quoth analyze story.html | less                   people, places and quotes as plain text
  quoth analyze story.html -o story.csv             a table for a spreadsheet, one row per quote
  quoth analyze *.txt --rows mentions -o all.csv    a row for each mention in all the articles
  quoth analyze story.html -o story.md --wiki-links Markdown with [[links]], as in Obsidian
  quoth analyze story.html -o read.html             the highlighted article as a web page
  quoth analyze story.html --format bibtex          the article as a reference for LaTeX

For a reference in CSL-JSON, use --format csl-json or a file name that ends in .csl.json. Every format includes your
corrections and notes on the article, unless you add --private.
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
        help=f"{_SOURCE} (default: the last article you read, or the sample)",
    )
    _add_opening(parser)
    _add_private(parser, "don't save anything: no article, no notes, no history")
    _add_metadata(parser)
    parser.add_argument("--version", action="version", version=f"quoth {__version__}")
    return parser


def build_demo_parser() -> Parser:
    """Return the parser of `quoth demo`."""
    parser = Parser(
        prog="quoth demo", description="Read the bundled sample, a made-up news story that shows every feature."
    )
    _add_opening(parser, another=True)
    _add_private(parser, "don't save anything")
    return parser


def build_analyze_parser() -> Parser:
    """Return the parser of `quoth analyze`."""
    from tui.export.formats import FORMATS
    from tui.export.options import ROWS

    formats = "\n".join(f"  {f.name:14}{f.summary} ({', '.join(f.suffixes)})" for f in FORMATS)
    parser = Parser(
        prog="quoth analyze",
        description="Find the people, places and quotes in articles and print them or write them to a file.",
        epilog=f"formats:\n{formats}\n\n{_ANALYZE_EXAMPLES}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("sources", metavar="SOURCE", nargs="*", help=_SOURCE)
    _add_opening(parser)
    format_ = parser.add_argument(
        "--format", metavar="NAME", help="output format: text (the default) or one of those below"
    )
    format_.completions = [f.name for f in FORMATS]  # type: ignore[attr-defined]  # read by quoth completions
    parser.add_argument("-o", "--output", metavar="FILE", help="write to FILE; its extension sets the format")
    look = parser.add_argument_group("output options")
    look.add_argument("--rows", choices=ROWS, default=ROWS[0], help="what each row of a CSV file is")
    look.add_argument("--wiki-links", action="store_true", help="in Markdown, write speakers as [[links]]")
    look.add_argument(
        "--width",
        metavar="COLUMNS",
        type=_parse_columns,
        help="line length of text output (default: the width of the terminal, else 80)",
    )
    look.add_argument(
        "--color", choices=("auto", "always", "never"), default="auto",
        help="colors in text output; auto: only on a terminal, and not if NO_COLOR is set",
    )  # fmt: skip
    _add_private(parser, "leave out your corrections and notes; don't read the library")
    _add_metadata(parser)
    return parser


def _add_opening(parser: argparse.ArgumentParser, *, another: bool = False) -> None:
    """Add the options for opening sources; with `another`, those for sources that the user opens in the reader."""
    group = parser.add_argument_group(
        "options for opening other sources from the sample" if another else "options for opening sources"
    )
    if not another:
        group.add_argument("--clipboard", action="store_true", help="open what is on the clipboard")
    group.add_argument("--offline", action="store_true", help="never use the network")
    group.add_argument("--allow-private", action="store_true", help="also fetch from private networks and this machine")
    group.add_argument("--timeout", metavar="SECONDS", type=_parse_seconds, help=_TIMEOUT)
    group.add_argument("--password", metavar="TEXT", help="password of an encrypted PDF")
    group.add_argument("--charset", metavar="NAME", type=shown, help="text encoding, if it is detected wrongly")


def _parse_columns(value: str) -> int:
    columns = int(value) if value.isdecimal() else 0
    if not 20 <= columns <= 10_000:
        raise argparse.ArgumentTypeError(f"{shown(value)} is not a number of columns from 20 to 10000")
    return columns


def _parse_seconds(value: str) -> float:
    try:
        seconds = float(value)
    except ValueError:
        seconds = 0
    if not 0 < seconds <= 3600:
        raise argparse.ArgumentTypeError(f"{shown(value)} is not a number of seconds from 1 to 3600")
    return seconds


def _add_private(parser: argparse.ArgumentParser, help_: str) -> None:
    parser.add_argument("--private", action="store_true", help=help_)


def _add_metadata(parser: argparse.ArgumentParser) -> None:
    """Add the options that set the article's metadata, for citing it."""
    group = parser.add_argument_group("article details, if the article doesn't state them")
    group.add_argument("--title", metavar="TEXT", help="headline")
    group.add_argument("--authors", metavar="NAMES", help="author names, separated by ;")
    group.add_argument("--publication", metavar="NAME", help="newspaper, magazine or website")
    group.add_argument("--date", metavar="DATE", help="publication date: 2024-03-12, 2024-03 or 2024")
    group.add_argument("--url", metavar="URL", help="URL of the article")
