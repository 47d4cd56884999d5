"""The places that were opened last, in a file of quoth's own."""

import json
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from tui.article.source import is_url
from tui.places import data_directory

_FILE = "recent.json"
_MOST = 50


class Recent(NamedTuple):
    """A place that was opened, and the title of what was there."""

    source: str
    title: str


def recent() -> list[Recent]:
    """The places, the last first; none where they cannot be read."""
    try:
        data = json.loads((data_directory() / _FILE).read_text(encoding="utf-8"))
        return [Recent(str(source), str(title)) for source, title in data][:_MOST]
    except (OSError, ValueError, TypeError):
        return []


def remember(source: str, title: str) -> None:
    """Put a place first. What cannot be opened again is left out, and a folder that cannot be written to is no harm."""
    if not is_url(source):
        with suppress(OSError, RuntimeError, ValueError):
            path = Path(source).expanduser().absolute()
            if path.is_file():
                _put(Recent(str(path), title))
        return
    _put(Recent(source, title))


def _put(place: Recent) -> None:
    places = [place, *(one for one in recent() if one.source != place.source)][:_MOST]
    with suppress(OSError):
        folder = data_directory()
        part = folder / f".{_FILE}.part"
        part.write_text(json.dumps(places, ensure_ascii=False, indent=1), encoding="utf-8", errors="replace")
        part.replace(folder / _FILE)
