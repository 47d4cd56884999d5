"""Which blocks of a page are its article.

The article is looked for by trafilatura (Barbaresi, 2021), which gives back words. Those are found again on the page
itself, so that nothing is lost on the way: paragraphs that occur twice, captions, quotes at the side.
"""

import re
from collections.abc import Iterable, Sequence
from copy import deepcopy
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from tui.article.html.blocks import Unit, visible
from tui.article.model import BlockKind
from tui.article.pieces import Piece

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from tui.article.html.tree import Page

_WORD = re.compile(r"\w+")
_RUN = 4
"""Words in a row that make a place of a text known."""
_SHARE = 0.5
_GAP = 40
"""Blocks between two of the article beyond which what stands between them is none of it."""
_ENOUGH = 0.7
"""Share of the words of the article that must be found on the page; otherwise they came from elsewhere."""
_KINDS = {"head": BlockKind.HEADING, "quote": BlockKind.BLOCKQUOTE, "item": BlockKind.LIST, "row": BlockKind.LIST}
_HEAD = 4
"""How many blocks after the first of the article a byline may come."""
_LONGEST_PULLED = 60
"""Words."""


class Parts(NamedTuple):
    """The article of a page, all that stands on the page, and what trafilatura says of it."""

    article: list[Piece]
    everything: list[Piece]
    extracted: Any


def split(page: "Page", url: str | None) -> Parts:
    """Tell the article of `page` from the rest."""
    units = list(visible(page.root))
    document = _extracted(page.root, url)
    words = _words_of(document)
    chosen = _found_again(units, words) if words else _framed(units)
    if words and _coverage(units, chosen, words) < _ENOUGH:
        article = list(_as_extracted(document))
    else:
        chosen |= _captions(units, chosen)
        article = _pieces(units, chosen)
    rest = [
        Piece(unit.text, unit.kind if i in chosen else BlockKind.BOILERPLATE)
        for i, unit in enumerate(units)
        if i in chosen or not unit.hidden
    ]
    return Parts(article, rest, document)


def _extracted(root: "HtmlElement", url: str | None) -> Any:
    """What trafilatura makes of a page: a `Document`, or None."""
    import logging

    import trafilatura

    logging.disable(logging.CRITICAL)
    try:
        return trafilatura.bare_extraction(
            deepcopy(root), url=url, include_comments=False, include_tables=True, with_metadata=False, deduplicate=False
        )
    except Exception:  # noqa: BLE001  (whatever a page does to it, there is another way)
        return None


def _words_of(document: Any) -> list[str]:
    text = document.text if document is not None else None
    return _WORD.findall(text.lower()) if text else []


def _runs(words: Sequence[str]) -> set[tuple[str, ...]]:
    return set(zip(*(words[i:] for i in range(_RUN)), strict=False))


def _found_again(units: Sequence[Unit], words: Sequence[str]) -> set[int]:
    """The blocks whose words stand in `words`: long ones by their runs, short ones between those."""
    runs = _runs(words)
    text = " ".join(words)
    sure: set[int] = set()
    short: dict[int, str] = {}
    for i, unit in enumerate(units):
        own = _WORD.findall(unit.text.lower())
        if len(own) >= _RUN:
            found = sum(run in runs for run in zip(*(own[k:] for k in range(_RUN)), strict=False))
            if found >= _SHARE * (len(own) - _RUN + 1):
                sure.add(i)
        elif own:
            short[i] = " ".join(own)
    hidden = {i for i in sure if units[i].hidden}
    if len(hidden) * 2 <= len(sure):
        sure -= hidden
    # A menu may hold the words of a headline, but no article has a menu between its paragraphs.
    sure = {i for i in sure if not units[i].apart} or sure
    order = sorted(sure)
    for before, after in pairwise(order):
        if after - before > _GAP:
            continue
        # The cells of a table, a heading of one word, a name under a quote.
        for i in range(before + 1, after):
            own_words = short.get(i)
            if own_words and not units[i].apart and not units[i].hidden and f" {own_words} " in f" {text} ":
                sure.add(i)
    return sure


