"""Which blocks of a page are its article.

The article is looked for by trafilatura (Barbaresi, 2021), which gives back words. Those are found again on the page
itself, so that nothing is lost on the way: paragraphs that occur twice, captions, quotes at the side.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from copy import deepcopy
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from tui.article.formats.assemble import Piece
from tui.article.formats.html import kinds as kinds_of
from tui.article.formats.html.blocks import Unit, is_shorter
from tui.article.formats.html.body import Body
from tui.article.formats.html.live import entry_lines
from tui.article.formats.html.standfirst import standfirsts
from tui.article.formats.masthead import authors_in
from tui.article.model import BlockKind
from tui.article.words import plain, words_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from tui.article.formats.html.tree import Page

_RUN = 4
"""Words in a row that make a place of a text known."""
_SHARE = 0.5
_GAP = 40
"""Blocks between two of the article beyond which what stands between them is none of it."""
_ENOUGH = 0.7
"""Share of the words of the article that must be found on the page; otherwise they came from elsewhere."""
_KINDS = {"head": BlockKind.HEADING, "quote": BlockKind.BLOCKQUOTE, "item": BlockKind.LIST, "row": BlockKind.LIST}
_ABOVE = 6
"""How many blocks before the first of the article the caption of its picture may stand, wherever that is."""
_RIGHTS = re.compile(r"©|\(c\) |copyright\b|all rights reserved", re.IGNORECASE)
_LONG = 8
"""Words of a paragraph that is more than a sign between others."""
_NEAR = 4
"""How many blocks before the first and after the last of the article a short line of it may stand."""
_HEAD = 4
"""How many blocks after the first of the article a byline may come."""
_MOST_FURNITURE = 0.5
"""Share of what was chosen; where more seems to be furniture, the page is of another kind."""
_LINKS = 20
_LONGEST_BYLINES = 600
"""Characters of all bylines of an article together."""
_STORY = 1_000
"""Characters of what stands in no frame that make an article, whatever stands in frames below."""
_SURE = 15
"""Characters of a headline that stand in a longer line not by chance."""
_LONGEST_PULLED = 60
"""Words."""


class Parts(NamedTuple):
    """The article of a page, and all that stands on the page."""

    article: list[Piece]
    everything: list[Piece]
    headline: str | None = None
    """What the page shows above the story, whatever it is called elsewhere."""
    linked: tuple[str, ...] = ()
    """What is linked in the lines between headline and story."""


def split(page: "Page", url: str | None, title: str | None = None) -> Parts:
    """Tell the article of `page`, which is called `title`, from the rest."""
    units = list(page.units)
    document = _extracted(page.root, url)
    lines = [own for line in _text_of(document).splitlines() if (own := words_of(line))]
    words = [word for line in lines for word in line]
    chosen, coverage = _found_again(units, lines, words) if words else (_framed(units), 1.0)
    if chosen and all(units[i].kind is BlockKind.HEADING for i in chosen):
        chosen = _framed(units)  # a headline is no article
    kinds: dict[int, BlockKind] = {}
    head = _headline(units, chosen, title)
    if words and (not chosen or coverage < _ENOUGH):
        article = list(_as_extracted(document))
    else:
        kinds = _put_right(page, units, chosen, head)
        article = [Piece(units[i].shown, kind) for i, kind in kinds.items()]
    rest = [
        Piece(unit.shown, kinds.get(i, BlockKind.BOILERPLATE))
        for i, unit in enumerate(units)
        if i in kinds or not unit.hidden
    ]
    return Parts(article, rest, units[head].text if head is not None else None, _linked(units, kinds, head))


def _put_right(page: "Page", units: list[Unit], chosen: set[int], head: int | None) -> dict[int, BlockKind]:
    """The blocks of the article below its `head`, and what they are, from those that the extractor has chosen."""
    chosen = chosen - _other_stories(units, chosen, head)
    body = Body(units, chosen, head)
    chosen = chosen | body.passed_over(chosen)
    for i, line in entry_lines(units, chosen, body).items():
        units[i] = units[i]._replace(text=line, kind=BlockKind.BYLINE, marker="")
        chosen.add(i)
    above = standfirsts(page.root, units, chosen, body, head)
    chosen |= above | _captions(units, chosen)
    furniture = body.furniture(chosen) - above
    if sum(len(units[i].text) for i in furniture) <= _MOST_FURNITURE * sum(len(units[i].text) for i in chosen):
        chosen -= furniture
    return kinds_of.kinds(units, chosen, body, above, head)


def _other_stories(units: Sequence[Unit], chosen: set[int], head: int | None) -> set[int]:
    """The blocks of other stories, each in an element of its own, that a page shows below the one with its headline."""
    own = next(units[head].place.iterancestors("article"), None) if head is not None else None
    if own is None:
        return set()
    inside = {i for i in chosen if _is_in(units[i].place, own)}
    if sum(len(units[i].text) for i in inside) < _STORY:
        return set()
    return {i for i in chosen - inside if next(units[i].place.iterancestors("article"), None) is not None}


def _linked(units: Sequence[Unit], kinds: dict[int, BlockKind], head: int | None) -> tuple[str, ...]:
    """The words of the links in the bylines above the story."""
    story = next((i for i, kind in kinds.items() if kind is BlockKind.PARAGRAPH), None)
    if story is None:
        return ()
    above = [unit for unit in units[(head or 0) : story + _HEAD] if unit.kind is BlockKind.BYLINE and not unit.hidden]
    links = dict.fromkeys(
        link for unit in above if is_shorter(unit.place, _LONGEST_BYLINES) for link in unit.place.iter("a")
    )
    return tuple(" ".join("".join(link.itertext()).split()) for link in list(links)[:_LINKS])


def _headline(units: Sequence[Unit], chosen: set[int], title: str | None) -> int | None:
    """The block that shows the headline: the last above the middle of the story that has its words, else its h1.

    Where there is neither, it is the heading right above the story that stands in a header of its own.
    """
    order = sorted(chosen)
    wanted = plain(title or "")
    by_name = holding = first = header = None
    for i in range(order[len(order) // 2] if order else 0):
        unit = units[i]
        if unit.hidden or unit.apart or unit.aside or not (unit.heading or unit.kind is BlockKind.PARAGRAPH):
            continue
        own = plain(unit.text)
        if wanted and own == wanted:
            by_name = i if by_name is None or not units[by_name].heading else by_name
        elif unit.heading and len(wanted) > _SURE and wanted in own:
            holding = i
        elif unit.heading == 1:
            first = i if first is None else first
        elif unit.heading == 2 and next(unit.place.iterancestors("header", "hgroup"), None) is not None:
            header = i
    return next((i for i in (by_name, holding, first, header) if i is not None), None)


def _extracted(root: "HtmlElement", url: str | None) -> Any:  # noqa: ANN401
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


def _text_of(document: Any) -> str:  # noqa: ANN401
    return (document.text or "") if document is not None else ""


def _runs(words: Sequence[str]) -> set[tuple[str, ...]]:
    return set(zip(*(words[i:] for i in range(_RUN)), strict=False))


def _found_again(units: Sequence[Unit], lines: Sequence[Sequence[str]], words: Sequence[str]) -> tuple[set[int], float]:
    """The blocks whose words stand in `words`: long ones by their runs, short ones if they are one of `lines`.

    Also how much of `words` stands anywhere on the page, be it in a frame.
    """
    runs = _runs(words)
    known: set[tuple[str, ...]] = set()
    borders = 0  # runs across the border of two blocks are in none of them
    sure: set[int] = set()
    short: dict[int, str] = {}
    for i, unit in enumerate(units):
        own = words_of(unit.text)
        if len(own) >= _RUN:
            found = [run for run in zip(*(own[k:] for k in range(_RUN)), strict=False) if run in runs]
            known.update(found)
            borders += bool(found) * (_RUN - 1)
            if len(found) >= _SHARE * (len(own) - _RUN + 1):
                sure.add(i)
        elif own:
            short[i] = " ".join(own)
    hidden = {i for i in sure if units[i].hidden}
    if len(hidden) * 2 <= len(sure):
        sure -= hidden
    # A menu may hold the words of a headline, but no article has a menu between its paragraphs.
    framed = {i for i in sure if units[i].apart}
    size = sum(len(units[i].text) for i in framed)
    story = sum(len(units[i].text) for i in sure - framed)
    # Below a story readers may have written more than it holds.
    if size <= story or (story >= _STORY and max(sure - framed) < min(framed)):
        sure -= framed
    sure |= _short(units, short, sure, lines, words)
    sure |= _between(units, sure)
    while sure and _RIGHTS.match(units[max(sure)].text):
        sure.remove(max(sure))
    return sure, (len(known) + borders) / len(runs) if runs else 1.0


def _between(units: Sequence[Unit], sure: set[int]) -> set[int]:
    """Paragraphs that were passed over, though they stand beside two of the article and are its siblings."""
    found = set()
    for i, unit in enumerate(units):
        if i in sure or i - 1 not in sure or i + 1 not in sure or unit.hidden or unit.apart or unit.aside:
            continue
        parents = {units[i - 1].place.getparent(), units[i + 1].place.getparent()}
        if parents == {unit.place.getparent()} and len(words_of(unit.text)) >= _LONG and not _is_linked(unit):
            found.add(i)
    return found


def _is_linked(unit: Unit) -> bool:
    """Whether half of a block is a link to something else."""
    linked = sum(len("".join(link.itertext())) for link in unit.place.iter("a"))
    return 2 * linked > len(unit.text)


def _short(
    units: Sequence[Unit],
    short: dict[int, str],
    sure: set[int],
    lines: Sequence[Sequence[str]],
    words: Sequence[str],
) -> set[int]:
    """Those of the `short` blocks that belong to the article: cells of a table, headings of one word, a greeting."""
    order = sorted(sure)
    alone = Counter(" ".join(line) for line in lines)
    text = f" {' '.join(words)} "
    found: set[int] = set()
    between = {i for a, b in pairwise(order) if b - a <= _GAP for i in range(a + 1, b)}
    near = range(order[0] - _NEAR, order[-1] + _NEAR + 1) if order else range(0)
    for i, own in short.items():
        if units[i].apart or units[i].hidden:
            continue
        if i in near and alone[own] > 0:
            alone[own] -= 1
            found.add(i)
        elif i in between and f" {own} " in text and units[i].kind in {BlockKind.LIST, BlockKind.HEADING}:
            found.add(i)
    return found


def _framed(units: Sequence[Unit]) -> set[int]:
    """The blocks of the page's own main part, where nothing was found: those that no frame holds."""
    seen = {i for i, unit in enumerate(units) if not (unit.apart or unit.hidden)}
    inside = {i for i in seen if not units[i].aside}
    if 2 * sum(len(units[i].text) for i in inside) < sum(len(units[i].text) for i in seen):
        inside = seen  # what is called the side of the page is the page
    marked = {i for i in inside if _is_within(units[i].place, {"article", "main"})}
    return marked or inside


