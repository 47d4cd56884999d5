"""Plain text, for people without a screen full of panes: less, pipes, screen readers, the reader's own notes."""

from collections import Counter
from collections.abc import Iterable, Iterator
from textwrap import TextWrapper

from tui.analysis.languages import without_names
from tui.analysis.model import Analysis, Entity, EntityKind, Quote
from tui.article.model import Article, Metadata
from tui.export.analyzed import Analyzed, ready
from tui.export.attribution import UNCERTAIN, is_attributed, reporter
from tui.export.words import as_written
from tui.work.model import Remark
from tui.work.telling import told
from tui.work.view import WorkView

_HEADINGS = {
    EntityKind.PERSON: "People",
    EntityKind.ORGANIZATION: "Organizations",
    EntityKind.PLACE: "Places",
    EntityKind.GROUP: "Groups",
    EntityKind.EVENT: "Events",
    EntityKind.WORK: "Works",
    EntityKind.OTHER: "Others",
}


def write(analyzed: Iterable[Analyzed], _single: bool, width: int) -> Iterator[str]:
    """A section for each article, in lines of at most `width` characters (where words allow)."""
    between = ""
    for one in analyzed:
        yield between + "\n".join(_article(*ready(one), width)) + "\n"
        between = f"\n{'=' * width}\n\n"


def _article(article: Article, analysis: Analysis, work: WorkView, width: int) -> Iterator[str]:
    yield from _wrapped(article.metadata.title.value or article.source, width)
    yield from _wrapped(_published(article.metadata), width)
    for notice in article.notices:
        yield from _wrapped(f"Note: {notice.message}", width)
    if lacking := without_names(article.metadata.language.value, analysis.model):
        yield from _wrapped(f"Note: {lacking}", width)
    quotes = Counter(quote.speaker for quote in analysis.quotes)
    for heading, entities in _sections(analysis):
        if entities:
            yield from ("", f"{heading} ({len(entities)})")
        for entity in entities:
            yield from _wrapped(_entity(entity, quotes[entity.id]), width, "  ", "      ")
    nobody = sum(not is_attributed(quote) for quote in analysis.quotes)
    apart = f", {nobody} not attributed" if nobody else ""
    yield from ("", *_wrapped(f"Quotes ({len(analysis.quotes)}{apart})", width))
    for number, quote in enumerate(analysis.quotes, start=1):
        yield ""
        yield from _wrapped(f"{number}. {_attribution(article, analysis, quote)}", width, "  ", "      ")
        for line in as_written(article.text, quote).split("\n"):
            yield from _wrapped(line, width, "     ", "     ")
        for remark in work.about("quote", quote.id):
            yield from _remark(remark, width)
    others = [placed for placed in work.remarks if placed.about is None or placed.about[0] != "quote"]
    if others:
        yield from ("", f"Notes ({len(others)})")
    for placed in others:
        yield ""
        words = " ".join(placed.remark.place.exact.split())
        lost = "" if placed.span is not None else " (no longer in the article)"
        yield from _wrapped(f"{words}{lost}", width, "  ", "      ")
        yield from _remark(placed.remark, width)
    if work.corrections:
        lost_ones = {change.id for change in work.unplaced}
        yield from ("", f"Corrected by the reader ({len(work.corrections)})")
        for change in work.corrections:
            said = f"{told(change.deed)}{' (no longer in the article)' if change.id in lost_ones else ''}"
            yield from _wrapped(said, width, "  ", "      ")


def _remark(remark: Remark, width: int) -> Iterator[str]:
    """What the reader says of something."""
    head = [remark.status.upper()] if remark.status else []
    head += ["marked"] if remark.marked else []
    head += [f"#{tag}" for tag in remark.tags]
    if head:
        yield from _wrapped(f"[{', '.join(head)}]", width, "     ", "     ")
    for at, line in enumerate(remark.note.split("\n") if remark.note else ()):
        yield from _wrapped(f"Note: {line}" if at == 0 else line, width, "     ", "       ")


def _published(metadata: Metadata) -> str:
    authors = metadata.authors
    parts = [
        "by " + ", ".join(authors.value) if authors.value else None,
        metadata.publication.value,
        metadata.date.value,
        metadata.url.value,
    ]
    return " | ".join(part for part in parts if part)


def _sections(analysis: Analysis) -> Iterator[tuple[str, list[Entity]]]:
    for kind, heading in _HEADINGS.items():
        yield heading, _sorted(e for e in analysis.entities if e.named and e.kind is kind)
    yield "Unnamed speakers", _sorted(e for e in analysis.entities if not e.named)


def _sorted(entities: Iterable[Entity]) -> list[Entity]:
    return sorted(entities, key=lambda entity: (-entity.salience, -len(entity.mentions)))


def _entity(entity: Entity, quotes: int) -> str:
    counts = _count(len(entity.mentions), "mention") + (f", {_count(quotes, 'quote')}" if quotes else "")
    aliases = f"; also {', '.join(entity.aliases)}" if entity.aliases else ""
    return f"{entity.name}: {counts}{aliases}"


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _attribution(article: Article, analysis: Analysis, quote: Quote) -> str:
    who = _speaker(article, analysis, quote) or "Not attributed"
    parent = reporter(analysis, quote)
    via = _speaker(article, analysis, parent) if parent is not None else None
    said = [str(quote.kind)]
    if quote.act != "said":
        said.append(str(quote.act))
    if via:
        said.append(f"via {via}")
    if is_attributed(quote) and quote.speaker is None:
        said.append("speaker not identified")
    elif quote.confidence < UNCERTAIN:
        said.append("attribution uncertain")
    return f"{who} ({', '.join(said)})"


def _speaker(article: Article, analysis: Analysis, quote: Quote) -> str | None:
    """The speaker's name; the words of the source where nobody knows whom they mean; None without either."""
    if (entity := analysis.entity(quote.speaker)) is not None:
        return entity.name if entity.named else f"{entity.name}, unnamed"
    return " … ".join(article.text[start:end] for start, end in quote.source) or None


def _wrapped(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    return TextWrapper(
        width, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    ).wrap(text)
