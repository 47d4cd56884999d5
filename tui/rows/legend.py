"""The legend of the signs on the screen, for the help."""

from tui.rows.kinds import QUOTE_NAMES, QUOTE_SIGNS, SIGNS
from tui.rows.line import Run
from tui.rows.notes import MARK, NOTE, STATUS_SIGNS, YOURS, status_role

_FAMILIES = {
    "person": "A person.",
    "organization": "An organization.",
    "place": "A place.",
    "rest": "Anything else: groups, events, works.",
}

LEGEND: tuple[tuple[Run, str], ...] = (
    *(((sign, family), _FAMILIES[family]) for family, sign in SIGNS.items()),
    (("5×", "muted"), "Mentioned five times."),
    (("3“", "quotes"), "Quoted three times."),
    (("⢠⠀⡄⣤", "bar"), "Where in the article that is, from its beginning to its end."),
    *(((sign.strip(), "quotes"), f"{QUOTE_NAMES[kind]}.") for kind, sign in QUOTE_SIGNS.items()),
    (("▎", "quotes"), "In the margin: words in quote marks; a second bar is a quote inside a quote."),
    (("┊", "quotes"), "In the margin: a paraphrase, the reporter’s words for what was said."),
    *(((sign, status_role(status)), f"{status.capitalize()}, by you.") for status, sign in STATUS_SIGNS.items()),
    ((MARK, "person"), "Marked by you."),
    ((NOTE, "organization"), "A note of yours; # tags."),
    ((YOURS, "warning"), "Corrected by you."),
    (("▘▖▌", "quotes"), "Beside the scroll bar: where in the article the selected entity or the matches stand."),
    (("¶3", "muted"), "The third paragraph."),
    (("name", "muted"), "A mention by name; descr: by a description (“the ministry”); pron: by a pronoun (“he”)."),
    (("?", "warning"), "Not certain."),
)
"""Each sign as it looks, and what it means."""