def _is_within(element: "HtmlElement", tags: set[str]) -> bool:
    return element.tag in tags or next(element.iterancestors(*tags), None) is not None


def _captions(units: Sequence[Unit], chosen: set[int]) -> set[int]:
    """The captions and pull quotes that stand among the chosen blocks, or in the same part of the page before them."""
    if not chosen:
        return set()
    home = _home([units[i].place for i in sorted(chosen)])
    first, last = min(chosen), max(chosen)
    story = next((i for i in sorted(chosen) if len(words_of(units[i].text)) >= 2 * _LONG), first)
    found: set[int] = set()
    texts = " ".join(plain(units[i].text) for i in sorted(chosen))
    for i, unit in enumerate(units):
        byline = unit.kind is BlockKind.BYLINE or bool(authors_in(unit.text))
        above = first - _ABOVE <= i < first and (unit.kind is BlockKind.CAPTION or byline)
        if i in chosen or unit.hidden or unit.apart or not (above or _is_in(unit.place, home)):
            continue
        among = first < i < last
        if unit.kind is BlockKind.CAPTION:
            belongs = i <= last and not unit.aside
        elif byline:
            belongs = i < story + _HEAD and not unit.aside
        elif unit.pulled or unit.kind is BlockKind.BLOCKQUOTE:
            belongs = among and not _is_long(unit)
        else:
            belongs = among and unit.aside and _repeats(unit, texts)
        if belongs:
            found.add(i)
    return found


def _is_long(unit: Unit) -> bool:
    return len(unit.text.split()) > _LONGEST_PULLED


def _repeats(unit: Unit, texts: str) -> bool:
    own = words_of(unit.text)
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


def _as_extracted(document: Any) -> Iterable[Piece]:  # noqa: ANN401
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
