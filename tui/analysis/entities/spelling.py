"""Compare names regardless of accents, spelling variants and abbreviations."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from tui.analysis.lexicon.words import get_words

_LEGAL = get_words("legal")
_FIRM = get_words("incorporated") | get_words("trade")
_SMALL = get_words("small")
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "jr.", "sr."})
_HONORS = get_words("honor")
_DOUBLE = re.compile(r"(.)\1+")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return `text` in lower case without accents. Letters of other scripts stay, so look-alikes stay apart."""
    if text.isascii():
        return text.lower()
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return plain.replace("’", "'").replace("ł", "l").replace("Ł", "L").replace("ø", "o").replace("Ø", "O").lower()


@lru_cache(maxsize=65536)
def make_skeleton(token: str) -> str:
    """Return a folded token with the usual variants of transliteration made one ("zelenskyy", "zelensky")."""
    if len(token) < 5:
        return token
    return _DOUBLE.sub(r"\1", token.replace("y", "i").replace("j", "i").replace("ph", "f").replace("kh", "k"))


def is_one_letter_apart(one: str, other: str) -> bool:
    """Whether two words of five letters or more differ by one letter after the first, as in a typo."""
    if min(len(one), len(other)) < 5 or abs(len(one) - len(other)) > 1 or one[0] != other[0]:
        return False
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rest, others = one[at:], other[at:]
    return rest[1:] == others[1:] or rest[1:] == others or rest == others[1:]


def is_acronym(text: str) -> bool:
    """Whether `text` is written as an acronym ("NATO", "U.N.", "DoD")."""
    bare = text.replace(".", "")
    return 2 <= len(bare) <= 7 and bare.isalnum() and sum(c.isupper() for c in bare) >= max(2, len(bare) - 1)


def list_acronyms(tokens: list[str]) -> set[str]:
    """Return the acronyms that a name of several words can have."""
    parts = [part for token in tokens for part in token.split("-") if part]
    capital = [p[0] for p in parts if p[0].isupper()]
    every = [p[0].upper() for p in parts if p[0].isalnum()]
    no_small = [p[0].upper() for p in parts if p[0].isalnum() and p.lower() not in _SMALL]
    return {"".join(letters) for letters in (capital, every, no_small) if len(letters) > 1}


def is_firm(tokens: Sequence[str]) -> bool:
    """Whether the words of a name end like a company's ("… Inc.", "… Motors")."""
    return len(tokens) > 1 and tokens[-1].lower().strip(".") in _FIRM


def strip_legal_form(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of a company's name without its legal form (", Inc.")."""
    last = len(tokens)
    while last > 1 and (tokens[last - 1] in ",." or tokens[last - 1].lower().strip(".") in _LEGAL):
        last -= 1
    return tokens[:last]


def tokenize_name(text: str) -> list[str]:
    """Return the folded words of a name that is not a person's, without article, legal form, year and number."""
    tokens = [t.strip(".,'\"") for t in fold(text).replace("'s ", " ").split()]
    tokens = [t for t in tokens if t and not t[0].isdigit()]
    while tokens and tokens[0] in {"the", "a", "an"}:
        del tokens[0]
    while len(tokens) > 1 and tokens[-1] in _LEGAL:
        del tokens[-1]
    return tokens


def strip_honors(text: str) -> str:
    """Return a person's name without the letters after it ("James Rook MP")."""
    tokens = text.split()
    while len(tokens) > 2 and tokens[-1].isupper() and tokens[-1].lower().replace(".", "") in _HONORS:
        del tokens[-1]
    return " ".join(tokens).rstrip(",")


def tokenize_person(text: str) -> tuple[list[str], str]:
    """Return the folded words of a person's name, and its generational suffix ("jr", "ii"; "" if it has none)."""
    tokens = [t for t in (t.strip(",'\"“”‘’()") for t in fold(text).split()) if t]
    while len(tokens) > 2 and tokens[-1].strip(".").replace(".", "") in _HONORS:
        del tokens[-1]
    suffix = tokens.pop().strip(".") if len(tokens) > 1 and tokens[-1] in _SUFFIXES else ""
    return tokens, suffix
