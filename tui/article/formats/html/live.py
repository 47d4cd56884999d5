"""Live blogs: the line above each entry that says when it was written and by whom."""

import re
from collections import Counter
from collections.abc import Sequence

from tui.article.formats.html.blocks import Unit
from tui.article.formats.html.body import Body
from tui.article.model import BlockKind

_CLOCK = re.compile(
    r"(?:[^\W\d_]{3,10}\.? \d{1,2},? (?:\d{4},? )?|\d{1,2}\.? ?(?:[^\W\d_]{3,10}|\d{1,2})\.?,? (?:\d{4},? )?)?"
    r"(?:at |um )?"
    r"(?P<clock>\d{1,2}[:.]\d\d)(?!\d)(?: ?[ap]\.?m\b\.?| uhr\b| ?h\b)?",
    re.IGNORECASE,
)
_LONGEST = 90
"""The most characters of such a line."""
_FEWEST = 3
"""The least entries of a live blog."""


def entry_lines(units: Sequence[Unit], chosen: set[int], body: Body) -> dict[int, str]:
    """Return the lines above entries by the number of their block, with a space after the time."""
    if body.first is None:
        return {}
    found: dict[int, str] = {}
    forms: Counter[tuple[str, str]] = Counter()
    for i in range(max(0, body.first - 2), max(chosen, default=0)):
        unit = units[i]
        if len(unit.text) > _LONGEST or unit.hidden or unit.apart or not {i + 1, i + 2} & chosen:
            continue
        if unit.heading or unit.kind is BlockKind.CAPTION or (clock := _CLOCK.match(unit.text)) is None:
            continue
        behind = unit.text[clock.end() :]
        found[i] = clock.group() + (" " if behind[:1].isalpha() else "") + behind
        forms[_form(unit)] += 1
    return {i: text for i, text in found.items() if forms[_form(units[i])] >= _FEWEST}


def _form(unit: Unit) -> tuple[str, str]:
    return unit.place.tag, unit.place.get("class") or ""
