"""Text to copy: quotes, passages and entities, ready to paste into a message, a story, notes or a web page."""

import unicodedata
from collections.abc import Iterator, Sequence
from enum import StrEnum
from html import escape

from tui.analysis.model import Analysis, Entity, Quote, QuoteKind
from tui.article.model import Article
from tui.document.paragraphs import Paragraphs
from tui.document.quote_facts import one_line
from tui.document.quote_text import words
from tui.export.citation import Cited, cite, link, publication_of
from tui.export.escaping import markdown, target
from tui.export.fragment import address
from tui.text.spans import Span

_CONTEXT = 80
"""Code points before and after a mention."""


class Style(StrEnum):
    """The format of a copied quote: with its speaker only, or for a newsroom, for notes, or for a web page."""

    PLAIN = "plain"
    NEWSROOM = "newsroom"
    MARKDOWN = "markdown"
    HTML = "html"


def quotes_as(style: Style, article: Article, analysis: Analysis, quotes: Sequence[Quote]) -> str:
    """Return `quotes` in `style`; several quotes become a list. A paraphrase never gets quote marks."""
    citations = [(cite(article, analysis, quote), link(article, quote), quote) for quote in quotes]
    match style:
        case Style.PLAIN:
            return "\n".join(str(citation) for citation, _, _ in citations)
        case Style.NEWSROOM:
            return "\n".join(_newsroom(str(citation), _where(article, url)) for citation, url, _ in citations)
        case Style.MARKDOWN:
            if len(citations) == 1 and citations[0][2].kind == QuoteKind.DIRECT:
                citation, url, _ = citations[0]
                behind = _behind(citation, _markdown_link(article, url))
                return f"> {markdown(citation.words)}" + (f"\n>\n> {behind}" if behind else "")
            lines = list(_listed(article, analysis, quotes))
            return lines[0].removeprefix("- ") if len(lines) == 1 else "\n".join(lines)
        case Style.HTML:
            parts = list(_html_quotes(article, analysis, quotes))
            return (
                f"<p>{parts[0]}</p>" if len(parts) == 1 else f"<ul>{''.join(f'<li>{one}</li>' for one in parts)}</ul>"
            )


def passage_as(style: Style, article: Article, span: Span) -> str:
    """Return the words at `span` with their source, without quote marks."""
    passage, url = article.text[span.start : span.end], address(article, span)
    title = article.metadata.title.value or ""
    match style:
        case Style.PLAIN:
            return passage
        case Style.NEWSROOM:
            where = ", ".join(part for part in (one_line(title), _where(article, url)) if part)
            return f"{passage} ({where})" if where else passage
        case Style.MARKDOWN:
            lines = "\n>\n".join(f"> {markdown(line)}" for line in passage.split("\n") if line.strip())
            where = _markdown_link(article, url, title)
            return lines + (f"\n>\n> — {where}" if where else "")
        case Style.HTML:
            inner = "".join(f"<p>{escape(line)}</p>" for line in passage.split("\n") if line.strip())
            where = _html_link(article, url, title)
            cite = f' cite="{escape(url)}"' if url else ""
            return f"<blockquote{cite}>{inner}</blockquote>" + (f"<p>— {where}</p>" if where else "")


def entity_as(style: Style, article: Article, analysis: Analysis, entity: Entity) -> str:
    """Return everything about an entity: its names, every mention with its paragraph, and its quotes."""
    kind = str(entity.kind) if entity.named else f"unnamed {entity.kind}"
    quotes_by = [quote for quote in analysis.quotes if quote.speaker == entity.id]
    mentions = list(_mentions(article, entity))
    match style:
        case Style.MARKDOWN:
            also = f"; also {', '.join(map(markdown, entity.aliases))}" if entity.aliases else ""
            lines = [f"## {markdown(entity.name)}", "", f"{kind}{also}", "", f"### Mentions ({len(mentions)})", ""]
            for place, (before, mentioned, after), url in mentions:
                pieces = [markdown(before), f"**{markdown(mentioned)}**", markdown(after)]
                spaces = [" " if before.endswith(" ") else "", " " if after.startswith(" ") else ""]
                line = f"{pieces[0]}{spaces[0]}{pieces[1]}{spaces[1]}{pieces[2]}"
                lines.append(f"- {f'[{place}]({target(url)})' if url else place} {line}")
            if quotes_by:
                lines += ["", f"### Quotes ({len(quotes_by)})", "", *_listed(article, analysis, quotes_by)]
            return "\n".join(lines)
        case Style.HTML:
            items = "".join(
                f"<li>{_anchor(url, escape(place))} {escape(before)}<b>{escape(mentioned)}</b>{escape(after)}</li>"
                for place, (before, mentioned, after), url in mentions
            )
            also = f"; also {escape(', '.join(entity.aliases))}" if entity.aliases else ""
            head = f"<h2>{escape(entity.name)}</h2><p>{kind}{also}</p>"
            quotes = "".join(f"<li>{one}</li>" for one in _html_quotes(article, analysis, quotes_by))
            listed = f"<h3>Quotes ({len(quotes_by)})</h3><ul>{quotes}</ul>" if quotes_by else ""
            return f"{head}<h3>Mentions ({len(mentions)})</h3><ul>{items}</ul>{listed}"
        case _:
            lines = [
                f"{entity.name} ({kind})",
                *([f"Also: {', '.join(entity.aliases)}"] if entity.aliases else []),
            ]
            lines += ["", f"Mentions ({len(mentions)})"]
            lines += [f"  {place:<5} {''.join(around)}" for place, around, _ in mentions]
            if quotes_by:
                lines += ["", f"Quotes ({len(quotes_by)})"]
                lines += [f"  {line}" for line in quotes_as(style, article, analysis, quotes_by).split("\n")]
            return "\n".join(lines)


