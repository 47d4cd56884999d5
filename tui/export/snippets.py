"""What is copied: quotes, passages and entities, ready to paste into a message, a story, notes, or a page."""

import unicodedata
from collections.abc import Iterator, Sequence
from enum import StrEnum
from html import escape

from tui.analysis.model import Analysis, Entity, Quote, QuoteKind
from tui.article.model import Article
from tui.document.paragraphs import Paragraphs
from tui.document.quote_facts import one_line
from tui.document.quote_text import words
from tui.export.citation import Cited, cited, link, published
from tui.export.escaping import markdown, target
from tui.export.fragment import address
from tui.text.spans import Span

_CONTEXT = 80
"""Code points in front of and behind a mention."""


class Style(StrEnum):
    """How a quote is written down: with its speaker alone, or as a newsroom, notes or a page would have it."""

    PLAIN = "plain"
    NEWSROOM = "newsroom"
    MARKDOWN = "markdown"
    HTML = "html"


def quotes_as(style: Style, article: Article, analysis: Analysis, quotes: Sequence[Quote]) -> str:
    """`quotes` in a style; several as a list. No paraphrase gets a quote mark or stands as somebody's own words."""
    made = [(cited(article, analysis, quote), link(article, quote), quote) for quote in quotes]
    match style:
        case Style.PLAIN:
            return "\n".join(str(said) for said, _, _ in made)
        case Style.NEWSROOM:
            return "\n".join(_newsroom(str(said), _where(article, url)) for said, url, _ in made)
        case Style.MARKDOWN:
            if len(made) == 1 and made[0][2].kind == QuoteKind.DIRECT:
                said, url, _ = made[0]
                behind = _behind(said, _markdown_link(article, url))
                return f"> {markdown(said.words)}" + (f"\n>\n> {behind}" if behind else "")
            lines = list(_listed(article, analysis, quotes))
            return lines[0].removeprefix("- ") if len(lines) == 1 else "\n".join(lines)
        case Style.HTML:
            parts = list(_html_quotes(article, analysis, quotes))
            return (
                f"<p>{parts[0]}</p>" if len(parts) == 1 else f"<ul>{''.join(f'<li>{one}</li>' for one in parts)}</ul>"
            )


def passage_as(style: Style, article: Article, span: Span) -> str:
    """Words of the article, whoever's they are, with where they stand; they get no quote marks."""
    said, url = article.text[span.start : span.end], address(article, span)
    title = article.metadata.title.value or ""
    match style:
        case Style.PLAIN:
            return said
        case Style.NEWSROOM:
            where = ", ".join(part for part in (one_line(title), _where(article, url)) if part)
            return f"{said} ({where})" if where else said
        case Style.MARKDOWN:
            lines = "\n>\n".join(f"> {markdown(line)}" for line in said.split("\n") if line.strip())
            where = _markdown_link(article, url, title)
            return lines + (f"\n>\n> — {where}" if where else "")
        case Style.HTML:
            inner = "".join(f"<p>{escape(line)}</p>" for line in said.split("\n") if line.strip())
            where = _html_link(article, url, title)
            cite = f' cite="{escape(url)}"' if url else ""
            return f"<blockquote{cite}>{inner}</blockquote>" + (f"<p>— {where}</p>" if where else "")


def entity_as(style: Style, article: Article, analysis: Analysis, entity: Entity) -> str:
    """All that is known of an entity: what it is called, every mention with its paragraph, and what it said."""
    kind = str(entity.kind) if entity.named else f"unnamed {entity.kind}"
    said = [quote for quote in analysis.quotes if quote.speaker == entity.id]
    mentions = list(_mentions(article, entity))
    match style:
        case Style.MARKDOWN:
            also = f"; also {', '.join(map(markdown, entity.aliases))}" if entity.aliases else ""
            lines = [f"## {markdown(entity.name)}", "", f"{kind}{also}", "", f"### Mentions ({len(mentions)})", ""]
            for place, (before, mentioned, after), url in mentions:
                told = [markdown(before), f"**{markdown(mentioned)}**", markdown(after)]
                spaces = [" " if before.endswith(" ") else "", " " if after.startswith(" ") else ""]
                line = f"{told[0]}{spaces[0]}{told[1]}{spaces[1]}{told[2]}"
                lines.append(f"- {f'[{place}]({target(url)})' if url else place} {line}")
            if said:
                lines += ["", f"### Said ({len(said)})", "", *_listed(article, analysis, said)]
            return "\n".join(lines)
        case Style.HTML:
            items = "".join(
                f"<li>{_anchor(url, escape(place))} {escape(before)}<b>{escape(mentioned)}</b>{escape(after)}</li>"
                for place, (before, mentioned, after), url in mentions
            )
            also = f"; also {escape(', '.join(entity.aliases))}" if entity.aliases else ""
            head = f"<h2>{escape(entity.name)}</h2><p>{kind}{also}</p>"
            quotes = "".join(f"<li>{one}</li>" for one in _html_quotes(article, analysis, said))
            listed = f"<h3>Said ({len(said)})</h3><ul>{quotes}</ul>" if said else ""
            return f"{head}<h3>Mentions ({len(mentions)})</h3><ul>{items}</ul>{listed}"
        case _:
            lines = [f"{entity.name} ({kind})", *([f"Also: {', '.join(entity.aliases)}"] if entity.aliases else [])]
            lines += ["", f"Mentions ({len(mentions)})"]
            lines += [f"  {place:<5} {''.join(around)}" for place, around, _ in mentions]
            if said:
                lines += ["", f"Said ({len(said)})"]
                lines += [f"  {line}" for line in quotes_as(style, article, analysis, said).split("\n")]
            return "\n".join(lines)


