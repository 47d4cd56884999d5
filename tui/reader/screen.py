"""The reading screen: it creates the features, and passes them the messages of the widgets."""

import asyncio
import gc
from inspect import isawaitable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen
from textual.widget import AwaitMount, MountError, Widget
from textual.widgets import Input

from tui.app_base import AppBase
from tui.article.options import Options
from tui.article.source_list import SourceList
from tui.config import Config
from tui.keys import key_table
from tui.keys.user_keymap import in_use
from tui.reader.clear_stack import ClearStack
from tui.reader.context import ReaderContext, Services
from tui.reader.dimming import Dimming
from tui.reader.editing import Editing
from tui.reader.loading import GLANCE, Loading
from tui.reader.movement import Movement
from tui.reader.preferences import Preferences
from tui.reader.presentation import Presentation
from tui.reader.sources import Sources
from tui.reader.state import ReaderState
from tui.reader.ui import ScreenUi
from tui.reader.view import ReaderView
from tui.widgets.article_pane import MEASURE, ArticlePane
from tui.widgets.panes import Panes

if TYPE_CHECKING:
    from tui.analysis.client import AnalysisClient
    from tui.annotations.edits import Describe
    from tui.reader.features import Features
    from tui.widgets.list_switcher import ListSwitcher
    from tui.widgets.prompt import Prompt
    from tui.widgets.row_list import RowList

_LOW = 10
"""Rows of the terminal below which the header is hidden."""


