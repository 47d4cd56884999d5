"""JSON: one object for one article, an array of them for several."""

import json
from collections.abc import Iterable, Iterator

from tui.export.analyzed import Analyzed, ready
from tui.export.record import record


def write(analyzed: Iterable[Analyzed], single: bool, _width: int) -> Iterator[str]:
    """One JSON document, indented. Without `single`, an array, however many articles come."""
    started = False
    for one in analyzed:
        if not single:
            yield ",\n" if started else "[\n"
        yield json.dumps(record(*ready(one)), ensure_ascii=False, indent=2)
        started = True
    if started:
        yield "\n" if single else "\n]\n"
    elif not single:
        yield "[]\n"
