"""Guess title, byline and date above a plain-text story, where they are unmistakable."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tui.article.model import Authors, Block, BlockKind, Field, Metadata

_ABOVE_THE_STORY = 6
_LONGEST_TITLE = 150
_LONGEST_BYLINE = 120
_LONGEST_DATE = 120
_PARTICLES = frozenset(
    {"al", "bin", "da", "de", "del", "den", "der", "di", "dos", "du", "el", "la", "le", "van", "von", "y"}
)
_BYLINE = re.compile(r"(?:by|par|von|por):?\s+(.+)", re.IGNORECASE)
"""In English, French, German, and Spanish or Portuguese."""
_BETWEEN_NAMES = re.compile(r"\s*,\s+and\s+|\s+(?:and|et|und|y|e)\s+|\s*&\s*|\s*,\s+")
_PARTED = re.compile(r"(?<!\s)\s+[|•·—–]\s+")
"""Tried only where white space starts; at every space of a long run, it would take time that grows with its square."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH, _DAY, _YEAR = r"(?P<month>[a-z]{3,9})\.?", r"(?P<day>\d\d?)", r"(?P<year>\d{4})"
_BEFORE_DATE = (
    r"(?:(?:first |last )?(?:published|updated|posted|date)(?: on)?:?\s+)?"
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
)
_AFTER_DATE = r"(?:(?:,| at| [|•·—–])?\s+\d\d?[:.]\d\d.{0,20})?"
_A_YEAR = re.compile(r"[12]\d{3}")
# Strings, not patterns: most articles have no date at the top, and compiling these would slow down every start.
_DATES = tuple(
    _BEFORE_DATE + written + _AFTER_DATE
    for written in (f"{_MONTH} {_DAY},? {_YEAR}", f"{_DAY} {_MONTH} {_YEAR}", rf"{_YEAR}-(?P<month>\d\d)-{_DAY}")
)
_DATELINE = re.compile(r"[A-Z][A-Z’'. -]+(?:, [^()—–]{2,40})? \((?P<agency>[A-Z][\w .]{1,30})\) (?:[—–]|--?) ")

_RELEASE = re.compile(
    r"(?:(?:press|news|media) (?:release|statement|notice)|(?:for|not for) (?:immediate )?(?:release|publication)"
    r"|(?:under )?embargo(?:ed)?)\b.{0,60}",
    re.IGNORECASE,
)
_PAPER = re.compile(r"(?P<paper>(?:[A-Z][\w’'&.-]*(?: (?=[A-Z&])|$|(?=,))){1,6}), (?P<day>.+)")
_PAPERS = frozenset(
    "times post herald news journal tribune gazette daily star guardian observer press chronicle telegraph mail "
    "standard examiner record review courier dispatch sun globe mirror independent today weekly magazine agency "
    "inquirer register advocate bulletin monitor ledger sentinel argus echo reporter reuters".split()
)
"""A newspaper's name contains one of these words; a town before a date is not a newspaper."""


def read_masthead(text: str, blocks: Sequence[Block]) -> tuple[tuple[Block, ...], Metadata]:
    """Find title, byline and date among the first `blocks` of `text`.

    Returns:
        The blocks with corrected kinds, and the metadata in them, marked as guessed.
    """
    found = list(blocks)
    title = authors = day = agency = paper = None
    marked = any(block.kind is BlockKind.TITLE for block in found[:_ABOVE_THE_STORY])
    releases = 0  # lines above the title of a press release that say that it is one
    for i, block in enumerate(found[:_ABOVE_THE_STORY]):
        if i == releases and _RELEASE.fullmatch(text[block.start : block.end]) is not None:
            found[i] = replace(block, kind=BlockKind.BOILERPLATE)
            releases += 1
            continue
        if block.kind is not BlockKind.PARAGRAPH:
            title = title or (text[block.start : block.end] if block.kind is BlockKind.TITLE else None)
            continue
        line = text[block.start : block.end]
        named, dated = _paper(line)
        if (names := authors_in(line)) or dated:
            authors, day, paper = authors or names, day or dated, paper or named
            found[i] = replace(block, kind=BlockKind.BYLINE)
        elif i == releases and not marked and len(found) > i + 1 and _is_title(line):
            title = line
            found[i] = replace(block, kind=BlockKind.TITLE)
        elif (dateline := _DATELINE.match(line)) is not None:
            agency = agency or dateline["agency"]
    return tuple(found), Metadata(
        title=Field(title, guessed=title is not None),
        authors=Authors(authors or (), guessed=bool(authors)),
        date=Field(day, guessed=day is not None),
        publication=Field(paper or agency, guessed=(paper or agency) is not None),
    )


def _is_title(line: str) -> bool:
    """Whether the first line of a text is its title: short, and not a sentence of the story."""
    bare = line.rstrip("”’\"')")
    return len(line) <= _LONGEST_TITLE and not bare.endswith((".", ",", ";", ":", "…")) and any(map(str.isalpha, line))


def authors_in(line: str) -> tuple[str, ...]:
    """Return the names in a byline ("By Ada Quill and Ben Marsh"); empty if the line is not a byline."""
    if len(line) > _LONGEST_BYLINE:
        return ()
    found = _BYLINE.fullmatch(_PARTED.split(line)[0])
    if found is None:
        return ()
    names: list[str] = []
    for name in _BETWEEN_NAMES.split(found.group(1)):
        if not _is_name(name):
            break  # "By Ada Quill, staff writer"
        names.append(name)
    return tuple(names)


def _paper(line: str) -> tuple[str | None, str | None]:
    """Return newspaper and date (ISO 8601) of a line like "Harbor Times, March 14, 2025", or only the date."""
    if day := _date(line):
        return None, day
    found = _PAPER.fullmatch(line)
    if found is not None and not _PAPERS.isdisjoint(found["paper"].lower().split()) and (day := _date(found["day"])):
        return found["paper"], day
    return None, None


def _date(line: str) -> str | None:
    """Return the date (ISO 8601) of a line that has only a date, or a byline and a date; None if there is none."""
    for part in _PARTED.split(line)[-2:]:
        if len(part) > _LONGEST_DATE or _A_YEAR.search(part) is None:
            continue
        for written in _DATES:
            if (found := re.fullmatch(written, part, re.IGNORECASE)) and (day := _iso(found)):
                return day
    return None


def _is_name(text: str) -> bool:
    words = text.split()
    return 2 <= len(words) <= 5 and all(word[0].isupper() or (i and word in _PARTICLES) for i, word in enumerate(words))


def _iso(found: re.Match[str]) -> str | None:
    month = found["month"].lower()
    try:
        number = int(month) if month.isdigit() else _MONTHS.index(month[:3]) + 1
        return date(int(found["year"]), number, int(found["day"])).isoformat()
    except ValueError:
        return None
