"""What stands on a page, block by block, as it would be read: words, what they are, and what part of the page it is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from tui.article.model import BlockKind

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_UNSEEN = frozenset(
    "script style template noscript svg iframe object embed select datalist textarea head button input audio video "
    "canvas map applet noframes".split()
)
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary table tbody "
    "td tfoot th thead tr ul".split()
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_APART = frozenset({"nav", "footer", "form", "menu", "dialog"})
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HIDDEN_CLASS = re.compile(r"\b(?:sr-only|visually-?hidden|screen-reader-(?:text|only)|u-hidden)\b", re.IGNORECASE)
_FRAME = re.compile(
    r"(?:^|[\s_-])(?:comments?|comentarios?|commentaires?|kommentare?|disqus|cookies?|consent|gdpr|newsletter"
    r"|recirc(?:ulation)?|related|recommended|most[_-]read|trending|read[_-]next)(?:$|[\s_-])"
    r"|(?:^|[\s_-])newsletter-?_?(?:teaser|box|sign-?up|promo|form|widget|subscribe|banner)",
    re.IGNORECASE,
)
"""What stands below or over an article: readers' words, questions about cookies, ways to other articles."""
_BOLD = frozenset({"b", "strong", "bold"})
_BREAKS = frozenset({"br", "line-break", "linebreak"})
"""Classes of empty elements that end a line."""
_TIME_END = "\x1f"
"""What stands behind a time until its block is complete: pages part it from the next word by style alone."""
_BEHIND_TIME = re.compile(f"{_TIME_END}(?=[^\\W\\d_])")
_PULLED = re.compile(r"pull-?_?quote|blockquote--pull", re.IGNORECASE)
_CAPTION = re.compile(r"\b(?:wp-)?caption(?:-text)?\b|figcaption|image-?caption|photo-?caption", re.IGNORECASE)
_BYLINE = re.compile(r"\bby-?line\b|article-?(?:author|date|meta)\b", re.IGNORECASE)
_LONGEST_BYLINES = 600
"""Characters in an element called a byline beyond which that is the article's frame, not its byline."""
_SPACE = re.compile(r"\s+")
_LONGEST_CELL = 300
_LONGEST_CAPTION = 600
_LONGEST_BYLINE = 160


class Unit(NamedTuple):
    """One block of a page: its words, and what they are.

    `apart` says that it stands in what frames an article (menus, footers, forms), `aside` that it stands at its side,
    `pulled` that it is marked as a pull quote, `hidden` that no browser would show it. `place` is its element. `linked`
    and `bold` are the shares of its characters that stand in links and in bold type.
    """

    text: str
    kind: BlockKind
    place: "HtmlElement"
    apart: bool = False
    aside: bool = False
    pulled: bool = False
    hidden: bool = False
    heading: int = 0
    marker: str = ""
    linked: float = 0.0
    bold: float = 0.0

    @property
    def shown(self) -> str:
        """The words behind the sign or number that a list gives them."""
        return self.marker + self.text


@dataclass(slots=True)
class _State:
    """What the elements around a place make of the words there."""

    heading: int = 0
    quote: bool = False
    item: bool = False
    caption: bool = False
    byline: "HtmlElement | None" = None
    apart: bool = False
    aside: bool = False
    pulled: bool = False
    hidden: bool = False
    row: bool = False
    line: bool = False
    lists: list[list[int]] = field(default_factory=list)

    def inner(self, **changes: object) -> "_State":
        """The same but for `changes`."""
        state = _State(
            self.heading, self.quote, self.item, self.caption, self.byline, self.apart, self.aside, self.pulled,
            self.hidden, self.row, self.line, self.lists,
        )  # fmt: skip
        for name, value in changes.items():
            setattr(state, name, value)
        return state

    def kind(self, length: int) -> BlockKind:
        """Return the kind of a block with `length` characters that starts at this element."""
        if self.heading:
            return BlockKind.HEADING
        if self.caption:
            return BlockKind.CAPTION
        if self.quote:
            return BlockKind.BLOCKQUOTE
        if self.item or self.row:
            return BlockKind.LIST
        return BlockKind.BYLINE if self.byline is not None and length <= _LONGEST_BYLINE else BlockKind.PARAGRAPH


