"""The words around a place in the article, and the number of its paragraph."""

from typing import NamedTuple

from tui.export.paragraphs import Numbering
from tui.rows.line import shown, shown_part
from tui.spans import Span


class Context(NamedTuple):
    """What stands before, at and after a place, on one line. An ellipsis shows where the paragraph goes on."""

    before: str
    words: str
    after: str


class Paragraphs(Numbering):
    """The paragraphs of an article, with what they are called, and what stands in them around a place."""

    def around(self, span: Span, before: int, after: int) -> Context:
        """The words at `span` with about `before` and `after` code points of its paragraph around them, whole words."""
        start, end = self.bounds(span)
        left, right = max(start, span.start - before), min(end, span.end + after)
        text = self._text
        if left > start:
            space = text.find(" ", left, span.start)
            left = span.start if space < 0 else space + 1
        if right < end:
            space = text.rfind(" ", span.end, right)
            right = span.end if space < 0 else space
        return Context(
            shown_part(("…" if left > start else "") + text[left : span.start]),
            shown(text[span.start : span.end]),
            shown_part(text[span.end : right] + ("…" if right < end else "")),
        )
