"""The dialog to open another article: a recent one, a path with completion, or a URL."""

import asyncio
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.widgets import Input

from tui.article.fetch.source import CLIPBOARD, is_url
from tui.article.typed_sources import source_meant
from tui.dialogs.choice import ChoiceDialog, Chosen
from tui.dialogs.path_completion import Completion, common, completions
from tui.library.store import Entry
from tui.rows.line import Row, Target
from tui.rows.recent import RecentRows
from tui.text.display import fit, shown

_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}(?::\d+)?")
_OPEN, _INTO = "open:", "into:"
"""The prefixes of targets that are a source, or a folder to go into; the others are ids of the library."""

_CLIPBOARD = "clipboard"


class OpenDialog(ChoiceDialog):
    """Asks what to open; `source_of` and `entry_of` interpret the answer.

    Args:
        entries: recent articles, the last read first.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "complete", "Complete", priority=True)]

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._rows = _OpenRows(entries)
        title = f"Open · {len(entries):,} recent" if entries else "Open"
        placeholder = "File (tab completes), URL, or words of a recent article"
        super().__init__(title, self._rows, placeholder, own=True)

    @on(Input.Changed)
    def _typed_on(self, event: Input.Changed) -> None:
        self._look_up(event.value)

    @work(exclusive=True, group="complete")
    async def _look_up(self, typed: str) -> None:
        """Find completions in the background, for folders may be slow."""
        found = await asyncio.to_thread(completions, typed) if typed and not is_url(typed) else []
        if typed == self._input.value and (found or self._rows.found):
            self._rows.found = found
            self._list.narrow(typed)

    def action_complete(self) -> None:
        """Complete the path as far as all completions agree."""
        self._type(common(self._rows.found, self._input.value))

    def _type(self, value: str) -> None:
        self._input.value = value
        self._input.cursor_position = len(value)

    def _take(self, target: Target | None) -> None:
        if target is not None and target.item.startswith(_INTO):
            self._type(target.item.removeprefix(_INTO))
        else:
            super()._take(target)


def source_of(chosen: Chosen) -> str | None:
    """Return the chosen source; None if an article of the library was chosen."""
    if chosen.target is None:
        return _meant(chosen.typed)
    return chosen.target.item.removeprefix(_OPEN) if chosen.target.item.startswith(_OPEN) else None


def entry_of(chosen: Chosen) -> int | None:
    """Return the id of the chosen article of the library; None if another source was chosen."""
    item = chosen.target.item if chosen.target is not None else ""
    return int(item) if item.isdecimal() else None


class _OpenRows:
    """Makes the rows: the URL that was typed, paths that start with what was typed, and recent articles.

    `found` are the paths, once they are known.
    """

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.found: list[Completion] = []
        self._read = RecentRows(entries)

    def __call__(self, width: int, typed: str) -> Iterator[Row]:
        if typed and is_url(_meant(typed)):
            yield _row(f"Open {_meant(typed)}", width, _OPEN + _meant(typed))
        for one in self.found:
            if one.path.casefold().startswith(typed.casefold()):
                yield _row(one.path, width, (_INTO if one.is_folder else _OPEN) + one.path)
        if typed and _CLIPBOARD.startswith(typed.casefold()):
            yield _row("Open the clipboard", width, _OPEN + CLIPBOARD)
        yield from self._read(width, typed)


def _row(label: str, width: int, item: str) -> Row:
    return Row((((fit(shown(label), width), ""),),), Target(item=item))


def _meant(typed: str) -> str:
    """Return the source that was typed or pasted, with https:// in front of a host, unless a file has that name."""
    typed = source_meant(typed)
    host = typed.partition("/")[0]
    if not (typed.lower().startswith("www.") or ("/" in typed and _HOST.fullmatch(host) is not None)):
        return typed
    try:
        return typed if Path(typed).expanduser().exists() else f"https://{typed}"
    except (OSError, ValueError, RuntimeError):
        return f"https://{typed}"
