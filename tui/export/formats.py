"""The formats that an analysis can leave in, by name and by the suffix of a file."""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tui.document.analyzed import Analyzed
from tui.export import bibtex, csljson, html, jsonfile, jsonlines, markdown, svg, table, text, webannotation
from tui.export.options import Layout


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, the suffixes of its files, a line about it, and what writes it.

    `write` takes the articles with analysis and reader's work as they become ready, and how it is to look; it gives
    text piece by piece, so that memory stays bounded.
    """

    name: str
    suffixes: tuple[str, ...]
    summary: str
    write: Callable[[Iterable[Analyzed], Layout], Iterator[str]]


FORMATS = (
    Format("text", (".txt",), "to read: people, places, and who said what", text.write),
    Format("json", (".json",), "everything, for programs; an array for several sources", jsonfile.write),
    Format("jsonl", (".jsonl", ".ndjson"), "the same, one article a line", jsonlines.write),
    Format("csv", (".csv",), "a table for spreadsheets: a row for each quote, or each mention", table.write),
    Format("markdown", (".md", ".markdown"), "for your notes: the quotes with links, and who is who", markdown.write),
    Format("html", (".html", ".htm"), "a page to read, print and hand on: the article with its quotes", html.write),
    Format("webannotation", (".jsonld",), "W3C Web Annotations, for other annotation programs", webannotation.write),
    Format("csl-json", (".csl.json",), "the article as a reference, for Zotero and pandoc", csljson.write),
    Format("bibtex", (".bib",), "the article as a reference, for LaTeX", bibtex.write),
    Format("svg", (".svg",), "a picture of who speaks where", svg.write),
)


def named(name: str) -> Format | None:
    """The format called `name`, or None."""
    return next((format_ for format_ in FORMATS if format_.name == name.lower()), None)


def format_for(path: str | os.PathLike[str]) -> Format | None:
    """The format that the suffix of `path` stands for, or None."""
    name = Path(path).name.lower()
    suffixes = {suffix: format_ for format_ in FORMATS for suffix in format_.suffixes}
    found = [suffix for suffix in suffixes if name.endswith(suffix)]
    return suffixes[max(found, key=len)] if found else None
