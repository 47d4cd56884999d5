"""The bare text of a page, in one pass over its characters: for pages that no parser can be let near."""

import re
from collections.abc import Iterator
from html import unescape

from tui.article.formats.assemble import Piece
from tui.article.formats.html.tree import without_controls

_UNSEEN = ("script", "style", "template", "noscript", "svg", "iframe", "select", "textarea", "title")
_NAME = re.compile(r"/?([a-zA-Z][a-zA-Z0-9]*)")
_INLINE = frozenset(
    "a abbr b bdi bdo cite code data del dfn em font i img ins kbd label mark q s samp small span strike strong sub "
    "sup time tt u var wbr".split()
)


def plain_pieces(page: str) -> Iterator[Piece]:
    """The words of `page`, parted where its block elements begin and end."""
    for words in _paragraphs(without_controls(page)):
        text = " ".join(unescape(words).split())
        if text:
            yield Piece(without_controls(text))


def _paragraphs(page: str) -> Iterator[str]:
    lower = page.lower() if len(page.lower()) == len(page) else page
    words: list[str] = []
    at = 0
    while (tag := page.find("<", at)) >= 0:
        words.append(page[at:tag])
        if page.startswith("<!--", tag):
            end = page.find("-->", tag + 4)
            at = len(page) if end < 0 else end + 3
            continue
        found = _NAME.match(page, tag + 1)
        if found is None and page[tag + 1 : tag + 2] not in {"!", "?"}:
            words.append("<")
            at = tag + 1
            continue
        close = page.find(">", tag)
        if close < 0:
            break
        at = close + 1
        name = found.group(1).lower() if found else ""
        if name in _UNSEEN and page[tag + 1] != "/":
            end = lower.find(f"</{name}", at)
            if end < 0:
                break
            at = end
        if name not in _INLINE:
            yield "".join(words)
            words = []
    else:
        words.append(page[at:])
    yield "".join(words)
