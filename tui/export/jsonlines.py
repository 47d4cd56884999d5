"""JSON Lines: one article per line."""

import json
from collections.abc import Iterable, Iterator

from tui.document.analyzed import Analyzed, apply_annotations
from tui.export.options import Layout
from tui.export.record import record


def write(analyzed: Iterable[Analyzed], _layout: Layout) -> Iterator[str]:
    """Write one object per line for each article, as soon as it is ready."""
    for one in analyzed:
        # Some programs treat U+2028 and the like as line ends; cleaning has removed them.
        yield json.dumps(record(*apply_annotations(one)), ensure_ascii=False, separators=(",", ":")) + "\n"
