"""Parts of references that all formats need: split names and citation keys."""

import re
import unicodedata
from typing import NamedTuple

from tui.article.model import Article

_PARTICLES = frozenset("al bin da das de del della den der di dos du el ibn la le ten ter van von zu".split())
_SUFFIX = re.compile(r"(?:Jr|Sr)\.?|I{2,3}|IV")
_NO_PERSON = frozenset(
    "agencies agency associated board bureau correspondent correspondents desk editorial editors group journal "
    "magazine media network news newspaper office post press reporter reporters service staff team times "
    "writers".split()
)
_SMALL = frozenset("a an and as at by for from in of on or the to with".split())


_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class Name(NamedTuple):
    """The parts of a person's name, for sorting."""

    given: str
    particle: str
    family: str
    suffix: str


def split_name(author: str) -> Name | None:
    """Return the parts of a person's name; None if it may be an organization, or if the parts are unclear.

    Only the pattern "given names, particles, one family name" is split; anything else would be a guess.
    """
    words = author.split()
    suffix = words.pop() if len(words) > 2 and _SUFFIX.fullmatch(words[-1]) else ""
    words = [word.rstrip(",") for word in words]
    if not 2 <= len(words) <= 5 or _NO_PERSON & {word.casefold().strip(".,") for word in words}:
        return None
    if any(any(sign.isdigit() or sign in ",;:/&@()[]{}" for sign in word) for word in words):
        return None
    at = len(words) - 1
    while at > 1 and words[at - 1].casefold() in _PARTICLES:
        at -= 1
    given, particles, family = words[:at], words[at:-1], words[-1]
    names = [*given, family]
    if any(not word[:1].isupper() for word in names) or any(word.casefold() in _PARTICLES for word in given):
        return None
    middle = given[1:]
    if len(given) > 2 or any(len(word.rstrip(".")) > 1 for word in middle):
        return None  # it may be a middle name or the first part of a family name
    return Name(" ".join(given), " ".join(particles), family, suffix)


def date_parts(date: str | None) -> tuple[str, str | None, str | None] | None:
    """Return the year, month and day of an ISO 8601 date, "" for missing parts; None if it is not such a date."""
    match = _DATE.match(date or "")
    return (match[1], match[2], match[3]) if match is not None else None


def key(article: Article) -> str:
    """Return the citation key of an article: author, year, and the first meaningful word of the title."""
    meta = article.metadata
    author = meta.authors.value[0] if meta.authors.value else meta.publication.value or ""
    name = split_name(author)
    title = re.findall(r"[^\W_]+", meta.title.value or "")
    word = next((one for one in title if one.casefold() not in _SMALL and len(one) > 1), "")
    year = re.match(r"\d{4}", meta.date.value or "")
    family = name.family if name is not None else "".join(author.split()[-1:])
    joined = "".join(_ascii(part) for part in (family, year[0] if year else "", word))
    return joined or "article"


def make_unique(wanted: str, used: set[str]) -> str:
    """Return `wanted`, with a letter added if it is already in `used`, and add the result to `used`."""
    result, number = wanted, 0
    while result in used:
        number += 1
        result = wanted + (chr(ord("a") + number) if number < 26 else f"-{number}")
    used.add(result)
    return result


def _ascii(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]", "", plain)
