"""What every feature of the reading screen gets: the state, the view, the program, and services outside of it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from tui.app_base import Level
from tui.article.options import Options
from tui.config import Config
from tui.reader.clear_stack import ClearStack
from tui.reader.jump_list import JumpList
from tui.reader.preferences import Preferences
from tui.reader.state import ReaderState
from tui.reader.view import ReaderView

if TYPE_CHECKING:
    from textual.worker import Worker

    from tui.analysis.client import AnalysisClient
    from tui.dialogs.base import Dialog
    from tui.library.thread import LibraryThread

T = TypeVar("T")


class Ui(Protocol):
    """What features may use of the program."""

    def say(self, text: str, level: Level = "information", timeout: float = 3) -> None:
        """Show a message for `timeout` seconds, in response to a key."""

    def warn(self, text: str, *, error: bool = False, timeout: float | None = None) -> None:
        """Show a warning that is no response to a key; it does not replace other messages."""

    def ask(self, dialog: "Dialog[T]", on_answer: Callable[[T | None], object]) -> None:
        """Open a dialog at once, so that it gets keys typed ahead, and pass its result to `on_answer`."""

    def choose(self, title: str, options: list[tuple[str, str]], on_choice: Callable[[str], object]) -> None:
        """Let the user choose from `options`, pairs of a value, which is passed to `on_choice`, and a text to show."""

    def start(self, job: Callable[[], Awaitable[Any]], *, group: str, exclusive: bool = False) -> "Worker[Any]":
        """Run `job` in the background; with `exclusive`, cancel the other jobs of `group`."""

    def cancel(self, group: str) -> None:
        """Cancel the jobs of `group`."""

    def call_after_refresh(self, callback: Callable[..., Any], *args: Any) -> object:  # noqa: ANN401
        """Call `callback` once the present changes are on the screen."""

    def refresh_bindings(self) -> None:
        """Check again which keys work now."""

    def key(self, action_id: str) -> str:
        """Return the key of an action, from the user's keymap."""

    def suspend(self) -> Any:  # noqa: ANN401
        """Return a context manager that gives the terminal to another program."""

    def end(self, message: str | None = None) -> None:
        """End the program and print `message` in the terminal."""


@dataclass(eq=False)
class Services:
    """Services outside of the screen: settings, the library's thread, the analysis process.

    `client` is None until an article is analyzed; `stdin` is the file descriptor of the source "-".
    """

    config: Config
    options: Options
    client: "AnalysisClient | None" = None
    library: "LibraryThread | None" = None
    preferences: Preferences = field(default_factory=Preferences)
    stdin: int | None = None
    private: bool = False
    copy_style: str = ""

    def analysis_client(self) -> "AnalysisClient":
        """Return the client of the analysis process; it is made on first use."""
        from tui.analysis.client import AnalysisClient

        if self.client is None:
            self.client = AnalysisClient(self.config.get("model") or None)
        return self.client


@dataclass(eq=False)
class ReaderContext:
    """What all features share."""

    state: ReaderState
    view: ReaderView
    ui: Ui
    services: Services
    clear_stack: ClearStack
    jumps: JumpList = field(default_factory=JumpList)
