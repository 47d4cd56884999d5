"""The sources that were named on the command line: read one after the other, in any order, each opened once."""

import os
from collections.abc import Iterator, Sequence

from tui.article.model import Article


class Entry:
    """A source, the article once it was opened, or the sentence that says why it was not."""

    def __init__(self, source: str, article: Article | None = None) -> None:
        self.source = source
        self.article = article
        self.trouble = ""
        self.is_asked_for = False
        """Whether the reader asked for it later, rather than on the command line."""

    @property
    def title(self) -> str:
        """What to call it."""
        if self.article is not None and self.article.metadata.title.value:
            return self.article.metadata.title.value
        return self.source


class SourceList:
    """Several sources, of which one is being read."""

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
        """The one that is being read."""
        return self._entries[self.at]

    def go(self, number: int) -> Entry | None:
        """Take down another one; None if there is none of that number."""
        if not 0 <= number < len(self._entries) or number == self.at:
            return None
        self.at = number
        return self.current

    def back_to(self, entry: Entry) -> None:
        """Take down an entry that was read before."""
        left = self.current
        if left is not entry and left.is_asked_for and left.article is None:  # it was a mistake
            self._entries.remove(left)
        self.at = next(i for i, one in enumerate(self._entries) if one is entry)

    def add(self, source: str, article: Article | None = None) -> Entry:
        """Put a source behind the current one, and take it down; one that is there already is not put there twice.

        An `article` that was opened meanwhile takes the place of what the source held before.
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
