"""Dates in the form that people write."""

from datetime import date, datetime

from tui.article.model import Field


def day(field: Field) -> str:
    """Return a date as people write it ("March 12, 2024"); unchanged if it is not ISO 8601, "" if unknown."""
    if not field.value:
        return ""
    try:
        parsed = date.fromisoformat(field.value[:10])
    except ValueError:
        return field.value
    written = f"{parsed:%B} {parsed.day}, {parsed.year}"
    return f"{written} (date guessed)" if field.guessed else written


def moment(field: Field) -> str:
    """Return a date as people write it, with time and zone if known ("March 12, 2024, 10:32 +01:00")."""
    written = day(field)
    try:
        parsed = datetime.fromisoformat(field.value or "")
    except ValueError:
        return written
    if len(field.value or "") <= len("2024-03-12"):
        return written
    zone = f"{parsed:%z}"
    return f"{written}, {parsed:%H:%M}" + (f" {zone[:3]}:{zone[3:5]}" if zone else "")
