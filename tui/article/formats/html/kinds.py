"""Decide the kinds of the blocks of an article by their content and position, whatever elements surround them."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from tui.article.formats.html.blocks import Unit, is_shorter
from tui.article.formats.html.body import Body
from tui.article.formats.html.furniture import ends_as_sentence, is_credit, is_date_line, is_photo_credit
from tui.article.formats.masthead import authors_in
from tui.article.model import BlockKind
from tui.article.words import plain, words_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_RUN = 4
"""Words that a pull quote has in common with the story at the least."""
_MOST = 0.5
"""Share of an article in one quotation, or at one side of the page, from which that is its frame."""
_BOLD = 0.95
_LONGEST_SUBHEAD = 14
"""Words."""
_MANY_BOLD = 0.5
"""Share of bold lines among the paragraphs from which bold is how the story is set."""
_LONGEST_NAMES = 60
"""Characters of a line with the names of authors, or the initials of an agency."""
_INITIALS = re.compile(r"\(?[A-Za-z]{2,5}(?:[/,; ]{1,3}[A-Za-z]{2,5}){0,4}\)?")
"""How an agency or an editor signs: "dpa/abc"."""
_UNDER = 3
"""How many blocks after the first of the story a line of names may stand: some have a summary above it."""
_LONGEST_CAPTION = 25
"""Words of a paragraph around a picture that are about it."""


def kinds(
    units: Sequence[Unit], chosen: Iterable[int], body: Body, above: set[int], title: int | None
) -> dict[int, BlockKind]:
    """Return the kind of each `chosen` block, in the order of the page; the blocks `above` are the standfirst."""
    texts = {i: plain(units[i].text) for i in sorted(chosen)}
    whole = "\n".join(texts.values())
    frames = _frames(units, texts)
    bold = [i for i in texts if units[i].bold >= _BOLD and body.holds(units[i])]
    prose = [i for i in texts if units[i].kind is BlockKind.PARAGRAPH and body.holds(units[i])]
    subheads = set(bold) if len(bold) < _MANY_BOLD * max(1, len(prose)) else set()
    pictured = _pictured(units, texts)
    found: dict[int, BlockKind] = {}
    last = max(texts, default=-1)
    for i, own in texts.items():
        unit = units[i]
        kind = _natural(unit, frames)
        if i in above:
            kind = BlockKind.STANDFIRST
        elif unit.pulled or (unit.aside and not frames.intersection(unit.place.iterancestors("aside"))):
            kind = _beside(unit, kind, own, whole)
        elif kind is BlockKind.LIST and i <= (body.first or 0) and is_date_line(unit.text):
            kind = BlockKind.BYLINE
        elif kind is BlockKind.LIST and is_photo_credit(unit.text):
            kind = BlockKind.CAPTION
        elif kind is BlockKind.PARAGRAPH:
            kind = _of_line(i, unit, body, title, last, is_bold=i in subheads, pictured=unit.place in pictured)
        found[i] = kind
    return _without_bare_heads(units, found, title)


def _frames(units: Sequence[Unit], texts: dict[int, str]) -> set["HtmlElement"]:
    """The quotations and sides of the page that hold most of the article: they are no more than boxes around it."""
    sizes: Counter[HtmlElement] = Counter()
    for i, own in texts.items():
        for element in units[i].place.iterancestors("blockquote", "aside"):
            sizes[element] += len(own)
    total = sum(map(len, texts.values()))
    return {element for element, size in sizes.items() if size > _MOST * total}


def _natural(unit: Unit, frames: set["HtmlElement"]) -> BlockKind:
    if unit.kind is BlockKind.BLOCKQUOTE and frames and frames.intersection(unit.place.iterancestors("blockquote")):
        return BlockKind.LIST if unit.marker else BlockKind.PARAGRAPH
    return unit.kind


def _beside(unit: Unit, kind: BlockKind, own: str, whole: str) -> BlockKind:
    """What stands at the side: words of the story once more, or a box with words of its own."""
    if kind is not BlockKind.HEADING and len(own.split()) >= _RUN and whole.count(own) > 1:
        return BlockKind.PULLQUOTE
    return BlockKind.BLOCKQUOTE if unit.pulled and kind is BlockKind.PARAGRAPH else kind


def _of_line(
    i: int, unit: Unit, body: Body, title: int | None, last: int, *, is_bold: bool, pictured: bool
) -> BlockKind:
    """What a line that is marked as nothing is."""
    text = unit.text
    size = len(words_of(text))
    sentence = ends_as_sentence(text)
    if is_photo_credit(text) or (size <= _LONGEST_CAPTION and not sentence and pictured):
        return BlockKind.CAPTION
    if is_credit(text) or is_date_line(text):
        return BlockKind.BYLINE
    if len(text) <= _LONGEST_NAMES and not sentence:
        under = (title or 0) < i and body.first is not None and i <= body.first + _UNDER
        if (under and _are_names(text)) or (i == last and _INITIALS.fullmatch(text)):
            return BlockKind.BYLINE
    inside = i not in {body.first, last}
    if is_bold and inside and size <= _LONGEST_SUBHEAD and not text.endswith((".", ",", ";", "?")):
        return BlockKind.HEADING
    return BlockKind.PARAGRAPH


def _pictured(units: Sequence[Unit], texts: Iterable[int]) -> set["HtmlElement"]:
    """The paragraphs with few words around a picture."""
    places = dict.fromkeys(units[i].place for i in texts)
    return {
        place
        for place in places
        if place.tag in {"p", "div", "center"}
        and is_shorter(place, _LONGEST_CAPTION * 8)
        and next(place.iter("img", "picture"), None) is not None
    }


def _are_names(text: str) -> bool:
    """Whether a line under the headline is nothing but the names of people."""
    if authors_in(text):
        return True
    names = text.replace("/", ",").replace(" and ", ",").replace(" & ", ",").split(",")
    return all(authors_in(f"By {' '.join(name.split())}") for name in names)


def _without_bare_heads(units: Sequence[Unit], found: dict[int, BlockKind], title: int | None) -> dict[int, BlockKind]:
    """`found` without headings at its end, under which nothing is left."""
    order = [i for i in found if i != title]
    while order and found[order[-1]] in {BlockKind.HEADING, BlockKind.CAPTION}:
        if ends_as_sentence(units[order[-1]].text) and found[order[-1]] is BlockKind.HEADING:
            break  # words of the story, set large
        if found[order[-1]] is BlockKind.HEADING:
            del found[order[-1]]
        order.pop()
    return found
