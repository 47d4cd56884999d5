"""Opening what was read before: from its source where that can be read again, else as it was kept."""

from dataclasses import replace
from pathlib import Path

from tui.article.model import Article, Notice
from tui.library.records import has_place
from tui.places import for_people


def reopened(source: str) -> bool:
    """Whether a source can be read once more."""
    if not has_place(source):
        return False
    try:
        return "://" not in source and Path(source).is_file()
    except (OSError, ValueError):
        return False


def kept(article: Article) -> Article:
    """`article` as it came out of the library, saying so if its source is gone."""
    if not has_place(article.source) or "://" in article.source:
        return article
    said = f"{for_people(Path(article.source))} is gone; this is the text as you read it last."
    return replace(article, notices=(Notice(said), *article.notices))
