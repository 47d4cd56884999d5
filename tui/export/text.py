"""Plain text, for less, pipes, screen readers and notes."""

from collections import Counter
from collections.abc import Iterable, Iterator
from textwrap import TextWrapper

from tui.analysis.languages import explain_missing_pipeline
from tui.analysis.model import Analysis, Entity, Quote
from tui.annotations.describe import describe_edit
from tui.annotations.log import Remark
from tui.annotations.view import AnnotationView
from tui.article.model import Article, Metadata
from tui.document.analyzed import Analyzed, apply_annotations
from tui.document.attribution import UNCERTAIN, is_attributed, reporter
from tui.document.paragraphs import Paragraphs
from tui.document.quote_facts import GONE, counted, manner, title_of
from tui.document.quote_text import as_written
from tui.export.options import Layout
from tui.export.people import sections

_PLACES = {"intro": "standfirst", "head": "heading", "by": "byline", "capt": "caption"}

_BOLD, _NOTED, _PLAIN = "\x1b[1m", "\x1b[33m", "\x1b[0m"


def write(analyzed: Iterable[Analyzed], layout: Layout) -> Iterator[str]:
    """Write a section for each article, wrapped to the layout's width, with colors if the layout asks for them.

    Nothing is drawn and color alone carries no meaning, so that screen readers can read it.
    """
    between = ""
    for one in analyzed:
        yield between + "\n".join(_Text(*apply_annotations(one), layout).lines()) + "\n"
        between = "\n* * *\n\n"


class _Text:
    """One article as lines of text."""

    def __init__(self, article: Article, analysis: Analysis, view: AnnotationView, layout: Layout) -> None:
        self._article, self._analysis, self._view = article, analysis, view
        self._width, self._color = layout.width, layout.color

    def lines(self) -> Iterator[str]:
        """Yield the lines: metadata, entities, quotes, the user's notes and corrections."""
        article, analysis, view = self._article, self._analysis, self._view
        yield from self._wrapped(title_of(article), look=_BOLD)
        yield from self._wrapped(_published(article.metadata))
        for notice in article.notices:
            yield from self._wrapped(f"Note: {notice.message}")
        if lacking := explain_missing_pipeline(article.metadata.language.value, analysis.model):
            yield from self._wrapped(f"Note: {lacking}")
        quotes = Counter(quote.speaker for quote in analysis.quotes)
        for _, heading, entities in sections(analysis):
            yield from self._heading(f"{heading} ({len(entities)})")
            for entity in entities:
                yield from self._wrapped(_entity(entity, quotes[entity.id]), "  ", "      ")
        nobody = sum(not is_attributed(quote) for quote in analysis.quotes)
        yield from self._heading(f"Quotes ({len(analysis.quotes)}{f', {nobody} not attributed' if nobody else ''})")
        paragraphs = Paragraphs(article)
        for number, quote in enumerate(analysis.quotes, start=1):
            yield ""
            attribution = _attribution(article, analysis, quote, paragraphs)
            yield from self._wrapped(f"{number}. {attribution}", "  ", "      ", look=_BOLD)
            for line in as_written(article.text, quote).split("\n"):
                yield from self._wrapped(line, "     ", "     ")
            for remark in view.about("quote", quote.id):
                yield from self._remark(remark)
        yield from self._others()
        if view.corrections:
            yield from self._heading(f"Corrections ({len(view.corrections)})")
            for change, there in view.applied:
                yield from self._wrapped(f"{describe_edit(change.edit)}{'' if there else GONE}", "  ", "      ")

    def _others(self) -> Iterator[str]:
        """Yield the remarks that are not about quotes."""
        others = self._view.besides_quotes
        if others:
            yield from self._heading(f"Notes ({len(others)})")
        for placed in others:
            yield ""
            words = " ".join(placed.remark.place.exact.split())
            lost = "" if placed.span is not None else GONE
            yield from self._wrapped(f"{words}{lost}", "  ", "      ")
            yield from self._remark(placed.remark)

    def _remark(self, remark: Remark) -> Iterator[str]:
        """Yield the lines of a remark."""
        head = [remark.status.upper()] if remark.status else []
        head += ["bookmarked"] if remark.marked else []
        head += [f"#{tag}" for tag in remark.tags]
        if head:
            yield from self._wrapped(f"[{', '.join(head)}]", "     ", "     ", look=_NOTED)
        for at, line in enumerate(remark.note.split("\n") if remark.note else ()):
            yield from self._wrapped(f"Note: {line}" if at == 0 else line, "     ", "       ", look=_NOTED)

    def _heading(self, words: str) -> Iterator[str]:
        yield from ("", *self._wrapped(words, look=_BOLD))

    def _wrapped(self, text: str, first: str = "", rest: str = "", look: str = "") -> Iterator[str]:
        wrapper = TextWrapper(
            self._width, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
        )
        for line in wrapper.wrap(text):
            yield f"{look}{line}{_PLAIN}" if look and self._color else line


def _published(metadata: Metadata) -> str:
    authors = metadata.authors
    parts = [
        "by " + ", ".join(authors.value) if authors.value else None,
        metadata.publication.value,
        metadata.date.value,
        f"updated {metadata.updated.value}" if metadata.updated.value else None,
        metadata.url.value,
    ]
    return " | ".join(part for part in parts if part)


def _entity(entity: Entity, quotes: int) -> str:
    counts = counted(len(entity.mentions), "mention") + (f", {counted(quotes, 'quote')}" if quotes else "")
    aliases = f"; also {', '.join(entity.aliases)}" if entity.aliases else ""
    return f"{entity.name}: {counts}{aliases}"


def _attribution(article: Article, analysis: Analysis, quote: Quote, paragraphs: Paragraphs) -> str:
    who = _speaker(article, analysis, quote) or "Not attributed"
    parent = reporter(analysis, quote)
    via = _speaker(article, analysis, parent) if parent is not None else None
    details = [manner(article, quote) or "direct"]
    if quote.act != "said":
        details.append(str(quote.act))
    if via:
        details.append(f"via {via}")
    if is_attributed(quote) and quote.speaker is None:
        details.append("speaker not identified")
    elif quote.confidence < UNCERTAIN:
        details.append("attribution uncertain")
    place = paragraphs.name(quote.start)
    if place:
        details.append(f"paragraph {place}" if place.isdecimal() else f"in the {_PLACES.get(place, place)}")
    return f"{who} ({', '.join(details)})"


def _speaker(article: Article, analysis: Analysis, quote: Quote) -> str | None:
    """Return the speaker's name, else the words of the source; None without either."""
    if (entity := analysis.entity(quote.speaker)) is not None:
        return entity.name if entity.named else f"{entity.name}, unnamed"
    return " … ".join(article.text[start:end] for start, end in quote.source) or None
