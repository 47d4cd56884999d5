"""JSON: one object for one article, an array of them for several."""

import json
from collections.abc import Iterable, Iterator

from tui.analysis.model import Analysis
from tui.article.model import Article
from tui.export.record import record


def write(analyzed: Iterable[tuple[Article, Analysis]], single: bool, _width: int) -> Iterator[str]:
    """One JSON document, indented. Without `single`, an array, however many articles come."""
    started = False
    for article, analysis in analyzed:
        if not single:
            yield ",\n" if started else "[\n"
        yield json.dumps(record(article, analysis), ensure_ascii=False, indent=2)
        started = True
    if started:
        yield "\n" if single else "\n]\n"
    elif not single:
        yield "[]\n"
