"""Determine the language of an article: the stated one, unless its text is clearly in another."""

import re

from tui.article.model import Article, Field

_LOOKED_AT = 20_000
_ENOUGH = 200
"""The least bytes of words for a reliable detection."""
_FIRST = 2_000
_FEW = 60
_SHARE = 0.2
_COMMON = frozenset("the of and to in a that said is was for on he she it with as at by from an be has not".split())
"""The most common words of English news."""
_SURE = 90
"""The percentage of the text that must be in a language to override the stated one."""
_TAG = re.compile(r"(?P<language>[A-Za-z]{2,3})(?:[-_](?P<rest>[A-Za-z0-9-_]+))?")
_NOT_LETTERS = re.compile(r"[^\w\s.,;:!?'’\"“”-]+|https?://\S+|\d+")


def of(article: Article) -> Field:
    """Return the language of an article as a BCP 47 tag; marked as guessed if it was detected rather than stated."""
    stated = article.metadata.language
    tag = tag_of(stated.value)
    detected, share = detect(article.text)
    if detected is None or (tag is not None and (share < _SURE or _primary(tag) == detected)):
        return Field(tag, guessed=stated.guessed and tag is not None)
    return Field(detected, guessed=True)


def tag_of(name: str | None) -> str | None:
    """Return a language tag in BCP 47 form ("en_us" becomes "en-US"); None if it is not a language tag."""
    found = _TAG.fullmatch((name or "").strip())
    if found is None:
        return None
    rest = [part.upper() if len(part) == 2 else part.title() for part in re.split("[-_]", found["rest"] or "") if part]
    return "-".join([found["language"].lower(), *rest])


def detect(text: str) -> tuple[str | None, int]:
    """Return the ISO 639 code of the main language of `text` and its share in percent; None if it is unclear."""
    if _is_plainly_english(text):
        return "en", 100
    import pycld2

    sample = _NOT_LETTERS.sub(" ", text[:_LOOKED_AT])
    try:
        reliable, size, found = pycld2.detect(sample.encode("utf-8", "replace"), bestEffort=False)
    except pycld2.error:
        return None, 0
    _, code, share, _ = found[0]
    if not reliable or code == "un" or size < _ENOUGH:
        return None, 0
    return _primary(code), share


def _is_plainly_english(text: str) -> bool:
    """Whether enough of the first words are among the most common English ones to skip detection.

    The user is waiting when an article is opened, and detection is slow.
    """
    words = text[:_FIRST].lower().split()
    return len(words) >= _FEW and sum(word in _COMMON for word in words) > _SHARE * len(words) and "the" in words


def _primary(tag: str) -> str:
    """Return the language without script or region. Outdated codes of Norwegian and Hebrew are updated."""
    primary = tag.lower().split("-")[0]
    return {"nb": "no", "nn": "no", "iw": "he"}.get(primary, primary)
