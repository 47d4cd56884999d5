"""Find items by what was typed: by substring, then by letters in order."""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TypeVar

from tui.search.folded import Folded

Item = TypeVar("Item")

_BETWEEN = "\0"
"""Separates texts that are searched together; no text contains it, and no key types it."""

_NAME = 60
"""The longest text for fuzzy search, in code points: a sentence contains almost any letters in order."""


def find_matching(
    items: Iterable[Item], typed: str, texts: Callable[[Item], Iterable[str]]
) -> tuple[list[Item], list[Item]]:
    """Return the items that contain `typed`, and those that match it fuzzily, each in the given order.

    Case, accents and the shapes of quote marks do not matter. An item matches fuzzily if one of its texts has all the
    typed letters in order, the first of them at the start of a word.
    """
    typed = fold(" ".join(typed.split()))
    if not typed:
        return list(items), []
    exact, similar = [], []
    in_order = _in_order(typed)
    for item in items:
        known = fold(_BETWEEN.join(texts(item)))
        if typed in known:
            exact.append(item)
        elif len(typed) > 1 and in_order(known) and any(map(in_order, _names(known))):
            similar.append(item)
    return exact, similar


def _names(known: str) -> Iterable[str]:
    return (text for text in known.split(_BETWEEN) if len(text) <= _NAME)


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """Return `text` in lowercase, without accents and with simple quote marks, for comparing."""
    return text.lower() if text.isascii() else Folded(text, case=False, accents=False).text


def _in_order(typed: str) -> Callable[[str], re.Match[str] | None]:
    """Return a function that finds the letters of `typed` in order, the first at the start of a word."""
    letters = f"[^{_BETWEEN}]*?".join(map(re.escape, typed.replace(" ", "")))
    return re.compile(rf"(?<![^\W_]){letters}").search
