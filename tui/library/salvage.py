"""Copy everything that can still be read of a damaged library into a new one."""

import json
import re
import sqlite3
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tui.annotations.anchors import fingerprint
from tui.library.pages import Pages, Row, Value

_FINGERPRINT = re.compile(r"[0-9a-f]{64}")
_CHANGE_ID = re.compile(r"[0-9a-f]{16}")
_ANCHORED_IN = re.compile(r'"text": ?"([0-9a-f]{64})"')

_LAST_NUMBER = 1 << 53


@dataclass(frozen=True, slots=True)
class Salvaged:
    """The number of articles, and of notes and corrections, in the new library.

    `lost` counts the notes and corrections that are known to have existed and could not be read.
    """

    articles: int = 0
    changes: int = 0
    lost: int = 0


@dataclass(slots=True)
class _Found:
    """Recovered rows by table; articles and changes by their numbers."""

    articles: dict[int, tuple[Value, ...]] = field(default_factory=dict)
    bodies: dict[int, tuple[str, str]] = field(default_factory=dict)
    changes: dict[int, tuple[Any, ...]] = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=dict)
    preferences: dict[str, str] = field(default_factory=dict)
    drafts: list[tuple[Value, ...]] = field(default_factory=list)
    listed: set[str] = field(default_factory=set)  # the ids of changes found in an index


def salvage(damaged: Path, connection: sqlite3.Connection) -> Salvaged:
    """Copy what can be read of the library in the file `damaged` into the new, empty one of `connection`.

    Cached analyses are left out, since they can be computed again. Articles and changes keep their numbers.

    Raises:
        OSError: the file cannot be read at all.
        sqlite3.Error: the new library cannot be written.
    """
    found = _Found()
    with Pages(damaged) as pages:
        for row in pages.rows():
            _sort(row, found)
    _complete(found)
    connection.executemany("INSERT INTO article VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", found.articles.values())
    bodies = [(article, *body) for article, body in found.bodies.items()]
    connection.executemany("INSERT INTO body VALUES (?, ?, ?)", bodies)
    connection.executemany("INSERT INTO version VALUES (?, ?)", found.versions.items())
    connection.executemany("INSERT OR IGNORE INTO change VALUES (?, ?, ?, ?, ?, ?)", found.changes.values())
    connection.executemany("INSERT INTO habit VALUES (?, ?)", found.preferences.items())
    draft = "INSERT OR IGNORE INTO draft (text_sha256, what, anchor, note, tags, made) VALUES (?, ?, ?, ?, ?, ?)"
    connection.executemany(draft, found.drafts)
    known = {change[1] for change in found.changes.values()}
    in_force = sum(change[5] != 0 for change in found.changes.values())
    return Salvaged(len(found.articles), in_force, len(found.listed - known))


def _sort(row: Row, found: _Found) -> None:
    """Assign a row to its table by its shape. Rows of any other shape are damaged or of no known table."""
    number, values = row
    match number, values:
        case int(), (None, str(), str(digest), str(), str(), str(), str(), str(), int(), int(), int()) if _is_number(
            number
        ) and _FINGERPRINT.fullmatch(digest):
            found.articles[number] = (number, *values[1:])
        case int(), (None, str(text), str(details)) if _is_number(number):
            found.bodies[number] = text, details if _is_json(details) else "{}"
        case int(), (None, str(id_), int(article), str(), str(deed), None | int()) if (
            id_ and _is_number(number) and _is_number(article) and _is_json(deed)
        ):
            found.changes[number] = (number, *values[1:])
        case int(), (None, str(digest), str(), str(anchor), str(), str(), str()) if _FINGERPRINT.fullmatch(
            digest
        ) and _is_json(anchor):
            found.drafts.append(values[1:])
        case None, (str(digest), int(article)) if _FINGERPRINT.fullmatch(digest) and _is_number(article):
            found.versions[digest] = article
        case None, (str(id_), int()) if _CHANGE_ID.fullmatch(id_):
            found.listed.add(id_)
        case None, (str(name), str(value)) if _is_json(value):
            found.preferences[name] = value


def _complete(found: _Found) -> None:
    """Create rows for lost articles of which something else was recovered."""
    named = {change[2]: str(change[4]) for change in found.changes.values()}
    counts = Counter(change[2] for change in found.changes.values() if change[5] is None)
    digests = {article: digest for digest, article in found.versions.items()}
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    for number in sorted({*found.bodies, *named} - set(found.articles)):
        if number in found.bodies:
            digest = fingerprint(found.bodies[number][0])
        else:
            anchored = _ANCHORED_IN.search(named[number])
            digest = digests.get(number) or (anchored[1] if anchored else "")
        title, publication, date = _titles(found.bodies.get(number, ("", "{}"))[1])
        shown = title or "Recovered article"
        found.articles[number] = (number, "", digest, shown, publication, date, now, now, 0, 0, counts[number])
    for number, article in found.articles.items():
        if _FINGERPRINT.fullmatch(str(article[2])):
            found.versions.setdefault(str(article[2]), number)
    found.versions = {digest: number for digest, number in found.versions.items() if number in found.articles}


def _titles(details: str) -> tuple[str, str, str]:
    try:
        metadata = json.loads(details)["metadata"]
        title, publication, date = (metadata[name]["value"] for name in ("title", "publication", "date"))
    except (ValueError, KeyError, TypeError):
        return "", "", ""
    return str(title or ""), str(publication or ""), str(date or "")


def _is_number(value: int) -> bool:
    return 0 < value < _LAST_NUMBER


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
