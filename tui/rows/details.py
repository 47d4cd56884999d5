"""The rows of the details: everything about an entity, a quote, or the article itself."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from rich.cells import cell_len

from tui.analysis.languages import explain_missing_pipeline, get_language_name
from tui.analysis.model import Entity, Form, Mention, Quote, QuoteKind
from tui.annotations.describe import describe_edit
from tui.annotations.edits import AddMention, AddQuote, MendEdges, Merge, NotMention, Rename, Split
from tui.article.model import Article, BlockKind
from tui.document.attribution import UNCERTAIN, is_attributed
from tui.document.dates import moment
from tui.document.index import DocumentIndex, extent
from tui.document.paragraphs import Paragraphs
from tui.document.quote_text import trimmed
from tui.document.selection import Selection
from tui.rows.kinds import ACT_NAMES, FORM_NAMES, QUOTE_NAMES, QUOTE_SIGNS, ROLE_SIGNS, family, sign
from tui.rows.length import word_count
from tui.rows.line import Line, Row, Run, Target, wrap
from tui.rows.notes import remark_lines
from tui.rows.quotes import quote_row, source_words
from tui.text.display import shown, shown_part
from tui.text.spans import Span

_LABEL = 6
"""Width in cells of the column before a mention: its paragraph number and form."""

_FACT = 10
"""Width in cells of the column with the name of a fact."""

_NONE: Line = ()


def detail_rows(index: DocumentIndex, selection: Selection, width: int) -> Iterator[Row]:
    """Yield the rows about the selected entity or quote, `width` cells wide."""
    if selection.kind == "entity":
        entity = index.entity(selection.id)
        return _entity(index, entity, width) if entity else iter(())
    quote = index.quote(selection.id)
    return _quote(index, quote, width) if quote else iter(())


def article_rows(
    article: Article, width: int, index: DocumentIndex | None = None, show_page_key: str = "a"
) -> list[Row]:
    """Return the rows about the article, for when nothing is selected.

    Args:
        article: the article.
        width: of a row, in cells.
        index: the article with its analysis, if it is analyzed.
        show_page_key: the key that shows the whole page.
    """
    meta = article.metadata
    rows = [Row(tuple(wrap([(shown(meta.title.value), "strong")], width)))] if meta.title.value else []
    facts = [
        ("Headline", _other_headline(article), False),
        ("By", ", ".join(meta.authors.value), meta.authors.guessed),
        ("In", meta.publication.value or "", meta.publication.guessed),
        ("Date", moment(replace(meta.date, guessed=False)), meta.date.guessed),
        ("Updated", moment(replace(meta.updated, guessed=False)), meta.updated.guessed),
        ("From", meta.url.value or article.source, False),
        ("Language", get_language_name(meta.language.value or ""), meta.language.guessed),
        ("Length", f"{word_count(article.text):,} words", False),
    ]
    for name, value, guessed in facts:
        if value:
            runs: list[Run] = [(shown(value), "")] + ([(" (guessed)", "muted")] if guessed else [])
            rows.append(_fact(name, runs, width))
    if index is not None:
        analysis = index.analysis
        nobody = sum(not is_attributed(quote) for quote in analysis.quotes)
        counts = f"{_count(len(analysis.entities), 'entity', 'entities')}, {_count(len(analysis.quotes), 'quote')}"
        rows.append(_fact("Found", [(counts + (f", {nobody:,} of them not attributed" if nobody else ""), "")], width))
        if lacking := explain_missing_pipeline(article.metadata.language.value, analysis.model):
            rows.append(_fact("", [(lacking, "warning")], width))
    if article.everything is not None:
        rows.append(_fact("", [(f"Press {show_page_key} to show the whole page", "muted")], width))
    if article.notices:
        paragraphs = Paragraphs(article)
        rows += _section("Notices", len(article.notices), width)
        for notice in article.notices:
            place = "" if notice.offset is None else paragraphs.label(notice.offset)
            target = None if notice.offset is None else Target(Span(notice.offset, notice.offset + 1))
            rows.append(_beside([place], [(notice.message, "warning")], width, target))
    return rows


def _entity(index: DocumentIndex, entity: Entity, width: int) -> Iterator[Row]:
    name: list[Run] = [
        (f"{sign(entity.kind)} ", family(entity.kind)),
        (shown(entity.name), f"{family(entity.kind)} strong"),
    ]
    by = index.quotes_by(entity.id)
    kind = str(entity.kind) if entity.named else f"unnamed {entity.kind}"
    yield Row(tuple(wrap(name, width)))
    yield Row(
        tuple(
            wrap([(f"{kind} · {_count(len(entity.mentions), 'mention')} · {_count(len(by), 'quote')}", "muted")], width)
        )
    )
    yield from _by_you(index, "entity", entity.id, width)
    if entity.aliases:
        yield _fact("Also", [(shown(", ".join(entity.aliases)), "")], width)
    yield from _relations(index, entity, width)
    yield from _roles(entity, width)
    yield from _section("Mentions", len(entity.mentions), width)
    where = ""
    for mention in entity.mentions:
        if (place := _place(index, mention.start)) != where:
            where = place
            yield Row(tuple(wrap([(place or "Before the first heading", "muted")], width, most=1)))
        yield _mention(index, mention, width)
    yield from _section("Said", len(by), width)
    for quote in by:
        yield quote_row(index, quote, width, with_speaker=False)
    about = index.quotes_about(entity.id)
    yield from _section("Mentioned in quotes", len(about), width)
    for quote in about:
        yield quote_row(index, quote, width)
    company = index.company(entity)
    yield from _section("Appears with", len(company), width)
    for other, shared, first in company:
        runs: list[Run] = [
            (f"{sign(other.kind)} ", family(other.kind)),
            (shown(other.name), ""),
            (f"  {_count(shared, 'paragraph')}", "muted"),
        ]
        yield Row(tuple(wrap(runs, width, most=2)), Target(first.span, Selection("entity", other.id)))


def _place(index: DocumentIndex, offset: int) -> str:
    """Return the page and the heading that `offset` is under; "" if the article has neither."""
    page, heading = index.article.page_at(offset), index.heading_at(offset)
    parts = [f"page {page:,}" if page is not None else "", f"§ {shown(heading)}" if heading else ""]
    return " · ".join(part for part in parts if part)


def _by_you(index: DocumentIndex, kind: str, id_: str, width: int) -> Iterator[Row]:
    """Yield the user's corrections of an entity or a quote (`kind`), and the remarks about it."""
    changes = index.annotations.yours.get(id_, ())
    if changes:
        latest: dict[str, str] = {}  # of several corrections of the same thing, the last one counts
        for change in changes:
            text = _describe(change.edit)
            latest[text if isinstance(change.edit, Merge) else describe_edit(change.edit).label] = text
        yield _fact("Edited", [(shown(", ".join(latest.values())), "warning")], width)
    for remark in index.annotations.about(kind, id_):
        lines = remark_lines(remark, width - _FACT)
        column = [f"{'Note' if at == 0 else '':<{_FACT}}" for at in range(len(lines))]
        yield Row(tuple(((label, "muted"), *line) for label, line in zip(column, lines, strict=True)))


