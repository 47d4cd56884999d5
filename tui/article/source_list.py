"""The sources that are open in the reader. The user can switch between them; each is opened once."""

import os
from collections.abc import Iterator, Sequence

from tui.article.model import Article


class Entry:
    """A source with its article once it is open, or an error message."""

    def __init__(self, source: str, article: Article | None = None) -> None:
        self.source = source
        self.article = article
        self.trouble = ""
        self.is_asked_for = False
        """Whether the user opened it in the reader, not on the command line."""

    @property
    def title(self) -> str:
        """The name to show for it."""
        if self.article is not None and self.article.metadata.title.value:
            return self.article.metadata.title.value
        return self.source


class SourceList:
    """Several sources, one of which is current."""

    def __init__(self, sources: "Sequence[str | os.PathLike[str] | Article]") -> None:
        self._entries = [
            Entry(one.source, one) if isinstance(one, Article) else Entry(os.fspath(one)) for one in sources
        ]
        self.at = 0

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries)

    @property
    def current(self) -> Entry:
        """The current source."""
        return self._entries[self.at]

    def go(self, number: int) -> Entry | None:
        """Make source `number` the current one and return it; None if there is no such source."""
        if not 0 <= number < len(self._entries) or number == self.at:
            return None
        self.at = number
        return self.current

    def back_to(self, entry: Entry) -> None:
        """Make an earlier source the current one again."""
        left = self.current
        if left is not entry and left.is_asked_for and left.article is None:  # opening it failed
            self._entries.remove(left)
        self.at = next(i for i, one in enumerate(self._entries) if one is entry)

    def add(self, source: str, article: Article | None = None) -> Entry:
        """Insert a source after the current one and make it current; if it is in the list already, only switch to it.

        An `article` that is already open replaces the earlier one of the source.
        """
        known = next((i for i, entry in enumerate(self._entries) if entry.source == source), None)
        if known is None:
            known = self.at + 1
            self._entries.insert(known, Entry(source))
            self._entries[known].is_asked_for = True
        self.at = known
        if article is not None:
            self.current.article = article
        return self.current
