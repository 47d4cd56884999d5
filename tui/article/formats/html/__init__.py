"""Web pages: the article in them, its metadata, and on demand all else that stands on the page."""

import re
from dataclasses import replace

from tui.article.fetch.source import Raw
from tui.article.formats import plain
from tui.article.formats.assemble import Piece, article_of
from tui.article.formats.html import metadata as stated_by
from tui.article.formats.html.fallback import plain_pieces
from tui.article.formats.html.tree import charset_of, parse, without_controls
from tui.article.model import Article, BlockKind, Notice, SourceError
from tui.article.words import count_words

careful = True

_LOOKED_AT = 4096
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--(?:(?!-->).){0,2000}+-->\s*)*+<(?:!doctype\s+html|html|head|body|title|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_FRAGMENT = re.compile(r"\s*<(?:div|p|article|section|main|h[1-6]|span|table|ul|ol|blockquote|header)\b", re.IGNORECASE)
_CLOSED = re.compile(r"</(?:div|p|article|section|main|h[1-6]|table|ul|ol|blockquote)\s*>", re.IGNORECASE)
_MARKUP = frozenset({"text/html", "application/xhtml+xml"})
_SAVE_IT = "open it in a browser, save the page, and open that file"
_FEW = 120
"""Words below which a page may well be a wall before the article."""
_NO_MORE = 12
"""Words below which it is no article at all."""
_WALL = re.compile(
    r"isAccessibleForFree\W{1,6}false|paywall|\bsubscri(?:be|ption|ber)|cookie|consent|log ?in|sign ?in|abonn",
    re.IGNORECASE,
)


def recognizes(raw: Raw) -> bool:
    """Whether `raw` begins as a page does, or is said to be one and has tags; or is a piece of one."""
    if not plain.recognizes(raw):
        return False
    text = raw.decoded.text[:_LOOKED_AT].lstrip("\ufeff")
    if _PAGE.match(text) or (raw.media in _MARKUP and "<" in text):
        return True
    return _FRAGMENT.match(text) is not None and len(_CLOSED.findall(text)) >= 2


def read(raw: Raw) -> Article:
    """The article in the page.

    Raises:
        SourceError: there is none on it.
    """
    raw = raw if raw.charset else replace(raw, charset=charset_of(raw.data))
    if raw.mishaps:
        return _plainly(raw)
    raw.report("Looking for the article", 0)
    text = without_controls(raw.decoded.text)
    page = parse(text)
    if page is None:
        return _plainly(raw)
    from tui.article.formats.html.article import split

    metadata = stated_by.metadata(page, raw.url)
    parts = split(page, raw.url, metadata.title.value)
    metadata = stated_by.with_bylines(metadata, parts.article, parts.linked)
    metadata = stated_by.completed(metadata, page, raw.url)
    pieces = stated_by.with_title(parts.article, metadata, parts.headline)
    words = _words(pieces)
    notices = _wall(raw, page.has_scripts, text, words)
    notices += stated_by.further_parts(page, metadata.url.value)
    article = article_of(pieces, raw, metadata, (*raw.decoded.notices, *notices))
    article = replace(article, metadata=stated_by.confirmed(article, page.visible_text()))
    if len(parts.everything) > len(parts.article):
        whole = article_of(parts.everything, raw, article.metadata)
        article = replace(article, everything=replace(whole, metadata=article.metadata))
    return article


def _words(pieces: list[Piece]) -> int:
    return sum(count_words(piece.text) for piece in pieces if piece.kind is not BlockKind.TITLE)


def _wall(raw: Raw, scripted: bool, text: str, words: int) -> tuple[Notice, ...]:
    """What to say where there is hardly any article.

    Raises:
        SourceError: there is none.
    """
    if words >= _FEW:
        return ()
    walled = _WALL.search(text) is not None
    if words < _NO_MORE:
        if walled and not scripted:
            raise SourceError(f"{raw.name} shows {_count(words)} and asks you to subscribe or sign in; {_SAVE_IT}.")
        if scripted:
            said = f"{raw.name} has no article text ({_count(words)} found), because scripts load it or it is hidden"
            raise SourceError(f"{said}; {_SAVE_IT}.")
        if words == 0:
            raise SourceError(f"{raw.name} has no article text; {_SAVE_IT}.")
    if not walled:
        return ()
    said = f"Found only {_count(words)} of the article; the rest may be behind a paywall or a cookie banner."
    return (Notice(f"{said} If you can see it in a browser, save the page and open that file."),)


def _count(words: int) -> str:
    return f"{words} word{'' if words == 1 else 's'}"


def _plainly(raw: Raw) -> Article:
    """All the text of a page in which the article cannot be looked for."""
    article = article_of(
        plain_pieces(raw.decoded.text),
        raw,
        stated_by.of_plain_text(raw.decoded.text, raw.url),
        (
            *raw.decoded.notices,
            Notice("The article could not be separated from the rest of this page, so all of its text is shown."),
        ),
    )
    if not article.blocks:
        raise SourceError(f"{raw.name} has no article text; {_SAVE_IT}.")
    return article
