"""Fold a text for searching: typographic variants become equal, and every position maps back to the source."""

import re
import unicodedata
from array import array
from collections.abc import Iterable

from tui.search.matches import Matches

_SKIPPED = frozenset("\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
"""Invisible characters: soft hyphens, zero-width spaces and joiners, direction marks."""

_ALIKE = {
    **dict.fromkeys("‘’‚‛ʼʹ′‹›`´＇", "'"),
    **dict.fromkeys("“”„‟«»″〝〞＂", '"'),
    **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
    "…": "...",
}
"""Typographic variants, and the character that keyboards have for them."""

_BARE = dict(zip("øØłŁđĐħĦŧŦıŀĿ", "oOlLdDhHtTilL", strict=True)) | {"æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE"}
"""Letters with a stroke and ligatures, which Unicode does not decompose."""

_OWN_LETTERS = frozenset("йЙ")
"""Letters that only look like others with an accent."""


class Folded:
    """`text` with typographic variants, white space and, if wanted, case and accents folded.

    Args:
        text: the article's text.
        case: whether capitals matter.
        accents: whether accents matter.
        lines: whether line breaks are kept; otherwise they become spaces.
    """

    def __init__(self, text: str, *, case: bool, accents: bool, lines: bool = False) -> None:
        self.text = ""
        # Pieces: their starts here and in the source, and their ends in the source if they match only as a whole
        # (a decomposed letter, a run of spaces); 0 if code points correspond one by one.
        self._at, self._source, self._whole = array("q"), array("q"), array("q")
        self._fold(text, _Table(set(text), case=case, accents=accents, lines=lines))

    def _fold(self, text: str, table: "_Table") -> None:
        pieces: list[str] = []
        size = at = 0
        for match in table.odd.finditer(text):
            start, end = match.span()
            if start > at:
                self._add(size, at, 0)
                pieces.append(text[at:start].translate(table.one_by_one))
                size += start - at
            whole = table.of(match.group())
            if whole:
                self._add(size, start, end)
                pieces.append(whole)
                size += len(whole)
            at = end
        if at < len(text):
            self._add(size, at, 0)
            pieces.append(text[at:].translate(table.one_by_one))
        self.text = "".join(pieces)

    def _add(self, at: int, source: int, whole: int) -> None:
        self._at.append(at)
        self._source.append(source)
        self._whole.append(whole)

    def matches(self, found: Iterable[tuple[int, int]]) -> Matches:
        """Return the spans in the source of spans of the folded text, which are in text order and do not overlap."""
        starts, ends = array("q"), array("q")
        at, source, whole = self._at, self._source, self._whole
        last, piece = len(at) - 1, 0
        for start, end in found:
            if end <= start:
                continue
            while piece < last and at[piece + 1] <= start:
                piece += 1
            begin = source[piece] if whole[piece] else source[piece] + start - at[piece]
            if starts and begin < ends[-1]:  # another part of the same piece
                continue
            final = piece
            while final < last and at[final + 1] < end:
                final += 1
            starts.append(begin)
            ends.append(whole[final] or source[final] + end - at[final])
        return Matches(starts, ends)


class _Table:
    """How the code points of one text are folded.

    `one_by_one` maps those that stay one code point; `odd` finds the others, and `of` returns what they become.
    """

    def __init__(self, letters: set[str], *, case: bool, accents: bool, lines: bool) -> None:
        self._case, self._accents, self._lines = case, accents, lines
        folded = {letter: self._letter(letter) for letter in letters}
        self.one_by_one = {ord(letter): to for letter, to in folded.items() if len(to) == 1 and to != letter}
        marks = _one_of(letter for letter in letters if unicodedata.combining(letter))
        odd = _one_of(letter for letter, to in folded.items() if len(to) != 1)
        skipped = "".join(map(re.escape, sorted(letters & _SKIPPED)))
        patterns = [rf"\s[\s{skipped}]+"]
        patterns += [f"[^\\s]{marks}+"] if marks else []
        patterns += [odd] if odd else []
        self.odd = re.compile("|".join(patterns))

    def of(self, found: str) -> str:
        """Return what a run of spaces, a letter with combining marks, or another odd character becomes."""
        if found[0].isspace():
            return "\n" if self._lines and "\n" in found else " "
        if len(found) == 1:
            return self._letter(found)
        composed = unicodedata.normalize("NFC", found)
        return "".join(map(self._letter, composed))

    def _letter(self, letter: str) -> str:
        if letter < "\u0080":
            if letter.isspace():
                return "\n" if self._lines and letter == "\n" else " "
            return letter if self._case else letter.lower()
        if letter in _SKIPPED:
            return ""
        if letter in _ALIKE:
            return _ALIKE[letter]
        if letter.isspace():
            return " "
        if "\ufb00" <= letter <= "\ufb06":
            letter = unicodedata.normalize("NFKD", letter)
        letter = letter if self._case else letter.casefold()
        return letter if self._accents else bare(letter)


def bare(letters: str) -> str:
    """Return `letters` without accents."""
    kept = []
    for letter in letters:
        if letter in _BARE:
            kept.append(_BARE[letter])
        elif letter < "\u0080" or letter in _OWN_LETTERS:
            kept.append(letter)
        else:
            apart = unicodedata.normalize("NFD", letter)
            kept.append(unicodedata.normalize("NFC", "".join(part for part in apart if not _is_accent(part))))
    return "".join(kept)


def _is_accent(mark: str) -> bool:
    """Return whether `mark` is an accent or vowel point; dakuten, virama and nukta are not: they make other letters."""
    return unicodedata.combining(mark) >= 10


def _one_of(letters: Iterable[str]) -> str:
    escaped = "".join(map(re.escape, sorted(letters)))
    return f"[{escaped}]" if escaped else ""
