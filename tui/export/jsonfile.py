"""JSON: one object for one article, an array of them for several."""

import json
from collections.abc import Iterable, Iterator

from tui.document.analyzed import Analyzed, ready
from tui.export.options import Layout
from tui.export.record import record


def write(analyzed: Iterable[Analyzed], layout: Layout) -> Iterator[str]:
    """One JSON document, indented. If it is not to be a single one, an array, however many articles come."""
    started = False
    for one in analyzed:
        if not layout.single:
            yield ",\n" if started else "[\n"
        yield json.dumps(record(*ready(one)), ensure_ascii=False, indent=2)
        started = True
    if started:
        yield "\n" if layout.single else "\n]\n"
    elif not layout.single:
        yield "[]\n"
