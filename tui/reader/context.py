"""What every feature of the reading screen is given: the state, the view, the program, and what lies outside it."""

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
    """What features may ask of the program."""

    def say(self, text: str, level: Level = "information", timeout: float = 3) -> None:
        """Answer a key with a message for `timeout` seconds."""

    def warn(self, text: str, *, error: bool = False, timeout: float | None = None) -> None:
        """Show a notice that no key has asked for; it stays beside others."""

    def ask(self, dialog: "Dialog[T]", on_answer: Callable[[T | None], object]) -> None:
        """Put a dialog on the screen at once, so that keys typed ahead reach it; its result goes to `on_answer`."""

    def choose(self, title: str, options: list[tuple[str, str]], on_choice: Callable[[str], object]) -> None:
        """Let the user choose one of a few things: each has a name, which goes to `on_choice`, and words to show."""

    def start(self, job: Callable[[], Awaitable[Any]], *, group: str, exclusive: bool = False) -> "Worker[Any]":
        """Do `job` beside the keys; with `exclusive`, what is under way in `group` is canceled."""

    def cancel(self, group: str) -> None:
        """Cancel what is under way in `group`."""

    def call_after_refresh(self, callback: Callable[..., Any], *args: Any) -> object:  # noqa: ANN401
        """Call `callback` once what is changed now is on the screen."""

    def refresh_bindings(self) -> None:
        """Look again which keys work."""

    def key(self, action_id: str) -> str:
        """Return what to press for an action, as the user's keymap has it."""

    def suspend(self) -> Any:  # noqa: ANN401
        """Return a context in which another program has the terminal."""

    def end(self, message: str | None = None) -> None:
        """End the program, and leave `message` in the terminal."""


@dataclass
class Services:
    """What lies outside the screen: settings, the library's thread, the analysis process.

    `client` is None until something is analyzed; `stdin` is the descriptor that stands for "-".
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
        """Return what analyzes, made when it is first wanted."""
        from tui.analysis.client import AnalysisClient

        if self.client is None:
            self.client = AnalysisClient(self.config.get("model") or None)
        return self.client


@dataclass
class ReaderContext:
    """The one thing that all features share."""

    state: ReaderState
    view: ReaderView
    ui: Ui
    services: Services
    clear_stack: ClearStack
    jumps: JumpList = field(default_factory=JumpList)