def _mentions(article: Article, entity: Entity) -> Iterator[tuple[str, tuple[str, str, str], str | None]]:
    """Each mention: the name of its paragraph, the words around it, and a link to it."""
    paragraphs, text = Paragraphs(article), article.text
    for mention in entity.mentions:
        before, after = paragraphs.beside(mention.span, _CONTEXT, _CONTEXT)
        around = _spaced(before), one_line(text[mention.start : mention.end]), _spaced(after)
        yield paragraphs.label(mention.start), around, address(article, mention.span)


def as_in_source(article: Article, quote: Quote) -> str:
    """The words of `quote` as they stood in the source, before cleaning.

    Of what cleaning took away, controls stay away: nothing that is copied may do anything where it is pasted.
    """
    return harmless(words(article.text, quote, article.original))


def passage_as_in_source(article: Article, span: Span) -> str:
    """The words at `span` as they stood in the source; see `as_in_source`."""
    return harmless(article.original(span))


def harmless(text: str) -> str:
    """`text` without controls, line ends and tabs apart, and without lone surrogates."""
    return "".join(
        sign for sign in text.replace("\r\n", "\n") if sign in "\n\t" or unicodedata.category(sign) not in {"Cc", "Cs"}
    )


def _spaced(text: str) -> str:
    """`text` on one line, with the white space at its ends as one space."""
    inner = one_line(text)
    return f"{' ' if text[:1].isspace() else ''}{inner}{' ' if inner and text[-1:].isspace() else ''}"


def _newsroom(said: str, where: str) -> str:
    return f"{said}. {where}" if where else said


def _where(article: Article, url: str | None) -> str:
    return ", ".join(part for part in (*published(article), url or "") if part)


def _listed(article: Article, analysis: Analysis, quotes: Sequence[Quote]) -> Iterator[str]:
    """Quotes as a list in Markdown."""
    for quote in quotes:
        said = cited(article, analysis, quote)
        behind = _behind(said, _markdown_link(article, link(article, quote)))
        yield f"- {markdown(said.words)} {behind}".rstrip()


def _html_quotes(article: Article, analysis: Analysis, quotes: Sequence[Quote]) -> Iterator[str]:
    """Quotes as pieces of HTML."""
    for quote in quotes:
        yield _html(cited(article, analysis, quote), _html_link(article, link(article, quote)))


def _behind(said: Cited, where: str) -> str:
    """What stands behind the words: who said it, what else than verbatim it is, and where it stands."""
    who = markdown(said.attribution) if said.manner else f"— {markdown(said.attribution)}" if said.attribution else ""
    return " ".join(part for part in (who, _doubt(said), f"({where})" if where else "") if part)


def _doubt(said: Cited) -> str:
    return f"\\[{said.doubt}\\]" if said.doubt else ""


def _markdown_link(article: Article, url: str | None, title: str = "") -> str:
    name = markdown(", ".join(part for part in (title, *published(article)) if part))
    return f"[{name or 'source'}]({target(url)})" if url else name


def _html(said: Cited, where: str) -> str:
    attribution = escape(said.attribution)
    who = attribution if said.manner else f"— {attribution}" if attribution else ""
    doubt = f"[{said.doubt}]" if said.doubt else ""
    return " ".join(part for part in (escape(said.words), who, doubt, f"({where})" if where else "") if part)


def _html_link(article: Article, url: str | None, title: str = "") -> str:
    name = escape(", ".join(part for part in (title, *published(article)) if part))
    return _anchor(url, name or "source") if url else name


def _anchor(url: str | None, name: str) -> str:
    return f'<a href="{escape(url)}">{name}</a>' if url else name
