"""Finding rows by what was typed: by substring, then by letters in order."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TypeVar

from tui.search.folded import Folded

Item = TypeVar("Item")

_NAME = 60
"""The longest text that is searched fuzzily: in a whole sentence nearly any letters are found in order."""


def matching(
    items: Iterable[Item], typed: str, texts: Callable[[Item], Iterable[str]]
) -> tuple[list[Item], list[Item]]:
    """Those of `items` that `typed` finds, in their order: first by substring, and apart from these, fuzzily.

    Capitals, accents and the shapes of quote marks do not matter. An item is found fuzzily if one of its texts holds
    all the typed letters in order, the first of them at the start of a word.
    """
    typed = folded(" ".join(typed.split()))
    if not typed:
        return list(items), []
    exact, similar = [], []
    for item in items:
        known = [folded(text) for text in texts(item)]
        if any(typed in text for text in known):
            exact.append(item)
        elif len(typed) > 1 and any(_in_order(typed, text) for text in known if len(text) <= _NAME):
            similar.append(item)
    return exact, similar


@lru_cache(maxsize=16384)
def folded(text: str) -> str:
    """`text` as it is compared with what was typed."""
    return text.lower() if text.isascii() else Folded(text, case=False, accents=False).text


def _in_order(typed: str, text: str) -> bool:
    letters = typed.replace(" ", "")
    for start, letter in enumerate(text):
        if letter == letters[0] and (start == 0 or not text[start - 1].isalnum()):
            rest = iter(text[start:])
            if all(letter in rest for letter in letters):
                return True
    return False
