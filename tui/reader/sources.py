"""Open sources, switch between them, and reload them."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tui.article.fetch.source import CLIPBOARD, STDIN
from tui.article.model import Article
from tui.article.sample import SAMPLE
from tui.article.source_list import Entry, SourceList
from tui.reader.commands import Handler, refuse
from tui.text.display import shown

if TYPE_CHECKING:
    from tui.dialogs.choice import Chosen
    from tui.reader.context import ReaderContext
    from tui.reader.editing import Editing
    from tui.reader.loading import Loading
    from tui.reader.movement import Movement


class Sources:
    """Opens and switches sources."""

    def __init__(
        self,
        context: "ReaderContext",
        source_list: SourceList,
        loading: "Loading",
        movement: "Movement",
        editing: "Editing",
    ) -> None:
        self._context = context
        self._state, self._view, self._ui = context.state, context.view, context.ui
        self._loading = loading
        self._movement = movement
        self._editing = editing
        self.source_list = source_list
        self._shown = source_list.current
        self._story: Article | None = None  # the article alone, while its whole page is shown

    def handlers(self) -> dict[str, Handler]:
        """Return the handlers of its actions."""
        only = "This is the only source. Press {open} to open another."

        def why_not_step(step: int) -> str | None:
            if self._has(step):
                return None
            if len(self.source_list) == 1:
                return only
            if step > 0:
                return "This is the last source. Press {previous-source} for the previous one."
            return "This is the first source. Press {next-source} for the next one."

        return {
            "open": Handler(self.ask),
            "sources": Handler(self.choose, lambda: None if len(self.source_list) > 1 else only),
            "next-source": Handler(partial(self.step, 1), partial(why_not_step, 1)),
            "previous-source": Handler(partial(self.step, -1), partial(why_not_step, -1)),
            "reload": Handler(self.reload, self._why_not_reload),
            "whole-page": Handler(self.toggle_everything, self._why_not_everything),
        }

    # ---------------------------------------------------------------- opening

    def read(self, entry: Entry) -> None:
        """Show a source, and open it if it is not open yet."""
        self._story = None
        self._state.failed = False
        if entry.article is not None:
            self._ui.cancel("open")
            self._view.header.status = ""
            self._show(entry, entry.article)
        else:
            self._open(entry)

    def _show(self, entry: Entry, article: Article) -> None:
        self._shown = entry
        self._loading.show(article, self._number)

    @property
    def _number(self) -> str:
        """The position among several sources ("2 of 3"); "" for a single one."""
        return f"{self.source_list.at + 1} of {len(self.source_list)}" if len(self.source_list) > 1 else ""

    def _open(self, entry: Entry) -> None:
        self._ui.start(lambda: self._open_aside(entry), group="open", exclusive=True)

    async def _open_aside(self, entry: Entry) -> None:
        """Open a source in the background, for it may be slow; if that fails, the present article stays."""
        from tui.article.open_async import opened

        self._state.failed = False
        self._show_progress(f"Opening {shown(entry.source)}")
        services = self._context.services
        article, error, encrypted = await opened(entry.source, services.options, self._show_progress, services.stdin)
        self._view.header.status = ""
        entry.trouble = error
        if article is not None:
            entry.article = article
            self._view.panes.say("")
            if self._state.article is not None and article.text == self._state.article.text:
                self._ui.say("Reloaded: no changes.", timeout=2)
            self._show(entry, article)
        elif encrypted:
            self._ask_for_password(entry, error)
        elif self._state.article is not None:
            self._ui.say(error, "warning", 10)
            self.source_list.back_to(self._shown)
        else:
            self._say_not_opened(error)
        self._ui.refresh_bindings()

    def _show_progress(self, what: str) -> None:
        """Show what is being opened: in place of the title, or beside the title of the present article."""
        if self._state.article is None:
            self._view.header.opening = what
            self._view.panes.say("")
        else:
            self._view.header.status = what

    def _say_not_opened(self, error: str) -> None:
        self._state.failed = True
        self._view.header.opening = "Not opened"
        key = self._ui.key
        help_ = f"{key('reload')} try again · {key('open')} open another · {key('quit')} quit"
        self._view.panes.say(f"{error}\n\n{help_}")

    def _ask_for_password(self, entry: Entry, error: str) -> None:
        from tui.dialogs.password import PasswordDialog

        def on_answer(password: str | None) -> None:
            if password:
                services = self._context.services
                services.options = services.options._replace(password=password)
                self._open(entry)
            elif self._state.article is None:
                self._say_not_opened(error)
            else:
                self.source_list.back_to(self._shown)

        self._ui.ask(PasswordDialog(error), on_answer)

    # ---------------------------------------------------------------- opening another article

    def ask(self) -> None:
        """Let the user choose what to open, and open it."""
        if self._editing.may_leave():
            self._ui.start(self._ask, group="recent", exclusive=True)

    async def _ask(self) -> None:
        from tui.dialogs.open import OpenDialog, entry_of, source_of
        from tui.library.errors import LibraryError

        entries = []
        library = self._context.services.library
        if library is not None:
            try:
                entries = await library.asked(lambda store: store.entries())
            except LibraryError as error:
                self._ui.say(str(error), "warning", 8)

        def on_choice(chosen: "Chosen | None") -> None:
            if chosen is None:
                return
            source, entry = source_of(chosen), entry_of(chosen)
            if source is not None:
                self.read(self.source_list.add(source))
            elif entry is not None:
                self._ui.start(lambda: self._open_entry(entry), group="open", exclusive=True)

        self._ui.ask(OpenDialog(entries), on_choice)

    async def _open_entry(self, id_: int) -> None:
        """Open an article of the library: from its source if that can be read, else as it was saved."""
        from tui.article.open_async import opened
        from tui.library.errors import LibraryError
        from tui.library.records import source_path
        from tui.library.reopening import kept, reopened

        services = self._context.services
        if services.library is None:
            return
        self._movement.keep_place()
        try:
            article = await services.library.asked(lambda store: store.article(id_))
        except LibraryError as error:
            self._ui.say(str(error), "warning", 8)
            return
        if article is None:
            self._ui.say(
                "This article is no longer in the library. Press "
                f"{self._ui.key('open')} to open it again from its file or URL.",
                "warning",
            )
            return
        if reopened(article.source):
            fresh, _, _ = await opened(source_path(article.source), services.options, self._show_progress)
            self._view.header.status = ""
            article = fresh if fresh is not None else kept(article)
        else:
            article = kept(article)
        self.read(self.source_list.add(article.source, article))
        self._ui.refresh_bindings()

    # ---------------------------------------------------------------- switching

    def choose(self) -> None:
        """Let the user choose one of the open sources."""
        from tui.dialogs.source_picker import SourcePicker

        def on_choice(number: int | None) -> None:
            if number is not None:
                self._switch_to(number)

        self._ui.ask(SourcePicker(self.source_list), on_choice)

    def step(self, step: int) -> None:
        """Switch to the next (1) or the previous (-1) source."""
        self._switch_to(self.source_list.at + step)

    def _has(self, step: int) -> bool:
        return 0 <= self.source_list.at + step < len(self.source_list)

    def _switch_to(self, number: int) -> None:
        entry = self.source_list.go(number) if self._editing.may_leave() else None
        if entry is not None:
            self.read(entry)
        self._ui.refresh_bindings()

    # ---------------------------------------------------------------- reloading

    def reload(self) -> None:
        """Try the analysis again if it failed; else read the source again."""
        if self._state.article is not None and self._state.failed:
            self._loading.analyze()
        else:
            self._open(self.source_list.current)

    def _why_not_reload(self) -> str | None:
        state, source = self._state, self.source_list.current.source
        # A deleted file can be reloaded, too: the error message then says that it is gone.
        is_file = state.file_stamp is not None or Path(source).is_absolute()
        if state.failed or (state.article is not None and (source.startswith(("http://", "https://")) or is_file)):
            return None
        what = {STDIN: "standard input", CLIPBOARD: "the clipboard", SAMPLE: "the sample"}.get(source, "this source")
        return f"Cannot reload: {what} has no file or URL. Press {{open}} to open another source."

    def toggle_everything(self) -> None:
        """Show the whole page, or the article alone again."""
        article = self._state.article
        if self._story is not None:
            story, self._story = self._story, None
            self._loading.show(story, self._number)
        elif article is not None and article.everything is not None:
            self._loading.show(article.everything, self._number)
            self._story = article
            key = self._ui.key("whole-page")
            self._ui.say(f"Showing the whole page. Press {key} for only the article.")

    def _why_not_everything(self) -> str | None:
        article = self._state.article
        if self._story is not None or (article is not None and article.everything is not None):
            return None
        return refuse(self._state, "Nothing is hidden: this is the full text.", needs_analysis=False)
