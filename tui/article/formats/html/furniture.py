"""What stands in or beside an article and is none of it: ways to other pages, calls to the reader, advertisements.

A line is known by its wording, in the languages of the pages that this was measured on, or by its form: nearly all of
it is a link and no sentence, or it stands several times on the page.
"""

import re
from functools import cache
from pathlib import Path
from typing import Final

LONGEST: Final = 260
"""Characters of a line that can be known by its first words alone: a story may begin with any of them."""
_LINKED = 0.8
_ENDS = tuple('.!?…。！？”"’»:')
_STRIPPED = " \t•·–—-→►▶>»*#|[]()"


@cache
def _wordings() -> dict[str, list[str]]:
    """The list of wordings, by its sections; read with the first page."""
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
    """The wordings of a section, compiled when they are needed: it would be felt at every start."""
    return re.compile("|".join(_wordings()[section]), re.IGNORECASE)


def is_furniture(text: str) -> bool:
    """Whether a line leads the reader elsewhere, or asks something of them, by its wording."""
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
    """Whether a line is a link to another page rather than a sentence of the story that has a link in it."""
    return linked >= _LINKED and len(text) <= LONGEST and not text.rstrip(" )").endswith(_ENDS)


def is_credit(text: str) -> bool:
    """Whether a line says whose work the story is, or where it comes from."""
    return len(text) <= LONGEST and _pattern("credit").fullmatch(text.strip(" []")) is not None


def is_photo_credit(text: str) -> bool:
    """Whether a line says whose the picture beside it is."""
    return len(text) <= LONGEST and _pattern("photo").fullmatch(text.strip(" []")) is not None


def is_date_line(text: str) -> bool:
    """Whether a line tells when the story was published or updated."""
    return len(text) <= 120 and _pattern("date").fullmatch(text.strip(" |·–-")) is not None


def ends_as_sentence(text: str) -> bool:
    """Whether a line ends as sentences do, in any script."""
    return text.rstrip(" )]").endswith(_ENDS)
