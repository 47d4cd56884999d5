"""Find the standfirst of a page: the summary between headline and story, whatever the page calls it."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tui.article.formats.html.blocks import Unit, is_shorter
from tui.article.formats.html.body import Body
from tui.article.formats.html.furniture import ends_as_sentence, is_date_line, is_furniture, is_way_out
from tui.article.formats.masthead import authors_in
from tui.article.model import BlockKind
from tui.article.words import plain, words_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NAME = re.compile(
    r"(?:^|[\s_-])(?:lead-?_?(?:text|in)?|lede|intro(?:duction)?|dek|deck|standfirst|strap-?line|sub-?_?(?:title|head(?:er|line|ing)?)"
    r"|excerpt|abstract|summary|teaser|vorspann|untertitel|anleser|chapo|chapeau|ingress|entradilla|bajada|sommario|occhiello"
    r"|spot|description|desc|article__(?:lead|intro)|headline-?2|top-?summary)(?:$|[\s_-]|[A-Z0-9])|(?:Lead|Dek|Standfirst|Subtitle|SubTitle"
    r"|Summary|Teaser|Intro|Excerpt)(?:$|[A-Z\s_-])|[a-z]+(?:Dek|Lead|LeadText|Subtitle|Standfirst|Subheadline)(?:$|[\s_-])"
)
"""What designers call it: names of classes, in the ways that they are written."""
_SUMMARIES = frozenset({"description", "og:description", "twitter:description", "dc.description", "dcterms.abstract"})
_ABOUT = re.compile(
    r"(?:by|von|par|por|door|av|kolumne von|ein kommentar von|erstellt|stand)\b:? .{1,90}$", re.IGNORECASE
)
_BARS = 2
"""Bars between the parts of a line about the article."""
_CLOCK = re.compile(
    r"\b\d{1,2}[:.]\d\d ?(?:[ap]\.?m\b|uhr\b|h\b|[A-Z]{2,4}\b)|\b(?:19|20)\d\d,? (?:um |at )?\d{1,2}[:.]\d\d",
    re.IGNORECASE,
)
_PICTURE = re.compile(
    r"(?:^|[\s_-])(?:image|img|figure|picture|photo|caption|gallery|galerie|slide|slider|media|bild|foto)",
    re.IGNORECASE,
)
_WORDS = range(4, 130)
_LONGEST = 900
"""Characters of a standfirst."""
_STATEMENT = 10
"""Words of a line without a full stop that says something, rather than naming the subject."""
_PROSE = 15
"""Words of a block that is prose wherever it stands."""
_SENTENCE = 6
"""Words of what is a summary by its place alone."""
_REACH = 30
"""Blocks between headline and story among which it is looked for."""
_START = 60
"""Characters at which a summary for search engines may have been cut off."""


def standfirsts(
    root: "HtmlElement", units: Sequence[Unit], chosen: set[int], body: Body, title: int | None
) -> set[int]:
    """Return the blocks of the standfirst, whether or not they were chosen for the article."""
    if body.first is None:
        return set()
    summaries = list(_summaries(root))
    headline = plain(units[title].text) if title is not None else ""
    seen: set[str] = set()
    begin = title + 1 if title is not None and title < body.first else max(0, body.first - _REACH // 2)
    end = min(body.first + 3, begin + 2 * _REACH, len(units))
    found: set[int] = set()
    for i in range(begin, end):
        unit = units[i]
        own = plain(unit.text)
        if not _may_be(unit) or own in seen or (headline and (headline in own or own in headline)):
            continue
        stated = _is_stated(unit, summaries)
        named = _is_named(unit)
        inside = i >= body.first and body.holds(unit)
        if inside and not (named and unit.place.get("class")):
            continue  # the first paragraph, of which the search engines were told
        says = ends_as_sentence(unit.text) or len(words_of(unit.text)) >= _STATEMENT
        if stated or (says and ((named and i <= body.first) or (i < body.first and _is_under(title, i, units)))):
            found.add(i)
            seen.add(own)
    if not found:
        found = _alone(units, range(begin, body.first))
    # An article whose first paragraphs are all called its lead has none apart from them.
    rest = [i for i in sorted(chosen) if i not in found and units[i].kind is BlockKind.PARAGRAPH]
    return found if rest else set()


def _alone(units: Sequence[Unit], above: range) -> set[int]:
    """The one block of prose `above` the story, if there is one and no more: what else could it be?"""
    prose = [
        i
        for i in above
        if _may_be(units[i])
        and len(words_of(units[i].text)) >= _PROSE
        and units[i].kind is BlockKind.PARAGRAPH
        and not (units[i].apart or units[i].aside or units[i].linked)
        and ends_as_sentence(units[i].text)
    ]
    return set(prose) if len(prose) == 1 else set()


def _may_be(unit: Unit) -> bool:
    if unit.hidden or unit.heading == 1 or unit.kind in {BlockKind.CAPTION, BlockKind.LIST}:
        return False
    text = unit.text
    return (
        len(words_of(text)) in _WORDS
        and not is_furniture(text)
        and not is_date_line(text)
        and not is_way_out(text, unit.linked)
        and not authors_in(text)
        and _ABOUT.match(text) is None
        and _CLOCK.search(text) is None
        and text.count("|") < _BARS
        and not _is_of_picture(unit.place)
    )


def _is_of_picture(place: "HtmlElement") -> bool:
    """Whether a block belongs to a picture or a gallery."""
    element: HtmlElement | None = place
    for _ in range(3):
        if element is None or element.tag in {"article", "main", "body", "header"}:
            return False
        if element.tag in {"figure", "picture"} or _PICTURE.search(element.get("class") or ""):
            return True
        element = element.getparent()
    return False


def _summaries(root: "HtmlElement") -> Iterator[str]:
    for meta in root.iter("meta"):
        name = (meta.get("property") or meta.get("name") or "").lower()
        if name in _SUMMARIES and (words := plain(meta.get("content") or "")):
            yield words


def _is_stated(unit: Unit, summaries: Sequence[str]) -> bool:
    own = plain(unit.text)
    return any(own == one or (len(own) > _START and one[:_START] == own[:_START]) for one in summaries)


def _is_named(unit: Unit) -> bool:
    """Whether an element around the block, up to the third, has such a name and holds nothing else."""
    element: HtmlElement | None = unit.place
    for _ in range(3):
        if element is None or element.tag in {"article", "main", "body"}:
            return False
        if _NAME.search(element.get("class") or ""):
            return is_shorter(element, _LONGEST)
        element = element.getparent()
    return False


def _is_under(title: int | None, i: int, units: Sequence[Unit]) -> bool:
    """Whether a block stands right below the headline, and is a sentence or a heading of its own."""
    if title is None or i != title + 1:
        return False
    unit = units[i]
    return (
        not unit.apart
        and not unit.aside
        and unit.kind is not BlockKind.BYLINE
        and len(words_of(unit.text)) >= _SENTENCE
    )
