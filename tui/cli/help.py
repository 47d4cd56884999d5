"""The command `quoth help`: show or search the manual."""

import argparse
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches

from tui.cli.console import DONE, FAILED, WRONG_USAGE, Parser, print_error, print_line
from tui.manual.pages import SUBJECTS, page_summary, read_page
from tui.system.errors import printable

_WIDEST = 100
"""The maximum line length in columns; longer lines are hard to read."""

_CODES = {"heading": "1", "strong": "1", "muted": "2", "quotes": "36"}
"""The terminal's codes (SGR) for the roles of the text on a page."""

_COLORS = {"36"}
"""The codes that set colors; with `NO_COLOR` they are left out."""

_EXAMPLES = """\
examples:
  quoth help                        list all pages
  quoth help keys                   show the page about keys
  quoth help keys bookmark          show what that page says about bookmarks
  quoth help --search tmux          search all pages
  quoth help export > export.md     save a page as Markdown
  quoth help analyze                show the options of a command

In a terminal, pages open in the pager that $PAGER names, or in less.
"""


def main(arguments: Sequence[str], build_parsers: Callable[[], Mapping[str, argparse.ArgumentParser]]) -> int:
    """Run `quoth help` with `arguments` and return the exit status.

    Args:
        arguments: what follows "help".
        build_parsers: returns the parsers of all commands by name, for the help of a command.
    """
    parsed = build_parser().parse_args(arguments)
    subject = (parsed.subject or "").casefold()
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
    if subject and subject not in SUBJECTS:
        parser = None if parsed.words or parsed.search else build_parsers().get(subject)
        return _refuse(parsed.subject) if parser is None else _show_command(parser)
    words = " ".join([*parsed.words, *([parsed.search] if parsed.search else [])])
    if words:
        return _search([subject] if subject else SUBJECTS, words)
    if subject:
        return _show(subject)
    return _list()


def build_parser() -> Parser:
    """Return the parser of the command."""
    parser = Parser(
        prog="quoth help",
        description="Show the manual.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    subject = parser.add_argument("subject", metavar="PAGE", nargs="?", help=f"one of {', '.join(SUBJECTS)}")
    subject.completions = SUBJECTS  # type: ignore[attr-defined]  # read by quoth completions
    parser.add_argument("words", metavar="WORD", nargs="*", help="show only passages with these words")
    parser.add_argument("--search", metavar="WORD", help="search all pages for this word")
    return parser


def _list() -> int:
    longest = max(map(len, SUBJECTS))
    print_line("The manual has these pages:\n")
    for subject in SUBJECTS:
        print_line(f"  {subject:<{longest}}  {page_summary(subject)}")
    print_line("\nRun quoth help PAGE to read a page, or quoth help --search WORD to search all pages.")
    return DONE


def _show_command(parser: argparse.ArgumentParser) -> int:
    print_line(parser.format_help().rstrip("\n"))
    return DONE


def _refuse(name: str) -> int:
    near = get_close_matches(name.casefold(), SUBJECTS, 3, 0.5)
    hint = f" Did you mean {' or '.join(near)}?" if near else ""
    print_error(f"There is no page about {printable(name)}.{hint} Run quoth help to list all pages.")
    return WRONG_USAGE


def _search(subjects: Sequence[str], words: str) -> int:
    from tui.manual.passages import find_passages, split_passages

    found = False
    for subject in subjects:
        passages = split_passages(_read(subject))
        for number in find_passages(passages, words):
            found = True
            print_line(f"{subject}: {passages[number].text}")
    if found:
        return DONE
    quoted = f"“{printable(words)}”"
    if len(subjects) == 1:
        print_error(
            f"The page “{subjects[0]}” does not contain {quoted}. "
            f"To search all pages: quoth help --search {printable(words)}"
        )
    else:
        print_error(f"No page contains {quoted}. Run quoth help to list all pages.")
    return FAILED


def _show(subject: str) -> int:
    page = _read(subject)
    if sys.stdout is None or not sys.stdout.isatty():
        print_line(page.rstrip("\n"))
        return DONE
    text = "\n".join(_render(page, min(shutil.get_terminal_size().columns, _WIDEST)))
    if not _page_through(text):
        print_line(text)
    return DONE


def _read(subject: str) -> str:
    """Return a page with the user's keys in its tables."""
    from tui import config
    from tui.keys.user_keymap import keymap

    return read_page(subject, keymap(config.read().keys)[0], lambda label, other: f"{label} (`quoth help {other}`)")


def _render(page: str, width: int) -> Iterator[str]:
    """Yield the lines of a page for a terminal of `width` columns."""
    from tui.manual.layout import lay_out
    from tui.manual.passages import split_passages

    is_dumb = os.environ.get("TERM") == "dumb"
    for line, _ in lay_out(split_passages(page), width):
        yield "".join(_style(text, "" if is_dumb else role) for text, role in line).rstrip()


def _style(text: str, role: str) -> str:
    code = _CODES.get(role)
    if code is None or (code in _COLORS and os.environ.get("NO_COLOR")):
        return text
    return f"\x1b[{code}m{text}\x1b[0m"


def _page_through(text: str) -> bool:
    """Show `text` in the user's pager and wait until it ends. Return False if no pager can be run."""
    command = shlex.split(os.environ.get("PAGER") or "less -R")
    if os.environ.get("TERM") == "dumb" or not command or shutil.which(command[0]) is None:
        return False
    # If the pager is less without options, show the styles, and exit if the page fits on the screen.
    environment = {"LESS": "-FRX", **os.environ}
    try:
        pager = subprocess.Popen(command, stdin=subprocess.PIPE, encoding="utf-8", env=environment)  # noqa: S603
    except OSError:
        return False
    try:
        pager.communicate(text + "\n")
    except KeyboardInterrupt:  # it is meant for the pager, which keeps running
        _wait(pager)
    return True


def _wait(process: "subprocess.Popen[str]") -> None:
    while True:
        try:
            process.wait()
        except KeyboardInterrupt:
            continue
        return
