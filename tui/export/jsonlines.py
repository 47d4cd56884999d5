"""JSON Lines: one article a line."""

import json
from collections.abc import Iterable, Iterator

from tui.document.analyzed import Analyzed, apply_annotations
from tui.export.options import Layout
from tui.export.record import record


def write(analyzed: Iterable[Analyzed], _layout: Layout) -> Iterator[str]:
    """Write an object on a line of its own for each article, as soon as it is ready."""
    for one in analyzed:
        # U+2028 and its like are line ends to some readers, but they cannot occur: cleaning removed them.
        yield json.dumps(record(*apply_annotations(one)), ensure_ascii=False, separators=(",", ":")) + "\n"
