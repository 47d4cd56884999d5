"""The selected text of an article, with the mouse or the keyboard."""

from textual.geometry import Offset
from textual.selection import Selection as TextSelection

from tui.text.spans import Span
from tui.widgets import segments
from tui.widgets.article_layout import ArticleLayout
from tui.widgets.line_view import LineView
from tui.widgets.word_stepping import WordSelection, start_selection


class SelectedWords:
    """Converts Textual's selection on the screen to offsets in the article, and changes it with keys.

    Args:
        view: the widget with the text.
        layout: the lines of the article.
    """

    def __init__(self, view: LineView, layout: ArticleLayout) -> None:
        self._view = view
        self._layout = layout
        self._by_keys: WordSelection | None = None

    def span(self) -> Span | None:
        """Return the span of the selected text; None if nothing is selected."""
        selection = self._view.text_selection if self._view.is_attached else None
        if selection is None:
            return None
        span = self.span_of(selection)
        return span if span.start < span.end else None

    def bare_span(self) -> Span | None:
        """Return the span of the selected text without white space at its ends; None if no word is selected."""
        span = self.span()
        if span is None:
            return None
        words = self._layout.text[span.start : span.end]
        start = span.start + len(words) - len(words.lstrip())
        return Span(start, start + len(words.strip())) if words.strip() else None

    def span_of(self, selection: TextSelection) -> Span:
        """Return the span of Textual's `selection` in the article."""
        text = self._layout.text
        size = len(text)
        if selection.start is None and selection.end is None:
            return Span(0, size)
        # An end is missing if the mouse was dragged out of the pane: limit the selection to the text in view.
        view = self._layout.span_in_view()
        start = view.start if selection.start is None else segments.offset_of(selection.start, text, at_end=False)
        end = view.end if selection.end is None else segments.offset_of(selection.end, text, at_end=True)
        return Span(min(start, end, size), min(max(start, end), size))

    def select(self, span: Span) -> None:
        """Select the text of `span`."""
        self._view.screen.selections = {self._view: TextSelection(Offset(0, span.start), Offset(0, span.end))}

    def clear(self) -> None:
        """Clear the selection."""
        self._by_keys = None
        if self._view.is_attached and self._view in self._view.screen.selections:
            others = {widget: one for widget, one in self._view.screen.selections.items() if widget is not self._view}
            self._view.screen.selections = others

    # With the keyboard

    @property
    def is_by_keys(self) -> bool:
        """Whether the user is selecting text with the keyboard."""
        return self._by_keys is not None

    def start(self, span: Span) -> None:
        """Start selecting with the keyboard, from the words of `span`."""
        self._by_keys = start_selection(self._layout.text, span)
        self._show()

    def finish(self) -> None:
        """Keep the selection; keys no longer change it."""
        self._by_keys = None

    def extend(self, by: str, step: int) -> None:
        """Move the end by a "word", a "line", a "sentence" or a "paragraph", forward (`step` > 0) or back."""
        words, text = self._by_keys, self._layout.text
        if words is None:
            return
        match by:
            case "word":
                words = words.by_word(text, step)
            case "sentence":
                words = words.by_sentence(text, step)
            case "paragraph":
                words = words.by_paragraph(text, step)
            case _:
                offset = self._layout.offset_in_next_line(words.moving.start, step)
                if offset is None:
                    return
                words = words.to(text, offset)
        self._by_keys = words
        self._show()

    def extend_to(self, what: str, end: int) -> None:
        """Move the end to the end (`end` > 0) or the start of the "line" or the "article"."""
        words, text = self._by_keys, self._layout.text
        if words is None or self._layout.lines is None:
            return
        span = self._layout.line_span(words.moving.start) if what == "line" else Span(0, len(text))
        self._by_keys = words.to(text, max(span.start, span.end - 1) if end > 0 else span.start)
        self._show()

    def turn(self) -> None:
        """Let the keys move the other end."""
        if self._by_keys is not None:
            self._by_keys = self._by_keys.swap_ends()
            self._show()

    def restart(self) -> None:
        """Start the selection again at the word at the moving end."""
        if self._by_keys is not None:
            self._by_keys = self._by_keys.restart()
            self._show()

    def _show(self) -> None:
        if self._by_keys is not None:
            self.select(self._by_keys.span)
            self._layout.reveal(self._by_keys.moving)
            self._view.screen.refresh_bindings()
