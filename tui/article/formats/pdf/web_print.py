"""What a browser prints around a page: its title, its address, when it was printed, which page of how many this is."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tui.article.formats.pdf.lines import Line, Page

_MARGIN = 0.08
"""Part of a page's height, at its top and at its foot, in which browsers print this."""
_ADDRESS = re.compile(r"(?:https?|file)://\S+", re.IGNORECASE)
_CUT = ("…", "...")
"""How browsers end what has no room."""
_CLOCK = re.compile(
    r"\d{1,4}([./-])\s?\d{1,2}\1\s?\d{2,4},?\s+(?:at\s+)?\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s?[AP]\.?M\.?)?", re.IGNORECASE
)
_COUNT = re.compile(r"(?:page\s+)?(?<!\d)(\d{1,7})\s?(?:/|of|von|sur|de)\s?(\d{1,7})(?!\d)", re.IGNORECASE)
_PRINTS = ("mozilla/", "firefox", "safari", "chrome", "skia/")
"""How the programs that print pages call themselves in the properties of a file."""


class Printed(NamedTuple):
    """The lines that a browser printed around the pages, as page number and index, and the page's address."""

    lines: frozenset[tuple[int, int]]
    address: str | None


def printed_around(pages: Sequence[Page], title: str | None, count: int) -> Printed:
    """What a browser printed around `pages`, of `count` in all, whose `title` is that of the file's properties.

    A line counts only if nothing else stands in it: words of an article that have an address beside them stay.
    """
    found: set[tuple[int, int]] = set()
    addresses: list[str] = []
    for page in pages:
        for row in _rows(page):
            text = " ".join(page.lines[i].text for i in row)
            rest, address = _rest(text, title, page.number, count)
            if rest is not None and not rest.strip(" ,–—-|"):
                found.update((page.number, i) for i in row)
                addresses += [address] if address else []
    whole = [a for a in addresses if not a.endswith(_CUT) and a.lower().startswith("http")]
    return Printed(frozenset(found), whole[0] if whole and len(set(whole)) == 1 else None)


def is_print_of_a_page(creator: str, producer: str) -> bool:
    """Whether a file's properties name a browser: then its date is that of the printing, not of the article."""
    return any(name in f"{creator} {producer}".lower() for name in _PRINTS)


def _rows(page: Page) -> Iterator[list[int]]:
    """The outermost rows of a page, as the indexes of their lines from left to right."""
    for at_top in (True, False):
        near = [
            i
            for i, line in enumerate(page.lines)
            if (line.bottom > page.height * (1 - _MARGIN) if at_top else line.top < page.height * _MARGIN)
        ]
        if not near:
            continue
        edge = max(near, key=lambda i: page.lines[i].bottom) if at_top else min(near, key=lambda i: page.lines[i].top)
        yield sorted((i for i in near if _beside(page.lines[i], page.lines[edge])), key=lambda i: page.lines[i].left)


def _beside(one: Line, other: Line) -> bool:
    return abs((one.bottom + one.top) - (other.bottom + other.top)) < max(one.size, other.size)


def _rest(text: str, title: str | None, number: int, count: int) -> tuple[str | None, str | None]:
    """What is left of a row without what browsers print, or None if there is nothing of that; and the address."""
    address = _ADDRESS.search(text)
    rest = _ADDRESS.sub(" ", text)
    clock = _CLOCK.search(rest)
    rest = _CLOCK.sub(" ", rest)
    counted = next((c for c in _COUNT.finditer(rest) if (int(c[1]), int(c[2])) == (number, count)), None)
    if counted is not None:
        rest = rest[: counted.start()] + " " + rest[counted.end() :]
    if address is None and clock is None and counted is None:
        return None, None
    rest = " ".join(rest.split())
    if title and (rest == " ".join(title.split()) or (rest.endswith(_CUT) and title.startswith(rest.rstrip(".… ")))):
        rest = ""
    return rest, address.group() if address else None
