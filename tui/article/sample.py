"""The bundled sample: a made-up story, so that there is always something to read."""

from dataclasses import replace
from pathlib import Path

from tui.article.model import Article
from tui.article.open import open_source

SAMPLE = "sample"
"""The `source` of the sample."""


def open_sample() -> Article:
    """Return the bundled sample as an article."""
    return replace(open_source(Path(__file__).with_name("sample.txt")), source=SAMPLE)
