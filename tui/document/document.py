"""The article on the screen with what the reader did: from the article as it came to what is shown. No Textual."""

from tui.analysis.model import Analysis, Entity, Quote, QuoteKind
from tui.annotations.anchors import Anchor, Ground
from tui.annotations.apply import Corrector, entity_ref, marked_kind, quote_ref
from tui.annotations.edits import Change, Describe, Edit, EntityRef, QuoteRef
from tui.annotations.log import NOTHING, AnnotationLog, change, described
from tui.annotations.view import seen
from tui.article.model import Article
from tui.document.analyzed import Analyzed
from tui.document.index import DocumentIndex
from tui.text.spans import Span, hull


class Document:
    """One article, what the engine found in it, and what the reader did with it.

    Args:
        article: as it came from its source.
        work: what the reader did.
    """

    def __init__(self, article: Article, work: AnnotationLog = NOTHING) -> None:
        self.came = article
        self.work = work
        self.ground = Ground(article.text)
        self._corrector: Corrector | None = None
        self.index: DocumentIndex | None = None

    @property
    def article(self) -> Article:
        """The article, called what the reader calls it."""
        return described(self.came, self.work)

    def found(self, analysis: Analysis) -> DocumentIndex:
        """Take what the engine found; gives it as the reader corrected it."""
        self._corrector = Corrector(self.came.text, analysis)
        self.ground = self._corrector.ground
        return self.read()

    def read(self) -> DocumentIndex:
        """The article with its analysis, as the reader corrected it.

        Raises:
            ValueError: nothing was found yet.
        """
        if self._corrector is None:
            raise ValueError("There is no analysis to correct yet.")
        corrected = self._corrector.apply(self.work.corrections)
        view = seen(self.ground, self.work, corrected)
        self.index = DocumentIndex(self.article, corrected.analysis, view)
        return self.index

    @property
    def is_analyzed(self) -> bool:
        """Whether there is anything to correct."""
        return self._corrector is not None

    @property
    def analyzed(self) -> Analyzed | None:
        """What exports are made from; None as long as there is no analysis."""
        return Analyzed(self.came, self._corrector.analysis, self.work) if self._corrector is not None else None

    def do(self, edit: Edit) -> Change:
        """Do something."""
        done = change(edit)
        self.work = self.work.done(done)
        return done

    def describe(self, said: Describe) -> None:
        """Take what the reader says the article is, unless it is known already."""
        after = self.work.done(change(said))
        if described(self.came, after) != self.article:
            self.work = after

    def entity_ref(self, entity: Entity) -> EntityRef:
        """What an entity of the analysis is known by."""
        return entity_ref(self.ground, entity)

    def quote_ref(self, quote: Quote) -> QuoteRef:
        """What a quote of the analysis is known by."""
        return quote_ref(self.ground, quote)

    def anchor(self, span: Span) -> Anchor:
        """What keeps hold of some words."""
        return self.ground.anchor(span)

    def words(self, span: Span) -> str:
        """Some words of the article, on one line."""
        return " ".join(self.came.text[span.start : span.end].split())

    def marked(self, quote: Quote) -> QuoteKind:
        """How much of a quote stands in quote marks."""
        return marked_kind(self.came.text, quote.content)

    def place_of(self, quote: Quote) -> Span:
        """Where a remark on a quote stands."""
        return hull(quote.content)
