"""Notes that are being written, as they are kept until they are finished."""

import json
from dataclasses import asdict, dataclass

from tui.annotations.anchors import Anchor
from tui.annotations.serialize import anchor_from_dict, harmless

MOST = 200
"""Drafts that are kept; of more, those written longest ago go."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An unfinished note: `what` it is on ("quote", "mention", "passage"), the words, and what was typed so far."""

    what: str
    anchor: Anchor
    note: str
    tags: str

    @property
    def key(self) -> str:
        """The place as it is stored."""
        return json.dumps(asdict(self.anchor), ensure_ascii=False)


def draft_from_row(what: object, anchor: object, note: object, tags: object) -> Draft | None:
    """Return the draft of a row; None if that is damaged."""
    try:
        place = anchor_from_dict(json.loads(str(anchor)))
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return Draft(harmless(str(what)), place, harmless(str(note)), harmless(str(tags)))