def visible(root: "HtmlElement") -> Iterator[Unit]:
    """Every block below `root` that has words, in the order of the page."""
    return iter(_Walk(root).units)


class _Walk:
    """One pass over a tree, without recursion: pages are nested deeper than Python's stack."""

    def __init__(self, root: "HtmlElement") -> None:
        from lxml import etree

        self.units: list[Unit] = []
        self._words: list[str] = []
        self._marker = ""
        self._links = self._bolds = self._length = self._linked = self._bold = 0
        self._bylines: dict[HtmlElement, int] = {}
        self._framed: dict[int, HtmlElement] = {}
        self._states = [_State()]
        self._places = [root]
        self._quotes = 0
        skipped = None
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            tag = element.tag
            if not isinstance(tag, str):  # an entity that is not known
                self._say(element.tail or "")
                continue
            if event == "start":
                if tag in _UNSEEN or (tag not in _BLOCKS and _is_hidden(element)):
                    walk.skip_subtree()
                    skipped = element
                    continue
                self._begin(element, tag)
                if element.text:
                    self._say(element.text)
            else:
                if element is not skipped:
                    self._end(element, tag)
                if element.tail and element is not root:
                    self._say(element.tail)
        self._flush()
        self._drop_false_bylines()

    def _say(self, words: str) -> None:
        self._words.append(words)
        length = len(words.strip())
        self._length += length
        if self._links:
            self._linked += length
        if self._bolds:
            self._bold += length

    def _drop_false_bylines(self) -> None:
        """Make paragraphs of the lines in an element that is called a byline but holds a story."""
        for i, frame in self._framed.items():
            if self._bylines[frame] > _LONGEST_BYLINES and self.units[i].kind is BlockKind.BYLINE:
                self.units[i] = self.units[i]._replace(kind=BlockKind.PARAGRAPH)

    def _begin(self, element: "HtmlElement", tag: str) -> None:
        state = self._states[-1]
        if tag == "br" or (tag == "span" and not len(element) and not element.text and _ends_line(element)):
            if not state.row and not state.line:
                self._flush()
            else:
                self._words.append(" ")
        elif tag == "q":
            self._words.append("‘" if self._quotes % 2 else "“")
            self._quotes += 1
        elif tag == "a" and state.apart and self._words:
            self._words.append(" ")
        elif tag in {"td", "th"} and state.row:
            if self._words:
                self._words.append(" | ")
        elif tag in _BLOCKS:
            if not state.line and (not state.row or tag == "tr"):
                self._flush()
            else:
                self._words.append(" ")
        self._links += tag == "a"
        self._bolds += _is_bold(element, tag)
        self._states.append(self._inner(state, element, tag))
        self._places.append(element if tag in _BLOCKS else self._places[-1])

    def _inner(self, state: _State, element: "HtmlElement", tag: str) -> _State:
        changes: dict[str, object] = {}
        if tag in _HEADINGS:
            changes["heading"] = int(tag[1])
        elif tag == "blockquote":
            changes["quote"] = True
        elif tag in {"figcaption", "caption"}:
            changes["caption"] = True
            changes["line"] = tag == "figcaption" and is_shorter(element, _LONGEST_CAPTION)
        elif tag in {"ul", "ol"}:
            changes["lists"] = [*state.lists, [0 if tag == "ul" else _number(element.get("start"))]]
        elif tag == "li":
            changes["item"] = True
            self._marker = _next_marker(state.lists)
        elif tag == "table":
            changes["row"] = _is_data(element)
        elif tag == "aside":
            changes["aside"] = True
        elif tag in _APART:
            changes["apart"] = True
        if element.attrib:
            changes.update(_by_attributes(element, tag))
        return state.inner(**changes) if changes else state

    def _end(self, element: "HtmlElement", tag: str) -> None:
        state = self._states.pop()
        place = self._places.pop()
        self._links -= tag == "a"
        self._bolds -= _is_bold(element, tag)
        if tag == "time":
            self._words.append(_TIME_END)
        if tag == "q":
            self._quotes = max(self._quotes - 1, 0)
            self._words.append("’" if self._quotes % 2 else "”")
        elif tag in _BLOCKS:
            if tag == "figcaption" if state.line else (not state.row or tag in {"tr", "table"}):
                self._flush(state, place)
            elif tag not in {"td", "th"}:
                self._words.append(" ")
            if tag == "li":
                self._marker = ""

    def _flush(self, state: _State | None = None, place: "HtmlElement | None" = None) -> None:
        """What has come since the last block is a block."""
        words, self._words = self._words, []
        length, linked, bold = max(self._length, 1), self._linked, self._bold
        self._length = self._linked = self._bold = 0
        text = "".join(words)
        if _TIME_END in text:
            text = _BEHIND_TIME.sub(" ", text).replace(_TIME_END, "")
        text = _SPACE.sub(" ", text).strip()
        if not text.strip(" |"):
            return
        state = state or self._states[-1]
        place = self._places[-1] if place is None else place
        kind = state.kind(len(text))
        marker = ""
        if kind is BlockKind.LIST and state.item:
            marker, self._marker = self._marker, ""
        if state.byline is not None:
            self._bylines[state.byline] = self._bylines.get(state.byline, 0) + len(text)
            self._framed[len(self.units)] = state.byline
        self.units.append(
            Unit(
                text, kind, place, state.apart, state.aside, state.pulled, state.hidden, state.heading, marker,
                linked / length, bold / length,
            )
        )  # fmt: skip


