"""Checks of the article details that the user enters."""

import re
from collections.abc import Mapping
from datetime import date

_PARTIAL = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?")


def wrong(values: Mapping[str, str]) -> str:
    """Return an error message for invalid article details (by field: "date", "url"); "" if they are valid."""
    if (day := values.get("date", "")) and not is_date(day):
        return f"Write the date as 2024-03-12, 2024-03 or 2024, not as {day[:30]}."
    url = values.get("url", "")
    if url and not re.fullmatch(r"https?://\S+", url):
        return "Write the URL with http:// or https:// and without spaces."
    return ""


def is_date(text: str) -> bool:
    """Whether `text` is an ISO 8601 date: a day, with or without a time, a month (2024-03) or a year."""
    if _PARTIAL.fullmatch(text):
        return True
    try:
        date.fromisoformat(text[:10])
    except ValueError:
        return False
    return bool(re.fullmatch(r"\d{4}-\d\d-\d\d(T.*)?", text))
