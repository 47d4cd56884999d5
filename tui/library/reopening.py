"""Opening what was read before: from its source where that can be read again, else as it was kept."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from tui.annotations.log import NOTHING, AnnotationLog
from tui.article.model import Article, Notice, SourceError
from tui.article.open import open_source
from tui.library.errors import LibraryError
from tui.library.file import library_path
from tui.library.records import has_place, source_path
from tui.library.store import Store
from tui.system.paths import for_people

_PATIENCE = 1.0

_MOST_TRIED = 20
"""Articles that are tried, one after the other, where the last ones cannot be shown any more."""


def reopened(source: str) -> bool:
    """Whether a source can be read once more."""
    if not has_place(source) or "://" in source:
        return False
    try:
        return Path(source_path(source)).is_file()
    except (OSError, ValueError):
        return False


def kept(article: Article) -> Article:
    """`article` as it came out of the library, saying so if its source is gone."""
    if not has_place(article.source) or "://" in article.source:
        return article
    said = f"{for_people(Path(article.source))} cannot be read any more; this is the text as you read it last."
    return replace(article, notices=(Notice(said), *(one for one in article.notices if one.message != said)))


def last_read() -> Article | None:
    """The article that was read last; None if there is none, or the library cannot be used."""
    if not library_path().is_file():
        return None
    try:
        store = Store(_PATIENCE)
    except LibraryError:
        return None  # the reader is told of it by the screen
    try:
        for entry in store.entries(_MOST_TRIED):
            if reopened(entry.source):
                try:
                    return open_source(source_path(entry.source))
                except SourceError:
                    pass
            article = store.article(entry.id)
            if article is not None:
                return kept(article)
    except LibraryError:
        pass
    finally:
        store.close()
    return None


class Works:
    """The reader's work on articles, looked up one by one. Nothing is written.

    Args:
        complain: is told, once, why the library cannot be used.
    """

    def __init__(self, complain: Callable[[str], object]) -> None:
        self._complain = complain
        self._store: Store | None = None
        self._usable = library_path().is_file()

    def of(self, article: Article) -> AnnotationLog:
        """The work on `article`; none where the library has none, or cannot be used."""
        if not self._usable:
            return NOTHING
        try:
            self._store = self._store or Store(_PATIENCE)
            return self._store.look_up(article).work
        except LibraryError as error:
            self._usable = False
            self._complain(f"{str(error).rstrip('.')}; your corrections are left out.")
            return NOTHING
