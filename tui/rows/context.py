"""The words around a place in the article, and the number of its paragraph."""

from typing import NamedTuple

from tui.document.paragraphs import Numbering
from tui.rows.line import shown, shown_part
from tui.text.spans import Span


class Context(NamedTuple):
    """What stands before, at and after a place, on one line. An ellipsis shows where the paragraph goes on."""

    before: str
    words: str
    after: str


class Paragraphs(Numbering):
    """The paragraphs of an article, with what they are called, and what stands in them around a place."""

    def around(self, span: Span, before: int, after: int) -> Context:
        """The words at `span` with about `before` and `after` code points of its paragraph around them, whole words."""
        left, right = self.beside(span, before, after)
        return Context(shown_part(left), shown(self._text[span.start : span.end]), shown_part(right))
