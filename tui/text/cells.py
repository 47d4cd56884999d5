"""From code points to the cells of a terminal: what is shown for them, and how many cells that takes.

The widths are Rich's, since Textual lays out by them. Whatever would make a terminal disagree with them (control
characters, floods of combining marks, joiners between letters) is shown as something whose width nobody doubts.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from rich.cells import cell_len, get_character_cell_size

TAB_STOP = 4
"""Tabs reach to the next multiple of this many cells."""

_AHEAD = 128
"""Characters that are looked at together: about a line, since a line is all that is wanted most of the time."""

_MOST_MARKS = 3
"""Marks shown on one letter. No language needs more, and a flood of them would spill into the lines above."""

_PLAIN = (
    " -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0377\u037a-\u037f\u0384-\u0482\u048a-\u052f"
    "\u05d0-\u05ea\u0620-\u064a\u1e00-\u1f15\u2010-\u2027\u2030-\u205e\u20a0-\u20c0\u2500-\u25fc"
)
ODD = re.compile(f"[^{_PLAIN}]")
"""Finds a character that may not be exactly one cell wide, or may not be shown as it is."""

_WIDE = (
    "\u3001-\u3029\u3030-\u303e\u3041-\u3096\u309b-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff60"
    "\U0001f337-\U0001f37c\U0001f400-\U0001f43e\U0001f442-\U0001f4fc\U0001f500-\U0001f53d\U0001f5fb-\U0001f64f"
    "\U0001f680-\U0001f6c5\U0001f90c-\U0001f93a\U0001f947-\U0001f9ff\U00020000-\U0002a6df"
)
FIRST_WIDE = "\u3001"
"""Of the characters that `uneven` does not find, those from here on are two cells wide, the others one."""

_FREQUENT_MARKS = re.compile("[\u0300-\u036f\u200b\u200c\u200e\u200f\u20d0-\u20f0\ufe00-\ufe0f]*")
_JOINER = "\u200d"
_BLACK_FLAG = "\U0001f3f4"
_BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_LINE_ENDS = frozenset("\u0085\u2028\u2029")


class Cluster(NamedTuple):
    """Code points `[start, end)` of a text that are one thing on the screen: `shown`, in `cells` cells."""

    start: int
    end: int
    shown: str
    cells: int


@cache
def uneven() -> re.Pattern[str]:
    """Finds a character that may be anything but one or two whole cells. Compiled when a text first needs it."""
    return re.compile(f"[^\\x00-\\x08\\x0a-\\x1f\\x7f-\\x9f{_PLAIN}{_WIDE}]")


def stand_in(char: str) -> str | None:
    """What is shown for a character that must never reach the terminal; None for all the others."""
    code = ord(char)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    if char in _LINE_ENDS:
        return "\u2424"
    if 0x80 <= code < 0xA0 or 0xD800 <= code < 0xE000 or char in _BIDI_CONTROLS:
        return "\ufffd"
    return None


def clusters(text: str, start: int, end: int) -> Iterator[Cluster]:
    """Cut `[start, end)` of `text` into clusters, without gaps. Tabs count from a line that begins at `start`."""
    at, column = start, 0
    while at < end:
        limit = min(end, at + _AHEAD)
        odd = ODD.search(text, at, limit)
        # The last plain character may be the base of the odd one behind it.
        plain = (limit if odd is None else odd.start()) - (limit < end or odd is not None)
        while at < plain:
            yield Cluster(at, at + 1, text[at], 1)
            at += 1
            column += 1
        if at >= end:
            return
        if text[at] == "\t":
            cells = TAB_STOP - column % TAB_STOP
            cluster = Cluster(at, at + 1, " " * cells, cells)
        else:
            cluster = cluster_at(text, at, end)
        yield cluster
        column += cluster.cells
        at = cluster.end


def cluster_at(text: str, start: int, end: int) -> Cluster:
    """The cluster of `text` that begins at `start`, not looking beyond `end`. A tab counts as one space."""
    char = text[start]
    if char == "\t":
        return Cluster(start, start + 1, " ", 1)
    if (shown := stand_in(char)) is not None:
        return Cluster(start, start + 1, shown, 1)
    if char == "\u00ad":  # a soft hyphen is only ever seen at a line end, and no line is broken there
        return Cluster(start, start + 1, "", 0)
    if get_character_cell_size(char) == 0:
        return _without_base(text, start, end)
    at = start + 1
    if _is_regional(char) and at < end and _is_regional(text[at]):
        return Cluster(start, at + 1, text[start : at + 1], 2)
    at, marks = _marks(text, at, end, tags=char == _BLACK_FLAG)
    shown = char + marks
    while at < end and text[at] == _JOINER:
        at += 1
        if at < end and _is_pictographic(char) and _is_pictographic(text[at]):
            char = text[at]
            at, marks = _marks(text, at + 1, end)
            shown += _JOINER + char + marks
        else:  # between letters a joiner only shapes them; widths would no longer be sure
            at, _ = _marks(text, at, end)
    return Cluster(start, at, shown, cell_len(shown))


def _without_base(text: str, start: int, end: int) -> Cluster:
    """A character of no width with no letter before it: marks get a dotted circle, the invisible stays so."""
    category = unicodedata.category(text[start])
    if category.startswith("M"):
        at, marks = _marks(text, start, end)
        return Cluster(start, at, "\u25cc" + marks, 1)
    if category.startswith("C"):
        return Cluster(start, start + 1, "", 0)
    return Cluster(start, start + 1, "\ufffd", 1)


def _marks(text: str, at: int, end: int, *, tags: bool = False) -> tuple[int, str]:
    """Where the characters of no width that begin at `at` end, and those of them that are shown."""
    begin = at
    found = _FREQUENT_MARKS.match(text, at, end)
    if found is not None:
        at = found.end()
    while at < end and text[at] != _JOINER and get_character_cell_size(text[at]) == 0 and stand_in(text[at]) is None:
        at += 1
    if at == begin:
        return at, ""
    most = 7 if tags else _MOST_MARKS
    # More than these are not looked at: the marks that come first are the ones that a reader would see.
    marks = text[begin : min(at, begin + 16)]
    return at, "".join([m for m in marks if unicodedata.category(m) != "Cf" or tags][:most])


def _is_regional(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _is_pictographic(char: str) -> bool:
    return "\u2190" <= char <= "\u2bff" or char >= "\U0001f000"