def _framed(units: Sequence[Unit]) -> set[int]:
    """The blocks of the page's own main part, where nothing was found: those that no frame holds."""
    inside = {i for i, unit in enumerate(units) if not (unit.apart or unit.aside or unit.hidden)}
    marked = {i for i in inside if _is_within(units[i].place, {"article", "main"})}
    return marked or inside


def _is_within(element: "HtmlElement", tags: set[str]) -> bool:
    return element.tag in tags or next(element.iterancestors(*tags), None) is not None


def _coverage(units: Sequence[Unit], chosen: Iterable[int], words: Sequence[str]) -> float:
    """How much of `words` the chosen blocks hold."""
    wanted = _runs(words)
    if not wanted:
        return 1.0 if chosen else 0.0
    own: set[tuple[str, ...]] = set()
    for i in chosen:
        own |= _runs(_WORD.findall(units[i].text.lower()))
    # Runs across the border of two blocks are in none of them.
    return len(wanted & own) / len(wanted) + (_RUN - 1) * len(list(chosen)) / len(wanted)


def _captions(units: Sequence[Unit], chosen: set[int]) -> set[int]:
    """The captions and pull quotes that stand among the chosen blocks, or in the same part of the page before them."""
    if not chosen:
        return set()
    home = _home([units[i].place for i in sorted(chosen)])
    first, last = min(chosen), max(chosen)
    found: set[int] = set()
    texts = " ".join(" ".join(_WORD.findall(units[i].text.lower())) for i in sorted(chosen))
    for i, unit in enumerate(units):
        if i in chosen or unit.hidden or unit.apart or not _is_in(unit.place, home):
            continue
        if unit.kind is BlockKind.CAPTION and i <= last and not unit.aside:
            found.add(i)
        elif unit.kind is BlockKind.BYLINE and i < first + _HEAD and not unit.aside:
            found.add(i)
        elif first < i < last and (unit.pulled or unit.kind is BlockKind.BLOCKQUOTE) and not _is_long(unit):
            found.add(i)
        elif first < i < last and unit.aside and _repeats(unit, texts):
            found.add(i)
    return found


def _is_long(unit: Unit) -> bool:
    return len(unit.text.split()) > _LONGEST_PULLED


def _repeats(unit: Unit, texts: str) -> bool:
    own = _WORD.findall(unit.text.lower())
    return len(own) >= _RUN and " ".join(own) in texts


def _home(places: Sequence["HtmlElement"]) -> "HtmlElement":
    """The smallest element that holds nearly all of `places`."""
    counts: dict[HtmlElement, int] = {}
    for place in places:
        for element in (place, *place.iterancestors()):
            counts[element] = counts.get(element, 0) + 1
    # Innermost first: the first that holds enough of them.
    for element in (places[len(places) // 2], *places[len(places) // 2].iterancestors()):
        if counts[element] >= 0.9 * len(places):
            return element
    return places[0].getroottree().getroot()


def _is_in(element: "HtmlElement", home: "HtmlElement") -> bool:
    return element is home or any(one is home for one in element.iterancestors())


def _pieces(units: Sequence[Unit], chosen: Iterable[int]) -> list[Piece]:
    order = sorted(chosen)
    texts = [" ".join(_WORD.findall(units[i].text.lower())) for i in order]
    whole = "\n".join(texts)
    pieces = []
    for i, own in zip(order, texts, strict=True):
        unit, kind = units[i], units[i].kind
        if (unit.pulled or unit.aside) and kind is not BlockKind.HEADING:
            # Words that stand in the article as well are shown but not counted as said twice.
            kind = BlockKind.PULLQUOTE if len(own.split()) >= _RUN and whole.count(own) > 1 else BlockKind.BLOCKQUOTE
        pieces.append(Piece(unit.text, kind))
    return pieces


def _as_extracted(document: Any) -> Iterable[Piece]:
    """The article as trafilatura has it, where it does not come from what the page shows."""
    body = document.body
    found = False
    if body is not None:
        for element in body.iter("p", "head", "quote", "item", "row", "ab"):
            text = " ".join(" ".join(element.itertext()).split())
            if text and next(element.iterancestors("p", "head", "item", "row"), None) is None:
                found = True
                yield Piece(text, _KINDS.get(element.tag, BlockKind.PARAGRAPH))
    if not found:
        yield from (Piece(line) for line in document.text.splitlines() if line.strip())
