"""Text with hard line ends, as in email: which lines form a paragraph, and which are quoted with ">"."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from tui.article.formats.mail_headers import HEADER
from tui.article.text_edits import Change

_QUOTED = re.compile(r" ?(?:> ?)+(?:(?<= )|(?!\d))")
_ITEM = re.compile(r"(?:[-*•‣◦–—]|\d{1,3}[.)])\s")
_WIDEST = 100
"""The widest hard-wrapped line, in characters; a longer line is a paragraph of its own."""
_NARROWEST = 40
_SLACK = 4
"""How many characters a full line may be short of the margin; editors differ."""


class Line(NamedTuple):
    """A line without its ">" marks and the white space at both ends; `depth` counts the marks."""

    line_start: int
    start: int
    end: int
    depth: int


class Layout(NamedTuple):
    """The changes that make every line a paragraph, and the quotation depth of each resulting line."""

    changes: list[Change]
    depths: list[int]


def unwrap(text: str) -> Layout:
    r"""Find the line ends inside paragraphs and the ">" marks of email.

    Args:
        text: clean text, with "\n" as the only line end.
    """
    lines = _lines(text)
    joins = _joins(text, lines)
    changes: list[Change] = []
    depths: list[int] = []
    for i, line in enumerate(lines):
        if i in joins:
            before = lines[i - 1]
            hyphen = text[before.end - 1] == "-" and text[before.end - 2].isalnum()
            changes.append(Change(before.end, line.start, "" if hyphen else " "))
            continue
        depths.append(line.depth)
        if line.depth:
            changes.append(Change(line.line_start, line.start, ""))
    return Layout(changes, depths)


def _lines(text: str) -> list[Line]:
    lines, at = [], 0
    for line in text.split("\n"):
        marks = _QUOTED.match(line)
        body = line[marks.end() :] if marks else line
        start = at + len(line) - len(body.lstrip())
        lines.append(Line(at, start, max(start, at + len(line.rstrip())), marks.group().count(">") if marks else 0))
        at += len(line) + 1
    return lines


def _joins(text: str, lines: Sequence[Line]) -> set[int]:
    """Return the indexes of lines that continue the line before them."""
    lengths = sorted(line.end - line.start for line in lines if line.end > line.start)
    if len(lengths) < 2:
        return set()
    if lengths[-1 - len(lengths) // 10] > _WIDEST:
        return set()
    width = max(length for length in lengths if length <= _WIDEST)
    if width < _NARROWEST:
        return set()
    full: set[int] = set()
    breaks = running = 0
    for i, (line, after) in enumerate(pairwise(lines), start=1):
        if line.end == line.start or after.end == after.start or line.depth != after.depth:
            continue
        breaks += 1
        word = text[after.start : after.end].split(" ", 1)[0]
        if line.end - line.start > _WIDEST or line.end - line.start + 1 + len(word) <= width - _SLACK:
            continue
        if _ITEM.match(text, after.start, after.end) or HEADER.match(text, after.start, after.end):
            continue
        full.add(i)
        running += not text[after.start].isupper() and text[line.end - 1] not in '.!?”"'
    # Lines that were wrapped continue in the middle of a sentence; headlines in a list do not.
    return full if len(full) >= 0.5 * breaks and running >= 0.3 * len(full) else set()
