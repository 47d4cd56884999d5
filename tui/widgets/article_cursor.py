"""The cursor in an article: it finds the next highlight, and what is at an offset."""

from tui.analysis.model import Quote
from tui.article.model import Article
from tui.document.selection import Selection
from tui.text.spans import Span
from tui.widgets.article_layout import ArticleLayout
from tui.widgets.landmarks import Landmarks
from tui.widgets.layers import Layers
from tui.widgets.word_stepping import letters_at, word_at

_AROUND_WORDS = " \n.,;:!?…()[]{}—–-\"'“”‘’«»„‚"
"""Characters around words that are not part of them."""


class ArticleCursor:
    """An offset in the text; finds the next highlight, quote, paragraph, … from there.

    The `next_…` methods return a place and do not move the cursor. They start at the cursor, or at the edge of the view
    if the cursor is not in view.

    Args:
        layout: the lines of the article.
        layers: its highlights.
    """

    def __init__(self, layout: ArticleLayout, layers: Layers) -> None:
        self._layout = layout
        self._layers = layers
        self._landmarks = Landmarks(Article("", ()))
        self._is_on_words = False
        self._quote: tuple[int, str | None] = (-1, None)
        self._last_choice: tuple[list[Selection], Selection] | None = None
        self.offset = 0

    def set_article(self, article: Article) -> None:
        """Go to the beginning of another article."""
        self._landmarks = Landmarks(article)
        self._last_choice = None
        self.offset = 0
        self._is_on_words = False

    def move(self, offset: int, *, on_words: bool = False) -> list[Span]:
        """Move to `offset`, and return the spans to repaint: none if the cursor was there already.

        With `on_words`, the cursor is visible there even if there is no highlight.
        """
        if offset == self.offset and on_words == self._is_on_words:
            return []
        before = self.span()
        self.offset, self._is_on_words = offset, on_words
        return [before, self.span()]

    # What is at the cursor

    def span(self) -> Span:
        """Return the span shown as the cursor: the name that starts there, the selected mention, or the word."""
        name = self._layers.highlights.longest_name_at(self.offset)
        if name is not None:
            return name
        for item in self._layers.selected.overlapping(self.offset, self.offset + 1):
            if item.span.start == self.offset and item.what == "mention":
                return item.span
        if not (self._is_on_words or self.under()):
            return Span(self.offset, self.offset)
        return letters_at(self._layout.text, self.offset)

    def under(self) -> list[Selection]:
        """Return what is at the cursor: the mention, then the quote, then the quote around it."""
        return self._layers.highlights.under(self.offset)

    @property
    def is_in_view(self) -> bool:
        """Whether the cursor is in view."""
        return self._layout.is_in_view(self.offset)

    def words(self) -> str:
        """Return the mention or the word at the cursor; the first word in view if the cursor is not in view."""
        at = self.offset if self.is_in_view else self._layout.place
        text = self._layout.text
        span = self._layers.highlights.mention_at(at) or word_at(text, at)
        return text[span.start : span.end].strip(_AROUND_WORDS)

    @property
    def quote_reached(self) -> str | None:
        """The id of the quote that `next_quote` found, if the cursor is there; None otherwise."""
        return self._quote[1] if self._quote[0] == self.offset else None

    def choose(self, offset: int) -> Selection | None:
        """Return what to select at `offset`: the innermost, or what is around the last choice; None for nothing."""
        under = self._layers.highlights.under(offset)
        if not under:
            return None
        quote = self.quote_reached if offset == self.offset else None
        choice = under[0] if quote is None else Selection("quote", quote)
        last = self._last_choice
        if last is not None and last[0] == under and last[1] == self._layers.selection:
            choice = under[(under.index(last[1]) + 1) % len(under)]
        self._last_choice = under, choice
        return choice

    def forget_choice(self) -> None:
        """Make `choose` start with the innermost again."""
        self._last_choice = None

    # Where to go next

    def _origin(self, step: int) -> int:
        """Return the offset to look for the next highlight from."""
        view = self._layout.span_in_view()
        if view.start <= self.offset < view.end:
            return self.offset
        return view.start - 1 if step > 0 else view.end

    def next_highlight(self, step: int) -> int | None:
        """Return the start of the next (`step` > 0) or previous highlight; None if there is none."""
        more: list[int] = []
        selection = self._layers.selection
        if selection is not None and selection.kind == "entity":
            more = [span.start for span in self._layers.highlights.mentions(selection.id)]
        return self._layers.highlights.highlight_beside(self._origin(step), step, more)

    def next_quote(self, step: int) -> Quote | None:
        """Return the next (`step` > 0) or previous quote; None if there is none."""
        quote = self._layers.highlights.quote_beside(self._origin(step), step)
        if quote is not None:
            self._quote = quote.start, quote.id
        return quote

    def next_first_mention(self, step: int) -> int | None:
        """Return the next (`step` > 0) or previous first mention of any entity; None if there is none."""
        return self._layers.highlights.first_mention_beside(self._origin(step), step)

    def next_paragraph(self, step: int) -> int | None:
        """Return the start of the next paragraph (`step` > 0), or of this or the previous one; None if none."""
        return self._landmarks.paragraph(self._origin(step), step)

    def next_heading(self, step: int) -> int | None:
        """Return the start of the next (`step` > 0) or previous heading; None if there is none."""
        return self._landmarks.heading(self._origin(step), step)

    @property
    def has_headings(self) -> bool:
        """Whether the article has headings."""
        return self._landmarks.headings > 0

    def highlight_in_view(self, step: int) -> int:
        """Return the start of the first (`step` > 0) or last highlight in view, or else the edge of the view."""
        view = self._layout.span_in_view()
        found = self._layers.highlights.highlight_beside(view.start - 1 if step > 0 else view.end, step)
        if found is None or not view.start <= found < view.end:
            found = view.start if step > 0 else max(view.start, view.end - 1)
        return found
