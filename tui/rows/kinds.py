"""Names, color families and signs of kinds in lists; the signs are for users who do not see the colors."""

from tui.analysis.model import Act, EntityKind, Form, QuoteKind, Role
from tui.document.families import family_of

FAMILY_LABELS = {"person": "People", "organization": "Orgs", "place": "Places", "rest": "Other"}
"""The tabs of the entity list, by family."""

SIGNS = {"person": "●", "organization": "■", "place": "▲", "rest": "◆"}

QUOTE_LABELS = {"direct": "Direct", "mixed": "Partly", "indirect": "Paraphrase", "unattributed": "?"}
"""The tabs of the quote list, by kind."""

QUOTE_SIGNS = {QuoteKind.DIRECT: "“”", QuoteKind.MIXED: "“~", QuoteKind.INDIRECT: " ~"}

QUOTE_NAMES = {
    QuoteKind.DIRECT: "Direct quote",
    QuoteKind.MIXED: "Partly quoted, partly paraphrased",
    QuoteKind.INDIRECT: "Paraphrase",
}

ACT_NAMES = {Act.SAID: "said", Act.WROTE: "wrote", Act.THOUGHT: "thought", Act.OTHER: "attributed"}

FORM_NAMES = {Form.NAME: "name", Form.NOMINAL: "descr", Form.PRONOUN: "pron"}
"""The form of a mention, in at most five letters: the width of its column."""


ROLE_SIGNS: dict[str, str] = {Role.SPEAKS: "“", Role.ACTS: "→", Role.ACTED_UPON: "←", Role.SPOKEN_ABOUT: "~"}
"""The role of an entity at a mention, in one cell."""


def family(kind: EntityKind) -> str:
    """Return the color family of `kind`."""
    return str(family_of(kind))


def sign(kind: EntityKind) -> str:
    """Return the sign of the color family of `kind`, one cell wide."""
    return SIGNS[family(kind)]