def _is_hidden(element: "HtmlElement") -> bool:
    """Whether no browser would show it."""
    if not element.attrib:
        return False
    get = element.get
    if get("hidden") is not None or _HIDDEN_STYLE.search(get("style", "")):
        return True
    return (
        element.tag not in {"body", "html"} and _HIDDEN_CLASS.search(f"{get('class', '')} {get('id', '')}") is not None
    )


def _by_attributes(element: "HtmlElement", tag: str) -> dict[str, object]:
    changes: dict[str, object] = {}
    get = element.get
    names = f"{get('class', '')} {get('id', '')}"
    if _is_hidden(element):
        changes["hidden"] = True
    if tag in {"body", "html"}:
        return changes
    if _PULLED.search(names):
        changes["pulled"] = True
    if tag in {"p", "div", "span", "dd", "small", "em"} and _CAPTION.search(names):
        changes["caption"] = True
    if _BYLINE.search(names) or get("rel") == "author" or get("itemprop") in {"author", "datePublished"}:
        changes["byline"] = element
    if get("role") in {"navigation", "contentinfo", "search", "dialog", "alertdialog", "menu"}:
        changes["apart"] = True
    if names != " " and _FRAME.search(names):
        changes["apart"] = True
    if get("role") == "complementary":
        changes["aside"] = True
    return changes


def _ends_line(element: "HtmlElement") -> bool:
    return not _BREAKS.isdisjoint((element.get("class") or "").split())


def _is_bold(element: "HtmlElement", tag: str) -> bool:
    return tag in _BOLD or (tag == "span" and not _BOLD.isdisjoint((element.get("class") or "").split()))


def _number(start: str | None) -> int:
    """The number of a list's first item."""
    return int(start) if start is not None and start.isascii() and start.isdigit() and len(start) < 7 else 1


def _next_marker(lists: list[list[int]]) -> str:
    if not lists or not lists[-1][0]:
        return "• "
    number = lists[-1][0]
    lists[-1][0] += 1
    return f"{number}. "


def is_shorter(element: "HtmlElement", most: int) -> bool:
    """Whether an element has at most so many characters of text."""
    length = 0
    for words in element.itertext():
        length += len(words.strip())
        if length > most:
            return False
    return True


def _is_data(table: "HtmlElement") -> bool:
    """Whether a table is one, rather than the frame of a page: several cells a row, none of them long."""
    cells = rows = 0
    for element in table.iterdescendants("tr", "td", "th", "table"):
        if element.tag == "table":
            return False
        if element.tag == "tr":
            rows += 1
            continue
        cells += 1
        if not is_shorter(element, _LONGEST_CELL):
            return False
    return rows >= 2 and cells >= 2 * rows - 1
