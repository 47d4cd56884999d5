"""Drafts of notes, which are kept until the notes are saved."""

import json
from dataclasses import asdict, dataclass

from tui.annotations.anchors import Anchor
from tui.annotations.serialize import anchor_from_dict, harmless

MOST = 200
"""The most drafts that are kept; the oldest are deleted first."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An unfinished note on a "quote", "mention" or "passage" (`what`): the place and the text so far."""

    what: str
    anchor: Anchor
    note: str
    tags: str

    @property
    def key(self) -> str:
        """The stored form of the place."""
        return json.dumps(asdict(self.anchor), ensure_ascii=False)


def draft_from_row(what: object, anchor: object, note: object, tags: object) -> Draft | None:
    """Return the draft in a row; None if the row is damaged."""
    try:
        place = anchor_from_dict(json.loads(str(anchor)))
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return Draft(harmless(str(what)), place, harmless(str(note)), harmless(str(tags)))
