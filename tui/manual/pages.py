"""The pages of the manual: which there are, and their text with tables that are always true."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.keys.user_keymap import Keymap

SUBJECTS = (
    "start",
    "screen",
    "keys",
    "sources",
    "search",
    "corrections",
    "copying",
    "export",
    "library",
    "privacy",
    "settings",
    "accuracy",
    "troubleshooting",
)
"""The subjects, in the order in which they are listed; each is a Markdown file beside this module."""

_TABLE = re.compile(r"<!-- table: (?P<name>[\w-]+) -->\n.*?<!-- end -->\n", re.DOTALL)
"""A table that is filled in when the page is shown. The one in the file is for those who read the file itself."""

_LINK = re.compile(r"\[(?P<label>[^\]]+)\]\((?P<subject>[a-z]+)\.md\)")

_OWN_KEYS = "You have changed some keys. The tables show yours; the text names the keys that quoth comes with.\n"


def page_path(subject: str) -> Path:
    """Return the file with the page about `subject`."""
    return Path(__file__).with_name(f"{subject}.md")


def page_title(subject: str) -> str:
    """Return the heading of a page."""
    return _raw(subject).partition("\n")[0].removeprefix("# ")


def page_summary(subject: str) -> str:
    """Return the first sentence of a page, which says what the page is about."""
    return _raw(subject).split("\n", 3)[2]


def read_page(subject: str, keymap: "Keymap | None" = None, link: Callable[[str, str], str] | None = None) -> str:
    """Return a page as Markdown.

    Args:
        subject: one of `SUBJECTS`.
        keymap: the user's keys, for the tables of keys; by default ours.
        link: writes a link to another page from its label and its subject; by default only the label is left.
    """
    write = link or (lambda label, _: label)
    text = _LINK.sub(lambda match: write(match["label"], match["subject"]), _raw(subject))
    title, blank, rest = fill_tables(text, keymap, marked=False).split("\n", 2)
    own = f"{_OWN_KEYS}\n" if keymap is not None and keymap.wanted else ""
    return f"{title}\n{blank}\n{own}{rest}"


def fill_tables(text: str, keymap: "Keymap | None" = None, *, marked: bool) -> str:
    """Return the text of a page with its tables regenerated; with `marked`, between the comments that mark them."""
    from tui.keys.user_keymap import OURS
    from tui.manual.tables import TABLES

    def fill(match: re.Match[str]) -> str:
        table = TABLES[match["name"]](keymap or OURS)
        return f"<!-- table: {match['name']} -->\n{table}<!-- end -->\n" if marked else table

    return _TABLE.sub(fill, text)


def _raw(subject: str) -> str:
    return page_path(subject).read_text(encoding="utf-8")
