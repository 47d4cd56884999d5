"""Convert the dates of sources to ISO 8601: the day, and the time with its zone if known."""

import re
from datetime import date, datetime

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?!\d)")
_COMPACT_ZONE = re.compile(r"([+-]\d\d)(\d\d)$")
_YEARS = range(1600, 2101)


def iso(value: str | None) -> str | None:
    """Return an ISO 8601 date, or one in the similar formats that pages use, in normal form; None for anything else.

    "2024-03-05T10:32:00.000Z" becomes "2024-03-05T10:32:00+00:00"; a day without a time stays a day.
    """
    text = (value or "").strip()
    found = _DAY.match(text)
    if found is None:
        return None
    try:
        day = date(*map(int, found.groups()))
    except ValueError:
        return None
    if day.year not in _YEARS:
        return None
    rest = text[10:].strip()
    if not rest:
        return day.isoformat()
    clock = rest.lstrip("Tt").strip().upper().replace(" ", "").replace("UTC", "Z").replace("GMT", "Z")
    clock = _COMPACT_ZONE.sub(r"\1:\2", clock)
    try:
        moment = datetime.fromisoformat(f"{day.isoformat()}T{clock}")
    except ValueError:
        return day.isoformat()
    return moment.replace(microsecond=0).isoformat()


def of_mail(value: str | None) -> str | None:
    """Return the date of an email header (RFC 5322) as ISO 8601 with its zone; None if it is not valid."""
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(value or "").replace(microsecond=0).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def of_pdf(value: str | None) -> str | None:
    """Return the date of a PDF's properties ("D:20240305103200+01'00'") as ISO 8601; None if it is not valid."""
    found = re.match(
        r"(?:D:)?(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?\s*(?:(Z)|([+-]\d\d)'?(\d\d)?'?)?", value or ""
    )
    if found is None:
        return None
    year, month, day, hour, minute, second, utc, zone, zone_minutes = found.groups()
    text = f"{year}-{month}-{day}"
    if hour:
        text += f"T{hour}:{minute}:{second or '00'}"
        text += "+00:00" if utc else f"{zone}:{zone_minutes or '00'}" if zone else ""
    return iso(text)


_MONTHS = (
    "jan|gen|ene|oca|sty|янв", "feb|fév|fev|şub|lut|фев", "mar|mär|mrt|мар", "apr|avr|abr|nis|kwi|апр",
    "may|mai|mag|maj|mei|мая|май", "jun|juin|giu|haz|cze|июн", "jul|juil|lug|tem|lip|июл", "aug|aoû|ago|ağu|sie|авг",
    "sep|set|eyl|wrz|сен", "oct|okt|ott|out|eki|paź|окт", "nov|kas|lis|ноя", "dec|dez|déc|dic|des|ara|gru|дек",
)  # fmt: skip
"""How the names of the months start in the languages of Europe."""
_NAMED_DAY = r"(?P<day>\d{1,2})(?:\.|st|nd|rd|th|er)? (?:de )?(?P<month>[^\W\d_]{3,10})[.,]{0,2} (?:de )?"
_YEAR = r"(?P<year>[12]\d{3})(?!\d)"
_WRITTEN = (
    rf"(?<!\d){_NAMED_DAY}{_YEAR}",
    rf"(?P<month>[^\W\d_]{{3,10}})\.? (?P<day>\d{{1,2}}),? {_YEAR}",
    rf"(?<!\d)(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.{_YEAR}",
    r"(?<!\d)(?P<year>[12]\d{3})[-/.年] ?(?P<month>\d{1,2})[-/.月] ?(?P<day>\d{1,2})(?!\d)",
)
_LONGEST_LINE = 200


def day_in(line: str) -> str | None:
    """Return the first date in a line for people ("14:00, 28 Apr 2024", "Stand: 28.04.2024"); None if there is none.

    Dates like 3/4/2024 are ignored, because they may be in March or in April.
    """
    if len(line) > _LONGEST_LINE:
        return None
    for written in _WRITTEN:
        if (found := re.search(written, line)) and (day := _day(found)):
            return day
    return None


def _day(found: re.Match[str]) -> str | None:
    name = found["month"].lower()
    number = next((n for n, begins in enumerate(_MONTHS, 1) if name.startswith(tuple(begins.split("|")))), 0)
    try:
        return date(int(found["year"]), int(name) if name.isdigit() else number, int(found["day"])).isoformat()
    except ValueError:
        return None
