"""The menu of export formats, the dialog for a file, and writing it."""

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
from tui.keys.key_table import Action
from tui.system.atomic_write import save
from tui.system.paths import for_people
from tui.text.display import shown

_MAX_COMPLETIONS = 3
_NOT_IN_A_NAME = re.compile(r"[^\w.-]+")


_ORDER = "hmwcntsjlarb"
"""The order of the menu by keys, the most used formats first; formats with other keys follow."""


@dataclass(frozen=True, slots=True)
class Export:
    """An item of the export menu: its action, format, file suffix and layout."""

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
"""The items of the export menu, by label, in their order."""


class FileDialog(FormDialog):
    """Asks for a file, with completion, and again before replacing an existing one.

    Args:
        title: of the dialog.
        path: the file to suggest.
        source: the source of the article, which must not be overwritten.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "complete", "Complete", priority=True)]

    def __init__(self, title: str, path: str, source: str) -> None:
        field = Asked("path", "File", path)
        super().__init__(title, [field], self._find_problem, "enter save · tab complete · esc cancel")
        self._source = source
        self._asked_about = ""

    def _find_problem(self, values: Mapping[str, str]) -> str:
        typed = values["path"]
        if not typed:
            return "Type a file name."
        try:
            path = Path(typed).expanduser()
            if path.is_dir():
                return f"{shown(typed)} is a folder. Add a file name."
            if not path.parent.is_dir():
                return f"The folder {shown(str(path.parent))} does not exist."
            if path.exists() and Path(self._source).exists() and path.samefile(self._source):
                return "That is the article itself. Choose another file."
            if path.exists() and self._asked_about != typed:
                self._asked_about = typed
                return f"{shown(for_people(path))} exists. Press enter again to replace it."
        except (OSError, ValueError, RuntimeError) as error:
            return f"Invalid file name ({error})."
        return ""

    @work(exclusive=True, group="complete")
    async def action_complete(self) -> None:
        """Complete the path as far as all completions agree, and list the first of them."""
        field = self.inputs["path"]
        typed = field.value
        found = await asyncio.to_thread(completions, typed)
        if field.value != typed:
            return
        field.value = common(found, typed)
        field.cursor_position = len(field.value)
        names = [shown(Path(one.path).name + ("/" if one.is_folder else "")) for one in found[:_MAX_COMPLETIONS]]
        more = f" and {len(found) - _MAX_COMPLETIONS} more" if len(found) > _MAX_COMPLETIONS else ""
        self.tell(f"{', '.join(names)}{more}" if len(found) != 1 and names else "No completions." * (not found))


def suggested(article: Article, export: Export) -> str:
    """Return a file name to suggest, from the source or else the title of the article."""
    stem = Path(article.source).stem if article.source and "://" not in article.source else ""
    title = article.metadata.title.value or ""
    words = stem if stem.strip("-") else "-".join(title.casefold().split()[:8])
    name = _NOT_IN_A_NAME.sub("-", words).strip("-.")[:60] or "article"
    same = Path(article.source).suffix.casefold() == export.suffix
    return f"{name}{'-quoth' if same else ''}{export.suffix}"


def written(export: Export, analyzed: Analyzed, path: Path) -> str:
    """Write the export to a file, and return its size for people ("12 KB").

    Raises:
        OSError: the file cannot be written.
    """
    save(path, export.format.write([analyzed], export.layout))
    size = path.stat().st_size
    return f"{size:,} bytes" if size < 10_000 else f"{size / 1000:,.0f} KB"
