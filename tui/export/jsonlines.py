"""JSON Lines: one article per line."""

from collections.abc import Iterable, Iterator

from tui.document.analyzed import Analyzed, apply_annotations
from tui.export.escaping import json_text
from tui.export.options import Layout
from tui.export.record import record


def write(analyzed: Iterable[Analyzed], _layout: Layout) -> Iterator[str]:
    """Write one object per line for each article, as soon as it is ready."""
    for one in analyzed:
        yield json_text(record(*apply_annotations(one)), separators=(",", ":")) + "\n"
