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
        sentence: what it is for, as shown in the dialog.
        suffix: the end of the file name; "" stands for the first suffix of the format.
        layout: the layout of the output.
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
        name: its name for `quoth analyze --format`.
        suffixes: its file name extensions, the preferred one first.
        summary: one line for `quoth analyze --help`.
        write: writes the articles piece by piece as they become ready, so that memory stays bounded.
        menu: how the export dialog offers it.
        is_text: whether `write` yields text; otherwise it yields bytes.
    """

    name: str
    suffixes: tuple[str, ...]
    summary: str
    write: Callable[[Iterable[Analyzed], Layout], Iterator[str] | Iterator[bytes]]
    menu: tuple[MenuItem, ...]
    is_text: bool = True


FORMATS = (
    Format(
        "text", (".txt",), "plain text: people, places, and who said what", text.write,
        (MenuItem("t", "Text", "Plain text to read."),),
    ),
    Format(
        "json", (".json",), "all data, for other programs; several articles become an array", jsonfile.write,
        (MenuItem("j", "JSON", "All data, for other programs."),),
    ),
    Format(
        "jsonl", (".jsonl", ".ndjson"), "all data, one article per line", jsonlines.write,
        (MenuItem("l", "JSON Lines", "All data, one article per line."),),
    ),
    Format(
        "csv", (".csv",), "a table for spreadsheets, one row per quote or per mention", table.write,
        (
            MenuItem("c", "CSV of quotes", "A table for spreadsheets, one row per quote.", "-quotes.csv"),
            MenuItem("n", "CSV of mentions", "One row per mention.", "-mentions.csv", Layout(rows="mentions")),
        ),
    ),
    Format(
        "markdown", (".md", ".markdown"), "quotes with links, people and places, for your notes", markdown.write,
        (
            MenuItem("m", "Markdown", "Quotes with links, for your notes."),
            MenuItem("w", "Markdown with [[links]]", "Each speaker links to a note.", layout=Layout(wiki=True)),
        ),
    ),
    Format(
        "html", (".html", ".htm"), "a web page to read, print or share, with highlights", html.write,
        (MenuItem("h", "HTML", "A web page to read, print or share, in one file."),),
    ),
    Format(
        "webannotation", (".jsonld",), "W3C Web Annotations, for other annotation tools", webannotation.write,
        (MenuItem("a", "Web Annotations", "For other annotation tools (W3C)."),),
    ),
    Format(
        "csl-json", (".csl.json",), "the article as a reference for Zotero and pandoc", csljson.write,
        (MenuItem("r", "CSL-JSON", "The article as a reference for Zotero and pandoc."),),
    ),
    Format(
        "bibtex", (".bib",), "the article as a reference for LaTeX", bibtex.write,
        (MenuItem("b", "BibTeX", "The article as a reference for LaTeX."),),
    ),
    Format(
        "svg", (".svg",), "a timeline of who speaks where, as a picture", svg.write,
        (MenuItem("s", "SVG", "The timeline of who speaks where, as a picture."),),
    ),
)  # fmt: skip
"""All formats, in the order of `quoth analyze --help`."""


def named(name: str) -> Format | None:
    """Return the format called `name`, ignoring case, or None."""
    return next((format_ for format_ in FORMATS if format_.name == name.lower()), None)


def format_for(path: str | os.PathLike[str]) -> Format | None:
    """Return the format for the extension of `path`, or None. If two extensions match, the longer one counts."""
    name = Path(path).name.lower()
    suffixes = {suffix: format_ for format_ in FORMATS for suffix in format_.suffixes}
    matching = [suffix for suffix in suffixes if name.endswith(suffix)]
    return suffixes[max(matching, key=len)] if matching else None
