"""Finding what was typed in the article. Pure."""

import re

from tui.spans import Span

_ALIKE = {"'": "['’‘ʼ]", '"': '["“”„«»]', "-": "[-‐‑–]"}
_SOFT_HYPHEN = "\u00ad?"


def matches(text: str, typed: str) -> list[Span]:
    """Where `typed` stands in `text`.

    Capitals matter only if one was typed. A space finds any white space, a typewriter's quote mark or hyphen the
    typographic ones too, and soft hyphens do not matter.
    """
    typed = typed.strip("\n")
    if not typed.strip():
        return []
    parts = [r"\s+" if piece.isspace() else _letters(piece) for piece in re.findall(r"\s+|\S+", typed)]
    flags = 0 if any(letter.isupper() for letter in typed) else re.IGNORECASE
    return [Span(*found.span()) for found in re.finditer("".join(parts), text, flags)]


def _letters(word: str) -> str:
    return _SOFT_HYPHEN.join(_ALIKE.get(letter) or re.escape(letter) for letter in word)
