"""Dates as people write them."""

from datetime import date, datetime

from tui.article.model import Field


def day(field: Field) -> str:
    """A date for people ("12 March 2024"), as the article gives it where it is no ISO date; empty if there is none."""
    if not field.value:
        return ""
    try:
        found = date.fromisoformat(field.value[:10])
    except ValueError:
        return field.value
    said = f"{found.day} {found:%B} {found.year}"
    return f"{said} [date guessed]" if field.guessed else said


def moment(field: Field) -> str:
    """A date for people with its time and zone, as far as they are known ("12 March 2024, 10:32 +01:00")."""
    said = day(field)
    try:
        found = datetime.fromisoformat(field.value or "")
    except ValueError:
        return said
    if len(field.value or "") <= len("2024-03-12"):
        return said
    zone = f"{found:%z}"
    return f"{said}, {found:%H:%M}" + (f" {zone[:3]}:{zone[3:5]}" if zone else "")
