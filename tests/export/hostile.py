"""Articles that mean harm, with analyses at random: what hypothesis draws from."""

import hashlib
from itertools import pairwise

from hypothesis import strategies as st

from tui.analysis.model import Act, Analysis, Entity, EntityKind, Form, Mention, Quote, QuoteKind
from tui.article.clean import clean
from tui.article.model import Article, Authors, Block, BlockKind, Field, Metadata
from tui.text.spans import Span

PIECES = [
    "“", "”", '"', "'", "=1+1", "@SUM(A1)", "-2", "+3", "\t", "\n", "\n\n", " ", " ", ", ", ". ", "&amp;", "<b>",
    "</p>",
    "<script>alert(1)</script>", "<!--", "]]>", "[[x]]", "[a](b)", "`", "**", "#tag", "\\", "{", "}", "%", "$x$", "~",
    "^", "|", "---", "\x1b[31m", "\x00", "\u202e", "\u200b", "é", "e\u0301", "ﬁ", "日本", "👩\u200d👧", "\ud800",
    "1984", "3 May", "007", "a", "said", "Brandt", "it’s", "x:y", "http://a.b/", "𝕏", "\r", "\x85", "&", ";", ",",
]  # fmt: skip
WORDS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=40).map("".join)
ONE_LINE = WORDS.map(lambda text: " ".join(clean(text).text.split()) or "x")


@st.composite
def spans(draw, text, most=4):
    """Spans that do not overlap, in text order."""
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=2 * most)))
    found = [Span(a, b) for a, b in list(pairwise(cuts))[::2] if text[a:b].strip()]
    return found or [Span(len(text) - 3, len(text))]


@st.composite
def analyzed(draw):
    """An article and an analysis of it."""
    text = clean(draw(WORDS) + " end").text
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip() and draw(st.booleans()):
            blocks.append(Block(at, at + len(line), draw(st.sampled_from(BlockKind))))
        at += len(line) + 1
    metadata = Metadata(
        title=Field(draw(ONE_LINE)), authors=Authors(tuple(draw(st.lists(ONE_LINE, max_size=2)))),
        publication=Field(draw(st.none() | ONE_LINE)),
        date=Field(draw(st.sampled_from([None, "2024", "2024-03-12", "May"]))),
        url=Field(draw(st.sampled_from([None, "https://a.example/x?y=(1)&z={2}", "javascript:alert(1)"]))),
        language=Field("en"),
    )  # fmt: skip
    entities = [
        Entity(
            f"e{number}", draw(st.sampled_from(EntityKind)), draw(ONE_LINE),
            [Mention(*span, draw(st.sampled_from(Form)), draw(ONE_LINE), 0.5) for span in draw(spans(text))],
            named=draw(st.booleans()),
        )
        for number in range(draw(st.integers(0, 3)))
    ]  # fmt: skip
    speakers = [None, *(entity.id for entity in entities)]
    quotes = [
        Quote(
            f"q{number}", draw(st.sampled_from(QuoteKind)), draw(st.sampled_from(Act)), draw(spans(text, 3)),
            draw(spans(text, 1)), draw(st.just([]) | spans(text, 1)), draw(st.sampled_from(speakers)), draw(ONE_LINE),
            0.5,
        )
        for number in range(draw(st.integers(0, 4)))
    ]  # fmt: skip
    quotes.sort(key=lambda quote: quote.start)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Article(text, tuple(blocks), metadata, "a.txt"), Analysis(digest, "0", "none", entities, [], quotes)
