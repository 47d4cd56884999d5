"""How central an entity is to an article."""

import math
from collections.abc import Sequence

from tui.analysis.entities.chains import Chain
from tui.analysis.model import EntityKind, Form, Mention

_KINDS = {EntityKind.PERSON: 1.0, EntityKind.ORGANIZATION: 0.9, EntityKind.PLACE: 0.75, EntityKind.EVENT: 0.8}
_OTHER_KINDS = 0.5


def compute_salience(chain: Chain, mentions: Sequence[Mention], length: int) -> float:
    """Return the salience of an entity in [0, 1]: how often, how early and how widely a text mentions it.

    Args:
        chain: the entity.
        mentions: its mentions, at least one, in text order.
        length: the length of the text in code points.
    """
    weight = sum(0.6 if m.form is Form.PRONOUN else 1.0 for m in mentions)
    often = 1 - math.exp(-weight / 6)
    early = 1 - mentions[0].start / length
    wide = (mentions[-1].start - mentions[0].start) / length
    kind = _KINDS.get(chain.kind, _OTHER_KINDS)
    return round(kind * (0.65 * often + 0.2 * early + 0.15 * wide), 4)
