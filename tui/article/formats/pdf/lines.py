"""The lines of a page: their words, and where they stand.

PDFium gives the characters of a page in the order in which they were drawn, line ends between them. Where that order
runs across two columns, a line is cut at the gap. Boxes are asked for at the ends of lines alone, since asking takes
longer than all else; only on pages that look as if lines ran across columns, at every word.
"""

import re
import sys
from collections.abc import Iterator
from ctypes import byref
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pypdfium2 import PdfPage, PdfTextPage

_LINE = re.compile(r"[^\r\n\x02]+\x02?")
"""A line, with the mark in the place of a hyphen at its end."""
HYPHEN = "\x02"
_NO_LETTERS = frozenset({0x0, 0xFFFE, 0xFFFF})
"""What fonts say that a glyph is where they do not know. PDFium drops it, or gives it as what it gives hyphens as."""
MISSING = "\ufffd"
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\f": " "})
_MOST_CHARACTERS = 200_000
_PROBES = 8
_GAP = 1.4
"""Widths of a gap, in sizes of its line, that no word space has."""
_WORD = re.compile(r"\S+")


class Line(NamedTuple):
    """A line of a page, in points from the lower left corner; `size` is about its font's, `weight` how bold it is."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    weight: int = 400


class Page(NamedTuple):
    """The lines of a page in the order in which they were drawn."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    characters: int
    missing: int = 0
    """Glyphs of which the file does not say what letters they are."""


def page_of(page: "PdfPage", number: int) -> Page:
    """The lines of `page`."""
    text_page = page.get_textpage()
    try:
        width, height = page.get_size()
        lines = tuple(_Lines(text_page))
        missing = sum(line.text.count(MISSING) for line in lines)
        return Page(number, width, height, lines, sum(len(line.text.replace(" ", "")) for line in lines), missing)
    finally:
        text_page.close()


class _Lines:
    def __init__(self, text_page: "PdfTextPage") -> None:
        from pypdfium2 import raw as pdfium

        self._api = pdfium
        self._page = text_page.raw
        count = min(text_page.count_chars(), _MOST_CHARACTERS)
        self._text = text_page.get_text_range(0, count) if count > 0 else ""
        self._indexes: list[int] | None = None
        self._rect = pdfium.FS_RECTF()
        self._ref = byref(self._rect)
        if len(self._text) != count or self._has_unknown():
            self._text, self._indexes = self._letters(count)
        else:
            self._text = self._text.replace("\ufffe", HYPHEN)

    def _has_unknown(self) -> bool:
        """Whether a mark that PDFium gives for hyphens stands for a glyph that has no letter."""
        at = self._text.find("\ufffe")
        while at >= 0:
            if self._api.FPDFText_GetUnicode(self._page, at) in _NO_LETTERS:
                return True
            at = self._text.find("\ufffe", at + 1)
        return False

    def _letters(self, count: int) -> tuple[str, list[int]]:
        """The text letter by letter, with a sign for each that is missing, and which glyph each of them is."""
        text: list[str] = []
        indexes: list[int] = []
        for i in range(count):
            code = self._api.FPDFText_GetUnicode(self._page, i)
            if 0xDC00 <= code <= 0xDFFF and text and "\ud800" <= text[-1] <= "\udbff":  # the other half of a letter
                text[-1] = chr(0x10000 + ((ord(text[-1]) - 0xD800) << 10) + (code - 0xDC00))
                continue
            text.append(MISSING if code in _NO_LETTERS or code > sys.maxunicode else chr(code))
            indexes.append(i)
        return "".join(text), indexes

    def _index(self, at: int) -> int:
        """Which glyph the letter at `at` is."""
        return at if self._indexes is None else self._indexes[at]

    def __iter__(self) -> Iterator[Line]:
        spans = [found.span() for found in _LINE.finditer(self._text) if found.group().strip()]
        across = self._run_across(spans)
        for start, end in spans:
            for first, last in self._parts(start, end) if across else [(start, end)]:
                line = self._line(first, last)
                if line is not None:
                    yield line

    def _box(self, at: int) -> tuple[float, float, float, float] | None:
        index = self._index(at)
        if index < 0 or not self._api.FPDFText_GetLooseCharBox(self._page, index, self._ref):
            return None
        rect = self._rect
        if not -1e5 < rect.left < 1e5 or not -1e5 < rect.bottom < 1e5:
            return None
        return rect.left, rect.right, rect.bottom, rect.top

    def _line(self, start: int, end: int) -> Line | None:
        text = self._text[start:end]
        bare = text.strip(" \t\xa0")
        if not bare:
            return None
        start += len(text) - len(text.lstrip(" \t\xa0"))
        visible = bare.rstrip(HYPHEN + " ")
        first = self._box(start)
        last = self._box(start + max(len(visible) - 1, 0))
        if first is None or last is None:
            return None
        weight = self._api.FPDFText_GetFontWeight(self._page, self._index(start))
        return Line(
            bare.translate(_LIGATURES),
            min(first[0], last[0]),
            max(first[1], last[1]),
            min(first[2], last[2]),
            max(first[3], last[3]),
            max(first[3] - first[2], 0.1),
            weight if 0 < weight <= 1000 else 400,
        )

    def _run_across(self, spans: list[tuple[int, int]]) -> bool:
        """Whether lines of this page run from one column into the next: some of the longest have a wide gap."""
        longest = sorted((span for span in spans if span[1] - span[0] > 20), key=lambda span: span[0] - span[1])
        probes = longest[: _PROBES * 4 : 4] or longest[:_PROBES]
        return sum(len(list(self._parts(*span))) > 1 for span in probes) * 3 >= max(len(probes), 1)

    def _parts(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """A line, cut where there is a gap in it."""
        begun, right, size = start, None, 0.0
        for word in _WORD.finditer(self._text, start, end):
            first = self._box(word.start())
            last = self._box(word.end() - 1)
            if first is None or last is None:
                continue
            size = max(first[3] - first[2], 0.1)
            if right is not None and (first[0] - right > _GAP * size or first[1] < right - 4 * size):
                yield begun, word.start()
                begun = word.start()
            right = last[1]
        yield begun, end
