"""WordPiece (Wu et al., 2016) as BERT's uncased models read it (Devlin et al., 2019), for words already cut."""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

MOST_PIECES = 8
"""The most pieces of a word that are kept; longer words are links or not words at all."""

_MARKS = {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "''": '"', "``": '"', "‘": "'", "’": "'"}
"""Quote marks are replaced by straight ones, so that the style of an article makes no difference."""


class WordPiece:
    """Split words into the pieces of a vocabulary.

    Args:
        vocabulary: the pieces; the number of each is its place in the list.
    """

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._numbers = {piece: n for n, piece in enumerate(vocabulary)}
        self.padding = self._numbers["[PAD]"]
        self.begin = self._numbers["[CLS]"]
        self.end = self._numbers["[SEP]"]
        self._unknown = self._numbers["[UNK]"]
        self.pieces = lru_cache(maxsize=20_000)(self._pieces)

    def _pieces(self, word: str) -> tuple[int, ...]:
        """Return the numbers of the pieces of `word`: at least one, at most `MOST_PIECES`."""
        numbers: list[int] = []
        for part in _split_parts(word):
            numbers += self._cut(part)
            if len(numbers) >= MOST_PIECES:
                break
        return tuple(numbers[:MOST_PIECES]) or (self._unknown,)

    def _cut(self, part: str) -> list[int]:
        """Return the longest pieces from left to right; the unknown piece alone if one part matches none."""
        numbers, start = [], 0
        while start < len(part):
            prefix = "##" if start else ""
            for stop in range(min(len(part), start + 40), start, -1):
                number = self._numbers.get(prefix + part[start:stop])
                if number is not None:
                    break
            else:
                return [self._unknown]
            numbers.append(number)
            start = stop
        return numbers


def _split_parts(word: str) -> list[str]:
    """Return the word in lower case, without accents, split at each punctuation mark."""
    plain = "".join(
        c for c in unicodedata.normalize("NFD", _MARKS.get(word, word).lower()) if unicodedata.category(c) != "Mn"
    )
    parts: list[str] = []
    joins = False
    for char in plain:
        letter = char.isalnum()
        if letter and joins:
            parts[-1] += char
        elif not char.isspace():
            parts.append(_MARKS.get(char, char))
        joins = letter
    return parts