class ReaderScreen(Screen[None]):
    """The article, the lists and the details.

    The article is painted first; the features are imported, and the other panes mounted, after that.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        # In the order of the footer: actions on a quote come before those that find one.
        *key_table.bindings("reading", key_table.READING[:3]),
        *key_table.bindings("taking", key_table.TAKING),
        *key_table.bindings("notes", key_table.NOTES),
        *key_table.bindings("work", key_table.WORK),
        *key_table.bindings("reading", key_table.READING[3:]),
        *key_table.bindings("sources", key_table.SOURCES),
        *key_table.bindings("panes", key_table.PANES),
    ]
    AUTO_FOCUS = "#article"
    BLANK = True  # widgets cover all of it

    def __init__(
        self,
        source_list: SourceList,
        client: "AnalysisClient | None" = None,
        options: Options | None = None,
        stdin: int | None = None,
        *,
        private: bool = False,
        describe: "Describe | None" = None,
        config: Config | None = None,
    ) -> None:
        super().__init__()
        config = config or Config()
        self.state = ReaderState()
        self.view = ReaderView(config.get("width", MEASURE))
        self.services = Services(
            config, options or Options(), client, stdin=stdin, private=private, copy_style=config.copy_style
        )
        self._ui = ScreenUi(self)
        self._clear_stack = ClearStack(self.refresh_bindings)
        context = ReaderContext(self.state, self.view, self._ui, self.services, self._clear_stack)
        self._reader_context = context
        self._dimming = Dimming(context)
        self.movement = Movement(context, self._dimming)
        self.presentation = Presentation(context, self.movement, self._dimming)
        self.editing = Editing(context, self.presentation)
        self.loader = Loading(context, self.movement, self._dimming, self.presentation, self.editing, describe)
        self.sources = Sources(context, source_list, self.loader, self.movement, self.editing)
        self.features: Features | None = None

    @property
    def is_complete(self) -> bool:
        """Whether all panes are mounted."""
        return self.view.is_complete and self.features is not None

    def compose(self) -> ComposeResult:
        """Compose header, panes and footer."""
        yield self.view.header
        yield self.view.panes
        yield self.view.footer

    def on_mount(self) -> None:
        """Open the first source."""
        self.sources.read(self.sources.source_list.current)
        self.call_after_refresh(self._complete)

    async def _complete(self) -> None:
        """Add what the first paint leaves out."""
        app = self.app
        if not isinstance(app, AppBase):
            raise TypeError("The reading screen works only in QuothApp.")
        app.complete_styles()
        if not self.services.private:
            from tui.library.thread import LibraryThread

            self.services.library = LibraryThread()
            self.services.preferences = Preferences(self.services.library)
        preferences = asyncio.ensure_future(self.services.preferences.load())
        if self.state.article is not None:
            self.loader.prepare()
            # An article that is not in the library must be analyzed, which takes longest: that starts first.
            await asyncio.wait({self.loader.recalling}, timeout=GLANCE)
        from tui.reader.features import Features, SharedParts
        from tui.widgets.search_prompt import SearchPrompt

        shared = SharedParts(self._dimming, self.movement, self.presentation, self.editing)
        features = Features(self._reader_context, shared, self.sources, app, self._mount_line)
        self.view.search_prompt = SearchPrompt(features.search.past, id="search-bar")
        self.view.search_prompt.display = False
        self.view.add_prompt(self.view.search_prompt)
        try:
            await self._mount_line(self.view.search_prompt)
            self.watch(self.view.search_prompt, "wanted", features.search.follow_prompt, init=False)
            with app.batch_update():
                await self.view.panes.complete()
                self.features = features
                self.run_worker(self._restore(features, preferences), group="preferences")
                await self.loader.begin_soon()
        except MountError:  # the program ends before all panes are mounted
            return
        gc.enable()  # the command line turns it off for a faster first paint
        from tui.reader.autosave import RETRY

        self.set_interval(RETRY, features.autosave.look_around)

    def _mount_line(self, line: Widget) -> AwaitMount:
        """Put a line above the footer."""
        return self.mount(line, before=self.view.footer)

    async def _restore(self, features: "Features", loading: "asyncio.Future[bool]") -> None:
        """Restore sizes and searches of the last session, and show the hint to new users."""
        is_kept = await loading
        features.search.restore(self.services.preferences)
        features.appearance.restore(self.services.preferences)
        if is_kept and not self.services.preferences.hinted:
            features.hint.show()

    async def on_unmount(self) -> None:
        """End the analysis, and write what is still to be saved."""
        if self.services.client is not None:
            await self.services.client.close()
        if self.features is not None:
            self.features.autosave.rescue()
            self.features.notes.flush_draft()
        if self.services.library is not None:
            self.movement.keep_place()
            await self.services.library.close()

    # ---------------------------------------------------------------- keys

    async def action_run(self, action_id: str) -> None:
        """Run the action with this id, if it can run now."""
        if self.features is not None and self.features.commands.can_run(action_id):
            result = self.features.commands.run(action_id)
            if isawaitable(result):
                await result

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether an action can run now; the footer hides the keys of those that cannot."""
        if action == "run":
            return self.is_complete and self.features is not None and self.features.commands.can_run(str(parameters[0]))
        return super().check_action(action, parameters)

    def action_copy_text(self) -> None:
        """Copy the selected text, on Textual's own key, ctrl+c."""
        if self.features is not None:
            self.features.copying.copy_selected_text()

    def explain_refusal(self, key: str, character: str) -> None:
        """Tell the user why a key does nothing now, or what to press instead; `character` is what it types, or ""."""
        if self.features is None or not self.is_complete or isinstance(self.focused, Input):
            return
        ui, article = self._ui, self.view.article
        if article.is_selecting:
            if character:
                ui.say(
                    f"Selecting: {ui.key('use-selection')} to confirm, {ui.key('cancel-selection')} to cancel.",
                    timeout=2,
                )
            return
        pane = "article" if self.view.panes.current == "article" else "list"
        for message in self.features.commands.explain_key(in_use(self.app), pane, key, character):
            ui.say(message)

    @property
    def help_heading(self) -> str:
        """The heading in the help of the actions of the present pane."""
        if self.view.article.is_selecting:
            return key_table.heading(key_table.SELECTING)
        return key_table.heading(key_table.ARTICLE if self.view.panes.current == "article" else key_table.LIST)

    def hide_hint(self) -> None:
        """Remove the hint for new users."""
        if self.features is not None:
            self.features.hint.hide()

    def on_key(self) -> None:
        """Count keys for the hint."""
        if self.features is not None:
            self.features.hint.count_key()

    def on_resize(self) -> None:
        """Hide the header in a very low terminal."""
        self.set_class(self.app.size.height < _LOW, "-low")

    # ---------------------------------------------------------------- messages of widgets

    @on(ArticlePane.WordsTaken)
    def _words_taken(self, event: ArticlePane.WordsTaken) -> None:
        if self.features is not None:
            self.features.corrections.take_words(event.span)
        self.refresh_bindings()

    @on(ArticlePane.Picked)
    def _picked(self, event: ArticlePane.Picked) -> None:
        self.movement.pick(event.selection, event.offset)

    @on(ArticlePane.CursorMoved)
    def _cursor_moved(self) -> None:
        self.movement.follow_cursor()

    @on(ArticlePane.Jumped)
    def _jumped(self, event: ArticlePane.Jumped) -> None:
        self.movement.leave_from(event.cursor, event.place, event.series)

    @on(ArticlePane.NoFurther)
    def _no_further(self, event: ArticlePane.NoFurther) -> None:
        event.stop()
        if self.state.index is not None or event.what in {"paragraph", "heading"}:
            where = {1: "below", 0: "at the cursor", -1: "above"}[event.step]
            what = "more new names" if event.what == "new name" else event.what
            self._ui.say(f"No {what} {where}.", timeout=2)

    def on_row_list_browsed(self, event: "RowList.Browsed") -> None:
        """Show the place of the highlighted row in the article."""
        self.movement.browse(event.rows, event.target)

    def on_row_list_followed(self, event: "RowList.Followed") -> None:
        """Go to the place of the row in the article."""
        self.movement.follow(event.target)

    @on(Panes.Asked)
    def _pane_asked(self, event: Panes.Asked) -> None:
        self.movement.visit(event.pane, select=event.select)

    def on_panes_divided(self) -> None:
        """Save the sizes after a divider was dragged."""
        if self.features is not None:
            self.features.appearance.keep_sizes()

    def on_list_switcher_narrowed(self, event: "ListSwitcher.Narrowed") -> None:
        """Let the user clear a filter."""
        self._clear_stack.put(event.by, is_set=event.narrowed)

    def on_prompt_entered(self, event: "Prompt.Entered") -> None:
        """Use what was typed into a prompt."""
        if self.features is None:
            return
        if event.prompt is self.view.search_prompt:
            self.features.search.finish()
        else:
            self.features.navigation.take_prompt(event.value)

    def on_prompt_closed(self, event: "Prompt.Closed") -> None:
        """Cancel a prompt."""
        if self.features is None:
            return
        if event.prompt is self.view.search_prompt:
            self.features.search.cancel()
        else:
            self.features.navigation.close_prompt()

    def on_hint_gone(self) -> None:
        """Remove the hint for new users."""
        self.hide_hint()
