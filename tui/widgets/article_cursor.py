"""The cursor in the text of an article: it goes from one highlight to the next, and says what stands under it."""

from tui.analysis.model import Quote
from tui.article.model import Article
from tui.document.selection import Selection
from tui.text.spans import Span
from tui.widgets.article_layout import ArticleLayout
from tui.widgets.landmarks import Landmarks
from tui.widgets.layers import Layers
from tui.widgets.word_stepping import letters_at, word_at

_AROUND_WORDS = " \n.,;:!?…()[]{}—–-\"'“”‘’«»„‚"
"""What stands beside words and is no part of them."""


class ArticleCursor:
    """An offset in the text, and the ways from there to the next highlight, quote, paragraph, ….

    The `next_…` methods find a place and move nothing. They look from the cursor, or from the edge of the view if the
    cursor is not in view.

    Args:
        layout: the lines of the article.
        layers: what is highlighted in it.
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
        """Stand at the beginning of another article."""
        self._landmarks = Landmarks(article)
        self._last_choice = None
        self.offset = 0
        self._is_on_words = False

    def move(self, offset: int, *, on_words: bool = False) -> list[Span]:
        """Move to `offset`, and give the spans that look different now: none if the cursor was there already.

        With `on_words` the cursor is seen there even if nothing is highlighted.
        """
        if offset == self.offset and on_words == self._is_on_words:
            return []
        before = self.span()
        self.offset, self._is_on_words = offset, on_words
        return [before, self.span()]

    # What stands there

    def span(self) -> Span:
        """What is shown as the cursor: the name that begins there, the mention of the selection, or the word."""
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
        """What stands at the cursor: the mention, then the quote, then the quote around that one."""
        return self._layers.highlights.under(self.offset)

    @property
    def is_in_view(self) -> bool:
        """Whether the cursor is in view."""
        return self._layout.is_in_view(self.offset)

    def words(self) -> str:
        """The mention at the cursor, or the word there; the first word in view if the cursor is not in view."""
        at = self.offset if self.is_in_view else self._layout.place
        text = self._layout.text
        span = self._layers.highlights.mention_at(at) or word_at(text, at)
        return text[span.start : span.end].strip(_AROUND_WORDS)

    @property
    def quote_reached(self) -> str | None:
        """The id of the quote that `next_quote` found, while the cursor stands at it; None for none."""
        return self._quote[1] if self._quote[0] == self.offset else None

    def choose(self, offset: int) -> Selection | None:
        """What to select at `offset`: the innermost first, then what is around the one chosen last; None for none."""
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
        """Have `choose` begin with the innermost again."""
        self._last_choice = None

    # Where to go from there

    def _origin(self, step: int) -> int:
        """The offset that a search for the next highlight begins at."""
        view = self._layout.span_in_view()
        if view.start <= self.offset < view.end:
            return self.offset
        return view.start - 1 if step > 0 else view.end

    def next_highlight(self, step: int) -> int | None:
        """Where the next (`step` > 0) or the previous highlight begins; None if there is none."""
        more: list[int] = []
        selection = self._layers.selection
        if selection is not None and selection.kind == "entity":
            more = [span.start for span in self._layers.highlights.mentions(selection.id)]
        return self._layers.highlights.highlight_beside(self._origin(step), step, more)

    def next_quote(self, step: int) -> Quote | None:
        """The next (`step` > 0) or the previous quote; None if there is none."""
        quote = self._layers.highlights.quote_beside(self._origin(step), step)
        if quote is not None:
            self._quote = quote.start, quote.id
        return quote

    def next_first_mention(self, step: int) -> int | None:
        """Where the next (`step` > 0) or the previous entity is mentioned for the first time; None for nowhere."""
        return self._layers.highlights.first_mention_beside(self._origin(step), step)

    def next_paragraph(self, step: int) -> int | None:
        """The beginning of the next paragraph (`step` > 0), or of this one or the one before; None for none."""
        return self._landmarks.paragraph(self._origin(step), step)

    def next_heading(self, step: int) -> int | None:
        """The beginning of the next (`step` > 0) or the previous heading; None if there is none."""
        return self._landmarks.heading(self._origin(step), step)

    @property
    def has_headings(self) -> bool:
        """Whether there is any heading to go to."""
        return self._landmarks.headings > 0

    def highlight_in_view(self, step: int) -> int:
        """Where the first highlight in view (`step` > 0) or the last begins, or else the edge of the view."""
        view = self._layout.span_in_view()
        found = self._layers.highlights.highlight_beside(view.start - 1 if step > 0 else view.end, step)
        if found is None or not view.start <= found < view.end:
            found = view.start if step > 0 else max(view.start, view.end - 1)
        return found
