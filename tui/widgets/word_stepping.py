"""Words of a text, and selecting them: one end stays, the other moves, a word at a time. Pure."""

import re
from dataclasses import dataclass, replace

from tui.text.spans import Span, hull

_SENTENCE = re.compile(r"[.!?…]['\"’”»)\]]*(?=\s)\s*|\S(?=\s*\n)\s*")
_PARAGRAPH = re.compile(r"\S(?=[^\S\n]*\n)\s*")
_WORD = re.compile(r"\S+")
_LONGEST = 80
"""Code points of a word that are looked at on either side of an offset: what is longer is no word."""


@dataclass(frozen=True, slots=True)
class WordSelection:
    """From the word `fixed` to the word `moving`, both included. Words are whatever stands between white space."""

    fixed: Span
    moving: Span

    @property
    def span(self) -> Span:
        """All that is selected."""
        return hull((self.fixed, self.moving))

    def swap_ends(self) -> "WordSelection":
        """The other end moves from now on."""
        return WordSelection(self.moving, self.fixed)

    def restart(self) -> "WordSelection":
        """Only the word at the moving end."""
        return WordSelection(self.moving, self.moving)

    def by_word(self, text: str, step: int) -> "WordSelection":
        """The moving end one word further (`step` > 0) or back."""
        return replace(self, moving=_next_word(text, self.moving, step))

    def by_sentence(self, text: str, step: int) -> "WordSelection":
        """The moving end at the end of the sentence (`step` > 0), or of the next one; back: at a beginning."""
        return self._by(_SENTENCE, text, step)

    def by_paragraph(self, text: str, step: int) -> "WordSelection":
        """As `by_sentence`, for paragraphs."""
        return self._by(_PARAGRAPH, text, step)

    def _by(self, end: re.Pattern[str], text: str, step: int) -> "WordSelection":
        if step > 0:
            beyond = _next_word(text, self.moving, 1)
            found = end.search(text, beyond.end - 1)
            return self.to(text, found.start() if found is not None else len(text.rstrip()) - 1)
        # From a beginning on, a paragraph that ends with this one's first word is not looked at.
        before = max(text.rfind("\n", 0, max(self.moving.start - 1, 0)), 0)
        ends = [
            found.end() for found in end.finditer(text, before, self.moving.start) if found.end() < self.moving.start
        ]
        if end is _SENTENCE and before:
            ends.insert(0, before + 1)
        return self.to(text, ends[-1] if ends else (before + 1 if before else 0))

    def to(self, text: str, offset: int) -> "WordSelection":
        """The moving end at the word at `offset`, or the one behind."""
        return replace(self, moving=word_at(text, offset))


def start_selection(text: str, span: Span) -> WordSelection:
    """The words of `span` (at least one), of which the last moves."""
    end = max(span.start, span.end - 1)
    return WordSelection(word_at(text, span.start), word_at(text, end))


def word_at(text: str, offset: int) -> Span:
    """The word at `offset`; in white space the next one, behind the last word that one."""
    offset = max(0, min(offset, len(text)))
    start = offset
    while start > 0 and not text[start - 1].isspace() and start < len(text) and not text[start].isspace():
        start -= 1
    found = _WORD.search(text, start)
    if found is not None:
        return Span(*found.span())
    kept = len(text.rstrip())
    start = kept
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    return Span(start, kept)


def letters_at(text: str, offset: int) -> Span:
    """The word at `offset` without the marks around it; a mark that stands there is taken together with its word."""
    if offset >= len(text) or not _is_letter(text[offset]):
        end = offset + 1
        while end < len(text) and _is_letter(text[end]) and end - offset < _LONGEST:
            end += 1  # an opening quote mark is lit with its word
        return Span(offset, min(end, len(text)))
    start = end = offset
    while start > 0 and _is_letter(text[start - 1]) and offset - start < _LONGEST:
        start -= 1
    while end < len(text) and _is_letter(text[end]) and end - offset < _LONGEST:
        end += 1
    return Span(start, end)


def line_at(text: str, offset: int) -> Span:
    """The line of the text, up to its line breaks, that holds `offset`."""
    end = text.find("\n", offset)
    return Span(text.rfind("\n", 0, offset) + 1, len(text) if end < 0 else end)


def _is_letter(char: str) -> bool:
    return char.isalnum() or char in "'\u2019-"


def _next_word(text: str, word: Span, step: int) -> Span:
    if step > 0:
        found = _WORD.search(text, word.end)
        return word if found is None else Span(*found.span())
    before = len(text[: word.start].rstrip())
    return word if before == 0 else word_at(text, before - 1)
