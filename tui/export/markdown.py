"""Markdown, for notes: the article's metadata, its quotes, and its people, organizations and places.

A direct quote is a block quote. A paraphrase is not, because a block quote stands for somebody's own words; it is
labeled as a paraphrase.
"""

from collections.abc import Iterable, Iterator

from tui.analysis.model import Analysis, Entity, EntityKind, Quote, QuoteKind
from tui.annotations.describe import describe_edit
from tui.annotations.log import Remark
from tui.annotations.view import AnnotationView
from tui.article.model import Article
from tui.document.analyzed import Analyzed, apply_annotations
from tui.document.attribution import is_attributed, is_uncertain
from tui.document.paragraphs import Paragraphs
from tui.document.quote_facts import GONE, counted, facts, manner, source_of, title_of
from tui.document.quote_text import as_written
from tui.export.citation import link, publication_of
from tui.export.escaping import json_text, markdown, target
from tui.export.fragment import web_address
from tui.export.options import Layout
from tui.export.people import sections


def write(analyzed: Iterable[Analyzed], layout: Layout) -> Iterator[str]:
    """Write a document for each article, each with its own front matter, separated by rules."""
    started = False
    for one in analyzed:
        yield ("\n" if started else "") + "\n".join(_article(*apply_annotations(one), layout)) + "\n"
        started = True


def _article(article: Article, analysis: Analysis, view: AnnotationView, layout: Layout) -> Iterator[str]:
    yield from _front_matter(article, analysis)
    title = title_of(article)
    yield from ("", f"# {markdown(title)}" if title else "# Untitled")
    where = ", ".join(part for part in (*article.metadata.authors.value, *publication_of(article)) if part)
    url = web_address(article)
    if where or url:
        label = markdown(where or url or "")
        yield from ("", f"[{label}]({target(url)})" if url else label)
    for notice in article.notices:
        yield from ("", f"> {markdown(notice.message)}")
    yield from ("", f"## Quotes ({len(analysis.quotes)})")
    paragraphs = Paragraphs(article)
    for number, quote in enumerate(analysis.quotes, start=1):
        yield from ("", *_quote(article, analysis, view, paragraphs, number, quote, layout))
    for kind, heading, entities in sections(analysis):
        yield from ("", f"## {heading} ({len(entities)})", "")
        for entity in entities:
            yield _entity(entity, paragraphs, wiki=layout.wiki and kind is EntityKind.PERSON)
    yield from _others(view)


def _front_matter(article: Article, analysis: Analysis) -> Iterator[str]:
    meta = article.metadata
    known = {
        "title": meta.title.value, "authors": list(meta.authors.value) or None, "publication": meta.publication.value,
        "date": meta.date.value, "updated": meta.updated.value, "url": meta.url.value, "language": meta.language.value,
        "guessed": meta.guesses or None,
        "source": source_of(article) or None,
        "text_sha256": analysis.text_sha256,
    }  # fmt: skip
    yield "---"
    # A JSON string is also a YAML string.
    yield from (f"{name}: {json_text(value)}" for name, value in known.items() if value)
    yield "---"


def _quote(
    article: Article,
    analysis: Analysis,
    view: AnnotationView,
    paragraphs: Paragraphs,
    number: int,
    quote: Quote,
    layout: Layout,
) -> Iterator[str]:
    known = facts(article, analysis, quote)
    place = paragraphs.label(quote.start)
    where = link(article, quote)
    lines = [markdown(line) for line in as_written(article.text, quote).split("\n") if line.strip()]
    speaker = analysis.entity(quote.speaker)
    name = _speaker(known.who, wiki=layout.wiki and speaker is not None and speaker.named)
    parts = [name]
    if known.speaker and known.written and known.written != known.speaker:
        parts.append(f"written as {markdown(known.written)}")
    parts += [f"{label} {markdown(value)}" for label, value in (("via", known.via), ("to", known.addressee)) if value]
    parts += [f"cue: {markdown(known.cue)}"] if known.cue else []
    parts += [str(quote.act)] if quote.act != "said" else []
    parts += ["attribution uncertain"] if is_attributed(quote) and is_uncertain(quote) else []
    parts.append(f"[{place or 'in the article'}]({target(where)})" if where else place)
    attribution = ", ".join(part for part in parts if part)
    yield f"### {number}. {_speaker(known.who, wiki=False)}"
    yield ""
    if quote.kind == QuoteKind.DIRECT:
        for at, line in enumerate(lines):
            yield from ((">", f"> {line}") if at else (f"> {line}",))
        yield from (">", f"> — {attribution}")
    else:
        what = manner(article, quote)
        yield f"*{what[:1].upper()}{what[1:]}:* {lines[0] if lines else ''}"
        for line in lines[1:]:
            yield from ("", line)
        yield from ("", f"— {attribution}")
    for remark in view.about("quote", quote.id):
        yield from ("", *_remark(remark))


def _speaker(name: str, *, wiki: bool) -> str:
    if not name:
        return "Not attributed"
    plain = name.translate({ord(sign): None for sign in "[]|#^\\"})
    return f"[[{' '.join(plain.split())}]]" if wiki and plain.strip() else markdown(name)


def _entity(entity: Entity, paragraphs: Paragraphs, *, wiki: bool) -> str:
    places = ", ".join(dict.fromkeys(paragraphs.label(mention.start) for mention in entity.mentions))
    aliases = f"; also {', '.join(markdown(alias) for alias in entity.aliases)}" if entity.aliases else ""
    count = counted(len(entity.mentions), "mention")
    return f"- {_speaker(entity.name, wiki=wiki and entity.named)}: {count} ({places}){aliases}"


def _others(view: AnnotationView) -> Iterator[str]:
    """Yield the remarks that are not about quotes, and the user's corrections."""
    others = view.besides_quotes
    if others:
        yield from ("", f"## Notes ({len(others)})")
    for placed in others:
        lost = "" if placed.span is not None else GONE
        yield from ("", f"*On:* {markdown(placed.remark.place.exact)}{lost}", "", *_remark(placed.remark))
    if view.corrections:
        yield from ("", f"## Corrections ({len(view.corrections)})", "")
        for change, there in view.applied:
            yield f"- {markdown(str(describe_edit(change.edit)))}{'' if there else GONE}"


def _remark(remark: Remark) -> Iterator[str]:
    head = [remark.status] if remark.status else []
    head += ["bookmarked"] if remark.marked else []
    label = f"**{', '.join(head)}**" if head else "**Note**"
    tags = " ".join(f"#{tag}" for tag in remark.tags)
    lines = [markdown(line) for line in remark.note.split("\n") if line.strip()]
    yield " ".join(part for part in (label, tags, lines[0] if lines else "") if part)
    for line in lines[1:]:
        yield from ("", line)
