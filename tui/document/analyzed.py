"""The input of exports: an article with its analysis, before and after the user's annotations are applied."""

from typing import NamedTuple

from tui.analysis.model import Analysis
from tui.annotations.anchors import Ground
from tui.annotations.apply import apply_corrections
from tui.annotations.log import NOTHING, AnnotationLog, apply_description
from tui.annotations.view import EMPTY, AnnotationView, place_annotations
from tui.article.model import Article


class Analyzed(NamedTuple):
    """An article as it was opened, its analysis, and the user's annotations, not applied yet."""

    article: Article
    analysis: Analysis
    annotations: AnnotationLog = NOTHING


class Ready(NamedTuple):
    """An article, its analysis and the annotations beside it, with the user's metadata and corrections applied."""

    article: Article
    analysis: Analysis
    view: AnnotationView


def apply_annotations(analyzed: Analyzed | tuple[Article, Analysis]) -> Ready:
    """Return the article and analysis with the user's metadata and corrections applied, ready for export."""
    article, analysis, annotations = Analyzed(*analyzed)
    if not annotations:
        return Ready(article, analysis, EMPTY)
    corrected = apply_corrections(article.text, analysis, annotations.corrections)
    view = place_annotations(Ground(article.text, analysis.text_sha256), annotations, corrected)
    return Ready(apply_description(article, annotations), corrected.analysis, view)
