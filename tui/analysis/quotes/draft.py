"""Quotes while they are being built: spans only, before the speaker is known."""

from dataclasses import dataclass, field
from enum import StrEnum

from tui.analysis.model import Act, QuoteKind
from tui.text.spans import Span, hull

EMPTY = frozenset({"that", "which", "what", "it", "this", "so", "them", "nothing", "anything", "everything", "a word"})
"""Words that only refer to a content elsewhere, or have none."""


class Layout(StrEnum):
    """How the page sets a speaker's own words apart without quote marks."""

    POST = "post"
    TURN = "turn"
    BLOCK = "block"


@dataclass(slots=True, eq=False)
class DraftQuote:
    """Content, cue, source and addressee as spans of the text (code points), each list in text order."""

    content: list[Span]
    cue: list[Span]
    source: list[Span]
    kind: QuoteKind
    act: Act
    why: str
    confidence: float
    addressee: list[Span] = field(default_factory=list)
    parent: "DraftQuote | None" = None
    head: int = -1
    """The index of the head word of the cue; -1 without a cue."""
    layout: Layout | None = None
    """How the page sets the speaker's own words apart without quote marks; None if it does not."""
    question: list[Span] = field(default_factory=list)
    """The question that the content answers, in an interview without labels."""

    @property
    def is_verbatim(self) -> bool:
        """Whether some of the content is the speaker's own words."""
        return self.kind is not QuoteKind.INDIRECT or self.layout is not None

    @property
    def extent(self) -> Span:
        """The span from the start to the end of the content."""
        return hull(self.content)
