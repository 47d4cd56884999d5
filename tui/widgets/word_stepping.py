"""Select words of a text: one end is fixed, the other moves a word at a time. No Textual."""

import re
from dataclasses import dataclass, replace

from tui.text.spans import Span, hull

_SENTENCE = re.compile(r"[.!?…]['\"’”»)\]]*(?=\s)\s*|\S(?=\s*\n)\s*")
_PARAGRAPH = re.compile(r"\S(?=[^\S\n]*\n)\s*")
_WORD = re.compile(r"\S+")
_LONGEST = 80
"""Code points to look at on either side of an offset; anything longer is no word."""


@dataclass(frozen=True, slots=True)
class WordSelection:
    """From the word `fixed` to the word `moving`, both included. Words are separated by white space."""

    fixed: Span
    moving: Span

    @property
    def span(self) -> Span:
        """The span of the selection."""
        return hull((self.fixed, self.moving))

    def swap_ends(self) -> "WordSelection":
        """Return the selection with its ends swapped."""
        return WordSelection(self.moving, self.fixed)

    def restart(self) -> "WordSelection":
        """Return a selection of only the word at the moving end."""
        return WordSelection(self.moving, self.moving)

    def by_word(self, text: str, step: int) -> "WordSelection":
        """Return the selection with the moving end one word forward (`step` > 0) or back."""
        return replace(self, moving=_next_word(text, self.moving, step))

    def by_sentence(self, text: str, step: int) -> "WordSelection":
        """Return the selection with the moving end at the next end (`step` > 0) or previous start of a sentence."""
        return self._by(_SENTENCE, text, step)

    def by_paragraph(self, text: str, step: int) -> "WordSelection":
        """Return the selection with the moving end at the next end or previous start of a paragraph."""
        return self._by(_PARAGRAPH, text, step)

    def _by(self, end: re.Pattern[str], text: str, step: int) -> "WordSelection":
        if step > 0:
            beyond = _next_word(text, self.moving, 1)
            found = end.search(text, beyond.end - 1)
            return self.to(text, found.start() if found is not None else len(text.rstrip()) - 1)
        # Start at the previous line break, so that the end of the previous paragraph does not count.
        before = max(text.rfind("\n", 0, max(self.moving.start - 1, 0)), 0)
        ends = [
            found.end() for found in end.finditer(text, before, self.moving.start) if found.end() < self.moving.start
        ]
        if end is _SENTENCE and before:
            ends.insert(0, before + 1)
        return self.to(text, ends[-1] if ends else (before + 1 if before else 0))

    def to(self, text: str, offset: int) -> "WordSelection":
        """Return the selection with the moving end at the word at `offset`, or the next one."""
        return replace(self, moving=word_at(text, offset))


def start_selection(text: str, span: Span) -> WordSelection:
    """Return a selection of the words of `span` (at least one); the last one is the moving end."""
    end = max(span.start, span.end - 1)
    return WordSelection(word_at(text, span.start), word_at(text, end))


def word_at(text: str, offset: int) -> Span:
    """Return the word at `offset`; in white space, the next word; after the last word, that one."""
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
    """Return the letters of the word at `offset`; a punctuation mark there is included with its word."""
    if offset >= len(text) or not _is_letter(text[offset]):
        end = offset + 1
        while end < len(text) and _is_letter(text[end]) and end - offset < _LONGEST:
            end += 1  # include an opening quote mark with its word
        return Span(offset, min(end, len(text)))
    start = end = offset
    while start > 0 and _is_letter(text[start - 1]) and offset - start < _LONGEST:
        start -= 1
    while end < len(text) and _is_letter(text[end]) and end - offset < _LONGEST:
        end += 1
    return Span(start, end)


def line_at(text: str, offset: int) -> Span:
    """Return the line of the text, between line breaks, that contains `offset`."""
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
