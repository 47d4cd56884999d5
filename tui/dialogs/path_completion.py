"""Complete paths."""

import os
from pathlib import Path
from typing import NamedTuple

_MOST = 200
_MOST_SEEN = 20_000


class Completion(NamedTuple):
    """A path that starts with what was typed; a folder ends with a slash."""

    path: str
    is_folder: bool


def completions(typed: str) -> list[Completion]:
    """Return the files and folders whose paths start with `typed`, folders first; hidden ones only after a dot."""
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
    """Return the longest common start of `found` if it is longer than `typed`; else `typed`."""
    if not found:
        return typed
    first, last = min(one.path for one in found), max(one.path for one in found)
    same = next((i for i, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), min(len(first), len(last)))
    shared = first[:same]
    return shared if len(shared) > len(typed) else typed
