"""Exporting from the screen: the formats to choose from, and the file to write."""

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from tui.article.model import Article
from tui.dialogs.forms import Asked, FormDialog
from tui.dialogs.path_completion import common, completions
from tui.document.analyzed import Analyzed
from tui.export.formats import named
from tui.export.options import Layout
from tui.keys.actions import Action
from tui.system.atomic_write import save
from tui.system.paths import for_people
from tui.text.display import shown

_MOST_SHOWN = 3
_NOT_IN_A_NAME = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class Export:
    """Something that can be chosen: how the menu offers it, its format, what its files end with, how it looks."""

    action: Action
    format: str
    suffix: str
    layout: Layout


def _exports() -> dict[str, Export]:
    menu = [
        ("h", "HTML", "A page to read, print and hand on, in one file.", "html", ".html", Layout()),
        ("m", "Markdown", "The quotes for your notes, with links.", "markdown", ".md", Layout()),
        ("w", "Markdown with [[links]]", "The same, speakers linked as notes.", "markdown", ".md", Layout(wiki=True)),
        ("c", "CSV of quotes", "For a spreadsheet, a row for each quote.", "csv", "-quotes.csv", Layout()),
        ("n", "CSV of mentions", "A row for each mention.", "csv", "-mentions.csv", Layout(rows="mentions")),
        ("t", "Text", "To read, with nothing but words.", "text", ".txt", Layout()),
        ("s", "SVG", "The picture of who speaks where.", "svg", ".svg", Layout()),
        ("j", "JSON", "Everything, for programs.", "json", ".json", Layout()),
        ("l", "JSON Lines", "The same on one line.", "jsonl", ".jsonl", Layout()),
        ("a", "Web Annotations", "For other annotation programs (W3C).", "webannotation", ".jsonld", Layout()),
        ("r", "CSL-JSON", "The article as a reference, for Zotero and pandoc.", "csl-json", ".csl.json", Layout()),
        ("b", "BibTeX", "The article as a reference, for LaTeX.", "bibtex", ".bib", Layout()),
    ]
    return {
        label: Export(Action(f"export-{key}", key, label, sentence), format_, suffix, layout)
        for key, label, sentence, format_, suffix, layout in menu
    }


EXPORTS = _exports()
"""What the menu offers, by what it is called there."""


class FileDialog(FormDialog):
    """Asks for a file, with completion; one that is there already is not replaced without a question.

    Args:
        title: what is to be written.
        path: the file to offer.
        source: what the article was read from, which is never written to.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "complete", "Complete", priority=True)]

    def __init__(self, title: str, path: str, source: str) -> None:
        field = Asked("path", "File", path)
        super().__init__(title, [field], self._wrong, "enter writes · tab completes · esc gives up")
        self._source = source
        self._asked_about = ""

    def _wrong(self, values: Mapping[str, str]) -> str:
        typed = values["path"]
        if not typed:
            return "Type the name of a file."
        try:
            path = Path(typed).expanduser()
            if path.is_dir():
                return f"{shown(typed)} is a folder; name a file in it."
            if not path.parent.is_dir():
                return f"The folder {shown(str(path.parent))} does not exist."
            if path.exists() and Path(self._source).exists() and path.samefile(self._source):
                return "That is the article itself; name another file."
            if path.exists() and self._asked_about != typed:
                self._asked_about = typed
                return f"{shown(for_people(path))} is there already: enter once more replaces it."
        except (OSError, ValueError, RuntimeError) as error:
            return f"That cannot be a file here ({error})."
        return ""

    @work(exclusive=True, group="complete")
    async def action_complete(self) -> None:
        """Type what all completions have in common, and show the first of them."""
        field = self.inputs["path"]
        typed = field.value
        found = await asyncio.to_thread(completions, typed)
        if field.value != typed:
            return
        field.value = common(found, typed)
        field.cursor_position = len(field.value)
        names = [shown(Path(one.path).name + ("/" if one.is_folder else "")) for one in found[:_MOST_SHOWN]]
        more = f" and {len(found) - _MOST_SHOWN} more" if len(found) > _MOST_SHOWN else ""
        self.tell(f"{', '.join(names)}{more}" if len(found) != 1 and names else "Nothing more begins so." * (not found))


def suggested(article: Article, export: Export) -> str:
    """A name for the file, in the folder where the program was started."""
    stem = Path(article.source).stem if article.source and "://" not in article.source else ""
    title = article.metadata.title.value or ""
    words = stem if stem.strip("-") else "-".join(title.casefold().split()[:8])
    name = _NOT_IN_A_NAME.sub("-", words).strip("-.")[:60] or "article"
    same = Path(article.source).suffix.casefold() == export.suffix
    return f"{name}{'-quoth' if same else ''}{export.suffix}"


def written(export: Export, made: Analyzed, path: Path) -> str:
    """Write the file, and say how large it is.

    Raises:
        OSError: it cannot be written.
    """
    format_ = named(export.format)
    if format_ is None:
        raise ValueError(export.format)
    save(path, format_.write([made], export.layout))
    size = path.stat().st_size
    return f"{size:,} bytes" if size < 10_000 else f"{size / 1000:,.0f} KB"
