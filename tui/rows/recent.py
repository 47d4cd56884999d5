"""The rows of the list of recent articles."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import PurePath

from rich.cells import cell_len

from tui.article.fetch.source import CLIPBOARD, STDIN
from tui.article.model import Field
from tui.document.dates import day
from tui.library.store import Entry
from tui.rows.line import Row, Run, Target
from tui.text.display import fit, shown


class RecentRows:
    """Makes the rows of the articles that match what was typed.

    Args:
        entries: the articles, the last read first.
        now: the present time, which decides what is today.
    """

    def __init__(self, entries: Sequence[Entry], now: datetime | None = None) -> None:
        self._entries = entries
        self._folded: list[str] = []
        self._today = (now or datetime.now(UTC)).astimezone().date()

    def __call__(self, width: int, typed: str) -> Iterator[Row]:
        """Yield rows of `width` cells for articles with every typed word in title, publication, date or source."""
        words = typed.casefold().split()
        matches: Iterator[Entry]
        if words and not self._folded:
            self._folded = [f"{e.title} {e.publication} {e.date} {e.source}".casefold() for e in self._entries]
        if len(words) == 1:
            (word,) = words
            matches = (e for e, text in zip(self._entries, self._folded, strict=True) if word in text)
        elif words:
            matches = (e for e, text in zip(self._entries, self._folded, strict=True) if all(w in text for w in words))
        else:
            matches = iter(self._entries)
        for entry in matches:
            yield self._row(entry, width)

    def _row(self, entry: Entry, width: int) -> Row:
        read = self._read(entry.read)
        notes = f" ✎{entry.notes}" if entry.notes else ""
        title = shown(entry.title) or shown(PurePath(entry.source).name) or "Untitled"
        room = max(width - cell_len(read) - cell_len(notes) - 1, 8)
        top: list[Run] = [(fit(title, room), "strong"), (notes, "organization"), (" ", ""), (read, "muted")]
        origin = " · ".join(
            shown(part) for part in (entry.publication, day(Field(entry.date)), _where(entry.source)) if part
        )
        return Row((tuple(top), (("  ", ""), (fit(origin, width - 2), "muted"))), Target(item=str(entry.id)))

    def _read(self, stamp: str) -> str:
        """Return when an article was read: the time if today, "yesterday", or the date."""
        try:
            when = datetime.fromisoformat(stamp).astimezone()
        except ValueError:
            return ""
        days = (self._today - when.date()).days
        if days == 0:
            return f"{when:%H:%M}"
        return "yesterday" if days == 1 else f"{when.date().isoformat()}"


def _where(source: str) -> str:
    return {STDIN: "standard input", "sample": "the sample", CLIPBOARD: "the clipboard"}.get(source, source)
