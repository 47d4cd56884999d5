"""Names and signs of kinds in lists: a word, a color family, and a sign for those who do not see colors."""

from tui.analysis.model import Act, EntityKind, Form, QuoteKind, Role
from tui.document.families import family_of

FAMILY_LABELS = {"person": "People", "organization": "Orgs", "place": "Places", "rest": "Rest"}
"""The families as filters of the entity list, in the order of its tabs."""

SIGNS = {"person": "●", "organization": "■", "place": "▲", "rest": "◆"}

QUOTE_LABELS = {"direct": "Direct", "mixed": "Mixed", "indirect": "Indirect", "unattributed": "None"}
"""The filters of the quote list, in the order of its tabs."""

QUOTE_SIGNS = {QuoteKind.DIRECT: "“”", QuoteKind.MIXED: "“~", QuoteKind.INDIRECT: " ~"}

QUOTE_NAMES = {
    QuoteKind.DIRECT: "Direct quote",
    QuoteKind.MIXED: "Partly quoted, partly paraphrased",
    QuoteKind.INDIRECT: "Paraphrase",
}

ACT_NAMES = {Act.SAID: "said", Act.WROTE: "wrote", Act.THOUGHT: "thought", Act.OTHER: "attributed"}

FORM_NAMES = {Form.NAME: "name", Form.NOMINAL: "descr", Form.PRONOUN: "pron"}
"""The form of a mention in at most five letters: the width of the column before its words."""


ROLE_SIGNS: dict[str, str] = {Role.SPEAKS: "“", Role.ACTS: "→", Role.ACTED_UPON: "←", Role.SPOKEN_ABOUT: "~"}
"""What an entity does at a mention, in one cell."""


def family(kind: EntityKind) -> str:
    """Return the color family of `kind`."""
    return str(family_of(kind))


def sign(kind: EntityKind) -> str:
    """Return the sign of the color family of `kind`; one cell wide."""
    return SIGNS[family(kind)]
