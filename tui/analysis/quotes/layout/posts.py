"""Embedded posts with the name, the handle and the date of their author below them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tui.analysis.model import Act
from tui.analysis.quotes.draft import DraftQuote, Layout
from tui.analysis.quotes.layout.page import DASHES, Page, has_letter, strip_span
from tui.text.spans import Span

_HANDLE = re.compile(r"@[\w.@-]{1,60}")
_DATE_WORD = re.compile(
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}[.,]?|\d[\d:/.-]{0,9},?|[ap]\.?m\.?,?|at|on|[-·•|,]",
    re.IGNORECASE,
)
_LONGEST_NAME = 60
_LONGEST_DATE = 40
_LINKS = ("http://", "https://", "pic.twitter.com/", "pic.x.com/", "t.co/")


@dataclass(frozen=True, slots=True)
class _Signature:
    """The last line of a post: where it starts, the dash before the name (if any), and the name."""

    start: int
    dash: list[Span]
    name: Span


def find_posts(page: Page) -> Iterator[DraftQuote]:
    """Yield the posts on the page."""
    for n, span in enumerate(page.spans):
        signature = _find_signature(page.parse.text, span)
        if signature is None:
            continue
        above = [n]
        content = [_cut_links(page.parse.text, Span(span.start, signature.start))]
        if not has_letter(page.get_text(content[0])):
            above = _find_content_above(page, n)
            content = [_cut_links(page.parse.text, page.spans[m]) for m in above]
        content = [piece for piece in content if has_letter(page.get_text(piece))]
        if content:
            page.claimed |= {n, *above}
            why = "post with its author’s name below it"
            source = [signature.name]
            yield page.make_quote(content, signature.dash, source, why, 0.95, act=Act.WROTE, layout=Layout.POST)


def _find_signature(text: str, paragraph: Span) -> _Signature | None:
    """Find the signature that ends a paragraph: "— Name (@handle) November 8, 2016", "Name (@handle) · …"."""
    low = max(paragraph.start, paragraph.end - _LONGEST_NAME - _LONGEST_DATE - 80)
    opening = text.rfind("(@", low, paragraph.end)
    closing = text.find(")", opening, paragraph.end)
    if opening < 0 or closing < 0 or not _HANDLE.fullmatch(text, opening + 1, closing):
        return None
    if not _is_date(text[closing + 1 : paragraph.end]):
        return None
    low = max(paragraph.start, opening - _LONGEST_NAME)
    at, dash = max((text.rfind(dash, low, opening), dash) for dash in DASHES)
    if at >= 0:
        mark = [strip_span(text, at, at + len(dash))]
        name = strip_span(text, at + len(dash), opening)
    elif low == paragraph.start and text[closing + 1 : paragraph.end].lstrip()[:1] in {"·", "•", "|"}:
        at, mark = low, []
        name = strip_span(text, low, opening)
    else:
        return None
    return _Signature(at, mark, name) if any(map(str.isalnum, text[slice(*name)])) else None


def _is_date(text: str) -> bool:
    """Whether a text is a date, perhaps with a time, and nothing more. Without one, a name may be a byline."""
    if len(text) > _LONGEST_DATE or not any(map(str.isdigit, text)):
        return False
    return all(_DATE_WORD.fullmatch(word) for word in text.rstrip(".").split())


def _find_content_above(page: Page, n: int) -> list[int]:
    """Return the number of the paragraph above `n`, or of all above it in the same block quote."""
    if n == 0 or n - 1 in page.claimed or page.get_kind(n - 1) not in {"paragraph", "blockquote"}:
        return []
    first = n - 1
    while (
        page.get_kind(n) == page.get_kind(first) == "blockquote"
        and first > 0
        and first - 1 not in page.claimed
        and page.get_kind(first - 1) == "blockquote"
    ):
        first -= 1
    return list(range(first, n))


def _cut_links(text: str, span: Span) -> Span:
    """Return the span of a post without the links at its end."""
    span = strip_span(text, *span)
    while span.start < span.end:
        at = span.end
        while at > span.start and not text[at - 1].isspace():
            at -= 1
        if not text.startswith(_LINKS, at):
            break
        span = strip_span(text, span.start, at)
    return span
