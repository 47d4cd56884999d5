"""Quote marks: which stretches of the text stand inside a quotation.

Marks are paired paragraph by paragraph. A quotation that runs over several paragraphs opens each of them again and
closes only the last, as English-language newspapers do it; its pieces are joined.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tui.analysis.model import QuoteKind
from tui.analysis.parse import Parse
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
"""What opens a quotation, and the marks that close it."""

_SINGLE = frozenset("‘'")
_TWO = ("''", "``")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch inside quote marks, marks included; one piece a paragraph. `closed` is false if no mark ends it."""

    pieces: tuple[Span, ...]
    opener: str
    closed: bool = True

    @property
    def start(self) -> int:
        """Where the first mark stands."""
        return self.pieces[0].start

    @property
    def end(self) -> int:
        """Behind the last mark."""
        return self.pieces[-1].end


def quotations(text: str, paragraphs: Iterable[Span]) -> list[Quotation]:
    """The outermost quotations of `text`, in order. `paragraphs` are the stretches to look at, in order."""
    found: list[Quotation] = []
    for paragraph in paragraphs:
        inside = _in_paragraph(text, paragraph)
        last = found[-1] if found else None
        if (
            inside
            and last is not None
            and not last.closed
            and inside[0].opener == last.opener
            and not text[paragraph.start : inside[0].start].strip()
        ):
            found[-1] = Quotation(last.pieces + inside[0].pieces, last.opener, inside[0].closed)
            inside = inside[1:]
        found += inside
    return found


def quotations_of(parse: Parse) -> list[Quotation]:
    """The outermost quotations of an article, in order; looked for once."""
    if parse.quoted is None:
        parse.quoted = quotations(parse.text, paragraph_spans(parse))
    return parse.quoted


def paragraph_spans(parse: Parse) -> list[Span]:
    """Where the paragraphs of an article stand, from their first word to their last."""
    return [Span(parse.words[p.start].start, parse.words[p.stop - 1].end) for p in parse.paragraphs]


class Marked:
    """The stretches of a text that stand inside quote marks, found by where they are."""

    def __init__(self, text: str, quoted: Iterable[Quotation]) -> None:
        self._text = text
        self._pieces = sorted(piece for quotation in quoted for piece in quotation.pieces)
        self._starts = [piece.start for piece in self._pieces]

    def kind_of(self, content: Sequence[Span]) -> QuoteKind:
        """Whether all, some or none of the letters and digits of `content` stand inside quote marks."""
        inside = outside = 0
        for span in content:
            at = span.start
            first = max(0, bisect_right(self._starts, span.start) - 1)
            for piece in self._pieces[first : bisect_left(self._starts, span.end)]:
                if piece.overlaps(span):
                    outside += _letters(self._text, at, piece.start)
                    inside += _letters(self._text, max(at, piece.start), min(piece.end, span.end))
                    at = max(at, piece.end)
            outside += _letters(self._text, at, span.end)
        if not inside:
            return QuoteKind.INDIRECT
        return QuoteKind.MIXED if outside else QuoteKind.DIRECT


def _letters(text: str, start: int, end: int) -> int:
    return sum(c.isalnum() for c in text[start:end])


class _Later:
    """What comes later in a paragraph, looked for once: asking at every mark would take time that grows with the
    square of their number.
    """

    def __init__(self, text: str, paragraph: Span) -> None:
        self._text = text
        self._paragraph = paragraph
        self._last: dict[str, int] = {}
        self._closing: dict[str, int] = {}

    def has(self, mark: str, at: int) -> bool:
        """Whether `mark` stands anywhere behind `at`."""
        if mark not in self._last:
            self._last[mark] = self._text.rfind(mark, self._paragraph.start, self._paragraph.end)
        return self._last[mark] > at

    def closing(self, opener: str, at: int) -> int:
        """Where the first mark behind `at` stands that closes `opener`; -1 if there is none. `at` must not go back."""
        found = self._closing.get(opener, at)
        if found == -1 or found > at:
            return found
        found = at
        while (found := self._text.find(PAIRS[opener], found + 1, self._paragraph.end)) != -1:
            if _closes(self._text, found, PAIRS[opener], opener, self._paragraph):
                break
        self._closing[opener] = found
        return found


def _in_paragraph(text: str, paragraph: Span) -> list[Quotation]:
    found: list[Quotation] = []
    later = _Later(text, paragraph)
    at, opener, start = paragraph.start, "", 0
    while at < paragraph.end:
        mark = text[at : at + 2] if text[at : at + 2] in _TWO else text[at]
        if opener:
            if _closes(text, at, mark, opener, paragraph):
                end = at + len(mark)
                found.append(Quotation((Span(start, end),), opener))
                opener = ""
        elif _opens(text, at, mark, paragraph, later):
            opener, start = mark, at
        at += len(mark)
    if opener and opener not in _SINGLE:
        found.append(Quotation((Span(start, _trimmed(text, start, paragraph.end)),), opener, closed=False))
    return found


def _trimmed(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())


def _opens(text: str, at: int, mark: str, paragraph: Span, later: _Later) -> bool:
    if mark not in PAIRS:
        return False
    before = text[at - 1] if at > paragraph.start else " "
    after = text[at + len(mark) : at + len(mark) + 1]
    if not after or at + len(mark) >= paragraph.end:
        return False
    if mark in {"“", "„", "«", "‹", "「", "『", "``"}:
        return True
    if mark == "»":
        return not before.isalnum() and after.isalnum() and (later.has("«", at) or later.has("»", at))
    if mark == "”":
        # Swedish and Finnish open with it, too; elsewhere it is a slip of the pen, or closes what was never opened.
        return (before.isspace() or before == "(") and after.isalnum() and later.has("”", at)
    # The straight and ambiguous ones: 6'2", the '90s, Shoigu's.
    if before.isalnum():
        return False
    if mark in _SINGLE:
        return after.isalnum() and _single_closes_later(text, at, later.closing(mark, at))
    return True


def _single_closes_later(text: str, at: int, stop: int) -> bool:
    """Whether a single mark opens a quotation rather than stands for left-out letters, as in ’90s."""
    return stop != -1 and (not text[at + 1].isdigit() or text.find(" ", at, stop) != -1)


def _closes(text: str, at: int, mark: str, opener: str, paragraph: Span) -> bool:
    if opener in _TWO or mark in _TWO:
        return mark == PAIRS[opener]
    if mark not in PAIRS[opener]:
        return False
    if opener in _SINGLE:
        # An apostrophe stands between letters, or behind the s of a plural possessive.
        after = text[at + 1] if at + 1 < paragraph.end else " "
        plural = text[at - 1] == "s" and after == " " and text[at + 2 : at + 3].islower()
        return not after.isalnum() and not plural
    return True
