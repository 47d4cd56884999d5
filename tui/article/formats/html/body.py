"""Complete the body of an article on a page: add blocks that the extractor missed, and find those to drop.

All of it goes by where blocks stand: the paragraphs that are known to be the article's show which elements hold it.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from tui.article.formats.html.blocks import Unit
from tui.article.formats.html.furniture import ends_as_sentence, is_furniture, is_way_out
from tui.article.formats.masthead import authors_in
from tui.article.model import BlockKind
from tui.article.words import plain, words_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_PROSE = 8
"""Words of a paragraph that is more than a sign between others."""
_LONG = 15
"""Words of a paragraph that can be known as the article's by its form alone."""
_FORM = 0.4
"""Share of an article's characters that stand in elements of one form, for the form to be that of the article."""
_SIGN = 6
"""Words of a line at the end of an article that may be a keyword rather than its last line."""
_BUTTON = 3
"""Words on a button."""
_NAME = 6
"""Words of what is no headline."""
_LABEL = 60
"""Characters of a label."""
_LINKED = 0.5
"""Share of a line in links from which it is one."""
_REPEATED = 3
"""Times that a few words stand in an article before they are a label."""
_TEXT = frozenset({BlockKind.PARAGRAPH, BlockKind.BYLINE, BlockKind.BLOCKQUOTE})

Form = tuple[str, str, str]
"""What the element of a paragraph and the one around it are called: two containers of one article are alike."""


