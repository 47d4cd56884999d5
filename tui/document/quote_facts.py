"""Facts about quotes and articles in words, for the screen and for all export formats."""

from typing import NamedTuple

from tui.analysis.model import Analysis, Quote, QuoteKind
from tui.article.clean import clean
from tui.article.model import Article, BlockKind
from tui.document.attribution import reporter
from tui.text.spans import Span

GONE = " (no longer in the article)"
"""Added to a note or correction whose place in the article is gone."""


class QuoteFacts(NamedTuple):
    """Who said a quote and how, in the article's words or by name; "" for what is unknown.

    `speaker` is the resolved name, `written` the article's words for it; `via` is the person who reported the quote.
    """

    speaker: str
    written: str
    cue: str
    via: str
    addressee: str

    @property
    def who(self) -> str:
        """The speaker's name; if it is unknown, the article's words for the speaker."""
        return self.speaker or self.written


def facts(article: Article, analysis: Analysis, quote: Quote) -> QuoteFacts:
    """Return who said `quote`, with which cue, to whom and through whom."""
    parent = reporter(analysis, quote)
    to = analysis.entity(quote.addressee.entity)
    return QuoteFacts(
        _name(analysis, quote),
        join_words(article.text, quote.source).rstrip(" ,;"),
        join_words(article.text, quote.cue),
        (_name(analysis, parent) or join_words(article.text, parent.source)) if parent is not None else "",
        to.name if to is not None else join_words(article.text, quote.addressee.spans),
    )


def manner(article: Article, quote: Quote) -> str:
    """Return a label for a quote whose words are not all the speaker's own; "" for a direct quote.

    Words that the article presents as the speaker's own without quote marks, in a turn of a conversation or a block
    quote, are "as printed".
    """
    if quote.kind == QuoteKind.DIRECT:
        return ""
    blocks = [article.block_at(span.start) for span in quote.content]
    kinds = {block.kind for block in blocks if block is not None}
    if kinds and kinds <= {BlockKind.TURN, BlockKind.BLOCKQUOTE} and not quote.parent:
        return "as printed"
    return "paraphrase" if quote.kind == QuoteKind.INDIRECT else "partly paraphrased"


def source_of(article: Article) -> str:
    """Return where the article came from, on one line. File names may hold anything: control characters are removed."""
    return one_line(clean(article.source).text)


def title_of(article: Article) -> str:
    """Return what to call the article: its title, else its file name or URL; "" if it has none of them."""
    source = source_of(article)
    return article.metadata.title.value or (source if "://" in source else source.rpartition("/")[2])


def join_words(text: str, spans: list[Span]) -> str:
    """Return the words at `spans` on one line, with an ellipsis between them."""
    return one_line(" … ".join(text[start:end] for start, end in spans))


def counted(number: int, what: str) -> str:
    """Return a number with its noun: "1 quote", "3 quotes"."""
    return f"{number} {what}{'' if number == 1 else 's'}"


def one_line(text: str) -> str:
    """Return `text` with every run of white space as one space."""
    return " ".join(text.split())


def _name(analysis: Analysis, quote: Quote) -> str:
    entity = analysis.entity(quote.speaker)
    return entity.name if entity is not None else ""
