"""An article with its analysis and annotations, indexed for the questions of the lists and the details."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable
from functools import cached_property
from operator import itemgetter
from typing import Any, TypeVar

from tui.analysis.model import Analysis, Entity, Mention, Quote
from tui.annotations.view import EMPTY, AnnotationView
from tui.article.model import Article, Block, BlockKind
from tui.document.attribution import reporter
from tui.document.paragraphs import Paragraphs
from tui.document.selection import Selection
from tui.text.spans import Span, hull

T = TypeVar("T")

_MANY = 200
"""Entities with more mentions than this take a while to look up."""


class DocumentIndex:
    """Looks things up in one article. Results are computed on first use and do not change afterward."""

    def __init__(self, article: Article, analysis: Analysis, view: AnnotationView = EMPTY) -> None:
        self.article = article
        self.analysis = analysis
        self.annotations = view
        self.paragraphs = Paragraphs(article)
        self._entities = {entity.id: entity for entity in analysis.entities}
        self._quotes = {quote.id: quote for quote in analysis.quotes}
        self._made: dict[Hashable, Any] = {}

    def once(self, what: Hashable, make: Callable[[], T]) -> T:
        """Return the result of `make`, computed once for each key `what`."""
        if what not in self._made:
            self._made[what] = make()
        result: T = self._made[what]
        return result

    def prepare(self) -> None:
        """Compute the slow results in advance. It may run in a thread."""
        self.quotes_about("")
        self._in_paragraph  # noqa: B018
        for entity in self.analysis.entities:
            if len(entity.mentions) > _MANY:
                self.places(Selection("entity", entity.id))

    def entity(self, id_: str | None) -> Entity | None:
        """Return the entity with this id, or None."""
        return None if id_ is None else self._entities.get(id_)

    def quote(self, id_: str | None) -> Quote | None:
        """Return the quote with this id, or None."""
        return None if id_ is None else self._quotes.get(id_)

    def quotes_by(self, entity: str) -> list[Quote]:
        """Return the quotes of `entity`, in text order."""
        return self._by_speaker.get(entity, [])

    def quotes_about(self, entity: str) -> list[Quote]:
        """Return the quotes whose words mention `entity`, in text order."""
        return self._by_mentioned.get(entity, [])

    def names_in(self, quote: str) -> list[tuple[Entity, Mention]]:
        """Return the entities mentioned in the words of `quote`, each with its first mention there."""
        return self._named_in.get(quote, [])

    def company(self, entity: Entity) -> list[tuple[Entity, int, Mention]]:
        """Return the entities in the same paragraphs as `entity`, with how many these are and its first mention.

        People and organizations that share most paragraphs come first.
        """
        own = {self.paragraphs.index(mention.start) for mention in entity.mentions}
        shared: Counter[str] = Counter()
        first: dict[str, Mention] = {}
        for paragraph in own:
            for id_, mention in self._in_paragraph.get(paragraph, {}).items():
                if id_ != entity.id:
                    shared[id_] += 1
                    if id_ not in first or mention.start < first[id_].start:
                        first[id_] = mention
        found = [(self._entities[id_], count, first[id_]) for id_, count in shared.items()]
        return sorted(found, key=lambda item: (-item[1], -item[0].salience, item[2].start))

    def via(self, quote: Quote) -> Quote | None:
        """Return the quote by another speaker that reports `quote`, or None."""
        return reporter(self.analysis, quote)

    def places(self, selection: Selection | None) -> list[Span]:
        """Return the mentions of the selected entity or the pieces of the selected quote, in text order."""
        return [] if selection is None else self.once(("places", selection), lambda: self._places(selection))

    def _places(self, selection: Selection) -> list[Span]:
        if selection.kind == "entity":
            entity = self.entity(selection.id)
            return [mention.span for mention in entity.mentions] if entity else []
        quote = self.quote(selection.id)
        return sorted(quote.content) if quote else []

    def heading_at(self, offset: int) -> str | None:
        """Return the last heading before `offset`, or None."""
        at = bisect_right(self._headings, offset, key=lambda block: block.start) - 1
        return self.article.text[self._headings[at].start : self._headings[at].end] if at >= 0 else None

    @cached_property
    def _headings(self) -> list[Block]:
        return [block for block in self.article.blocks if block.kind is BlockKind.HEADING]

    def number(self, quote: str) -> int:
        """Return the number of a quote among all quotes, from 1."""
        return self._numbers[quote]

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {quote.id: at for at, quote in enumerate(self.analysis.quotes, start=1)}

    @cached_property
    def group_homes(self) -> dict[str, str]:
        """The country of each group ("Russian"), where both are known, as ids of entities."""
        return {
            relation.subject: relation.object
            for relation in self.analysis.relations
            if relation.kind == "nationality"
            and relation.subject in self._entities
            and relation.object in self._entities
            and self._entities[relation.subject].kind == "group"
        }

    @cached_property
    def _by_speaker(self) -> dict[str, list[Quote]]:
        found: defaultdict[str, list[Quote]] = defaultdict(list)
        for quote in self.analysis.quotes:
            if quote.speaker is not None:
                found[quote.speaker].append(quote)
        return found

    @cached_property
    def _mentions(self) -> list[tuple[int, str, Mention]]:
        return sorted(
            ((mention.start, entity.id, mention) for entity in self.analysis.entities for mention in entity.mentions),
            key=itemgetter(0, 1),
        )

    @cached_property
    def _named_in(self) -> dict[str, list[tuple[Entity, Mention]]]:
        found: dict[str, list[tuple[Entity, Mention]]] = {}
        for quote in self.analysis.quotes:
            inside: dict[str, Mention] = {}
            for start, end in quote.content:
                for at in range(bisect_left(self._mentions, start, key=lambda m: m[0]), len(self._mentions)):
                    begin, id_, mention = self._mentions[at]
                    if begin >= end:
                        break
                    if mention.end <= end:
                        inside.setdefault(id_, mention)
            found[quote.id] = [(self._entities[id_], mention) for id_, mention in inside.items()]
        return found

    @cached_property
    def _by_mentioned(self) -> dict[str, list[Quote]]:
        found: defaultdict[str, list[Quote]] = defaultdict(list)
        for quote in self.analysis.quotes:
            for entity, _ in self.names_in(quote.id):
                found[entity.id].append(quote)
        return found

    @cached_property
    def _in_paragraph(self) -> dict[int | None, dict[str, Mention]]:
        found: defaultdict[int | None, dict[str, Mention]] = defaultdict(dict)
        for start, id_, mention in self._mentions:
            found[self.paragraphs.index(start)].setdefault(id_, mention)
        return found


def extent(quote: Quote) -> Span:
    """Return the span from the first to the last word of `quote`."""
    return hull(quote.content)
