"""Annotated news: read it, parse it, and hold a part of it out of training."""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

from tui.analysis import pipeline
from tui.analysis.parse import Parse
from tui.text.spans import Span

RIGHT = 0.8
"""The Jaccard index of words from which a content counts as the annotated one."""

T = TypeVar("T")
Article = dict[str, Any]
"""One line of a gold file: `{"text": …, "attributions": [{"content": [[s, e], …], "cue": …, "source": …}, …]}`."""

HELD_OUT = 12
"""One in this many articles is held out of training, to fit and choose what builds on the trained weights."""


def read_articles(file: Path) -> list[Article]:
    """Return the articles of a gold file."""
    with file.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def select_training(articles: Sequence[T]) -> list[T]:
    """Return the part of `articles` to train on."""
    return [article for n, article in enumerate(articles) if n % HELD_OUT]


def select_held_out(articles: Sequence[T]) -> list[T]:
    """Return the part of `articles` that is held out of training."""
    return list(articles[::HELD_OUT])


def collect_content_words(parse: Parse, spans: Iterable[Sequence[int]]) -> set[int]:
    """Return the indexes of the words in `spans` that count: no punctuation, no "that" at the start."""
    return select_counted(parse, (w.i for start, end in spans for w in parse.words_in(Span(start, end))))


def select_counted(parse: Parse, indexes: Iterable[int]) -> set[int]:
    """Return those of `indexes` whose words count."""
    kept = {i for i in indexes if any(c.isalnum() for c in parse.words[i].text)}
    return kept - {min(kept)} if len(kept) > 1 and parse.words[min(kept)].lower == "that" else kept


def parse_articles(articles: Iterable[Article]) -> Iterator[tuple[Article, Parse]]:
    """Parse each article line by line; yield it with its parse."""
    nlp = pipeline.load(pipeline.DEFAULT_MODEL)
    for article in articles:
        text = article["text"]
        parse = Parse(text)
        pieces = (
            piece for start, end in pipeline.find_lines(text) for piece in pipeline.split_pieces(text, start, end)
        )
        for doc, offset in pipeline.parse_pieces(nlp, pieces):
            parse.add(doc, offset)
        yield article, parse
