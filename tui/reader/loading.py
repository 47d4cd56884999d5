"""Load an article: show what the library has of it, analyze it if need be, and save it to the library."""

import asyncio
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from textual.worker import WorkerError

from tui.analysis.model import Analysis
from tui.article.model import Article
from tui.reader.jump_list import JumpList
from tui.search.matches import Matches
from tui.text.display import brief

if TYPE_CHECKING:
    from textual.worker import Worker

    from tui.annotations.edits import Describe
    from tui.annotations.log import AnnotationLog
    from tui.library.store import Known
    from tui.reader.context import ReaderContext
    from tui.reader.dimming import Dimming
    from tui.reader.editing import Editing
    from tui.reader.movement import Movement
    from tui.reader.presentation import Presentation

GLANCE = 0.15
"""Seconds to wait for the library before the lists are painted empty."""


class Loading:
    """Shows an article, with its analysis and annotations.

    Args:
        describe: details of the first article, from the command line.
    """

    def __init__(
        self,
        context: "ReaderContext",
        movement: "Movement",
        dimming: "Dimming",
        presentation: "Presentation",
        editing: "Editing",
        describe: "Describe | None" = None,
    ) -> None:
        self._context = context
        self._state, self._view, self._ui = context.state, context.view, context.ui
        self._movement = movement
        self._dimming = dimming
        self._presentation = presentation
        self._editing = editing
        self._describe = describe
        self._is_carried = False  # the annotations come from an earlier version and are in no library yet
        self.recalling: asyncio.Future[Known]

    def show(self, article: Article, number: str) -> None:
        """Show an article; `number` is its position among several sources. The same text keeps the scroll position."""
        state, view = self._state, self._view
        same = state.article is not None and state.article.text == article.text
        place = view.article.place if same else 0
        before = self._unsaved_annotations(article)
        state.article, state.document, state.selection = article, None, None
        state.matches, state.search_name, state.drafts = Matches(), "", []
        self._context.jumps = JumpList()
        self._context.clear_stack.keep_only({"filter", "speaker"} if same else ())
        self._dimming.emphasis = ""
        view.show_article(article, number, place)
        self._say_notices(article)
        if view.is_complete:
            if not same:
                view.panes.lists.clear_filter()
                view.panes.lists.of_speaker(None)
            self._prepare(article, before)
            self.begin()

    def _say_notices(self, article: Article) -> None:
        if article.notices:
            more = len(article.notices) - 1
            rest = f" ({more} more in the details.)" if more else ""
            self._ui.warn(article.notices[0].message + rest)

    # ---------------------------------------------------------------- the library

    def prepare(self) -> None:
        """Start looking the article up in the library, unless that is done already."""
        if self._state.article is not None and self._state.session is None:
            self._prepare(self._state.article, None)

    def _unsaved_annotations(self, article: Article) -> "AnnotationLog | None":
        """Return unsaved annotations to apply to `article`, if it may be a version of the present one; else None."""
        document, session = self._state.document, self._state.session
        if document is None or session is None or not (session.is_private or session.unsaved):
            return None
        from tui.library.records import akin

        return document.annotations if session.unsaved or akin(document.original.text, article.text) else None

    def _prepare(self, article: Article, carried: "AnnotationLog | None") -> None:
        from tui.document.document import Document
        from tui.library.session import Session

        state = self._state
        state.document = Document(article, carried) if carried is not None else Document(article)
        self._is_carried = carried is not None
        services = self._context.services
        state.session = Session(services.library, article, model=services.config.get("model") or None)
        self.recalling = asyncio.ensure_future(state.session.recall())
        self.recalling.add_done_callback(self._warm_up_unless_known)
        state.article = state.document.article
        state.file_stamp = stamp_of(article.source)
        self._movement.kept_place = (0, 0)
        self._view.header.saving = "Private" if self._context.services.private else ""

    def _warm_up_unless_known(self, known: "asyncio.Future[Known]") -> None:
        """Start loading the models while the panes are built, if the article must be analyzed."""

        async def warm_up() -> None:
            with suppress(OSError):  # reported when the analysis starts
                await self._context.services.analysis_client().start()

        if not known.cancelled() and (known.exception() is not None or known.result().analysis is None):
            self._ui.start(warm_up, group="warm up")

    async def begin_soon(self) -> None:
        """Begin, and wait briefly: an article in the library is complete before the panes are first painted."""
        if self._state.article is not None:
            self.prepare()
            # Shielded: `wait_for` cancels what it waits for on a timeout, and then nothing would be analyzed.
            with suppress(TimeoutError, WorkerError):
                await asyncio.wait_for(asyncio.shield(asyncio.ensure_future(self.begin().wait())), GLANCE)

    def begin(self) -> "Worker[None]":
        """Show the details of the article, then its stored or new analysis."""
        if self._state.document is not None:
            self._view.panes.details.show(self._state.document.article, None, None)
        self._ui.refresh_bindings()
        return self._ui.start(self._recall, group="recall", exclusive=True)

    async def _recall(self) -> None:
        """Show the analysis and annotations from the library; analyze the article if it has no analysis."""
        from tui.library.errors import LibraryError
        from tui.library.store import Known

        session, document = self._state.session, self._state.document
        if session is None or document is None:
            return
        known = Known()
        try:
            known = await self.recalling
        except LibraryError as error:
            self._view.header.saving = f"Library: {error.trouble}"
            save = f"Press {self._ui.key('save-notes')} to save your notes to a file."
            self._ui.say(f"{error} You can keep reading, but your notes are not saved. {save}", "warning", 10)
        if session is not self._state.session:
            return
        document.annotations = document.annotations.with_that_of(known.work) if self._is_carried else known.work
        self._editing.report_news()
        self._say_what_changed(known)
        if self._describe is not None:
            document.describe(self._describe)
            self._describe = None
            self._is_carried = True
        self._presentation.name_article()
        if known.analysis is not None and not self._state.failed:
            await self._show_analysis(known.analysis)
        else:
            self.analyze()
        self._return_to_place(known.place, known.cursor)
        self._ui.start(self._keep, group="keep")
        await self._offer_drafts()

    async def _offer_drafts(self) -> None:
        """Tell the user about an unfinished note: the program ended while it was being written."""
        from tui.library.errors import LibraryError

        session, drafts = self._state.session, []
        if session is not None:
            with suppress(LibraryError):
                drafts = await session.drafts()
        if session is self._state.session:
            self._state.drafts = drafts
            if drafts:
                words = brief(" ".join(drafts[-1].anchor.exact.split()), 40)
                self._ui.warn(f"An unfinished note on “{words}” was kept. Press {self._ui.key('note')} to continue it.")

    def _say_what_changed(self, known: "Known") -> None:
        """Tell the user if the text has changed, or if some annotations cannot be read."""
        if known.changed:
            day = known.read[:10]
            kept = " Your notes were kept." if known.work else ""
            self._ui.warn(f"The text has changed since you read it on {day}.{kept}")
        if known.unreadable:
            self._ui.warn(
                f"{known.unreadable} of your changes were made with a newer quoth. They are kept, but not shown."
            )

    def _return_to_place(self, place: int, cursor: int) -> None:
        """Scroll to where the user was last time, unless they have moved already."""
        pane = self._view.article
        if place and not pane.place and not pane.cursor:
            pane.place = place
            pane.put_cursor(cursor)
        self._movement.kept_place = pane.place, pane.cursor

    # ---------------------------------------------------------------- the analysis

    def analyze(self) -> None:
        """Analyze the article; an analysis under way is canceled."""
        self._ui.start(self._analyze, group="analyze", exclusive=True)

    async def _analyze(self) -> None:
        """Analyze the article in another process; names get their colors as they are found."""
        from tui.analysis.client import AnalysisError

        article = self._state.article
        if article is None:
            return
        self._state.failed = False
        self._view.show_status("Analyzing", "Analyzing the article…")
        client, language = self._context.services.analysis_client(), article.metadata.language.value or "en"
        try:
            async for step in client.analyze(article.text, article.blocks, language):
                if isinstance(step, Analysis):
                    await self._show_analysis(step)
                    self._keep_analysis(step)
                else:
                    self._view.article.tint(step.tints)
                    # Linking names and quotes takes about as long again, but reports no progress.
                    read = step.done >= step.total
                    progress = "Attributing…" if read else f"Analyzing… {step.done * 100 // step.total}%"
                    self._view.header.status = progress
        except AnalysisError as error:
            self._state.failed = True
            message = f"{error} Press {self._ui.key('reload')} to try again."
            self._view.show_status("Not analyzed", message)
            self._ui.warn(message, error=True)
        self._ui.refresh_bindings()

    async def _show_analysis(self, analysis: Analysis) -> None:
        from tui.analysis.languages import explain_missing_pipeline

        if not await self._presentation.show_analysis(analysis) or self._state.index is None:
            return
        article = self._state.index.article
        if lacking := explain_missing_pipeline(article.metadata.language.value, analysis.model):
            self._ui.warn(lacking)
        self._say_what_is_lost()

    def _say_what_is_lost(self) -> None:
        """Tell the user how many annotations no longer match the text."""
        if self._state.index is None:
            return
        view, key = self._state.index.annotations, self._ui.key("notes")
        lost = len(view.unplaced) + sum(placed.span is None for placed in view.remarks)
        if lost:
            what = "note or correction no longer matches" if lost == 1 else "notes and corrections no longer match"
            self._ui.warn(f"{lost} {what} this text. Press {key} to see {'it' if lost == 1 else 'them'}.")
        outdated = sum(placed.is_outdated for placed in view.remarks)
        if outdated:
            what = "passage you checked has" if outdated == 1 else "passages you checked have"
            self._ui.warn(f"{outdated} {what} changed. Press {key} to review {'it' if outdated == 1 else 'them'}.")

    # ---------------------------------------------------------------- saving

    async def _keep(self) -> None:
        """Save the article to the library; errors were reported when it was looked up."""
        from tui.library.errors import LibraryError

        session = self._state.session
        if session is not None:
            with suppress(LibraryError):
                await session.keep()
            document = self._state.document
            if self._is_carried and document is not None and document.annotations and not session.is_private:
                self._is_carried = False
                self._editing.save("")

    def _keep_analysis(self, analysis: Analysis) -> None:
        from tui.library.errors import LibraryError

        session = self._state.session

        async def keep() -> None:
            if session is not None:
                with suppress(LibraryError):
                    await session.keep_analysis(analysis)

        self._ui.start(keep, group="keep")


def stamp_of(source: str) -> tuple[int, int] | None:
    """Return the modification time (ns) and size (bytes) of a file; None if `source` is no file."""
    try:
        status = Path(source).expanduser().stat()
    except (OSError, ValueError, RuntimeError):
        return None
    return status.st_mtime_ns, status.st_size
