"""The open article and its entry in the library."""

from dataclasses import dataclass, field
from functools import cache

from tui.analysis.model import Analysis
from tui.annotations.anchors import Anchor, fingerprint
from tui.annotations.log import NOTHING, AnnotationLog
from tui.article.model import Article
from tui.library.draft_keeper import DraftKeeper
from tui.library.drafts import Draft
from tui.library.records import has_place
from tui.library.store import Engine, Known, Store
from tui.library.thread import LibraryThread


@dataclass(slots=True)
class _Row:
    """The article's entry in a library. Only the library's thread uses it.

    `library` identifies the library: in another one, the row number may belong to another article or to none.
    """

    library: object = None
    id: int | None = None
    known: Known = field(default_factory=Known)
    work: AnnotationLog = NOTHING
    analysis: tuple[Engine, Analysis] | None = None
    seen: int = 0


class Session:
    """Saves what the user does with one article.

    An article that cannot be read from its source again (standard input, the clipboard) is saved only once the user has
    changed something.

    Args:
        library_thread: the library's thread; None to save nothing.
        article: the article as it was opened.
        model: the name of the spaCy pipeline that analyzes it; None or "" for quoth's own.
    """

    def __init__(self, library_thread: LibraryThread | None, article: Article, *, model: str | None = None) -> None:
        self.article = article
        self._library_thread = library_thread
        self._model = model
        self._row = _Row()
        self._saved = NOTHING
        self._wanted = NOTHING
        self._saving = 0

    @property
    def is_private(self) -> bool:
        """Whether nothing is saved."""
        return self._library_thread is None

    @property
    def unsaved(self) -> bool:
        """Whether there are changes that should be in the library and are not yet."""
        return self._library_thread is not None and self._wanted is not self._saved and self._wanted != self._saved

    async def recall(self) -> Known:
        """Return what the library knows about the article.

        Raises:
            LibraryError: the library cannot be read.
        """
        if self._library_thread is None:
            return Known()
        row, article, model = self._row, self.article, self._model

        def look(store: Store) -> Known:
            row.known = known = store.look_up(article, current_engine(model))
            row.library, row.id, row.work, row.seen = store.identity, known.id, known.work, store.others_wrote()
            return known

        known = await self._library_thread.asked(look)
        self._saved = self._wanted = known.work
        return known

    async def keep(self) -> None:
        """Add the article to the library, if it may be saved before the user changes anything.

        Raises:
            LibraryError: it cannot be saved.
        """
        if self._library_thread is None:
            return
        row, article = self._row, self.article
        if row.known.id is None and not has_place(article.source):
            return

        def put(store: Store) -> None:
            _find(store, row, article)
            row.id = store.keep(article, row.known)

        await self._library_thread.asked(put)

    async def save(self, work: AnnotationLog) -> bool:
        """Write `work`. Return True once it is in the library, False if a later version has replaced it meanwhile.

        Raises:
            LibraryError: it could not be written; the next call writes it too.
        """
        self._wanted = work
        if self._library_thread is None:
            return True
        self._saving += 1
        number = self._saving
        row, article = self._row, self.article

        def put(store: Store) -> bool:
            if number != self._saving:
                return False
            _find(store, row, article, work)
            if row.id is None or not store.save_work(row.id, row.work, work, article):
                row.id = store.keep(article, row.known)  # new, deleted, or lost with a damaged file
                store.save_work(row.id, NOTHING, work, article)
                _put_analysis(store, row, article)
            row.work = work
            return True

        done = await self._library_thread.asked(put)
        if done:
            self._saved = work
        return done

    async def keep_analysis(self, analysis: Analysis) -> None:
        """Save the analysis, now or when the article is saved.

        Raises:
            LibraryError: it cannot be saved.
        """
        if self._library_thread is None:
            return
        row, article, model = self._row, self.article, self._model

        def put(store: Store) -> None:
            row.analysis = current_engine(model), analysis
            _find(store, row, article)
            if row.id is not None:
                _put_analysis(store, row, article)

        await self._library_thread.asked(put)

    def keep_place(self, place: int, cursor: int) -> None:
        """Save the scroll and cursor position as soon as possible; errors are ignored."""
        row, article = self._row, self.article

        def put(store: Store) -> None:
            _find(store, row, article)
            if row.id is not None:
                store.save_place(row.id, place, cursor)

        if self._library_thread is not None:
            self._library_thread.ask(put)

    def draft(self, what: str, anchor: Anchor, note: str = "", tags: str = "") -> DraftKeeper:
        """Return a keeper for the draft of a note; `note` and `tags` are those that are already saved."""
        return DraftKeeper(self._library_thread, fingerprint(self.article.text), what, anchor, (note, tags))

    async def drafts(self) -> list[Draft]:
        """Return the unfinished notes on the article, oldest first.

        Raises:
            LibraryError: the library cannot be read.
        """
        if self._library_thread is None:
            return []
        article = self.article
        return await self._library_thread.asked(lambda store: store.drafts(article))

    async def from_others(self) -> AnnotationLog | None:
        """Return the annotations merged with those of another quoth process; None if there are no new ones.

        Raises:
            LibraryError: the library cannot be read.
        """
        if self._library_thread is None or self.unsaved:
            return None
        row, article, expected = self._row, self.article, self._wanted

        def look(store: Store) -> AnnotationLog | None:
            _find(store, row, article, expected)
            number = store.others_wrote()
            if row.id is None or number == row.seen:
                return None
            row.seen = number
            work, _ = store.work(row.id)
            return work if work != row.work else None

        work = await self._library_thread.asked(look)
        if work is None:
            return None
        if self._wanted is not expected:  # the user has made a change meanwhile, which must be written first
            row.seen = -1
            return None
        self._saved = self._wanted = row.work = work  # nothing in progress can be using the row
        return work


@cache
def current_engine(model: str | None = None) -> Engine:
    """Return the identifier of analyses made with the pipeline `model`; None or "" stands for quoth's own.

    It reads the files of the engine, once.
    """
    from tui.analysis.pipeline import DEFAULT_MODEL
    from tui.analysis.version import get_build_id, get_engine_id

    return Engine(model or DEFAULT_MODEL, f"{get_engine_id()}+{get_build_id()}")


def _find(store: Store, row: _Row, article: Article, work: AnnotationLog = NOTHING) -> None:
    """Look up the article again if another library has replaced the one to which `row` belongs.

    Of the changes there, only those known here count as saved; the others were made elsewhere and stay.
    """
    if row.library is None or row.library == store.identity:
        return
    ours = {change.id for log in (work, row.work) for change in (*log.changes, *log.undone)}
    row.known = known = store.look_up(article)
    row.work = AnnotationLog(
        *(tuple(c for c in some if c.id in ours) for some in (known.work.changes, known.work.undone))
    )
    row.library, row.id, row.seen = store.identity, known.id, -1


def _put_analysis(store: Store, row: _Row, article: Article) -> None:
    if row.analysis is not None:
        engine, analysis = row.analysis
        store.save_analysis(article, engine, analysis)
        row.analysis = None
