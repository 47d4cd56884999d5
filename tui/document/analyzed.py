"""What an export is made from, and what it comes to with the reader's corrections in it."""

from typing import NamedTuple

from tui.analysis.model import Analysis
from tui.annotations.anchors import Ground
from tui.annotations.apply import Corrected, corrected
from tui.annotations.log import NOTHING, AnnotationLog, described
from tui.annotations.view import EMPTY, AnnotationView, seen
from tui.article.model import Article


class Analyzed(NamedTuple):
    """An article, what the engine found in it, and what the reader did with it."""

    article: Article
    analysis: Analysis
    work: AnnotationLog = NOTHING


class Ready(NamedTuple):
    """An article called what the reader calls it, its analysis as the reader corrected it, and the reader's work."""

    article: Article
    analysis: Analysis
    work: AnnotationView


def ready(analyzed: Analyzed | tuple[Article, Analysis]) -> Ready:
    """What is to leave: everything as the reader made it."""
    article, analysis, work = Analyzed(*analyzed)
    if not work:
        return Ready(article, analysis, EMPTY)
    found: Corrected = corrected(article.text, analysis, work.corrections)
    view = seen(Ground(article.text, analysis.text_sha256), work, found)
    return Ready(described(article, work), found.analysis, view)
