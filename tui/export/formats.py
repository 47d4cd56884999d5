"""The registry of export formats, for the command line and the export dialog. A new format needs one entry here."""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tui.document.analyzed import Analyzed
from tui.export import bibtex, csljson, html, jsonfile, jsonlines, markdown, svg, table, text, webannotation
from tui.export.options import Layout

_PLAIN = Layout()


@dataclass(frozen=True, slots=True)
class MenuItem:
    """How the export dialog offers a format.

    Args:
        key: the letter that chooses it; no other item may have it.
        label: what it is called.
        sentence: what it is for.
        suffix: what the name of the file ends with; "" stands for the first suffix of the format.
        layout: how the output is to look.
    """

    key: str
    label: str
    sentence: str
    suffix: str = ""
    layout: Layout = _PLAIN


@dataclass(frozen=True, slots=True)
class Format:
    """An export format.

    Args:
        name: what `quoth analyze --format` calls it.
        suffixes: of its files, the preferred one first.
        summary: a line about it for `quoth analyze --help`.
        write: writes articles, as they become ready, piece by piece, so that memory stays bounded.
        menu: how the export dialog offers it.
        is_text: whether `write` gives text; otherwise bytes.
    """

    name: str
    suffixes: tuple[str, ...]
    summary: str
    write: Callable[[Iterable[Analyzed], Layout], Iterator[str] | Iterator[bytes]]
    menu: tuple[MenuItem, ...]
    is_text: bool = True


FORMATS = (
    Format(
        "text", (".txt",), "to read: people, places, and who said what", text.write,
        (MenuItem("t", "Text", "To read, with nothing but words."),),
    ),
    Format(
        "json", (".json",), "everything, for programs; an array for several sources", jsonfile.write,
        (MenuItem("j", "JSON", "Everything, for programs."),),
    ),
    Format(
        "jsonl", (".jsonl", ".ndjson"), "the same, one article a line", jsonlines.write,
        (MenuItem("l", "JSON Lines", "The same on one line."),),
    ),
    Format(
        "csv", (".csv",), "a table for spreadsheets: a row for each quote, or each mention", table.write,
        (
            MenuItem("c", "CSV of quotes", "For a spreadsheet, a row for each quote.", "-quotes.csv"),
            MenuItem("n", "CSV of mentions", "A row for each mention.", "-mentions.csv", Layout(rows="mentions")),
        ),
    ),
    Format(
        "markdown", (".md", ".markdown"), "for your notes: the quotes with links, and who is who", markdown.write,
        (
            MenuItem("m", "Markdown", "The quotes for your notes, with links."),
            MenuItem("w", "Markdown with [[links]]", "The same, speakers linked as notes.", layout=Layout(wiki=True)),
        ),
    ),
    Format(
        "html", (".html", ".htm"), "a page to read, print and hand on: the article with its quotes", html.write,
        (MenuItem("h", "HTML", "A page to read, print and hand on, in one file."),),
    ),
    Format(
        "webannotation", (".jsonld",), "W3C Web Annotations, for other annotation programs", webannotation.write,
        (MenuItem("a", "Web Annotations", "For other annotation programs (W3C)."),),
    ),
    Format(
        "csl-json", (".csl.json",), "the article as a reference, for Zotero and pandoc", csljson.write,
        (MenuItem("r", "CSL-JSON", "The article as a reference, for Zotero and pandoc."),),
    ),
    Format(
        "bibtex", (".bib",), "the article as a reference, for LaTeX", bibtex.write,
        (MenuItem("b", "BibTeX", "The article as a reference, for LaTeX."),),
    ),
    Format(
        "svg", (".svg",), "a picture of who speaks where", svg.write,
        (MenuItem("s", "SVG", "The picture of who speaks where."),),
    ),
)  # fmt: skip
"""All formats, in the order of `quoth analyze --help`."""


def named(name: str) -> Format | None:
    """Return the format called `name`, in whatever case, or None."""
    return next((format_ for format_ in FORMATS if format_.name == name.lower()), None)


def format_for(path: str | os.PathLike[str]) -> Format | None:
    """Return the format that the suffix of `path` stands for, or None. Of two suffixes that fit the longer counts."""
    name = Path(path).name.lower()
    suffixes = {suffix: format_ for format_ in FORMATS for suffix in format_.suffixes}
    matching = [suffix for suffix in suffixes if name.endswith(suffix)]
    return suffixes[max(matching, key=len)] if matching else None
