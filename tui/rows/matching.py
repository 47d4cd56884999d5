"""Match items with what was typed: by substring, then by letters in order."""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TypeVar

from tui.search.folded import Folded

Item = TypeVar("Item")

_BETWEEN = "\0"
"""Stands between texts that are searched at once; no text contains it, and nobody can type it."""

_NAME = 60
"""The longest text that is searched fuzzily, in code points: a whole sentence has nearly any letters in order."""


def find_matching(
    items: Iterable[Item], typed: str, texts: Callable[[Item], Iterable[str]]
) -> tuple[list[Item], list[Item]]:
    """Return those of `items` that match `typed`, in their order: by substring, and apart from these, fuzzily.

    Capitals, accents and the shapes of quote marks do not matter. An item is found fuzzily if one of its texts holds
    all the typed letters in order, the first of them at the start of a word.
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
    """Return `text` as it is compared with what was typed."""
    return text.lower() if text.isascii() else Folded(text, case=False, accents=False).text


def _in_order(typed: str) -> Callable[[str], re.Match[str] | None]:
    """Return a function that finds all letters of `typed` in order, the first of them at the start of a word."""
    letters = f"[^{_BETWEEN}]*?".join(map(re.escape, typed.replace(" ", "")))
    return re.compile(rf"(?<![^\W_]){letters}").search