def _mentions(article: Article, entity: Entity) -> Iterator[tuple[str, tuple[str, str, str], str | None]]:
    """Yield for each mention the label of its paragraph, the words around it, and its link (None without a URL)."""
    paragraphs, text = Paragraphs(article), article.text
    for mention in entity.mentions:
        before, after = paragraphs.beside(mention.span, _CONTEXT, _CONTEXT)
        around = _spaced(before), one_line(text[mention.start : mention.end]), _spaced(after)
        yield paragraphs.label(mention.start), around, address(article, mention.span)


def as_in_source(article: Article, quote: Quote) -> str:
    """Return the words of `quote` as they are in the source, before cleaning.

    Control characters stay removed, so that pasting the text has no side effects.
    """
    return harmless(words(article.text, quote, article.original))


def passage_as_in_source(article: Article, span: Span) -> str:
    """Return the words at `span` as they are in the source; see `as_in_source`."""
    return harmless(article.original(span))


def harmless(text: str) -> str:
    """Return `text` without lone surrogates and control characters other than line ends and tabs."""
    return "".join(
        sign for sign in text.replace("\r\n", "\n") if sign in "\n\t" or unicodedata.category(sign) not in {"Cc", "Cs"}
    )


def _spaced(text: str) -> str:
    """Return `text` on one line, with the white space at its ends as one space."""
    inner = one_line(text)
    return f"{' ' if text[:1].isspace() else ''}{inner}{' ' if inner and text[-1:].isspace() else ''}"


def _newsroom(citation: str, where: str) -> str:
    return f"{citation}. {where}" if where else citation


def _where(article: Article, url: str | None) -> str:
    return ", ".join(part for part in (*publication_of(article), url or "") if part)


def _listed(article: Article, analysis: Analysis, quotes: Sequence[Quote]) -> Iterator[str]:
    """Yield quotes as items of a list in Markdown."""
    for quote in quotes:
        citation = cite(article, analysis, quote)
        behind = _behind(citation, _markdown_link(article, link(article, quote)))
        yield f"- {markdown(citation.words)} {behind}".rstrip()


def _html_quotes(article: Article, analysis: Analysis, quotes: Sequence[Quote]) -> Iterator[str]:
    """Yield quotes as pieces of HTML."""
    for quote in quotes:
        yield _html(cite(article, analysis, quote), _html_link(article, link(article, quote)))


def _behind(citation: Cited, where: str) -> str:
    """Return the part after the words: the speaker, a label if it is not verbatim, and the publication."""
    attribution = markdown(citation.attribution)
    who = attribution if citation.manner else f"— {attribution}" if attribution else ""
    return " ".join(part for part in (who, _doubt(citation), f"({where})" if where else "") if part)


def _doubt(citation: Cited) -> str:
    return f"\\[{citation.doubt}\\]" if citation.doubt else ""


def _markdown_link(article: Article, url: str | None, title: str = "") -> str:
    name = markdown(", ".join(part for part in (title, *publication_of(article)) if part))
    return f"[{name or 'source'}]({target(url)})" if url else name


def _html(citation: Cited, where: str) -> str:
    attribution = escape(citation.attribution)
    who = attribution if citation.manner else f"— {attribution}" if attribution else ""
    doubt = f"[{citation.doubt}]" if citation.doubt else ""
    return " ".join(part for part in (escape(citation.words), who, doubt, f"({where})" if where else "") if part)


def _html_link(article: Article, url: str | None, title: str = "") -> str:
    name = escape(", ".join(part for part in (title, *publication_of(article)) if part))
    return _anchor(url, name or "source") if url else name


def _anchor(url: str | None, name: str) -> str:
    return f'<a href="{escape(url)}">{name}</a>' if url else name
