"""Exporting from the screen: the menu of formats, the question for a file, and writing it."""

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
from tui.export.formats import FORMATS, Format
from tui.export.options import Layout
from tui.keys.actions import Action
from tui.system.atomic_write import save
from tui.system.paths import for_people
from tui.text.display import shown

_MAX_COMPLETIONS = 3
_NOT_IN_A_NAME = re.compile(r"[^\w.-]+")


_ORDER = "hmwcntsjlarb"
"""The keys of the menu in its order, the most used first; formats with other keys follow."""


@dataclass(frozen=True, slots=True)
class Export:
    """An export that can be chosen: how the menu offers it, its format, the suffix of the file, how it looks."""

    action: Action
    format: Format
    suffix: str
    layout: Layout


def _list_exports() -> dict[str, Export]:
    offered = [(item, format_) for format_ in FORMATS for item in format_.menu]
    offered.sort(key=lambda pair: _ORDER.index(pair[0].key) if pair[0].key in _ORDER else len(_ORDER))
    return {
        item.label: Export(
            Action(f"export-{item.key}", item.key, item.label, item.sentence),
            format_,
            item.suffix or format_.suffixes[0],
            item.layout,
        )
        for item, format_ in offered
    }


EXPORTS = _list_exports()
"""What the menu offers, by label, in its order."""


class FileDialog(FormDialog):
    """Asks for a file, with completion, and asks again before replacing an existing one.

    Args:
        title: what is to be written.
        path: the file to offer.
        source: of the article; a file of that name is never written to.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "complete", "Complete", priority=True)]

    def __init__(self, title: str, path: str, source: str) -> None:
        field = Asked("path", "File", path)
        super().__init__(title, [field], self._find_problem, "enter writes · tab completes · esc gives up")
        self._source = source
        self._asked_about = ""

    def _find_problem(self, values: Mapping[str, str]) -> str:
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
        """Insert what all completions have in common, and list the first of them."""
        field = self.inputs["path"]
        typed = field.value
        found = await asyncio.to_thread(completions, typed)
        if field.value != typed:
            return
        field.value = common(found, typed)
        field.cursor_position = len(field.value)
        names = [shown(Path(one.path).name + ("/" if one.is_folder else "")) for one in found[:_MAX_COMPLETIONS]]
        more = f" and {len(found) - _MAX_COMPLETIONS} more" if len(found) > _MAX_COMPLETIONS else ""
        self.tell(f"{', '.join(names)}{more}" if len(found) != 1 and names else "Nothing more begins so." * (not found))


def suggested(article: Article, export: Export) -> str:
    """Return a file name to offer, in the current folder: after the source, or else the title, of the article."""
    stem = Path(article.source).stem if article.source and "://" not in article.source else ""
    title = article.metadata.title.value or ""
    words = stem if stem.strip("-") else "-".join(title.casefold().split()[:8])
    name = _NOT_IN_A_NAME.sub("-", words).strip("-.")[:60] or "article"
    same = Path(article.source).suffix.casefold() == export.suffix
    return f"{name}{'-quoth' if same else ''}{export.suffix}"


def written(export: Export, analyzed: Analyzed, path: Path) -> str:
    """Write the file and return its size for people ("12 KB").

    Raises:
        OSError: it cannot be written.
    """
    save(path, export.format.write([analyzed], export.layout))
    size = path.stat().st_size
    return f"{size:,} bytes" if size < 10_000 else f"{size / 1000:,.0f} KB"
