"""Recognize lines in or beside an article that do not belong to it: links to other pages, requests, advertisements.

A line is recognized by its wording, in the languages of the pages that this was measured on, or by its form: it is
nearly all link and not a sentence, or it occurs several times on the page.
"""

import re
from functools import cache
from pathlib import Path
from typing import Final

LONGEST: Final = 260
"""The most characters of a line that is recognized by its first words, because a story may start with any of them."""
_LINKED = 0.8
_ENDS = tuple('.!?…。！？”"’»:')
_STRIPPED = " \t•·–—-→►▶>»*#|[]()"


@cache
def _wordings() -> dict[str, list[str]]:
    """Return the wordings by section; they are read with the first page."""
    found: dict[str, list[str]] = {}
    name = ""
    for line in Path(__file__).with_name("wordings.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            name = line.strip("[]")
        elif line and not line.startswith("#"):
            found.setdefault(name, []).append(line)
    return found


@cache
def _pattern(section: str) -> re.Pattern[str]:
    """Return the pattern of a section. It is compiled on first use, because that would slow down every start."""
    return re.compile("|".join(_wordings()[section]), re.IGNORECASE)


def is_furniture(text: str) -> bool:
    """Whether the wording of a line shows that it leads elsewhere or asks the reader for something."""
    if len(text) > LONGEST:
        return _pattern("note").match(text) is not None
    bare = text.strip(_STRIPPED)
    if not bare:
        return True
    whole = bare.rstrip(" :.!?")
    return (
        whole.lower() in _wordings()["whole"]
        or _pattern("pattern").fullmatch(whole) is not None
        or _pattern("lead").match(bare) is not None
        or _pattern("note").match(bare) is not None
        or _pattern("mail").fullmatch(bare) is not None
        or text.startswith((">>", "→"))
    )


def is_way_out(text: str, linked: float) -> bool:
    """Whether a line is a link to another page rather than a sentence of the story with a link in it."""
    return linked >= _LINKED and len(text) <= LONGEST and not text.rstrip(" )").endswith(_ENDS)


def is_credit(text: str) -> bool:
    """Whether a line names who made the story or where it comes from."""
    return len(text) <= LONGEST and _pattern("credit").fullmatch(text.strip(" []")) is not None


def is_photo_credit(text: str) -> bool:
    """Whether a line is the credit of a picture."""
    return len(text) <= LONGEST and _pattern("photo").fullmatch(text.strip(" []")) is not None


def is_date_line(text: str) -> bool:
    """Whether a line says when the story was published or updated."""
    return len(text) <= 120 and _pattern("date").fullmatch(text.strip(" |·–-")) is not None


def ends_as_sentence(text: str) -> bool:
    """Whether a line ends like a sentence, in any script."""
    return text.rstrip(" )]").endswith(_ENDS)
