"""All quotes that layout attributes.

Here a colon, a dash or a place on the page does the work of "said". Everything that does not match one of these
forms is left alone: a wrong speaker is worse than none.
"""

from tui.analysis.parse import Parse
from tui.analysis.quote_marks import QuotedText
from tui.analysis.quotes.draft import DraftQuote
from tui.analysis.quotes.layout.block_quotes import find_block_quotes
from tui.analysis.quotes.layout.headlines import find_headlines
from tui.analysis.quotes.layout.labels import SpeakerLabels
from tui.analysis.quotes.layout.page import Page
from tui.analysis.quotes.layout.posts import find_posts
from tui.analysis.quotes.layout.turns import find_answers, find_turns


def find_layout_quotes(parse: Parse, marked: QuotedText) -> list[DraftQuote]:
    """Find the quotes of `parse` that layout attributes, in text order. No two share a paragraph.

    Args:
        parse: the article.
        marked: which stretches of it stand inside quote marks.
    """
    page, labels = Page(parse, parse.paragraph_spans, marked), SpeakerLabels(parse)
    quotes = [*find_posts(page), *(find_turns(page, labels) or find_answers(page)), *find_block_quotes(page)]
    quotes += find_headlines(page, labels)
    return sorted(quotes, key=lambda q: q.extent)
