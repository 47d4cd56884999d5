"""What features may use of the program, implemented by the reading screen."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, TypeVar

from tui.app_base import AppBase, Level

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.worker import Worker

    from tui.dialogs.base import Dialog
    from tui.dialogs.choice import Chosen
    from tui.rows.line import Row

T = TypeVar("T")


class ScreenUi:
    """Implements `tui.reader.context.Ui` for a screen."""

    def __init__(self, screen: "Screen[None]") -> None:
        self._screen = screen

    @property
    def _app(self) -> AppBase:
        app = self._screen.app
        if not isinstance(app, AppBase):
            raise TypeError("The reading screen works only in QuothApp.")
        return app

    def say(self, text: str, level: Level = "information", timeout: float = 3) -> None:
        """Show a message for `timeout` seconds, in response to a key."""
        self._app.say(text, level, timeout)

    def warn(self, text: str, *, error: bool = False, timeout: float | None = None) -> None:
        """Show a warning that is no response to a key; it does not replace other messages."""
        self._screen.notify(text, severity="error" if error else "warning", timeout=timeout, markup=False)

    def ask(self, dialog: "Dialog[T]", on_answer: Callable[[T | None], object]) -> None:
        """Open a dialog at once, so that it gets keys typed ahead, and pass its result to `on_answer`."""

        def answer(result: T | None) -> None:
            on_answer(result)

        self._app.push_screen(dialog, answer)

    def choose(self, title: str, options: list[tuple[str, str]], on_choice: Callable[[str], object]) -> None:
        """Let the user choose from `options`, pairs of a value, which is passed to `on_choice`, and a text to show."""
        from tui.dialogs.choice import ChoiceDialog
        from tui.rows.line import Row, Target

        def rows(_: int, typed: str) -> "list[Row]":
            wanted = typed.casefold()
            return [Row((((words, ""),),), Target(item=name)) for name, words in options if wanted in words.casefold()]

        def on_answer(answer: "Chosen | None") -> None:
            if answer is not None and answer.target is not None:
                on_choice(answer.target.item)

        self.ask(ChoiceDialog(title, rows, "Type to filter"), on_answer)

    def start(self, job: Callable[[], Awaitable[Any]], *, group: str, exclusive: bool = False) -> "Worker[Any]":
        """Run `job` in the background; with `exclusive`, cancel the other jobs of `group`."""

        async def run() -> object:
            return await job()

        return self._screen.run_worker(run, group=group, exclusive=exclusive)

    def cancel(self, group: str) -> None:
        """Cancel the jobs of `group`."""
        self._screen.workers.cancel_group(self._screen, group)

    def call_after_refresh(self, callback: Callable[..., Any], *args: Any) -> object:  # noqa: ANN401
        """Call `callback` once the present changes are on the screen."""
        return self._screen.call_after_refresh(callback, *args)

    def refresh_bindings(self) -> None:
        """Check again which keys work now."""
        self._screen.refresh_bindings()

    def key(self, action_id: str) -> str:
        """Return the key of an action, from the user's keymap."""
        return self._app.keymap.key(action_id)

    def suspend(self) -> Any:  # noqa: ANN401
        """Return a context manager that gives the terminal to another program."""
        return self._app.suspend()

    def end(self, message: str | None = None) -> None:
        """End the program and print `message` in the terminal."""
        self._app.exit(message=message)
