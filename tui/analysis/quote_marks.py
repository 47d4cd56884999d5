"""Find quotations by their quote marks.

Marks are paired paragraph by paragraph. A quotation that runs over several paragraphs opens each of them again and
closes only the last, as English-language newspapers do it; its pieces are joined.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tui.analysis.model import QuoteKind
from tui.text.spans import Span

PAIRS = {
    "“": "”\"",
    "„": "“”",
    "«": "»",
    "»": "«»",
    "”": "”",
    "‹": "›",
    "「": "」",
    "『": "』",
    '"': "\"”",
    "''": "''",
    "``": "''",
    "‘": "’",
    "'": "'",
}  # fmt: skip
"""The opening marks of quotations, each with the marks that close it."""

_SINGLE = frozenset("‘'")
_TWO = ("''", "``")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A passage in quote marks, marks included; one piece for each paragraph that it runs over.

    `opener` is its opening mark; `closed` is false if no mark ends it.
    """

    pieces: tuple[Span, ...]
    opener: str
    closed: bool = True

    @property
    def start(self) -> int:
        """The offset of the opening mark."""
        return self.pieces[0].start

    @property
    def end(self) -> int:
        """The offset after the last mark."""
        return self.pieces[-1].end


def find_quotations(text: str, paragraphs: Iterable[Span]) -> list[Quotation]:
    """Find the outermost quotations in `paragraphs` of `text`, in text order."""
    merged: list[Quotation] = []
    for paragraph in paragraphs:
        inside = _find_in_paragraph(text, paragraph)
        last = merged[-1] if merged else None
        if (
            inside
            and last is not None
            and not last.closed
            and inside[0].opener == last.opener
            and not text[paragraph.start : inside[0].start].strip()
        ):
            merged[-1] = Quotation(last.pieces + inside[0].pieces, last.opener, inside[0].closed)
            inside = inside[1:]
        merged += inside
    return merged


class QuotedText:
    """Which parts of a text stand in quote marks.

    Args:
        text: the text.
        quotations: its quotations.
    """

    def __init__(self, text: str, quotations: Iterable[Quotation]) -> None:
        self._text = text
        self._pieces = sorted(piece for quotation in quotations for piece in quotation.pieces)
        self._starts = [piece.start for piece in self._pieces]

    def kind_of(self, content: Sequence[Span]) -> QuoteKind:
        """Return whether all, some or none of the letters and digits of `content` stand in quote marks."""
        inside = outside = 0
        for span in content:
            at = span.start
            first = max(0, bisect_right(self._starts, span.start) - 1)
            for piece in self._pieces[first : bisect_left(self._starts, span.end)]:
                if piece.overlaps(span):
                    outside += _count_letters(self._text, at, piece.start)
                    inside += _count_letters(self._text, max(at, piece.start), min(piece.end, span.end))
                    at = max(at, piece.end)
            outside += _count_letters(self._text, at, span.end)
        if not inside:
            return QuoteKind.INDIRECT
        return QuoteKind.MIXED if outside else QuoteKind.DIRECT


def _count_letters(text: str, start: int, end: int) -> int:
    return sum(c.isalnum() for c in text[start:end])


class _Marks:
    """The marks of a paragraph that come later than an offset.

    Each is looked for once: looking at every mark again would take time that grows with the square of their number.
    """

    def __init__(self, text: str, paragraph: Span) -> None:
        self._text = text
        self._paragraph = paragraph
        self._last: dict[str, int] = {}
        self._closing: dict[str, int] = {}

    def has_later(self, mark: str, at: int) -> bool:
        """Whether `mark` occurs after `at`."""
        if mark not in self._last:
            self._last[mark] = self._text.rfind(mark, self._paragraph.start, self._paragraph.end)
        return self._last[mark] > at

    def find_closing(self, opener: str, at: int) -> int:
        """Return the offset of the first mark after `at` that closes `opener`, or -1. `at` must never decrease."""
        found = self._closing.get(opener, at)
        if found == -1 or found > at:
            return found
        found = at
        while (found := self._text.find(PAIRS[opener], found + 1, self._paragraph.end)) != -1:
            if _is_closing_mark(self._text, found, PAIRS[opener], opener, self._paragraph):
                break
        self._closing[opener] = found
        return found


def _find_in_paragraph(text: str, paragraph: Span) -> list[Quotation]:
    quotations: list[Quotation] = []
    marks = _Marks(text, paragraph)
    at, opener, start = paragraph.start, "", 0
    while at < paragraph.end:
        mark = text[at : at + 2] if text[at : at + 2] in _TWO else text[at]
        if opener:
            if _is_closing_mark(text, at, mark, opener, paragraph):
                end = at + len(mark)
                quotations.append(Quotation((Span(start, end),), opener))
                opener = ""
        elif _is_opening_mark(text, at, mark, paragraph, marks):
            opener, start = mark, at
        at += len(mark)
    if opener and opener not in _SINGLE:
        quotations.append(Quotation((Span(start, _trim_end(text, start, paragraph.end)),), opener, closed=False))
    return quotations


def _trim_end(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())


def _is_opening_mark(text: str, at: int, mark: str, paragraph: Span, marks: _Marks) -> bool:
    if mark not in PAIRS:
        return False
    before = text[at - 1] if at > paragraph.start else " "
    after = text[at + len(mark) : at + len(mark) + 1]
    if not after or at + len(mark) >= paragraph.end:
        return False
    if mark in {"“", "„", "«", "‹", "「", "『", "``"}:
        return True
    if mark == "»":
        return not before.isalnum() and after.isalnum() and (marks.has_later("«", at) or marks.has_later("»", at))
    if mark == "”":
        # Swedish and Finnish open with it, too; elsewhere it is a typing error, or closes what was never opened.
        return (before.isspace() or before == "(") and after.isalnum() and marks.has_later("”", at)
    # The straight and ambiguous ones: 6'2", the '90s, Shoigu's.
    if before.isalnum():
        return False
    if mark in _SINGLE:
        return after.isalnum() and _is_opening_single(text, at, marks.find_closing(mark, at))
    return True


def _is_opening_single(text: str, at: int, closing: int) -> bool:
    """Whether the single mark at `at` opens a quotation that ends at `closing`, and is not an apostrophe as in ’90s."""
    return closing != -1 and (not text[at + 1].isdigit() or text.find(" ", at, closing) != -1)


def _is_closing_mark(text: str, at: int, mark: str, opener: str, paragraph: Span) -> bool:
    if opener in _TWO or mark in _TWO:
        return mark == PAIRS[opener]
    if mark not in PAIRS[opener]:
        return False
    if opener in _SINGLE:
        # An apostrophe stands between letters, or after the s of a plural possessive.
        after = text[at + 1] if at + 1 < paragraph.end else " "
        plural = text[at - 1] == "s" and after == " " and text[at + 2 : at + 3].islower()
        return not after.isalnum() and not plural
    return True
