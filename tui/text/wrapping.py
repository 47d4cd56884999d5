"""Breaking a paragraph into lines of a given width, by words, in cells of the terminal."""

import re
from collections.abc import Iterator

from tui.text.cells import FIRST_WIDE, ODD, clusters, uneven
from tui.text.spans import Span

_SPACE = frozenset(" \t")
_DASH = "\u2014"
_IDEOGRAPH = "\u4e00"
_LETTER = "a"
_OPENING = frozenset("\u3008\u300a\u300c\u300e\u3010\u3014\u3016\u3018\uff08\uff3b\uff5b\u2018\u201c(")
_CLOSING = frozenset("\u3001\u3002\u3009\u300b\u300d\u300f\u3011\u3015\u3017\u3019\uff01\uff09\uff0c\uff0e\uff1a"
                     "\uff1b\uff1f\uff3d\uff5d\u30fc\u3005\u2019\u201d\u2026,.!?:;)")  # fmt: skip


def wrap(text: str, start: int, end: int, width: int, hang: int = 0) -> Iterator[Span]:
    """Break `[start, end)` of `text`, which holds no line break, into lines of at most `width` cells.

    Lines are broken at spaces, behind dashes, between wide characters, and inside a word only where it alone is too
    long. The spaces at a break belong to no line; all else is in exactly one.

    Args:
        text: the text that all offsets refer to.
        start: where the paragraph begins.
        end: where it ends.
        width: cells of a line, at least 1. A single character that is wider gets a line of its own.
        hang: cells by which all lines but the first are narrower.

    Yields:
        The span of each line, in order; one empty span for an empty paragraph.
    """
    width = max(1, width)
    rest = max(1, width - hang)
    odd = odder = start - 1
    at = start
    while True:
        if odd < at:
            odd = _next(ODD, text, at, end)
        if odd >= end and end - at <= width:
            yield Span(at, _trimmed(text, at, end))
            return
        if odd > at + width:
            cut = _plain_cut(text, at, width)
        else:
            if odder < at:
                odder = _next(uneven(), text, at, end)
            cut = _even_cut(text, at, end, width) if odder > at + width else _any_cut(text, at, end, width)
        yield Span(at, _trimmed(text, at, cut))
        at = _after_spaces(text, cut, end)
        if at >= end:
            return
        width = rest


def _next(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    """Where `pattern` is found next; beyond `end` if nowhere."""
    found = pattern.search(text, start, end)
    return found.start() if found is not None else end + 1


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in _SPACE:
        end -= 1
    return end


def _after_spaces(text: str, start: int, end: int) -> int:
    while start < end and text[start] in _SPACE:
        start += 1
    return start


def _plain_cut(text: str, at: int, width: int) -> int:
    """Where the line ends that begins at `at`, if everything up to `at + width` is one cell wide and more follows."""
    limit = at + width
    if text[limit] == " ":
        return limit
    space = text.rfind(" ", at, limit)
    dash = text.rfind(_DASH, at, limit)
    if dash > space and dash > at:
        return dash + 1
    if space > at and not text[at:space].isspace():
        return space
    return limit


def _even_cut(text: str, at: int, end: int, width: int) -> int:
    """As `_plain_cut`, if every character up to `at + width` takes one or two cells."""
    column, limit = 0, at
    for char in text[at : min(end, at + width + 1)]:
        column += 2 if char >= FIRST_WIDE else 1
        if column > width:
            break
        limit += 1
    limit = max(limit, at + 1)
    if limit >= end:
        return end
    for cut in range(limit, at, -1):
        if _may_break(text[cut - 1], text[cut]) and not text[at:cut].isspace():
            return cut
    return limit


def _any_cut(text: str, at: int, end: int, width: int) -> int:
    """As `_plain_cut`, for any text: cluster by cluster."""
    column, cut, before = 0, at, " "
    inked = False
    for cluster in clusters(text, at, end):
        char = _for_breaking(text[cluster.start], cluster.cells)
        if inked and _may_break(before, char):
            cut = cluster.start
        if column + cluster.cells > width and cluster.start > at:
            return cut if cut > at else cluster.start
        column += cluster.cells
        inked = inked or char not in _SPACE
        if cluster.cells:
            before = char
    return end


def _for_breaking(char: str, cells: int) -> str:
    """A character that lines break around as they do around `char`, which begins a cluster of `cells` cells."""
    if char in _SPACE or char in _OPENING or char in _CLOSING or char == _DASH:
        return char
    return _IDEOGRAPH if cells == 2 else _LETTER


def _may_break(before: str, char: str) -> bool:
    """Whether a line may end between these two characters."""
    if char in _SPACE or before in _SPACE:
        return True
    if before in _OPENING or char in _CLOSING:
        return False
    return before == _DASH or before >= FIRST_WIDE or char >= FIRST_WIDE
