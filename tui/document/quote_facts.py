"""What there is to say of a quote besides its words, in words: the same in every format."""

from typing import NamedTuple

from tui.analysis.model import Analysis, Quote, QuoteKind
from tui.article.clean import clean
from tui.article.model import Article, BlockKind
from tui.document.attribution import reporter
from tui.text.spans import Span

GONE = " (no longer in the article)"
"""Stands behind what the reader noted or corrected and has no place any more."""


class QuoteFacts(NamedTuple):
    """Who said a quote and how, each as words of the article or as a name; empty where nobody knows.

    `speaker` is the resolved name, `written` the words of the article for it; `via` is through whom it is known.
    """

    speaker: str
    written: str
    cue: str
    via: str
    addressee: str

    @property
    def who(self) -> str:
        """The speaker, by name or, where nobody knows whom the words mean, in the words of the article."""
        return self.speaker or self.written


def facts(article: Article, analysis: Analysis, quote: Quote) -> QuoteFacts:
    """What is known of `quote`."""
    parent = reporter(analysis, quote)
    to = analysis.entity(quote.addressee.entity)
    return QuoteFacts(
        _name(analysis, quote),
        spoken(article.text, quote.source).rstrip(" ,;"),
        spoken(article.text, quote.cue),
        (_name(analysis, parent) or spoken(article.text, parent.source)) if parent is not None else "",
        to.name if to is not None else spoken(article.text, quote.addressee.spans),
    )


def manner(article: Article, quote: Quote) -> str:
    """What to call words that are not the speaker's own from end to end; empty for a direct quote.

    Words that the article sets apart as somebody's own without quote marks, as a turn or as a block quote, are "as
    printed".
    """
    if quote.kind == QuoteKind.DIRECT:
        return ""
    found = [article.block_at(span.start) for span in quote.content]
    kinds = {block.kind for block in found if block is not None}
    if kinds and kinds <= {BlockKind.TURN, BlockKind.BLOCKQUOTE} and not quote.parent:
        return "as printed"
    return "paraphrase" if quote.kind == QuoteKind.INDIRECT else "partly paraphrase"


def source_of(article: Article) -> str:
    """Where the article came from, on one line; names of files need not be text, and may hold anything."""
    return one_line(clean(article.source).text)


def title_of(article: Article) -> str:
    """What to call the article: its title, else the name of its file or its address; empty if neither is known."""
    source = source_of(article)
    return article.metadata.title.value or (source if "://" in source else source.rpartition("/")[2])


def spoken(text: str, spans: list[Span]) -> str:
    """The words at `spans` on one line, with an ellipsis between them."""
    return one_line(" … ".join(text[start:end] for start, end in spans))


def counted(number: int, what: str) -> str:
    """How many there are: "1 quote", "3 quotes"."""
    return f"{number} {what}{'' if number == 1 else 's'}"


def one_line(text: str) -> str:
    """`text` with every white space as one space."""
    return " ".join(text.split())


def _name(analysis: Analysis, quote: Quote) -> str:
    entity = analysis.entity(quote.speaker)
    return entity.name if entity is not None else ""
