"""Every format is written in time that grows with the length of the article, whatever is repeated in it."""

from dataclasses import replace

import pytest
from growth import UNITS, grows_evenly, repeated

from tui.analysis.model import Act, Analysis, Entity, EntityKind, Form, Mention, Quote, QuoteKind
from tui.annotations.anchors import Ground
from tui.article.clean import clean
from tui.article.model import Article, Block, Field, Metadata
from tui.export.formats import FORMATS
from tui.export.options import Layout
from tui.search.finder import Finder
from tui.search.query import Query
from tui.text.spans import Span

REPEATED = ["a", " ", "\n", '"', "said ", "(", "> ", "A. ", "“a ‘b ", ". ", " | ", "<p>"]
EVERY = 400
"""Code points from one quote to the next."""


def analyzed(unit, length):
    """An article of one paragraph (or one for each line end of the unit), full of quotes."""
    text = f"a {clean(repeated(unit, length)).text} b"
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(at, at + len(line)))
        at += len(line) + 1
    starts = range(0, len(text) - EVERY, EVERY)
    mentions = [Mention(at, at + 2, Form.NAME, "test", 0.5) for at in starts]
    quotes = [
        Quote(
            f"q{at}", kind, Act.SAID, [Span(at, at + 90)], [Span(at + 92, at + 93)], [Span(at, at + 2)], "e1", "", 0.5
        )
        for at, kind in zip(starts, [QuoteKind.DIRECT, QuoteKind.INDIRECT] * len(starts), strict=False)
    ]
    metadata = Metadata(title=Field("Mill closes"), url=Field("https://a.example/mill"))
    entities = [Entity("e1", EntityKind.PERSON, "Ada Quill", mentions)]
    return Article(text, tuple(blocks), metadata, "a.txt"), Analysis("0" * 64, "0", "none", entities, [], quotes)


@pytest.mark.parametrize("format_", FORMATS, ids=lambda format_: format_.name)
def test_every_format(format_):
    def write(unit, length):
        return list(format_.write([made[unit, length]], Layout()))

    made = {(unit, length): analyzed(unit, length) for unit in REPEATED for length in (10_000, 20_000, 40_000)}
    assert [unit for unit in REPEATED if not grows_evenly(lambda n: write(unit, n), 10_000)] == []  # noqa: B023


def test_search_and_anchors():
    def find(unit, length):
        text = repeated(unit, length)
        Finder(text).find(Query("a b"))
        place = Span(length // 2, length // 2 + 50)
        moved = Ground("x" + text).place(Ground(text).anchor(place))
        assert moved is None or moved.start > 0
        changed = replace(Ground(text).anchor(place), exact="It was old, she said.", text="another")
        assert Ground(text).place(changed) is None

    assert [unit for unit in UNITS if not grows_evenly(lambda n: find(unit, n), 5_000)] == []  # noqa: B023
