"""How an article and the work on it are kept while it is read: looked up, written, written again, and opened later."""

import asyncio
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work

from tui.analysis.model import Analysis
from tui.article.model import Article
from tui.article.options import Options
from tui.article.source_list import Entry, SourceList
from tui.reader.corrections import CorrectingScreen

if TYPE_CHECKING:
    from tui.annotations.edits import Describe
    from tui.annotations.log import AnnotationLog
    from tui.library.store import Known

RETRY = 2.0
"""Seconds between two tries to save what could not be saved, and between two looks at what others did."""


class KeepingScreen(CorrectingScreen):
    """A screen that keeps what a reader does with an article, and says what of it is not kept."""

    source_list: SourceList
    options: Options
    failed: bool
    _private: bool
    _describe: "Describe | None"
    _carried = False
    _recalling: "asyncio.Future[Known]"
    _on_disk: tuple[int, int] | None = None
    _kept_place = (0, 0)
    _rescued: "AnnotationLog | None" = None

    def _take_down(self, entry: Entry) -> None:
        """Show an article of the shelf."""
        raise NotImplementedError

    def _doing(self, what: str) -> None:
        """Say what is being done."""
        raise NotImplementedError

    async def _show_analysis(self, analysis: Analysis) -> None:
        """Show what was found in the article."""
        raise NotImplementedError

    def _name_article(self) -> None:
        """Call the article what the reader calls it."""
        raise NotImplementedError

    def _find_out(self) -> None:
        """Analyze the article."""
        raise NotImplementedError

    def _lay_on_the_desk(self, article: Article) -> None:
        """Take an article to work with; work that could not be kept so far goes along to a newer version of it."""
        from tui.document.document import Document
        from tui.library.records import akin
        from tui.library.session import Session

        before, session = self.document, self.session
        carried = None
        if before is not None and session is not None and (session.is_private or session.unsaved):
            carried = before.work if session.unsaved or akin(before.came.text, article.text) else None
        self.document = Document(article, carried) if carried is not None else Document(article)
        self._carried = carried is not None
        self.session = Session(self.library_thread, article)
        self._recalling = asyncio.ensure_future(self.session.recall())
        self._recalling.add_done_callback(self._recalled)
        self.article = self.document.article
        self._on_disk = _stamp(article.source)
        self._kept_place = (0, 0)
        self._headline.saving = "Private" if self._private else ""

    def _recalled(self, found: "asyncio.Future[Known]") -> None:
        """What the library does not know will be analyzed: let the models be loaded while the panes are made."""
        if not found.cancelled() and (found.exception() is not None or found.result().analysis is None):
            self._warm_up()

    def _warm_up(self) -> object:
        """Start what analyzes, without asking it anything yet."""
        raise NotImplementedError

    @work(exclusive=True, group="recall")
    async def _recall(self) -> None:
        """Show what the library knows of the article; what it does not know is found out."""
        from tui.library.errors import LibraryError
        from tui.library.store import Known

        session, document = self.session, self.document
        if session is None or document is None:
            return
        known = Known()
        try:
            known = await self._recalling
        except LibraryError as error:
            self._headline.saving = f"Library: {error.trouble}"
            saves = f"{self.key('save-work')} saves it to a file."
            self.say(f"{error} You can read on; what you do is not kept. {saves}", "warning", 10)
        if session is not self.session:
            return
        document.work = document.work.with_that_of(known.work) if self._carried else known.work
        self._tell_news()
        self._say_who_was_here(known)
        if self._describe is not None:
            document.describe(self._describe)
            self._describe = None
            self._carried = True
        self._name_article()
        if known.analysis is not None and not self.failed:
            await self._show_analysis(known.analysis)
        else:
            self._find_out()
        self._return_to_place(known.place, known.cursor)
        self._keep()

    def _say_who_was_here(self, known: "Known") -> None:
        """What of the past of an article a reader should know."""
        if known.changed:
            day = known.read[:10]
            kept = " Your work was kept." if known.work else ""
            self.notify(f"The text has changed since you read it on {day}.{kept}", severity="warning", markup=False)
        if known.unreadable:
            said = f"{known.unreadable} of your changes were made by a newer quoth and are not shown; they are kept."
            self.notify(said, severity="warning", markup=False)

    def _tell_lost(self) -> None:
        """Say how much of the reader's work has no place any more."""
        if self.index is None:
            return
        view = self.index.work
        lost = len(view.unplaced) + sum(placed.span is None for placed in view.remarks)
        if lost:
            what = "note or correction has" if lost == 1 else "notes and corrections have"
            said = f"{lost} {what} no place in this text; {self.key('notes')} lists them."
            self.notify(said, severity="warning", markup=False)
        outdated = sum(placed.is_outdated for placed in view.remarks)
        if outdated:
            were = "passage that you checked reads" if outdated == 1 else "passages that you checked read"
            said = f"{outdated} {were} otherwise now; the notes ({self.key('notes')}) say which."
            self.notify(said, severity="warning", markup=False)

    def _return_to_place(self, place: int, cursor: int) -> None:
        """Show what was in view last, unless the reader has moved already."""
        pane = self._panes.article
        if place and not pane.place and not pane.cursor:
            pane.place = place
            pane.put_cursor(cursor)
        self._kept_place = pane.place, pane.cursor

    @work(group="keep")
    async def _keep(self) -> None:
        """Put the article into the library; that it cannot be was said already."""
        from tui.library.errors import LibraryError

        session = self.session
        if session is not None:
            with suppress(LibraryError):
                await session.keep()
            if self._carried and self.document is not None and self.document.work and not session.is_private:
                self._carried = False
                self._save("")

    @work(group="keep")
    async def _keep_analysis(self, analysis: Analysis) -> None:
        from tui.library.errors import LibraryError

        if self.session is not None:
            with suppress(LibraryError):
                await self.session.keep_analysis(analysis)

    # ---------------------------------------------------------------- from time to time

    def _keep_place(self) -> None:
        """Remember where the reader is, if that has changed."""
        here = self._panes.article.place, self._panes.article.cursor
        if self.session is not None and here != self._kept_place:
            self._kept_place = here
            self.session.keep_place(*here)

    def _look_around(self) -> None:
        """From time to time: remember the place, see what others did with the article, and whether its file changed."""
        self._keep_place()
        self.look_around()
        if self._on_disk is not None and self.article is not None:
            now = _stamp(self.article.source)
            if now is not None and now != self._on_disk:
                self._on_disk = now
                said = f"The file has changed; {self.key('reload')} reads it anew, and keeps your work."
                self.say(said, "warning", 8)

    @work(exclusive=True, group="watch")
    async def look_around(self) -> None:
        """Try again to save what could not be; take in what another quoth did with this article."""
        from tui.library.errors import LibraryError

        session, document = self.session, self.document
        if session is None or document is None or session.is_private:
            return
        if session.unsaved:
            if self._told_trouble:
                self._save("Saved: the library can be written again.")
            return
        try:
            theirs = await session.from_others()
        except LibraryError:
            return
        if theirs is not None and document is self.document:
            document.work = theirs
            self.show_work()

    # ---------------------------------------------------------------- what was read before

    def action_open(self) -> None:
        """Ask what to open, and open it."""
        if self.may_leave():
            self._choose_source()

    def may_leave(self) -> bool:
        """Whether another article may take this one's place; if not, says why."""
        if self.unsaved_work and self._told_trouble:
            saves = f"{self.key('save-work')} saves it to a file."
            self.say(f"Your work on this article is not saved yet; {saves}", "warning", 6)
            return False
        return True

    @work(exclusive=True, group="recent")
    async def _choose_source(self) -> None:
        from tui.dialogs.choice import Chosen
        from tui.dialogs.open import OpenDialog, entry_of, source_of
        from tui.library.errors import LibraryError

        entries = []
        if self.library_thread is not None:
            try:
                entries = await self.library_thread.asked(lambda store: store.entries())
            except LibraryError as error:
                self.say(str(error), "warning", 8)

        def take(chosen: Chosen | None) -> None:
            if chosen is None:
                return
            source, entry = source_of(chosen), entry_of(chosen)
            if source is not None:
                self._take_down(self.source_list.add(source))
            elif entry is not None:
                self._open_entry(entry)

        self.app.push_screen(OpenDialog(entries), take)

    @work(exclusive=True, group="open")
    async def _open_entry(self, id_: int) -> None:
        """Open an article of the library: from its source if that is there, else as it was kept."""
        from tui.article.open_async import opened
        from tui.library.errors import LibraryError
        from tui.library.reopening import kept, reopened

        if self.library_thread is None:
            return
        self._keep_place()
        try:
            article = await self.library_thread.asked(lambda store: store.article(id_))
        except LibraryError as error:
            self.say(str(error), "warning", 8)
            return
        if article is None:
            self.say("The article was forgotten meanwhile.", "warning")
            return
        if reopened(article.source):
            fresh, _, _ = await opened(article.source, self.options, self._doing)
            self._headline.status = ""
            article = fresh if fresh is not None else kept(article)
        else:
            article = kept(article)
        self._take_down(self.source_list.add(article.source, article))
        self.refresh_bindings()

    # ---------------------------------------------------------------- what cannot be kept

    @property
    def unsaved_work(self) -> bool:
        """Whether the end of the program would lose something."""
        if self.session is None or self.document is None or not self.session.unsaved:
            return False
        return self.document.work is not self._rescued

    def action_save_work(self) -> None:
        """Save the work to a file."""
        from tui.dialogs.export import FileDialog

        if self.document is not None:
            title = "Save your work on this article to a file"
            self.app.push_screen(FileDialog(title, self._work_file().name, self.document.came.source), self._save_to)

    def _work_file(self) -> Path:
        """A file in the reader's home that is not there yet."""
        stem = Path(self.document.came.source).stem if self.document is not None else ""
        name = stem if stem.strip("-") else "article"
        names = (f"{name}.quoth.json", *(f"{name}-{number}.quoth.json" for number in range(2, 1000)))
        return next((path for path in map(Path.home().joinpath, names) if not path.exists()), Path.home() / names[0])

    def _save_to(self, answer: dict[str, str] | None) -> None:
        if answer and answer["path"]:
            self.save_to_file(Path(answer["path"]).expanduser())

    def save_to_file(self, path: Path) -> bool:
        """Write article and work to a file that `quoth library import` reads; says whether it is there."""
        from tui.library.transfer import Portable, written
        from tui.system.atomic_write import save
        from tui.system.paths import for_people

        if self.document is None:
            return False
        try:
            save(path, written([Portable(self.document.came, self.document.work)]))
        except OSError as error:
            again = f"{self.key('save-work')} tries another file."
            self.say(f"{for_people(path)} could not be written ({error.strerror}); {again}", "warning", 8)
            return False
        self._rescued = self.document.work
        self.say(f"Saved in {for_people(path.absolute())}; quoth library import reads it.", timeout=6)
        return True

    def ask_before_the_end(self) -> None:
        """Work could not be kept: ask what is to become of it."""
        options = [("save", "Save it to a file, then quit"), ("quit", "Quit without it"), ("stay", "Go on reading")]

        def take(answer: str) -> None:
            file = self._work_file()
            if answer == "quit" or (answer == "save" and self.save_to_file(file)):
                self._rescued = self.document.work if self.document is not None else None
                self.app.exit(message=f"Saved in {file}; quoth library import reads it." if answer == "save" else None)

        self._choose("Your work on this article is not saved", options, take)

    def _rescue(self) -> None:
        """The program is ended from outside while something could not be kept: leave it in a file."""
        from datetime import UTC, datetime

        if self.unsaved_work and self._headline.saving.startswith("Not saved"):
            path = self._work_file()
            self.save_to_file(path.with_name(f"{path.stem}-{datetime.now(UTC):%Y%m%d-%H%M%S}.json"))


def _stamp(source: str) -> tuple[int, int] | None:
    """What changes whenever a file does: when it was written, and its size; None for what is no file."""
    try:
        found = Path(source).expanduser().stat()
    except (OSError, ValueError, RuntimeError):
        return None
    return found.st_mtime_ns, found.st_size
