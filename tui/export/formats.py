"""The formats that an analysis can leave in, by name and by the suffix of a file."""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tui.export import jsonfile, jsonlines, text
from tui.export.analyzed import Analyzed


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, the suffixes of its files, a line about it, and what writes it.

    `write` takes the articles with analysis and reader's work as they become ready, whether there is to be just one of
    them, and the width of a line where lines are wrapped; it gives text piece by piece, so that memory stays bounded.
    """

    name: str
    suffixes: tuple[str, ...]
    summary: str
    write: Callable[[Iterable[Analyzed], bool, int], Iterator[str]]


FORMATS = (
    Format("text", (".txt",), "to read: people, places, and who said what", text.write),
    Format("json", (".json",), "everything, for programs; an array for several sources", jsonfile.write),
    Format("jsonl", (".jsonl", ".ndjson"), "the same, one article a line", jsonlines.write),
)


def named(name: str) -> Format | None:
    """The format called `name`, or None."""
    return next((format_ for format_ in FORMATS if format_.name == name.lower()), None)


def format_for(path: str | os.PathLike[str]) -> Format | None:
    """The format that the suffix of `path` stands for, or None."""
    suffix = Path(path).suffix.lower()
    return next((format_ for format_ in FORMATS if suffix in format_.suffixes), None)
