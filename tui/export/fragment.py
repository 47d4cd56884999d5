"""Links to exact words: text fragments, as defined by the WICG's URL Fragment Text Directives.

A browser searches for the words from the top of the page, ignoring case, accents and the shape of quote marks, from
word boundary to word boundary, and never across paragraphs except between the first and the last words of a range. This
module returns the shortest directive whose first match is the right one: the words themselves, or the first and last
words of a long passage, with as many words before and after as it takes to tell it from similar passages.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, takewhile
from typing import NamedTuple
from urllib.parse import quote as percent_encode
from urllib.parse import urlsplit

from tui.article.model import Article, BlockKind
from tui.text.spans import Span

_WHOLE = 10
"""The most words of a passage that is written in full; for a longer one only its first and last words are used."""

_ENDS = 4
"""Words at each end of a long passage that are tried first; more are added until they are unambiguous."""

_COUNTS = (1, 2, 3, 4, 6, 8, 12, 18, 27, 40)
"""The most words before and after a passage that are tried to tell it from similar ones."""

_NEAR = 200
"""Code points before and after a paragraph that identify it if the page has it twice."""

_MOST_TRIED = 60
"""The most words at either end of a long passage that are tried: if those are ambiguous, more are, too."""

_MOST_PLACES = 1_000
"""The most occurrences of some words that are looked at; beyond that, they count as ambiguous."""

_MOST_PARAGRAPHS = 200
"""The same for a paragraph that the page has more than once."""

_REACH = 4_000
"""Code points before and after a passage in which words are looked for. No 40 words are longer."""

_WORD = re.compile(r"\S+")
_SIGN = re.compile(r"\S")
_MARKER = re.compile(r"(?:[•◦‣*-]|\d{1,3}[.)])\s+")
_ALIKE = {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'"}
_INSIDE = frozenset("'’.:·_")
"""Characters that do not end a word if they have letters on both sides (UAX #29)."""


def address(article: Article, span: Span) -> str | None:
    """Return the URL of the article with a text fragment that leads to `span`; None without a URL."""
    url = web_address(article)
    if url is None:
        return None
    fragment = text_fragment(article, span)
    return f"{url}{'' if '#' in url else '#'}:~:text={fragment}" if fragment else url


def web_address(article: Article) -> str | None:
    """Return the URL of the article if it is an http or https URL; otherwise None."""
    url = article.metadata.url.value or ""
    try:
        return url if urlsplit(url).scheme in {"http", "https"} else None
    except ValueError:
        return None


def text_fragment(article: Article, span: Span) -> str:
    """Return the directive that makes a browser find `span`; "" where there are no words.

    The words are those of the source before cleaning, where the browser searches for them.
    """
    place = _placed(article, span)
    if not place.words:
        return ""
    whole = Span(place.words[0].start, place.words[-1].end)
    directive = (
        _whole(place, _WHOLE) or _range(place) or _whole(place, len(place.words)) or _Directive(None, whole, None, None)
    )
    parts = [
        f"{_encoded(place.page, directive.prefix)}-" if directive.prefix else "",
        _encoded(place.page, directive.start),
        _encoded(place.page, directive.end) if directive.end else "",
        f"-{_encoded(place.page, directive.suffix)}" if directive.suffix else "",
    ]
    return ",".join(part for part in parts if part)


class _Directive(NamedTuple):
    """What a browser should search for: spans of the page's text."""

    prefix: Span | None
    start: Span
    end: Span | None
    suffix: Span | None


class _Place:
    """A passage of a page, and the passages that a browser may find instead."""

    def __init__(self, page: Article, span: Span) -> None:
        self.page = page
        self.folded, self._at = _folded(page.text)
        text = page.text
        found = _WORD.finditer(text, self._behind_marker(span.start), span.end)
        self.words = [Span(*one.span()) for one in found]
        first_end = text.find("\n", span.start, span.end)
        self.in_first = sum(1 for word in self.words if first_end < 0 or word.start < first_end)
        last_start = text.rfind("\n", span.start, span.end)
        self.in_last = sum(1 for word in self.words if word.start > last_start)
        self.is_one_line = self.in_first == len(self.words)

    def _behind_marker(self, offset: int) -> int:
        """Return `offset`, or the start of the words of the list item there: its bullet is not in the page's text."""
        blocks = self.page.blocks
        at = bisect_left(blocks, offset, key=lambda block: block.start)
        if at == len(blocks) or blocks[at].start != offset or blocks[at].kind is not BlockKind.LIST:
            return offset
        sign = _MARKER.match(self.page.text, offset)
        return sign.end() if sign else offset

    def text(self, span: Span) -> str:
        """Return the words of `span` folded for comparison."""
        return self.folded[self.at(span.start) : self.at(span.end)].strip()

    def at(self, offset: int) -> int:
        """Return the offset in the folded text that corresponds to `offset` in the page's text."""
        return bisect_left(self._at, offset)

    def begins_line(self, offset: int) -> bool:
        """Whether `offset` is at the start of its paragraph."""
        text = self.page.text
        return _SIGN.search(text, self._behind_marker(text.rfind("\n", 0, offset) + 1), offset) is None

    def before(self, at: int, count: int) -> Span | None:
        """Return the last `count` words before `at` in its paragraph, or in the one before if it begins a paragraph."""
        text = self.page.text
        low = self._behind_marker(text.rfind("\n", 0, at) + 1)
        if _SIGN.search(text, low, at) is None:
            at = low
            while at and text[at - 1].isspace():
                at -= 1
            low = self._behind_marker(text.rfind("\n", 0, at) + 1)
        words = list(_WORD.finditer(text, max(low, at - _REACH), at))
        if at - _REACH > low and words and not text[words[0].start() - 1].isspace():
            del words[0]  # only its end is in reach
        words = words[-count:]
        return Span(words[0].start(), words[-1].end()) if words else None

    def after(self, at: int, count: int) -> Span | None:
        """Return the first `count` words after `at` in its paragraph, or in the next if it ends a paragraph."""
        text = self.page.text
        found = _SIGN.search(text, at)
        if found is None:
            return None
        high = text.find("\n", found.start())
        since = self._behind_marker(found.start())
        high = min(high if high >= 0 else len(text), since + _REACH)
        words = list(islice(_WORD.finditer(text, since, high), count))
        if words and words[-1].end() == since + _REACH:
            del words[-1]  # only its beginning is in reach
        return Span(words[0].start(), words[-1].end()) if words else None

    def is_edge(self, offset: int) -> bool:
        """Whether a word begins or ends at `offset`, as browsers see it."""
        text = self.page.text
        before, after = text[max(0, offset - 2) : offset], text[offset : offset + 2]
        if not before or not after:
            return True
        a, b = before[-1], after[0]
        if _is_letter(a) and _is_letter(b):
            return False
        if _is_letter(a) and b in _INSIDE and _is_letter(after[1:2]):
            return False
        return not (_is_letter(b) and (a in _INSIDE or (a == "," and b.isdigit())) and _is_letter(before[:-1]))

    def first(self, prefix: Span | None, words: Span, suffix: Span | None, since: int = 0) -> int | None:
        """Return where in the folded text a browser first finds `words` between `prefix` and `suffix`, or None."""
        wanted, front = self.text(words), self.text(prefix) if prefix else ""
        back = self.text(suffix) if suffix else ""
        for at in islice(self._candidates(front, wanted, back, since), _MOST_PLACES):
            if at < since or not self.folded.startswith(wanted, at):
                continue
            if front and not _ends(self.folded, at, front):
                continue
            if back and not _begins(self.folded, at + len(wanted), back):
                continue
            return at
        return None

    def _candidates(self, front: str, wanted: str, back: str, since: int) -> Iterator[int]:
        """Yield where `wanted` can be, in order: beside the longest of the three, which occurs least often."""
        text = self.folded
        if not wanted or len(wanted) >= max(len(front), len(back)):
            yield from _occurrences(text, wanted, since)
        elif len(front) >= len(back):
            for at in _occurrences(text, front, max(0, since - len(front) - 1)):
                end = at + len(front)
                yield end + text[end : end + 1].isspace()
        else:
            for at in _occurrences(text, back, since):
                yield max(0, at - text[at - 1 : at].isspace() - len(wanted))


def _whole(place: _Place, most: int) -> _Directive | None:
    """Return a directive for a whole passage of at most `most` words; None if it has more, or stays ambiguous."""
    if len(place.words) > most or not place.is_one_line:
        return None
    words = Span(place.words[0].start, place.words[-1].end)
    for prefix, suffix in _contexts(place, words):
        if place.first(prefix, words, suffix) == place.at(words.start):
            return _Directive(prefix, words, None, suffix)
    return None


def _range(place: _Place) -> _Directive | None:
    """Return a directive of the first and the last words of a passage; None if it stays ambiguous."""
    words = place.words
    if len(words) == 1:
        return None
    begun = _begun(place)
    if begun is None:
        return None
    prefix, start = begun
    whole = Span(words[0].start, words[-1].end)
    since = place.at(start.end)
    most = max(1, min(place.in_last, _MOST_TRIED, sum(1 for word in words if word.start >= start.end)))
    for count in range(min(_ENDS, most), most + 1):
        end = Span(words[-count].start, whole.end)
        if place.is_edge(whole.end) and place.first(None, end, None, since) == place.at(end.start):
            return _Directive(prefix, start, end, None)
    end = Span(words[-min(_ENDS, most)].start, whole.end)
    for _, after in _contexts(place, end):
        if after and place.first(None, end, after, since) == place.at(end.start):
            return _Directive(prefix, start, end, after)
    return None


def _begun(place: _Place) -> tuple[Span | None, Span] | None:
    """Return the first words of a range and, if needed, the words before them; None if they stay ambiguous."""
    words = place.words
    at = place.at(words[0].start)
    most = min(place.in_first, _MOST_TRIED, len(words) - 1)
    for count in range(min(_ENDS, most), most + 1):
        start = Span(words[0].start, words[count - 1].end)
        if place.is_edge(start.start) and place.first(None, start, None) == at:
            return None, start
    start = Span(words[0].start, words[min(_ENDS, most) - 1].end)
    for prefix, _ in _contexts(place, start):
        if prefix and place.first(prefix, start, None) == at:
            return prefix, start
    return None


def _contexts(place: _Place, words: Span) -> Iterator[tuple[Span | None, Span | None]]:
    """Yield words before and after, from none to many; never none where the passage begins or ends inside a word."""
    front, back = not place.is_edge(words.start), not place.is_edge(words.end)
    if not front and not back:
        yield None, None
    line_begins = place.begins_line(words.start)
    for count in _COUNTS:
        before, after = place.before(words.start, count), place.after(words.end, count)
        # Hidden text may separate the passage from the words of another paragraph.
        order = [(None, after), (before, None)] if line_begins else [(before, None), (None, after)]
        for prefix, suffix in [*order, (before, after)]:
            if (prefix or not front) and (suffix or not back):
                yield prefix, suffix


def _placed(article: Article, span: Span) -> _Place:
    """Return the passage on the whole page, if that is known: browsers search the parts outside the article, too."""
    page = article.everything
    if page is not None:
        text = article.text
        start, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
        lines = text[start : len(text) if end < 0 else end]
        found = list(islice(_occurrences(page.text, lines, 0), _MOST_PARAGRAPHS))
        if found:  # of several, the one among the same neighbors
            moved = max(found, key=lambda at: (_alike(page.text, at, text, start, len(lines)), -at)) - start
            return _Place(page, Span(span.start + moved, span.end + moved))
    return _Place(article, span)


def _alike(one: str, at: int, other: str, start: int, length: int) -> int:
    """Return how many code points before and after a range are the same in two texts."""
    before = zip(reversed(one[max(0, at - _NEAR) : at]), reversed(other[max(0, start - _NEAR) : start]), strict=False)
    after = zip(one[at + length : at + length + _NEAR], other[start + length : start + length + _NEAR], strict=False)
    return sum(sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs)) for pairs in (before, after))