class Body:
    """The elements that contain the article.

    Args:
        units: the blocks of the page.
        chosen: which of them are known to be the article's.
        title: which of them is its headline, if the page shows it.
    """

    def __init__(self, units: Sequence[Unit], chosen: Iterable[int], title: int | None) -> None:
        self._units = units
        self._title = title if title is not None else -1
        prose = [i for i in sorted(chosen) if _is_prose(units[i]) and i > self._title]
        held = Counter(parent for i in prose if (parent := _parent(units[i])) is not None)
        self._homes = {parent for parent, count in held.items() if count > 1} or set(held)
        inside = [i for i in prose if _parent(units[i]) in self._homes]
        self.first = inside[0] if inside else None
        """The first paragraph of the story."""
        self.last = inside[-1] if inside else -1
        self._forms = self._common_forms(prose)
        self._introduced = self._lists_with_introduction()
        self._stop = next(
            (i for i in range(self.last + 1, len(units)) if units[i].heading == 1 and not units[i].hidden), len(units)
        )

    def _common_forms(self, prose: Sequence[int]) -> set[Form]:
        sizes: Counter[Form] = Counter()
        counts: Counter[Form] = Counter()
        for i in prose:
            if (form := _form(self._units[i])) is not None:
                sizes[form] += len(self._units[i].text)
                counts[form] += 1
        return {form for form, size in sizes.items() if counts[form] > 2 and size > _FORM * sizes.total()}

    def _lists_with_introduction(self) -> set["HtmlElement"]:
        """The lists above which stands a line that ends with a colon, and leads nowhere itself."""
        found: set[HtmlElement] = set()
        before: Unit | None = None
        for unit in self._units:
            parent = _parent(unit)
            if unit.kind is not BlockKind.LIST:
                before = unit
            elif before is not None and parent is not None:
                if before.text.endswith(":") and not before.heading and not is_furniture(before.text):
                    found.add(parent)
                before = None
        return found

    def holds(self, unit: Unit) -> bool:
        """Whether a block, or the list that it is an item of, stands in one of the article's elements."""
        parent = _parent(unit)
        if parent in self._homes or unit.place in self._homes:
            return True
        if unit.kind is not BlockKind.LIST or parent is None:
            return False
        above = parent if parent.tag in {"ul", "ol", "dl"} else parent.getparent()
        return above is not None and above.getparent() in self._homes

    def passed_over(self, chosen: set[int]) -> set[int]:
        """Return blocks that belong to the article like their neighbors and similar blocks, but were not chosen."""
        if self.first is None:
            return set()
        found: set[int] = set()
        for i in range(self.first, self._stop):
            unit = self._units[i]
            if i in chosen or unit.hidden or unit.apart or unit.aside or is_furniture(unit.text):
                continue
            if self._belongs(i, unit, chosen, found):
                found.add(i)
        return found

    def _belongs(self, i: int, unit: Unit, chosen: set[int], found: set[int]) -> bool:
        size = len(words_of(unit.text))
        sentence = ends_as_sentence(unit.text)
        if unit.kind in _TEXT and size >= _LONG and sentence and unit.linked < _LINKED and _form(unit) in self._forms:
            return True
        if not self.holds(unit):
            return False
        among = i < self.last
        if unit.kind is BlockKind.HEADING:
            return among and unit.linked < _LINKED
        if unit.kind is BlockKind.LIST:
            return among and (_parent(unit) in self._introduced or not is_way_out(unit.text, unit.linked))
        if unit.kind not in _TEXT:
            return False
        if size >= _PROSE:
            return (among or (size >= _LONG and unit.linked < 0.3)) and (sentence or (among and unit.linked < _LINKED))
        beside = (i - 1 in chosen or i - 1 in found) and i + 1 in chosen
        return beside and not unit.linked and self._units[i - 1].kind is not BlockKind.LIST

    def furniture(self, chosen: set[int]) -> set[int]:
        """Return the chosen blocks that lead elsewhere, ask the reader for something, or are labels on the page."""
        units = self._units
        text = [i for i in sorted(chosen) if units[i].kind is not BlockKind.CAPTION]
        found = {i for i in text if i != self._title and self._leads_away(i)}
        found |= self._above(text) | self._repeated(text) | self._again(text)
        found |= self._under(text, found)
        rest = [i for i in text if i not in found]
        while rest and rest[-1] > self.last and rest[-1] != self._title and self._is_sign(units[rest[-1]]):
            found.add(rest.pop())
        return found

    def _leads_away(self, i: int) -> bool:
        unit = self._units[i]
        if is_furniture(unit.text):
            return True
        if not is_way_out(unit.text, unit.linked):
            return False
        if unit.kind in {BlockKind.HEADING, BlockKind.BYLINE} or authors_in(unit.text):
            return False
        # Links may be what the line above them speaks of.
        if unit.kind is BlockKind.LIST:
            return not (_parent(unit) in self._introduced and self.holds(unit))
        if not self.holds(unit):
            return True
        before = self._units[i - 1] if i else unit
        introduced = before.text.endswith(":") and not is_furniture(before.text)
        # A headline is longer than what a name or a product is called.
        return not introduced and (unit.place.tag != "p" or len(words_of(unit.text)) > _NAME)

    def _above(self, text: Sequence[int]) -> set[int]:
        """What stands above the headline, and the labels of buttons between it and the story."""
        first = self.first if self.first is not None else -1
        return {
            i
            for i in text
            if i < self._title
            or (
                self._title < i < first
                and self._units[i].kind is BlockKind.LIST
                and len(words_of(self._units[i].text)) <= 3
            )
        }

    def _repeated(self, text: Sequence[int]) -> set[int]:
        """Labels: a few words, no sentence, that stand there again and again outside of the running text."""
        alike: dict[str, list[int]] = {}
        for i in text:
            unit = self._units[i]
            if len(unit.text) < 60 and unit.kind is not BlockKind.TURN and not ends_as_sentence(unit.text):
                alike.setdefault(plain(unit.text), []).append(i)
        return {
            i
            for same in alike.values()
            if len(same) >= _REPEATED or (len(same) > 1 and not any(self.holds(self._units[i]) for i in same))
            for i in same
            if i != self._title
        }

    def _again(self, text: Sequence[int]) -> set[int]:
        """What comes behind the story when its headline or summary stands there again: it in short, or another."""
        heads = {plain(self._units[i].text) for i in text if self._title <= i <= (self.first or 0)}
        for n, i in enumerate(text):
            if i > self.last and plain(self._units[i].text) in heads:
                return set(text[n:])
        return set()

    def _under(self, text: Sequence[int], furniture: set[int]) -> set[int]:
        """What follows a piece of furniture outside of the article's elements: the rest of it."""
        found: list[int] = []
        goes_on = False
        for i in text:
            if self.holds(self._units[i]) or self._units[i].kind is BlockKind.BLOCKQUOTE:
                if found and goes_on and self._units[found[-1]].kind is BlockKind.HEADING:
                    found.pop()  # that of what comes now
                goes_on = False
            elif i in furniture:
                goes_on = i > (self.first or 0)
            elif goes_on:
                found.append(i)
        return set(found)

    def _is_sign(self, unit: Unit) -> bool:
        if unit.kind is BlockKind.HEADING:
            return not ends_as_sentence(unit.text)  # one of nothing
        if unit.kind is not BlockKind.LIST and not is_way_out(unit.text, unit.linked):
            return False  # how the author signs
        short = len(words_of(unit.text)) <= _SIGN and not ends_as_sentence(unit.text)
        return short and not self.holds(unit)


def _is_prose(unit: Unit) -> bool:
    return unit.kind in _TEXT and not unit.hidden and len(words_of(unit.text)) >= _PROSE


def _parent(unit: Unit) -> "HtmlElement | None":
    return unit.place.getparent()


def _form(unit: Unit) -> Form | None:
    parent = _parent(unit)
    name = parent.get("class") if parent is not None else None
    return (parent.tag, name, unit.place.tag) if parent is not None and name else None
