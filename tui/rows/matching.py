"""Finding rows by what was typed: by substring, then by letters in order."""

from collections.abc import Callable, Iterable
from typing import TypeVar

Item = TypeVar("Item")

_NAME = 60
"""The longest text that is searched fuzzily: in a whole sentence nearly any letters are found in order."""


def matching(
    items: Iterable[Item], typed: str, texts: Callable[[Item], Iterable[str]]
) -> tuple[list[Item], list[Item]]:
    """Those of `items` that `typed` finds, in their order: first by substring, and apart from these, fuzzily.

    Capitals do not matter. An item is found fuzzily if one of its texts holds all the typed letters in order,
    the first of them at the start of a word.
    """
    typed = " ".join(typed.casefold().split())
    if not typed:
        return list(items), []
    exact, similar = [], []
    for item in items:
        folded = [text.casefold() for text in texts(item)]
        if any(typed in text for text in folded):
            exact.append(item)
        elif len(typed) > 1 and any(_in_order(typed, text) for text in folded if len(text) <= _NAME):
            similar.append(item)
    return exact, similar


def _in_order(typed: str, text: str) -> bool:
    letters = typed.replace(" ", "")
    for start, letter in enumerate(text):
        if letter == letters[0] and (start == 0 or not text[start - 1].isalnum()):
            rest = iter(text[start:])
            if all(letter in rest for letter in letters):
                return True
    return False