@lru_cache(maxsize=4)
def _folded(text: str) -> tuple[str, list[int]]:
    """Return `text` as browsers compare it, and the offset in `text` of each of its code points.

    Case, accents and invisible characters are removed; white space becomes one space, or one line end.
    """
    out: list[str] = []
    at: list[int] = []
    for offset, letter in enumerate(text):
        if letter.isspace():
            sign = "\n" if letter == "\n" else " "
            if out and out[-1] in " \n":
                out[-1] = "\n" if "\n" in (sign, out[-1]) else " "
                continue
            folded = sign
        elif letter < "\x7f":
            folded = letter.lower()
        else:
            folded = "".join(
                _ALIKE.get(one, one)
                for one in unicodedata.normalize("NFKD", letter.casefold())
                if unicodedata.category(one) not in {"Mn", "Cf"}
            )
        out += folded
        at += [offset] * len(folded)
    return "".join(out), at


def _occurrences(text: str, words: str, since: int) -> Iterator[int]:
    at = text.find(words, since) if words else -1
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _ends(text: str, at: int, words: str) -> bool:
    end = at
    while end and text[end - 1].isspace():
        end -= 1
    return text.endswith(words, 0, end)


def _begins(text: str, at: int, words: str) -> bool:
    while at < len(text) and text[at].isspace():
        at += 1
    return text.startswith(words, at)


def _is_letter(char: str) -> bool:
    return bool(char) and (char.isalnum() or char == "_")


def _encoded(page: Article, span: Span) -> str:
    # The comma, the ampersand and the hyphen mean something in the directive; quote() leaves the hyphen alone.
    words = " ".join(page.original(span).split())
    return percent_encode(words, safe="", errors="replace").replace("-", "%2D")
