"""The app: it shows the reading screen, manages themes, and ends at once when asked to quit."""

import asyncio
import os
import sys
from collections.abc import Callable
from pathlib import PurePath
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import App
from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Input

from tui.app_base import AppBase
from tui.article.source_list import SourceList
from tui.config import Config
from tui.keys.key_table import PROGRAM, bindings
from tui.keys.user_keymap import Keymap
from tui.reader.screen import ReaderScreen
from tui.system import hangup
from tui.system.exit_guard import QUIT_GRACE, ExitGuard
from tui.system.textual_internals import stop_process
from tui.system.uncaught import handle_uncaught_in_loop
from tui.theming import stylesheets, themes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType
    from textual.command import Provider

    from tui.analysis.client import AnalysisClient
    from tui.annotations.edits import Describe
    from tui.article.model import Article
    from tui.article.options import Options


_IN_DIALOGS = {action.name: action for action in PROGRAM if action.in_dialogs}

_LEAST_PALETTE = 10
"""Width of the smallest terminal with a command palette."""


def _palette() -> "type[Provider]":
    from tui.dialogs.palette import Actions  # imported when it is opened: the first paint does not need it

    return Actions


class QuothApp(AppBase):
    """The app, which shows one article at a time.

    Args:
        source: a path, a URL, "-" for standard input, or an article that is already open.
        client: analyzes articles; by default in another process.
        more: further sources.
        options: for opening sources.
        stdin: the file descriptor of the source "-", once descriptor 0 is the terminal.
        private: save nothing.
        describe: details of the first article, from the command line.
        keymap: the user's keys.
        config: the user's settings.
        troubles: messages about sources that could not be opened.
    """

    TITLE = "quoth"
    CSS_PATH: ClassVar = list[str | PurePath](stylesheets.first())
    COMMANDS: ClassVar[set[Callable[[], "type[Provider]"]]] = {_palette}  # type: ignore[assignment]
    BINDINGS: ClassVar[list[BindingType]] = list(bindings("program", PROGRAM))

    def __init__(
        self,
        source: "str | os.PathLike[str] | Article",
        client: "AnalysisClient | None" = None,
        *,
        more: "Sequence[str | os.PathLike[str] | Article]" = (),
        options: "Options | None" = None,
        stdin: int | None = None,
        private: bool = False,
        describe: "Describe | None" = None,
        keymap: Keymap | None = None,
        config: Config | None = None,
        troubles: "Sequence[str]" = (),
    ) -> None:
        self._dressed = False
        self._terminal = sys.__stdin__.fileno() if sys.__stdin__ is not None and sys.__stdin__.isatty() else None
        self._guard = ExitGuard(self._terminal)
        super().__init__(keymap or Keymap(), ansi_color=True if os.environ.get("NO_COLOR") else None)
        self.config = config or Config()
        self._troubles = list(self.config.troubles)
        self._not_opened = troubles
        self.private = private
        self.copy_style = self.config.copy_style
        if self.keymap.wanted:
            self.set_keymap(self.keymap.for_textual())
        self._describe = describe
        self.animation_level = "none"
        for theme in (*themes.THEMES, *themes.own(self.config.themes)):
            self.register_theme(theme)
        # Set before there is a stylesheet: parsing it again would take a tenth of the time to the first paint.
        self.set_reactive(App.theme, self._first_theme())
        self._dressed = True
        self.stylesheet.set_variables(self.get_css_variables())
        self._sources = (source, *more)
        self._client = client
        self._options = options
        self._stdin = stdin

    def _first_theme(self) -> str:
        """Return the name of the first theme: from the settings, the last one used, or the default."""
        wanted = self.config.get("theme")
        if wanted in self.available_themes:
            return str(wanted)
        if trouble := self.config.no_theme(self.available_themes):
            self._troubles.append(trouble)
        if not os.environ.get("NO_COLOR") and not self.private and (last := themes.chosen()) in self.available_themes:
            return str(last)
        # Without color, highlights use the terminal's bold, italic, underline and reverse.
        return themes.PLAIN if os.environ.get("NO_COLOR") else themes.DARK.name

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return quoth's own color variables, for themes that do not set them."""
        return themes.variables(self.current_theme) if self._dressed else {}  # not before quoth's themes are set

    def get_default_screen(self) -> ReaderScreen:
        """Return the reading screen."""
        return ReaderScreen(
            SourceList(self._sources),
            self._client,
            self._options,
            self._stdin,
            private=self.private,
            describe=self._describe,
            config=self.config,
        )

    def on_mount(self) -> None:
        """Watch the terminal, and report settings and sources with errors."""
        if not self.is_headless:
            self._watch_the_terminal()
        for trouble in self._not_opened:
            self.notify(trouble, severity="warning", timeout=10, markup=False)
        if self._troubles:
            more = len(self._troubles) - 1
            rest = f" ({more} more: run quoth config check.)" if more else ""
            self.notify(self._troubles[0] + rest, title="Settings", severity="warning", timeout=15, markup=False)

    def action_next_theme(self) -> None:
        """Switch to the next theme: quoth's first, then the user's, then Textual's."""
        ours = [theme.name for theme in themes.THEMES]
        names = [*ours, *self.config.themes, *sorted(set(self.available_themes) - {*ours, *self.config.themes})]
        self.theme = names[(names.index(self.theme) + 1) % len(names)]
        self.say(f"Theme: {self.theme}{self._keep_theme()}")

    def _keep_theme(self) -> str:
        """Save the theme for the next session; return the end of the message, which says if that is not possible."""
        if self.config.get("theme") is not None:
            return " (this session only; your settings file sets another theme)"
        if not self.private and not os.environ.get("NO_COLOR"):
            themes.keep(self.theme)
        return ""

    async def action_quit(self) -> None:
        """Quit; if there are unsaved annotations, ask first.

        The exit status is 1 if no article could be opened.
        """
        reader = self.screen_stack[0]
        if isinstance(reader, ReaderScreen) and reader.features is not None and reader.editing.has_unsaved:
            reader.features.autosave.ask_before_quit()
        else:
            nothing = isinstance(reader, ReaderScreen) and reader.state.article is None and reader.state.failed
            self.exit(return_code=1 if nothing else 0)

    def action_suspend_process(self) -> None:
        """Suspend to the shell, until the process is continued."""
        stop_process(self)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Disable keys that work in dialogs while a field needs them: letters, and ctrl+z where it undoes."""
        if action in _IN_DIALOGS:
            writing = isinstance(self.focused, Input)
            letters = any(len(key) == 1 for key in self.keymap.keys(_IN_DIALOGS[action]))
            return not (writing and letters) and not hasattr(self.focused, "undo")
        return super().check_action(action, parameters)

    def action_command_palette(self) -> None:
        """Open the command palette, unless the terminal is too narrow: Textual's palette would fail."""
        from textual.command import CommandPalette

        if self.size.width >= _LEAST_PALETTE and not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandPalette(placeholder="Search for commands…", id="--command-palette"))

    def may_answer(self, key: str) -> bool:
        """Return whether a key can be handled yet: keys for panes that are not mounted yet must wait."""
        if not super().may_answer(key):
            return False
        reader = self.screen_stack[0]
        ready = not isinstance(reader, ReaderScreen) or reader.is_complete
        return ready or any(self.keymap.asked_in(key, scope) for scope in ("article", "program"))

    def meant(self, event: events.Key) -> list[events.Key]:
        """Return the keys that an event stands for.

        After an escape, some letters move by words in a text field. An enter that was typed before the program had the
        terminal comes as a line feed.
        """
        if event.key != "ctrl+j" and not event.key.startswith("alt+"):
            return [event]
        if any(event.key in keys for keys in self.keymap.wanted.values()):
            return [event]
        if event.key == "ctrl+j":
            return [events.Key("enter", "\r")]
        from tui.keys.escape_prefix import meant

        return meant(event, writing=hasattr(self.focused, "insert"))

    def on_key(self, event: events.Key) -> None:
        """Tell the user why a key does nothing."""
        if isinstance(self.screen, ReaderScreen):
            self.screen.explain_refusal(event.key, (event.character or "") if event.is_printable else "")

    def on_resize(self, event: events.Resize) -> None:
        """Close the palette if there is no room for it any more."""
        if event.size.width < _LEAST_PALETTE:
            from textual.command import CommandPalette

            if isinstance(self.screen, CommandPalette):
                self.pop_screen()

    def action_redraw(self) -> None:
        """Redraw the screen."""
        self.screen.refresh(layout=True)
        for widget in self.screen.walk_children():
            if isinstance(widget, Widget):
                widget.refresh()

    def action_help(self) -> None:
        """Show the help."""
        from tui.dialogs.help import HelpDialog

        self.clear_notifications()
        reader = self.screen_stack[0]
        first = ""
        if isinstance(reader, ReaderScreen):
            first = reader.help_heading
            reader.hide_hint()
        self.push_screen(HelpDialog(first))

    def crash_message(self, error: Exception) -> str | None:
        """Return the message for an unexpected error, which ends the program; None without a terminal."""
        if self.is_headless:
            return None
        from tui.system import crash_report

        self._guard.arm(1, QUIT_GRACE)
        return crash_report.told(error, private=self.private)

    def crash(self, error: BaseException) -> None:
        """End the program because of an error in a thread; may be called from any thread."""
        self.call_later(_raise, error)

    def exit(self, result: None = None, return_code: int = 0, message: "RenderableType | None" = None) -> None:
        """End the program; if it hangs, its process is ended soon after."""
        if not self.is_headless:
            self._guard.arm(return_code, QUIT_GRACE)
        super().exit(result, return_code, message)

    def _watch_the_terminal(self) -> None:
        loop = asyncio.get_running_loop()
        self._guard.end_on_signals(loop, lambda status: self.exit(return_code=status))
        handle_uncaught_in_loop(loop, self._record)
        if self._terminal is not None:
            hangup.watch(self._terminal, self._on_hangup)

    def _on_hangup(self) -> None:
        """End the program because the terminal is gone; runs in the watching thread."""
        self._guard.arm(hangup.LOST)
        self.call_from_thread(self.exit, return_code=hangup.LOST)

    def _record(self, error: BaseException) -> None:
        if not self.private:
            from tui.system.crash_report import write_report

            write_report(error)


def _raise(error: BaseException) -> None:
    raise error
