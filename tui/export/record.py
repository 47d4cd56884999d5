"""An article and its analysis as plain data: what the JSON formats hold."""

from typing import Any

from tui.analysis.model import Analysis
from tui.article.model import Article


def record(article: Article, analysis: Analysis) -> dict[str, Any]:
    """`{"article": {metadata…, "source", "text"}, "analysis": …}`, ready for JSON."""
    source = article.source.encode("utf-8", "replace").decode("utf-8")  # names of files need not be text
    return {
        "article": {**article.metadata.to_dict(), "source": source, "text": article.text},
        "analysis": analysis.to_dict(),
    }
