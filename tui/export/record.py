"""An article and its analysis as plain data: what the JSON formats contain."""

from typing import Any

from tui.analysis.model import Analysis
from tui.annotations.describe import describe_edit
from tui.annotations.edits import Change
from tui.annotations.view import EMPTY, AnnotationView, Placed
from tui.article.model import Article

_LABELS = {"Added mention": "Mention", "Added quote": "Quote", "Adjusted quote": "Edges", "Quote type": "Form"}
"""Labels of corrections in JSON where those on the screen have changed; programs may rely on them."""


def record(article: Article, analysis: Analysis, view: AnnotationView = EMPTY) -> dict[str, Any]:
    """Return `{"article": {metadata…, "source", "text"}, "analysis": …}`, ready for JSON.

    If there are annotations, `"work"` contains the remarks, with their places and subjects, and the corrections, which
    are applied to the analysis.
    """
    source = article.source.encode("utf-8", "replace").decode("utf-8")  # file names may contain invalid text
    data = {
        "article": {**article.metadata.to_dict(), "source": source, **_notices(article), "text": article.text},
        "analysis": analysis.to_dict(),
    }
    return {**data, "work": _annotations(view)} if view.remarks or view.corrections else data


def _notices(article: Article) -> dict[str, Any]:
    """Return what the user should know of how the source was read (that its end is missing), if there is anything."""
    return {"notices": [notice.message for notice in article.notices]} if article.notices else {}


def _annotations(view: AnnotationView) -> dict[str, Any]:
    return {
        "remarks": [_remark(placed) for placed in view.remarks],
        "corrections": [_correction(change, applied) for change, applied in view.applied],
    }


def _correction(change: Change, applied: bool) -> dict[str, Any]:
    summary = describe_edit(change.edit)
    label = _LABELS.get(summary.label, summary.label)
    return {"made": change.made, **summary._replace(label=label)._asdict(), "applied": applied}


def _remark(placed: Placed) -> dict[str, Any]:
    remark = placed.remark
    return {
        "what": remark.what,
        "about": placed.about[1] if placed.about is not None else None,
        "span": list(placed.span) if placed.span is not None else None,
        "words": remark.place.exact,
        "marked": remark.marked,
        "status": remark.status or None,
        "note": remark.note or None,
        "tags": list(remark.tags),
    }
