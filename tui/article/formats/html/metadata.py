"""What a page states of its article (JSON-LD, Open Graph and their like), and what can only be guessed.

Only what is stated, and not contradicted by the page itself, is certain: an author must be named where readers see it.
"""

import json
import re
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from tui.article.clean import clean
from tui.article.dates import day_in, iso
from tui.article.formats.assemble import Piece
from tui.article.formats.masthead import authors_in
from tui.article.language import tag_of
from tui.article.model import Article, Authors, BlockKind, Field, Metadata, Notice
from tui.article.words import plain

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from tui.article.formats.html.tree import Page

_ARTICLE = re.compile(r"(?:.*Article|BlogPosting|Report|.*Posting)$")
_LONGEST_SCRIPT = 2_000_000
_LONGEST_VALUE = 1_000
_LONGEST_DAMAGED = 20_000
"""Characters of a value in JSON-LD, and of JSON-LD that is damaged, above which it is not used for guessing."""
_MOST_ITEMS = 5_000
_LONGEST = 300
_MOST_AUTHORS = 20
_HEAD = 4
"""Blocks of an article among which its title stands."""
_ALIKE = 0.3
"""The least share of words that an h1 and a stated title must have in common for the h1 to be the title."""
_LONG = 15
"""Characters of a line that is found again in another not by chance."""
_NO_NAME = re.compile(
    r"https?:|www\.|@\w|\badmin\b|\beditor(?:ial)?s?\b|\bstaff\b|\bredaktion\b|\brédaction\b|\bnewsroom\b|\bdesk\b|\bteam\b"
    r"|\bauthor\b|^by$|\d{3}|^\(|\bimages?\b|\bphoto|\bgetty\b|\bdevelopers?\b|/",
    re.IGNORECASE,
)
_SHORTEST_NAME, _LONGEST_NAME = 3, 60
_TEAM = re.compile(r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2} (?:Team|Staff|Desk|Redaktion)")
_FROM = re.compile(r" in [A-Z][\w’'. -]{1,40}$")
"""The place that a correspondent writes from."""
_AGENCIES = frozenset(
    "ap afp dpa reuters bloomberg aap apa sda ats efe ansa lusa ritzau ntb tt stt pap mti ctk tass ria interfax xinhua "
    "kyodo jiji yonhap pti ani ians anadolu aa belga anp agerpres bta upi".split()
) | {"associated press", "agence france presse", "press association", "the canadian press", "anadolu ajansı"}
_SLASHED = re.compile(r"\s*/\s*|\s+(?:and|und|et|y)\s+|\s*&\s*|\s*,\s+")
_MOST_LINKS = 20
_SECOND = re.compile(r"(?:[/_,-]|\bpage[=/]|\bp=)2/?(?:\.html?)?\??$")
"""The end of the address of a second page."""
_BYLINES = 10
"""The number of pieces at the start of an article that may be its byline."""
_PARTED = re.compile(r"(?:(?<!\s)\s+)?(?:,|;|\||&|\band\b|\bund\b|\bet\b)\s+")
_BY = re.compile(r"^(?:by|von|par|por)\s+", re.IGNORECASE)
_TITLE = re.compile(r"<title\b[^>]{0,200}>([^<]{1,500})</title", re.IGNORECASE)
_SITE = re.compile(r"\s+[|–—-]\s+[^|–—]{2,60}$")
_DAY_IN_ADDRESS = re.compile(r"/(20\d\d|19\d\d)[/-](\d\d?)[/-](\d\d?)(?!\d)")
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(https?://[^\s>]{4,500})", re.IGNORECASE)


@dataclass(slots=True)
class _Stated:
    """The values that a page gives for each thing, the most trustworthy first."""

    shared: list[str] = field(default_factory=list)
    """Titles for links to the page."""
    title: list[str] = field(default_factory=list)
    """Titles for search engines and archives."""
    authors: list[tuple[str, ...]] = field(default_factory=list)
    publication: list[str] = field(default_factory=list)
    date: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    url: list[str] = field(default_factory=list)
    language: list[str] = field(default_factory=list)


_META = {
    "shared": ("og:title", "twitter:title"),
    "title": ("citation_title", "dc.title", "dcterms.title", "parsely-title", "headline"),
    "publication": ("og:site_name", "citation_journal_title", "dc.publisher", "publisher", "application-name"),
    "date": (
        *("article:published_time", "og:published_time", "citation_publication_date", "parsely-pub-date"),
        *("datepublished", "dc.date.issued", "dcterms.date", "dc.date", "pubdate", "publish_date", "publishdate"),
        *("sailthru.date", "date"),
    ),
    "updated": ("article:modified_time", "og:updated_time", "og:modified_time", "datemodified", "dcterms.modified"),
    "url": ("og:url", "twitter:url", "parsely-link"),
    "language": ("og:locale", "content-language", "language", "dc.language", "dcterms.language"),
}
_META_AUTHOR = ("author", "article:author", "citation_author", "dc.creator", "dcterms.creator", "parsely-author", "byl")


def metadata(page: "Page", url: str | None) -> Metadata:
    """Return the metadata that `page` states; `url` is where it was fetched (None: it was saved)."""
    stated = _Stated()
    _from_json(page, stated)
    strong = len(stated.authors)
    _from_meta(page.root, stated)
    _from_tags(page, stated)
    address = _url(stated.url, url, page)
    date = _date(stated.date, address)
    return Metadata(
        title=_title(page, stated),
        authors=_authors(stated, strong),
        publication=Field(_first(stated.publication)),
        date=date,
        updated=_updated(stated.updated, date),
        url=Field(address),
        language=Field(next((tag for value in stated.language if (tag := tag_of(value))), None)),
    )


def completed(found: Metadata, page: "Page", url: str | None) -> Metadata:
    """Return `found` with guesses for what is still unknown."""
    if found.title.value and found.authors.value and found.date.value and found.publication.value:
        return found
    return found.or_else(_guessed(page.root, url))


def with_bylines(found: Metadata, pieces: Sequence[Piece], linked: Sequence[str] = ()) -> Metadata:
    """Return `found` with the authors and the date in the lines above the story, where the page states none.

    `linked` are the words of the links in these lines, which may be names of authors.
    """
    head = [piece for piece in pieces[:_BYLINES] if piece.kind in {BlockKind.BYLINE, BlockKind.STANDFIRST}]
    if not found.authors.value or found.authors.guessed:
        named = tuple(dict.fromkeys(name for text in linked for name in names_in(text)))
        named = named or next((names for piece in head if (names := names_in(piece.text))), ())
        if named and (not found.authors.value or not set(map(plain, named)) & set(map(plain, found.authors.value))):
            found = replace(found, authors=Authors(named, guessed=True))
    if not found.date.value or found.date.guessed:
        days = [day for piece in head if (day := day_in(piece.text))]
        if days and days[0] != (found.date.value or "")[:10]:
            found = replace(found, date=Field(days[0], guessed=True))
    return found


def names_in(line: str) -> tuple[str, ...]:
    """Return the authors in a line that is a byline or only names; () if it is neither."""
    if names := authors_in(line):
        return names
    if any(map(str.isdigit, line)):
        return ()
    names = tuple(" ".join(name.split()) for name in _SLASHED.split(line))
    return names if all(authors_in(f"By {name}") == (name,) for name in names) else ()


def with_title(pieces: Sequence[Piece], found: Metadata, headline: str | None = None) -> list[Piece]:
    """Return `pieces` with the title as the first one and no heading that repeats it.

    The title is the `headline` that the page shows if it is similar to the stated title, else the stated title.
    """
    title = found.title.value
    if not title or not pieces:
        return list(pieces)
    wanted = plain(title)
    if (
        headline
        and _alike(plain(headline), wanted)
        and plain(headline) != wanted
        and not wanted.startswith(plain(headline))
    ):
        title, wanted = headline, plain(headline)
    for alike in (str.__eq__, _holds):
        for i, piece in enumerate(pieces[:_HEAD]):
            if alike(plain(piece.text), wanted) and _is_short(piece):
                others = [other for other in (*pieces[:i], *pieces[i + 1 :]) if not _is_again(other, piece)]
                return [piece._replace(kind=BlockKind.TITLE), *others]
    if found.title.guessed and any(piece.kind is BlockKind.HEADING for piece in pieces[:1]):
        return [pieces[0]._replace(kind=BlockKind.TITLE), *pieces[1:]]
    return [Piece(title, BlockKind.TITLE), *pieces]


def _is_again(piece: Piece, title: Piece) -> bool:
    return piece.kind is BlockKind.HEADING and plain(piece.text) == plain(title.text)


def confirmed(article: Article, visible: str) -> Metadata:
    """The metadata of `article`, an author that its readers cannot see on the page being a guess."""
    found = article.metadata
    words = f" {plain(visible)} "
    if found.authors.value and not all(f" {plain(name)} " in words for name in found.authors.value):
        found = replace(found, authors=replace(found.authors, guessed=True))
    return found


def further_parts(page: "Page", address: str | None) -> tuple[Notice, ...]:
    """Return a notice if the page is the first of several with parts of the article; else ()."""
    links = [link for link in page.root.iter("link", "a") if "next" in (link.get("rel") or "").lower().split()]
    for link in links[:_MOST_LINKS]:
        try:
            target = urljoin(address or "", link.get("href") or "")
            parts = urlsplit(target)
        except ValueError:
            continue
        second = _SECOND.search(f"{parts.path}?{parts.query}")
        own = urlsplit(address or "").path.rstrip("/").removesuffix(".html")
        if second is not None and own and parts.path.startswith(own):
            return (Notice(_line(f"This is the first of several pages; open the next one too: {target}")),)
    return ()


def of_plain_text(page: str, url: str | None) -> Metadata:
    """What can be known of a page that was not parsed."""
    found = _TITLE.search(page)
    title = _line(unescape(found.group(1))) if found else None
    return Metadata(title=Field(title, guessed=title is not None), url=Field(url))


def _line(value: object) -> str:
    """A value from the page, on one line and clean; empty if it is no text, or too long for what it should be."""
    if not isinstance(value, str):
        return ""
    line = " ".join(clean(unescape(value)).text.split())
    return line if len(line) <= _LONGEST else ""


def _holds(one: str, other: str) -> bool:
    """Whether one of two lines, neither of them of a word or two, holds the other."""
    return min(len(one), len(other)) > _LONG and (one in other or other in one)


def _is_short(piece: Piece) -> bool:
    return len(piece.text) <= _LONGEST and piece.kind in {BlockKind.HEADING, BlockKind.TITLE, BlockKind.PARAGRAPH}


def _first(values: Sequence[str]) -> str | None:
    return next((value for value in values if value), None)


# ------------------------------------------------------------------------------------------------ where it is stated


def _from_json(page: "Page", stated: _Stated) -> None:
    """JSON-LD: the article that the page is about. Where it lists several, the one that has the page's title."""
    items = []
    for script in page.root.iter("script"):
        if (script.get("type") or "").lower().startswith("application/ld+json"):
            items += _items(script.text or "")
    articles = [item for item in items if any(_ARTICLE.match(kind) for kind in _kinds(item))]
    if len(articles) > 1:
        title = plain(" ".join(page.root.xpath("//title/text() | //h1//text()"))[:2000])
        named = [item for item in articles if (head := plain(_line(item.get("headline")))) and head in title]
        articles = named[:1]
    for item in articles:
        stated.title.append(_line(item.get("headline")) or _line(item.get("name")))
        names = tuple(_names(item.get("author")))
        if names:
            stated.authors.append(names)
        stated.publication += _names(item.get("publisher"))[:1]
        stated.date.append(_line(item.get("datePublished")))
        stated.updated.append(_line(item.get("dateModified")))
        stated.url.append(_line(item.get("url")) or _id(item.get("mainEntityOfPage")))
        language = item.get("inLanguage")
        stated.language.append(_line(language.get("alternateName") if isinstance(language, dict) else language))


def _items(script: str) -> list[dict[str, Any]]:
    """Every object in a piece of JSON-LD, however deep."""
    if len(script) > _LONGEST_SCRIPT:
        return []
    try:
        data = json.loads(script.strip().removeprefix("<![CDATA[").removesuffix("]]>"), strict=False)
    except (ValueError, RecursionError):
        return []
    found: list[dict[str, Any]] = []
    waiting: deque[Any] = deque([data])
    while waiting and len(found) < _MOST_ITEMS:
        value = waiting.popleft()
        if isinstance(value, dict):
            found.append(value)
            waiting.extend(
                inner for name, inner in value.items() if name in {"@graph", "mainEntity", "itemListElement"}
            )
        elif isinstance(value, list):
            waiting.extend(value)
    return found


def _kinds(item: dict[str, Any]) -> list[str]:
    kinds = item.get("@type")
    return [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]


def _names(value: Any) -> list[str]:  # noqa: ANN401
    """The names of whoever a piece of JSON-LD is about."""
    found: list[str] = []
    for one in value if isinstance(value, list) else [value]:
        name = one.get("name") if isinstance(one, dict) else one
        found += filter(None, map(_line, name if isinstance(name, list) else [name]))
    return found[:_MOST_AUTHORS]


def _id(value: Any) -> str:  # noqa: ANN401
    return _line(value.get("@id") or value.get("url")) if isinstance(value, dict) else _line(value)


def _from_meta(root: "HtmlElement", stated: _Stated) -> None:
    found: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        names = (meta.get("property"), meta.get("name"), meta.get("itemprop"), meta.get("http-equiv"))
        value = _line(meta.get("content"))
        for name in names:
            if name and value:
                found.setdefault(name.lower(), []).append(value)
    for to, known in _META.items():
        getattr(stated, to).extend(value for name in known for value in found.get(name, [])[:1])
    for name in _META_AUTHOR:
        if values := found.get(name):
            stated.authors.append(tuple(values))


def _from_tags(page: "Page", stated: _Stated) -> None:
    root = page.root
    for link in root.iter("link"):
        if (link.get("rel") or "").lower() == "canonical":
            stated.url.insert(0, _line(link.get("href")))
    stated.language.insert(0, _line(root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""))


# ------------------------------------------------------------------------------------------------ what it comes to


def _title(page: "Page", stated: _Stated) -> Field:
    """The title as the page shows it if it shows one that is stated; else as it is stated; else its window's title."""
    heads = [_line("".join(head.itertext())) for head in list(page.root.iter("h1"))[:10] if not _is_in_menu(head)]
    sites = {plain(site) for site in stated.publication}
    titles = [_without_site(title, sites) for title in (*stated.title, *stated.shared) if title]
    if titles:
        return Field(_stated_title(page, heads, titles))
    if len([head for head in heads if head]) == 1:
        return Field(_first(heads), guessed=True)
    window = next(page.root.iter("title"), None)
    line = _line("".join(window.itertext())) if window is not None else ""
    return Field(_SITE.sub("", line) or None, guessed=bool(line))


def _without_site(title: str, sites: set[str]) -> str:
    """Return `title` without the name of the site at its end."""
    found = _SITE.search(title)
    return title[: found.start()] if found is not None and plain(found.group()) in sites else title


def _stated_title(page: "Page", heads: Sequence[str], titles: Sequence[str]) -> str:
    """Return the one of several stated titles that the h1 shows, because readers see that first.

    Without such an h1, it is the stated title that a lower heading shows; else the first. (An h1 that matches no stated
    title is a headline for this page only, and stays in the text.)
    """
    stated = [plain(title) for title in titles]
    for head in heads:
        if plain(head) in stated:
            return head
    for head in heads:
        own = plain(head)
        for title, one in zip(titles, stated, strict=True):
            if len(one) > _LONG and own.endswith(one):
                return title  # a kicker stands in front of it
            if len(own) > _LONG and own in one:
                return head  # the name of the site stands behind it
    lesser = [plain("".join(head.itertext())) for head in list(page.root.iter("h2"))[:20] if not _is_in_menu(head)]
    shown = (
        t for t, one in zip(titles, stated, strict=True) if len(one) > _LONG and any(one in head for head in lesser)
    )
    return next(shown, titles[0])


def _is_in_menu(element: "HtmlElement") -> bool:
    return next(element.iterancestors("nav", "footer", "form", "aside", "li"), None) is not None


def _alike(one: str, other: str) -> bool:
    """Whether two headlines share so many words that they belong to the same story."""
    first, second = set(one.split()), set(other.split())
    return len(one) > _LONG and len(first & second) >= _ALIKE * min(len(first), len(second))


def _authors(stated: _Stated, strong: int) -> Authors:
    """The people in the first statement that names any; certain where no other statement names somebody else."""
    sites = {plain(name) for name in stated.publication}
    every = [(n, names) for n, values in enumerate(stated.authors) if (names := _people(values, sites))]
    if not every:
        return Authors()
    at, first = every[0]
    agreed = all(set(map(plain, names)) & set(map(plain, first)) for _, names in every)
    said = {plain(name) for value in stated.authors[at] for name in _PARTED.split(_BY.sub("", value))}
    whole = len(said) <= len(first)  # no name was dropped as perhaps not a person
    return Authors(first, guessed=not agreed or at >= strong or not whole)


def _people(values: Sequence[str], sites: set[str]) -> tuple[str, ...]:
    """The names among `values` that can be those of people."""
    found: list[str] = []
    teams: list[str] = []
    for value in values:
        for name in _PARTED.split(_BY.sub("", value)):
            bare = name.strip(" .,;|")
            bare = _FROM.sub("", bare)
            if plain(bare) in _AGENCIES:
                found.append(bare)
            elif plain(bare) in sites or not _SHORTEST_NAME <= len(bare) <= _LONGEST_NAME:
                continue
            elif " " in bare and not _NO_NAME.search(bare):
                found.append(bare)
            elif _TEAM.fullmatch(bare):
                teams.append(bare)
    # A team beside a person is an author; a team alone is the publisher.
    found += teams if found else []
    return tuple(dict.fromkeys(found))[:_MOST_AUTHORS]


def _date(values: Sequence[str], address: str | None) -> Field:
    """The first date stated; certain where no other statement, nor the page's address, has another day."""
    dates = [day for value in values if (day := iso(value))]
    if not dates:
        return Field()
    days = {day[:10] for day in dates}
    exact = max((day for day in dates if day[:10] == dates[0][:10]), key=len)
    return Field(exact, guessed=len(days) > 1 or _contradicts(address, exact))


def _updated(values: Sequence[str], published: Field) -> Field:
    """Return the last stated update if it is later than the publication."""
    moments = [moment for value in values if (moment := iso(value))]
    if not moments:
        return Field()
    last, first = max(moments, key=len), published.value or ""
    if last[:16] == first[:16] or last[:10] < first[:10] or (len(last) <= len("2024-03-12") and last == first[:10]):
        return Field()
    return Field(last, guessed=len({moment[:10] for moment in moments}) > 1)


def _contradicts(address: str | None, day: str) -> bool:
    """Whether an address has a day in it that is neither `day` nor one beside it: zones differ."""
    found = _DAY_IN_ADDRESS.search(address or "")
    if found is None:
        return False
    try:
        other = date(*map(int, found.groups()))
    except ValueError:
        return False
    return abs((date.fromisoformat(day[:10]) - other).days) > 1


def _url(values: Sequence[str], fetched: str | None, page: "Page") -> str | None:
    """The address that the page calls its own; if it was fetched, only one on the same host is believed."""
    saved = _SAVED_FROM.search(page.source[:4096])
    base = fetched or (saved.group(1) if saved else None)
    for value in values:
        try:
            address = urljoin(base or "", value)
            parts = urlsplit(address)
            if parts.scheme not in {"http", "https"} or not parts.hostname or len(parts.path) <= 1:
                continue
            if fetched is None or _site(parts.hostname) == _site(urlsplit(fetched).hostname or ""):
                return address
        except ValueError:
            continue
    return base


def _site(host: str) -> str:
    return host.lower().removeprefix("www.").removeprefix("amp.").removeprefix("m.")


_BARE_YEAR = "-01-01"
"""What htmldate makes of a year that stands alone somewhere: "the storm of 2014" is no date of publication."""


def _guessed(root: "HtmlElement", url: str | None) -> Metadata:
    """What trafilatura and htmldate make of a page. They also find authors and dates where there are none."""
    from copy import deepcopy

    from trafilatura.metadata import extract_metadata

    copy = deepcopy(root)
    for script in copy.iter("script"):
        if "json" in (script.get("type") or "").lower():
            _shorten(script)
    try:
        found = extract_metadata(copy, default_url=url)
    except Exception:  # noqa: BLE001  (a guess is worth no error)
        return Metadata()
    names = _people((found.author or "").split(";"), {plain(found.sitename or "")})
    day, site = iso(found.date), _line(found.sitename or "")
    if day is not None and day.endswith(_BARE_YEAR):
        day = None
    return Metadata(
        authors=Authors(names, guessed=bool(names)),
        date=Field(day, guessed=day is not None),
        publication=Field(site or None, guessed=bool(site)),
    )


def _shorten(script: "HtmlElement") -> None:
    """Keep the beginnings of the long values in some JSON-LD: trafilatura's time grows with the square of these."""
    text = script.text or ""
    if len(text) <= _LONGEST_VALUE:
        return
    try:
        data = json.loads(text, strict=False)
        shortened = _shortened(data)
    except (ValueError, RecursionError):
        if len(text) > _LONGEST_DAMAGED:
            script.text = None
        return
    if shortened != data:
        script.text = json.dumps(shortened)


def _shortened(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, dict):
        return {name[:_LONGEST_VALUE]: _shortened(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_shortened(inner) for inner in value]
    return value[:_LONGEST_VALUE] if isinstance(value, str) else value
