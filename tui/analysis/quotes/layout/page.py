"""The paragraphs of an article, as the rules for layout use them."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from tui.analysis.model import Act
from tui.analysis.parse import Parse, Word
from tui.analysis.quote_marks import QuotedText
from tui.analysis.quotes.draft import DraftQuote, Layout
from tui.text.spans import Span

_LONGEST_HEADLINE = 150

_FINITE = frozenset({"VBZ", "VBP", "VBD", "VB", "MD"})
_HELPERS = frozenset(
    "is isn’t isn't are aren’t aren't was were will won’t won't would can can’t can't could must should has have had "
    "do does did don’t don't doesn’t doesn't didn’t didn't i’m i'm it’s it's that’s that's".split()
)
"""Verbs that the tagger takes for names in a headline in Title Case."""

DASHES = ("—", "–", "―", "--", " - ")


@dataclass(slots=True)
class Page:
    """The paragraphs of an article, by number.

    `spans` has the span of each; `claimed` the numbers of those that belong to a quote already.
    """

    parse: Parse
    spans: list[Span]
    marked: QuotedText
    claimed: set[int] = field(default_factory=set)

    def get_kind(self, n: int) -> str:
        """Return the kind of block that paragraph `n` is."""
        return self.parse.kinds[n]

    def get_words(self, n: int) -> list[Word]:
        """Return the words of paragraph `n`."""
        bounds = self.parse.paragraphs[n]
        return self.parse.words[bounds.start : bounds.stop]

    def get_text(self, span: Span) -> str:
        """Return the text of `span`."""
        return self.parse.text[span.start : span.end]

    def list_free(self, *kinds: str) -> Iterator[int]:
        """Yield the numbers of the paragraphs of these kinds that belong to no quote yet."""
        return (n for n in range(len(self.spans)) if n not in self.claimed and self.get_kind(n) in kinds)

    def make_quote(
        self,
        content: list[Span],
        cue: list[Span],
        source: list[Span],
        why: str,
        confidence: float,
        *,
        act: Act = Act.SAID,
        layout: Layout | None = None,
    ) -> DraftQuote:
        """Make a quote of these spans, headed by the first word of its cue."""
        heads = self.parse.words_in(cue[0]) if cue else []
        kind = self.marked.kind_of(content)
        head = heads[0].i if heads else -1
        return DraftQuote(content, cue, source, kind, act, why, confidence, head=head, layout=layout)


def has_letter(text: str) -> bool:
    """Whether there is a letter in `text`."""
    return any(map(str.isalpha, text))


def strip_span(text: str, start: int, end: int) -> Span:
    """Return `[start, end)` of `text` without white space at its ends; an empty span if there is nothing else in it."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def is_headline(parse: Parse, n: int) -> bool:
    """Whether a paragraph is a headline: by its kind, or as the short first line of the article.

    A period at its end does not count against it: some archives put one after every headline.
    """
    if n > 0 or parse.kinds[n] != "paragraph":
        return parse.kinds[n] in {"title", "heading"}
    first = parse.paragraphs[0]
    length = parse.words[first.stop - 1].end - parse.words[first.start].start
    return len(parse.paragraphs) > 1 and length <= _LONGEST_HEADLINE


def is_finite(word: Word) -> bool:
    """Whether `word` is a finite verb, or an auxiliary that is taken for a name in a headline."""
    return (word.pos in {"VERB", "AUX"} and word.tag in _FINITE) or word.lower in _HELPERS
