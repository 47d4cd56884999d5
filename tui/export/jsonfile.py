"""JSON: an object for one article, an array of objects for several."""

from collections.abc import Iterable, Iterator

from tui.document.analyzed import Analyzed, apply_annotations
from tui.export.escaping import json_text
from tui.export.options import Layout
from tui.export.record import record


def write(analyzed: Iterable[Analyzed], layout: Layout) -> Iterator[str]:
    """Write one indented JSON document: an object, or an array unless the layout asks for a single article."""
    started = False
    for one in analyzed:
        if not layout.single:
            yield ",\n" if started else "[\n"
        yield json_text(record(*apply_annotations(one)), indent=2)
        started = True
    if started:
        yield "\n" if layout.single else "\n]\n"
    elif not layout.single:
        yield "[]\n"
