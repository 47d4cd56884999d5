"""How the roles of a line look: from plain runs to Textual's Content, never through a markup parser."""

from collections.abc import Iterable

from textual.content import Content

from tui.rows.line import Line, Run

ROLE_STYLES = {
    "strong": "bold",
    "muted": "$quiet",
    "heading": "bold $person",
    "warning": "italic $person",
    "hit": "bold on $mention",
    "quotes": "$person",
    "bar": "$person",
    "person": "$person",
    "organization": "$organization",
    "place": "$place",
    "rest": "$rest",
}
"""The style of each role; a run may have several roles, with spaces between.

The colors are those of the article, `$person` being the accent as well: our themes see to it that they are readable on
every background that is used, in any theme; Textual's `$text-accent` and `$text-warning` are not.
"""


def role_style(role: str) -> str:
    """The style of a role or of several."""
    return " ".join(filter(None, (ROLE_STYLES.get(part, "") for part in role.split())))


def content(lines: Iterable[Line]) -> Content:
    """`lines` one below the other, each run in the style of its role."""
    parts: list[tuple[str, str]] = []
    for at, line in enumerate(lines):
        if at:
            parts.append(("\n", ""))
        parts += [(text, role_style(role)) for text, role in line]
    return Content.assemble(*parts)


def one(runs: Iterable[Run]) -> Content:
    """`runs` as a single line."""
    return content([tuple(runs)])
