"""Reopen articles: from the source if it can be read again, else from the library."""

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
"""How many articles are tried, one after another, if the last ones cannot be shown anymore."""


def reopened(source: str) -> bool:
    """Whether a source is a file that can be read again."""
    if not has_place(source) or "://" in source:
        return False
    try:
        return Path(source_path(source)).is_file()
    except (OSError, ValueError):
        return False


def kept(article: Article) -> Article:
    """Return `article`, which came from the library, with a notice if its source file is gone."""
    if not has_place(article.source) or "://" in article.source:
        return article
    gone = f"{for_people(Path(article.source))} cannot be read any"  # also starts the notice of older versions
    notice = Notice(f"{gone}more. This is the text as you last read it.")
    return replace(article, notices=(notice, *(one for one in article.notices if not one.message.startswith(gone))))


def last_read() -> Article | None:
    """Return the article that was read last; None if there is none or the library cannot be used."""
    if not library_path().is_file():
        return None
    try:
        store = Store(_PATIENCE)
    except LibraryError:
        return None  # the reading screen reports it
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
    """Looks up the user's annotations of articles. Nothing is written.

    Args:
        complain: called once with a message if the library cannot be used.
    """

    def __init__(self, complain: Callable[[str], object]) -> None:
        self._complain = complain
        self._store: Store | None = None
        self._usable = library_path().is_file()

    def of(self, article: Article) -> AnnotationLog:
        """Return the annotations of `article`; empty if the library has none or cannot be used."""
        if not self._usable:
            return NOTHING
        try:
            self._store = self._store or Store(_PATIENCE)
            return self._store.look_up(article).work
        except LibraryError as error:
            self._usable = False
            self._complain(f"{str(error).rstrip('.')}; your corrections and notes are left out.")
            return NOTHING
