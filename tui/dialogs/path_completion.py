"""What may be meant by the beginning of a path."""

import os
from pathlib import Path
from typing import NamedTuple

_MOST = 200
_MOST_SEEN = 20_000


class Completion(NamedTuple):
    """A path that begins as was typed, as it would be typed on; a folder ends with a slash."""

    path: str
    is_folder: bool


def completions(typed: str) -> list[Completion]:
    """The files and folders that `typed` may be the beginning of, folders first; hidden ones only if asked for."""
    beginning = typed.rpartition("/")[2]
    stem = typed[: len(typed) - len(beginning)]
    try:
        place = Path(stem or ".").expanduser()
        found: list[Completion] = []
        with os.scandir(place) as entries:
            for seen, entry in enumerate(entries):
                if seen >= _MOST_SEEN:
                    break
                name = entry.name
                if not name.casefold().startswith(beginning.casefold()) or (name[0] == "." and not beginning):
                    continue
                is_folder = entry.is_dir()
                found.append(Completion(f"{stem}{name}{'/' if is_folder else ''}", is_folder))
    except (OSError, ValueError, RuntimeError):
        return []
    return sorted(found, key=lambda one: (not one.is_folder, one.path.casefold()))[:_MOST]


def common(found: list[Completion], typed: str) -> str:
    """What all of `found` begin with, if that is more than was typed."""
    if not found:
        return typed
    first, last = min(one.path for one in found), max(one.path for one in found)
    same = next((i for i, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), min(len(first), len(last)))
    shared = first[:same]
    return shared if len(shared) > len(typed) else typed
