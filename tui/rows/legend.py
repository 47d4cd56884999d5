"""The signs on the screen and their meanings, for the help."""

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
    (("5×", "muted"), "Mentioned 5 times."),
    (("3“", "quotes"), "Quoted 3 times."),
    (("⢠⠀⡄⣤", "bar"), "Where in the article, from beginning to end."),
    *(((sign.strip(), "quotes"), f"{QUOTE_NAMES[kind]}.") for kind, sign in QUOTE_SIGNS.items()),
    (("▎", "quotes"), "In the margin: a quote; a second bar is a quote within a quote."),
    (("┊", "quotes"), "In the margin: a paraphrase, in the reporter’s words."),
    *(((sign, status_role(status)), f"You marked it as {status}.") for status, sign in STATUS_SIGNS.items()),
    ((MARK, "person"), "You bookmarked it."),
    ((NOTE, "organization"), "You wrote a note; #: it has tags."),
    ((YOURS, "warning"), "You corrected it."),
    (("▘▖▌", "quotes"), "Beside the scroll bar: where the selected entity or the search matches are."),
    (("¶3", "muted"), "Paragraph 3."),
    (("name", "muted"), "A name; descr: a description (“the ministry”); pron: a pronoun (“he”)."),
    (("?", "warning"), "Uncertain."),
)
"""Each sign as it looks, and its meaning."""
