"""HTML: one self-contained file with the article, its highlights, and lists that link to their places.

It has no scripts and fetches nothing (its content security policy forbids both), reads well without styles and on
paper, shows kinds without relying on color, and works with the keyboard. In the list a direct quote is a block quote; a
paraphrase is not, and is labeled.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from html import escape
from itertools import pairwise
from typing import NamedTuple

from tui.analysis.model import Analysis, Entity, EntityKind, Quote, QuoteKind
from tui.annotations.describe import describe_edit
from tui.annotations.log import Remark
from tui.annotations.view import AnnotationView, Placed
from tui.article.model import Article, BlockKind
from tui.document.analyzed import Analyzed, apply_annotations
from tui.document.attribution import is_attributed, is_uncertain
from tui.document.paragraphs import Paragraphs
from tui.document.quote_facts import GONE, QuoteFacts, facts, join_words, manner, title_of
from tui.document.quote_text import as_written
from tui.export.citation import link, publication_of
from tui.export.fragment import web_address
from tui.export.html_style import STYLE
from tui.export.options import Layout
from tui.export.people import sections
from tui.text.spans import Span

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

_TAGS = {
    BlockKind.HEADING: "h3", BlockKind.BLOCKQUOTE: "blockquote", BlockKind.TITLE: "h2", BlockKind.PULLQUOTE: "aside",
}  # fmt: skip

_FAMILIES = {EntityKind.PERSON: "person", EntityKind.ORGANIZATION: "organization", EntityKind.PLACE: "place"}

_LEGEND = """<p class="legend"><span class="key q direct">in quote marks</span>
<span class="key q mixed">partly quoted</span> <span class="key q indirect">paraphrase: the article’s words</span>
<span class="key m person">person</span> <span class="key m organization">organization</span>
<span class="key m place">place</span> <span class="key m rest">other</span></p>"""


def write(analyzed: Iterable[Analyzed], layout: Layout) -> Iterator[str]:
    """Write one page with all articles, one below another."""
    head = (
        '<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="referrer" content="no-referrer">\n<meta name="generator" content="quoth">\n'
    )
    number = 0
    for number, one in enumerate(analyzed, start=1):
        page = _Page(*apply_annotations(one), "" if layout.single else f"a{number}-")
        if number == 1:
            title = page.title if layout.single else "Articles"
            language = page.language if layout.single else "en"
            yield f'<!doctype html>\n<html lang="{language}">\n<head>\n{head}<title>{escape(title)}</title>\n'
            yield f"<style>\n{STYLE}</style>\n</head>\n<body>\n"
        yield "\n".join(page.parts()) + "\n"
    if number:
        yield "</body>\n</html>\n"


class _Mark(NamedTuple):
    """A highlight: where it is, its classes, its id in the page, and its data attributes."""

    span: Span
    look: str
    id: str
    data: str


class _Page:
    """One article on a page. Ids start with `prefix`, so that those of several articles differ."""

    def __init__(self, article: Article, analysis: Analysis, view: AnnotationView, prefix: str) -> None:
        self._article, self._analysis, self._view, self._prefix = article, analysis, view, prefix
        self._numbering = Paragraphs(article)
        self.title = title_of(article) or "Untitled"
        self.language = escape(article.metadata.language.value or "en")
        self._numbers = {quote.id: number for number, quote in enumerate(analysis.quotes, start=1)}
        self._quotes_by: defaultdict[str | None, list[Quote]] = defaultdict(list)
        for quote in analysis.quotes:
            self._quotes_by[quote.speaker].append(quote)
        self._places = {
            (entity.id, mention.start, mention.end): f"{prefix}{entity.id}-{number}"
            for entity in analysis.entities
            for number, mention in enumerate(entity.mentions, start=1)
        }

    def parts(self) -> Iterator[str]:
        """Yield the pieces: head, article, lists."""
        yield f'<div class="document" lang="{self.language}">'
        yield from self._head()
        yield f'<main aria-label="{escape(self.title)}">' if not self._prefix else "<div>"
        yield f"<article>\n{''.join(self._text())}</article>"
        yield "</main>" if not self._prefix else "</div>"
        yield '<div class="lists" lang="en">'
        yield from self._quotes()
        yield from self._entities()
        yield from self._notes()
        yield "</div>\n</div>"

    def _head(self) -> Iterator[str]:
        meta = self._article.metadata
        tag = "h1" if not self._prefix else "h2"
        yield f"<header>\n<{tag}>{escape(self.title)}</{tag}>"
        parts = [", ".join(meta.authors.value), *publication_of(self._article)]
        line = " · ".join(escape(part) for part in parts if part)
        if line:
            yield f"<p>{line}</p>"
        if (url := web_address(self._article)) is not None:
            yield f"<p>{_link(url, escape(url))}</p>"
        if meta.guesses:
            yield f'<p class="quiet" lang="en">Guessed, not stated by the source: {", ".join(meta.guesses)}.</p>'
        for notice in self._article.notices:
            yield f'<p class="quiet" lang="en">{escape(notice.message)}</p>'
        p = self._prefix
        yield (
            f'<nav aria-label="Contents" lang="en"><a href="#{p}quotes">Quotes ({len(self._analysis.quotes)})</a> '
            f'<a href="#{p}entities">People and places ({len(self._analysis.entities)})</a>'
            + (f' <a href="#{p}notes">Notes</a>' if self._view.remarks or self._view.corrections else "")
            + f"</nav>\n{_LEGEND}\n</header>"
        )

    # ---------------------------------------------------------------- the article

    def _text(self) -> Iterator[str]:
        marks = deque(sorted(self._marks(), key=lambda mark: (mark.span.start, -mark.span.end)))
        references: dict[int, str] = {}
        for quote in self._analysis.quotes:
            end = quote.content[-1].end
            references[end] = references.get(end, "") + self._reference(quote)
        begun: set[str] = set()
        inside: list[_Mark] = []
        for span, kind in self._stretches():
            inside = [mark for mark in inside if mark.span.end > span.start]
            while marks and marks[0].span.start < span.end:
                inside.append(marks.popleft())
            if not self._article.text[span.start : span.end].strip():
                continue
            tag = _TAGS.get(kind, "p") if kind is not None else "p"
            name = f' class="{kind}"' if kind is not None else ""
            words = "".join(_nested(self._article.text, span, inside, begun, references))
            yield f'<{tag}{name} data-start="{span.start}">{words}</{tag}>\n'

    def _stretches(self) -> Iterator[tuple[Span, BlockKind | None]]:
        """Yield the whole text as spans: the blocks, each with its kind, and the text between them."""
        at = 0
        for block in self._article.blocks:
            yield Span(at, block.start), None
            yield block.span, block.kind
            at = block.end
        yield Span(at, len(self._article.text)), None

    def _marks(self) -> Iterator[_Mark]:
        p = self._prefix
        for quote in self._analysis.quotes:
            look = f"q {quote.kind}" + (" inner" if quote.parent else "")
            look += " doubt" if is_uncertain(quote) or not is_attributed(quote) else ""
            for piece in quote.content:
                yield _Mark(piece, look, f"{p}{quote.id}", f'data-quote="{escape(quote.id)}"')
        for entity in self._analysis.entities:
            family = _FAMILIES.get(entity.kind, "rest")
            for mention in entity.mentions:
                id_ = self._places[entity.id, mention.start, mention.end]
                look = f"m {family} {mention.form}"
                yield _Mark(mention.span, look, id_, f'data-entity="{escape(entity.id)}"')

    def _reference(self, quote: Quote) -> str:
        """Return the link from a quote to its entry in the list. CSS adds the number, so it is never copied."""
        number = self._numbers[quote.id]
        who = facts(self._article, self._analysis, quote).who or "not attributed"
        return (
            f'<a class="ref" lang="en" href="#{self._prefix}about-{quote.id}" data-number="{number}" '
            f'aria-label="Quote {number}: {escape(who)}"></a>'
        )

    # ---------------------------------------------------------------- the lists

    def _quotes(self) -> Iterator[str]:
        every = self._analysis.quotes
        yield f'<section aria-labelledby="{self._prefix}quotes">\n<h2 id="{self._prefix}quotes">Quotes</h2>'
        yield '<ol class="quotes">' if every else "<p>No quotes found.</p>"
        for quote in every:
            yield from self._quote(quote)
        yield ("</ol>\n" if every else "") + "</section>"

    def _quote(self, quote: Quote) -> Iterator[str]:
        known = facts(self._article, self._analysis, quote)
        lines = [line for line in as_written(self._article.text, quote).split("\n") if line.strip()]
        content = "\n".join(f'<p lang="{self.language}">{escape(line)}</p>' for line in lines)
        yield f'<li id="{self._prefix}about-{quote.id}">'
        who = escape(known.who) or "Not attributed"
        if quote.speaker is not None and self._analysis.entity(quote.speaker) is not None:
            who = f'<a href="#{self._prefix}about-{escape(quote.speaker)}">{who}</a>'
        kind = manner(self._article, quote) or "direct quote"
        doubt = (
            ' <em class="warning">attribution uncertain</em>' if is_attributed(quote) and is_uncertain(quote) else ""
        )
        yield f'<p class="who"><strong>{who}</strong> <span class="kind">{kind}</span>{doubt}</p>'
        where = link(self._article, quote)
        if quote.kind == QuoteKind.DIRECT:
            cite = f' cite="{escape(where)}"' if where else ""
            yield f"<blockquote{cite}>{content}</blockquote>"
        else:
            yield f'<div class="paraphrase">{content}</div>'
        yield from self._about(quote, known, where)
        for remark in self._view.about("quote", quote.id):
            yield _remark(remark)
        yield "</li>"

    def _about(self, quote: Quote, known: QuoteFacts, where: str | None) -> Iterator[str]:
        written = known.written if known.speaker and known.written != known.speaker else ""
        parts = [("written as", written), ("cue", known.cue), ("via", known.via), ("to", known.addressee)]
        parts += [("act", str(quote.act)), ("confidence", f"{quote.confidence:.0%}"), ("why", quote.why)]
        facts_html = "".join(f"<div><dt>{name}</dt><dd>{escape(value)}</dd></div>" for name, value in parts if value)
        place = self._numbering.label(quote.start) or "in the text"
        yield f'<dl class="facts">{facts_html}</dl>'
        there = f" · {_link(where, 'on the page')}" if where else ""
        yield f'<p class="where"><a href="#{self._prefix}{quote.id}">{escape(place)} in the article</a>{there}</p>'

    def _entities(self) -> Iterator[str]:
        p = self._prefix
        yield f'<section aria-labelledby="{p}entities">\n<h2 id="{p}entities">People and places</h2>'
        for _, heading, entities in sections(self._analysis):
            yield f'<h3>{heading}</h3>\n<ul class="entities">'
            for entity in entities:
                yield self._entity(entity)
            yield "</ul>"
        yield "</section>"

    def _entity(self, entity: Entity) -> str:
        p, text = self._prefix, self._article.text
        kind = escape(str(entity.kind)) if entity.named else f"unnamed {escape(str(entity.kind))}"
        also = f"<p>also {escape(', '.join(entity.aliases))}</p>" if entity.aliases else ""
        mentions = " · ".join(
            f'<a href="#{self._places[entity.id, m.start, m.end]}"><span class="quiet">'
            f"{escape(self._numbering.label(m.start))}</span> {escape(join_words(text, [m.span]))}</a>"
            for m in entity.mentions
        )
        quotes_by = self._quotes_by.get(entity.id, [])
        links = " ".join(f'<a href="#{p}about-{q.id}">{self._numbers[q.id]}</a>' for q in quotes_by)
        relations = "".join(self._relations(entity))
        return (
            f'<li id="{p}about-{escape(entity.id)}"><p><strong class="m {_FAMILIES.get(entity.kind, "rest")} name">'
            f'{escape(entity.name)}</strong> <span class="kind">{kind}</span></p>{also}{relations}'
            f'<p class="places">Mentions: {mentions}</p>{f"<p>Quotes: {links}</p>" if links else ""}</li>'
        )

    def _relations(self, entity: Entity) -> Iterator[str]:
        for relation in self._analysis.relations:
            other = relation.object if relation.subject == entity.id else relation.subject
            found = self._analysis.entity(other)
            if entity.id in {relation.subject, relation.object} and found is not None and other != entity.id:
                evidence = escape(join_words(self._article.text, [relation.evidence]))
                yield (
                    f'<p>{escape(relation.kind)}: <a href="#{self._prefix}about-{escape(other)}">{escape(found.name)}'
                    f'</a> <span class="quiet">({evidence})</span></p>'
                )

    def _notes(self) -> Iterator[str]:
        others = self._view.besides_quotes
        if not others and not self._view.corrections:
            return
        p = self._prefix
        yield f'<section aria-labelledby="{p}notes">\n<h2 id="{p}notes">Notes</h2>'
        yield from (_note(placed) for placed in others)
        if self._view.corrections:
            yield "<h3>Corrections</h3>\n<ul>"
            for change, there in self._view.applied:
                yield f"<li>{escape(str(describe_edit(change.edit)))}{'' if there else GONE}</li>"
            yield "</ul>"
        yield "</section>"


def _nested(text: str, span: Span, marks: list[_Mark], begun: set[str], behind: dict[int, str]) -> Iterator[str]:
    """Return the text of `span` with its marks as nested elements; a mark that crosses another is split.

    Args:
        text: the article's text.
        span: the part of it to return.
        marks: the marks that overlap `span` (and some that end before it), sorted by start, longest first.
        begun: ids that are already on the page; only the first element of a mark gets its id.
        behind: HTML to insert after an offset.
    """
    edges = {span.start, span.end}
    for mark in marks:  # HTML to insert after a mark goes to where the mark ends
        edges |= {at for at in mark.span if span.start < at < span.end}
    opened: list[_Mark] = []
    for start, end in pairwise(sorted(edges)):
        keep = next((n for n, mark in enumerate(opened) if mark.span.end <= start), len(opened))
        yield "</span>" * (len(opened) - keep)
        again = [mark for mark in opened[keep:] if mark.span.end > start]
        del opened[keep:]
        yield behind.get(start, "") if start > span.start else ""
        starting = [m for m in marks if m.span.end > start and max(m.span.start, span.start) == start]
        for mark in [*again, *starting]:
            first = f' id="{escape(mark.id)}"' if mark.id not in begun else ""
            begun.add(mark.id)
            yield f'<span class="{mark.look}"{first} {mark.data}>'
            opened.append(mark)
        yield escape(text[start:end], quote=False)
    yield "</span>" * len(opened)
    yield behind.get(span.end, "")


def _note(placed: Placed) -> str:
    words = escape(" ".join(placed.remark.place.exact.split()))
    lost = "" if placed.span is not None else ' <em class="warning">no longer in the article</em>'
    return f'<p class="on">On: {words}{lost}</p>\n{_remark(placed.remark)}'


def _remark(remark: Remark) -> str:
    head = [remark.status] if remark.status else []
    head += ["bookmarked"] if remark.marked else []
    head += [f"#{tag}" for tag in remark.tags]
    note = "".join(f"<p>{escape(line)}</p>" for line in remark.note.split("\n") if line.strip())
    label = f"<p><strong>{escape(', '.join(head))}</strong></p>" if head else ""
    return f'<div class="remark">{label}{note}</div>'


def _link(url: str, words: str) -> str:
    return f'<a href="{escape(url)}" rel="noreferrer">{words}</a>'
