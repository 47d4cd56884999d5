"""The article on the screen with its analysis and annotations."""

from tui.analysis.model import Analysis, Entity, Quote, QuoteKind
from tui.annotations.anchors import Anchor, Ground
from tui.annotations.apply import Corrector, entity_ref, marked_kind, quote_ref
from tui.annotations.edits import Change, Describe, Edit, EntityRef, QuoteRef
from tui.annotations.log import NOTHING, AnnotationLog, apply_description, change
from tui.annotations.view import place_annotations
from tui.article.model import Article
from tui.document.analyzed import Analyzed
from tui.document.index import DocumentIndex
from tui.text.spans import Span, hull


class Document:
    """One article, its analysis, and the user's annotations.

    Args:
        article: as it came from its source.
        annotations: the user's earlier changes.
    """

    def __init__(self, article: Article, annotations: AnnotationLog = NOTHING) -> None:
        self.original = article
        self.annotations = annotations
        self.ground = Ground(article.text)
        self._corrector: Corrector | None = None
        self.index: DocumentIndex | None = None

    @property
    def article(self) -> Article:
        """The article with the details that the user entered."""
        return apply_description(self.original, self.annotations)

    def set_analysis(self, analysis: Analysis) -> DocumentIndex:
        """Set the analysis, and return the index of the article with the user's corrections."""
        self._corrector = Corrector(self.original.text, analysis)
        self.ground = self._corrector.ground
        return self.refresh()

    def refresh(self) -> DocumentIndex:
        """Return the index of the article, its analysis and annotations as they are now.

        Raises:
            ValueError: there is no analysis yet.
        """
        if self._corrector is None:
            raise ValueError("The article has not been analyzed yet.")
        corrected = self._corrector.apply(self.annotations.corrections)
        view = place_annotations(self.ground, self.annotations, corrected)
        self.index = DocumentIndex(self.article, corrected.analysis, view)
        return self.index

    @property
    def is_analyzed(self) -> bool:
        """Whether there is an analysis."""
        return self._corrector is not None

    @property
    def analyzed(self) -> Analyzed | None:
        """The input of exports; None without an analysis."""
        return (
            Analyzed(self.original, self._corrector.analysis, self.annotations) if self._corrector is not None else None
        )

    def apply(self, edit: Edit) -> Change:
        """Apply an edit and return the recorded change."""
        made = change(edit)
        self.annotations = self.annotations.done(made)
        return made

    def describe(self, description: Describe) -> None:
        """Apply the article details that the user entered, unless nothing changes."""
        after = self.annotations.done(change(description))
        if apply_description(self.original, after) != self.article:
            self.annotations = after

    def entity_ref(self, entity: Entity) -> EntityRef:
        """Return a reference to an entity that works in any analysis."""
        return entity_ref(self.ground, entity)

    def quote_ref(self, quote: Quote) -> QuoteRef:
        """Return a reference to a quote that works in any analysis."""
        return quote_ref(self.ground, quote)

    def anchor(self, span: Span) -> Anchor:
        """Return an anchor for the words at `span`."""
        return self.ground.anchor(span)

    def words(self, span: Span) -> str:
        """Return the words at `span`, on one line."""
        return " ".join(self.original.text[span.start : span.end].split())

    def marked(self, quote: Quote) -> QuoteKind:
        """Return the kind of a quote according to the quote marks in the text."""
        return marked_kind(self.original.text, quote.content)

    def place_of(self, quote: Quote) -> Span:
        """Return the anchor for remarks on a quote: from its first to its last word."""
        return hull(quote.content)
