"""What is highlighted in the article: everything, only the quotes, or only one speaker's quotes."""

from typing import TYPE_CHECKING, Literal

from tui.text.spans import Span

if TYPE_CHECKING:
    from tui.document.index import DocumentIndex
    from tui.reader.context import ReaderContext

Emphasis = Literal["", "speaker", "quotes"]
"""What is not dimmed; "" for everything."""


class Dimming:
    """Dims everything in the article that is not to be highlighted."""

    def __init__(self, context: "ReaderContext") -> None:
        self._context = context
        self.emphasis: Emphasis = ""
        context.clear_stack.register("dim", self.clear)

    def start(self, emphasis: Emphasis) -> None:
        """Highlight only `emphasis`."""
        self.emphasis = emphasis
        self.update()
        self._context.clear_stack.put("dim", is_set=True)

    def clear(self) -> None:
        """Highlight everything."""
        self.emphasis = ""
        self._context.view.article.dim(None)
        self._context.clear_stack.put("dim", is_set=False)

    def update(self) -> None:
        """Dim the article again after the selection or the analysis has changed."""
        index, selection, view = self._context.state.index, self._context.state.selection, self._context.view
        if not self.emphasis or index is None:
            return
        if self.emphasis == "quotes":
            view.article.dim(attributed_spans(index))
        elif selection is not None and selection.kind == "entity":
            view.article.dim(attributed_spans(index, selection.id))
        elif selection is None:
            self.clear()


def attributed_spans(index: "DocumentIndex", speaker: str | None = None) -> list[Span]:
    """Return the spans of the quotes of `speaker` (an entity's id; None: all quotes), their cues and sources."""
    quotes = index.analysis.quotes if speaker is None else index.quotes_by(speaker)
    return [span for quote in quotes for span in (*quote.content, *quote.cue, *quote.source)]
