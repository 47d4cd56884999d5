"""Convert runs to Textual's Content by their roles, never through a markup parser."""

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
"""The style of each role; a run may have several roles, separated by spaces.

The colors are those of the article, with `$person` as the accent: they are legible on every background in any theme
(see `tui.theming.themes`); Textual's `$text-accent` and `$text-warning` are not.
"""


def role_style(role: str) -> str:
    """Return the style of one or several roles."""
    return " ".join(filter(None, (ROLE_STYLES.get(part, "") for part in role.split())))


def content(lines: Iterable[Line]) -> Content:
    """Return `lines` as content, each run in the style of its role."""
    parts: list[tuple[str, str]] = []
    for at, line in enumerate(lines):
        if at:
            parts.append(("\n", ""))
        parts += [(text, role_style(role)) for text, role in line]
    return Content.assemble(*parts)


def one(runs: Iterable[Run]) -> Content:
    """Return `runs` as a line of content."""
    return content([tuple(runs)])
