"""Dates as people write them."""

from datetime import date

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