def _describe(edit: object) -> str:
    """Return what a correction did with the entity or the quote that it stands beside."""
    match edit:
        case Merge():
            return f"merged with {edit.entity.name}"
        case Rename():
            return f"renamed from {edit.entity.name}"
        case MendEdges():
            return "start and end adjusted"
        case AddQuote():
            return "added"
        case AddMention():
            return "mention added"
        case Split():
            return "mention split off"
        case NotMention():
            return "mention removed"
    summary = describe_edit(edit)
    return summary.label.lower() + (f" set to {summary.to}" if summary.to else "")


def _mention(index: DocumentIndex, mention: Mention, width: int) -> Row:
    room = width - _LABEL
    around = index.paragraphs.around(mention.span, room, 2 * room)
    before = _last_cells(around.before, room * 3 // 4)
    place = index.paragraphs.label(mention.start)
    role = ROLE_SIGNS.get(mention.role or "", "")
    form = FORM_NAMES[mention.form] + ("?" if mention.confidence < UNCERTAIN else "")
    runs: list[Run] = [(before, "quiet"), (around.words, "hit"), (around.after, "quiet")]
    return _beside([f"{place:<4}{role}", form], runs, width, Target(mention.span), most=2)


def _roles(entity: Entity, width: int) -> Iterator[Row]:
    """Yield how often an entity speaks, acts, is acted upon and is spoken about, with the signs used below."""
    counts = Counter(mention.role for mention in entity.mentions)
    parts = [f"{sign} {role} {counts[role]}" for role, sign in ROLE_SIGNS.items() if counts[role]]
    if parts:
        yield _fact("Role", [(" · ".join(parts), "")], width)


def _relations(index: DocumentIndex, entity: Entity, width: int) -> Iterator[Row]:
    for relation in index.analysis.relations:
        if entity.id not in (relation.subject, relation.object):
            continue
        other = index.entity(relation.object if relation.subject == entity.id else relation.subject)
        if other is None or other.id == entity.id:
            continue
        runs: list[Run] = [(f"{sign(other.kind)} ", family(other.kind)), (shown(other.name), "")]
        if relation.kind == "title":
            start, end = relation.evidence
            runs = [(shown(index.article.text[start:end]), ""), ("  ", ""), *runs]
        label = relation.kind.capitalize()
        yield _fact(label, runs, width, Target(relation.evidence, Selection("entity", other.id)))


def _quote(index: DocumentIndex, quote: Quote, width: int) -> Iterator[Row]:
    text = index.article.text
    place = index.paragraphs.label(quote.start)
    head: list[Run] = [
        (f"{QUOTE_SIGNS[quote.kind].strip()} ", "quotes"),
        (QUOTE_NAMES[quote.kind], "strong"),
        (f" · {ACT_NAMES[quote.act]} · {place}", "muted"),
    ]
    yield Row(tuple(wrap(head, width)))
    if where := _place(index, quote.start):
        yield Row(tuple(wrap([(where, "muted")], width)))
    yield from _by_you(index, "quote", quote.id, width)
    for span, inner in zip(quote.content, trimmed(text, quote), strict=True):
        # Quote marks belong to a direct quote; a paraphrase is shown without the words that introduce it.
        for start, end in _paragraphs(text, span if quote.kind == QuoteKind.DIRECT else inner):
            runs: list[Run] = [
                (shown_part(text[start : max(start, min(inner.start, end))]), "muted"),
                (shown_part(text[max(start, inner.start) : min(end, inner.end)]), ""),
                (shown_part(text[min(end, max(start, inner.end)) : end]), "muted"),
            ]
            yield Row(tuple((("▌ ", "quotes"), *line) for line in wrap(runs, width - 2)), Target(span))
    yield from _attribution(index, quote, width)
    names = index.names_in(quote.id)
    if names:
        yield from _section("Names in this quote", len(names), width)
        for entity, mention in names:
            yield Row(
                tuple(wrap(_named(entity, text[mention.start : mention.end], mention.form), width, most=2)),
                Target(mention.span, Selection("entity", entity.id)),
            )
    others = [other for other in index.quotes_by(quote.speaker or "") if other.id != quote.id]
    if others:
        speaker = index.entity(quote.speaker)
        yield from _section(f"Also said by {shown(speaker.name) if speaker else ''}", len(others), width)
        for other in others:
            yield quote_row(index, other, width, with_speaker=False)


def _attribution(index: DocumentIndex, quote: Quote, width: int) -> Iterator[Row]:
    text = index.article.text
    speaker, source = index.entity(quote.speaker), source_words(index, quote)
    at = Target(quote.source[0]) if quote.source else Target(extent(quote))
    yield Row((_NONE,))
    if speaker is not None:
        target = Target(at.span, Selection("entity", speaker.id))
        written = f" as “{shown(source)}”" if source and source.casefold() != speaker.name.casefold() else ""
        yield _fact("Speaker", [*_name(speaker), (written, "muted")], width, target)
    elif source:
        yield _fact("Speaker", [(f"“{shown(source)}”", ""), (" (not identified)", "warning")], width, at)
    else:
        yield _fact("Speaker", [("not attributed", "warning")], width)
    if quote.cue:
        cue = shown(" … ".join(text[start:end] for start, end in quote.cue))
        yield _fact("Cue", [(cue, "")], width, Target(quote.cue[0]))
    parent = index.via(quote)
    if parent is not None:
        through = index.entity(parent.speaker)
        runs = _name(through) if through else [(source_words(index, parent) or "an unattributed quote", "")]
        yield _fact("Via", runs, width, Target(extent(parent), Selection("quote", parent.id)))
    if quote.addressee.spans or quote.addressee.entity:
        to = index.entity(quote.addressee.entity)
        span = quote.addressee.spans[0] if quote.addressee.spans else None
        written = shown(" … ".join(text[start:end] for start, end in quote.addressee.spans))
        target = Target(span, Selection("entity", to.id) if to else None)
        yield _fact("To", _name(to) if to else [(written, "")], width, target)
    role = "warning" if quote.confidence < UNCERTAIN else ""
    sure = f"{quote.confidence:.0%}" + (" — attribution uncertain" if role else "")
    yield _fact("Certainty", [(sure, role)], width)
    if quote.why:
        yield _fact("Why", [(shown(quote.why), "muted")], width)


def _name(entity: Entity) -> list[Run]:
    return [(f"{sign(entity.kind)} ", family(entity.kind)), (shown(entity.name), f"{family(entity.kind)} strong")]


def _named(entity: Entity, written: str, form: Form) -> list[Run]:
    runs: list[Run] = [(f"{sign(entity.kind)} ", family(entity.kind)), (shown(entity.name), "")]
    if form != Form.NAME or shown(written) != shown(entity.name):
        runs.append((f" as “{shown(written)}”", "muted"))
    return runs


def _section(title: str, count: int, width: int) -> list[Row]:
    """Return the heading of a list of `count` rows; [] for an empty list."""
    return [Row((_NONE, *wrap([(f"{title} ", "heading"), (f"{count:,}", "muted")], width)))] if count else []


def _fact(name: str, runs: Iterable[Run], width: int, target: Target | None = None) -> Row:
    lines = wrap(runs, width - _FACT)
    first = (f"{name:<{_FACT - 1}} ", "muted")
    return Row(tuple((first if at == 0 else (" " * _FACT, ""), *line) for at, line in enumerate(lines)), target)


def _beside(labels: list[str], runs: Iterable[Run], width: int, target: Target | None, most: int | None = None) -> Row:
    """Return a row with `labels` in a narrow column on the left, one per line."""
    lines = wrap(runs, width - _LABEL, most)
    column = [*labels, *[""] * len(lines)][: max(len(lines), len(labels))]
    lines += [()] * (len(column) - len(lines))
    return Row(
        tuple(((f"{label:<{_LABEL}}", "muted"), *line) for label, line in zip(column, lines, strict=True)), target
    )


def _last_cells(text: str, cells: int) -> str:
    """Return the last words of `text`, in about `cells` cells, so that the words after them stay in the first lines."""
    if cell_len(text) <= cells:
        return text
    cut = text[-cells:]
    return "…" + cut[cut.find(" ") + 1 :]


def _paragraphs(text: str, span: Span) -> Iterator[Span]:
    at = span.start
    for line in text[span.start : span.end].split("\n"):
        if line.strip():
            yield Span(at, at + len(line))
        at += len(line) + 1


def _other_headline(article: Article) -> str:
    """Return the headline in the text if it differs from the title of the article; else ""."""
    head = next((b for b in article.blocks if b.kind is BlockKind.TITLE), None)
    words = article.text[head.start : head.end] if head is not None else ""
    return words if words.split() != (article.metadata.title.value or words).split() else ""


def _count(number: int, what: str, plural: str = "") -> str:
    return f"{number:,} {what if number == 1 else plural or what + 's'}"
