"""What features may ask of the program, done by the reading screen."""

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
    """Speaks for a screen; see `tui.reader.context.Ui`."""

    def __init__(self, screen: "Screen[None]") -> None:
        self._screen = screen

    @property
    def _app(self) -> AppBase:
        app = self._screen.app
        if not isinstance(app, AppBase):
            raise TypeError("The reading screen works in quoth's program alone.")
        return app

    def say(self, text: str, level: Level = "information", timeout: float = 3) -> None:
        """Answer a key with a message for `timeout` seconds."""
        self._app.say(text, level, timeout)

    def warn(self, text: str, *, error: bool = False, timeout: float | None = None) -> None:
        """Show a notice that no key has asked for; it stays beside others."""
        self._screen.notify(text, severity="error" if error else "warning", timeout=timeout, markup=False)

    def ask(self, dialog: "Dialog[T]", on_answer: Callable[[T | None], object]) -> None:
        """Put a dialog on the screen at once, so that keys typed ahead reach it; its result goes to `on_answer`."""

        def answer(result: T | None) -> None:
            on_answer(result)

        self._app.push_screen(dialog, answer)

    def choose(self, title: str, options: list[tuple[str, str]], on_choice: Callable[[str], object]) -> None:
        """Let the user choose one of a few things: each has a name, which goes to `on_choice`, and words to show."""
        from tui.dialogs.choice import ChoiceDialog
        from tui.rows.line import Row, Target

        def rows(_: int, typed: str) -> "list[Row]":
            wanted = typed.casefold()
            return [Row((((words, ""),),), Target(item=name)) for name, words in options if wanted in words.casefold()]

        def on_answer(answer: "Chosen | None") -> None:
            if answer is not None and answer.target is not None:
                on_choice(answer.target.item)

        self.ask(ChoiceDialog(title, rows, "type to narrow down"), on_answer)

    def start(self, job: Callable[[], Awaitable[Any]], *, group: str, exclusive: bool = False) -> "Worker[Any]":
        """Do `job` beside the keys; with `exclusive`, what is under way in `group` is canceled."""

        async def run() -> object:
            return await job()

        return self._screen.run_worker(run, group=group, exclusive=exclusive)

    def cancel(self, group: str) -> None:
        """Cancel what is under way in `group`."""
        self._screen.workers.cancel_group(self._screen, group)

    def call_after_refresh(self, callback: Callable[..., Any], *args: Any) -> object:  # noqa: ANN401
        """Call `callback` once what is changed now is on the screen."""
        return self._screen.call_after_refresh(callback, *args)

    def refresh_bindings(self) -> None:
        """Look again which keys work."""
        self._screen.refresh_bindings()

    def key(self, action_id: str) -> str:
        """Return what to press for an action, as the user's keymap has it."""
        return self._app.keymap.key(action_id)

    def suspend(self) -> Any:  # noqa: ANN401
        """Return a context in which another program has the terminal."""
        return self._app.suspend()

    def end(self, message: str | None = None) -> None:
        """End the program, and leave `message` in the terminal."""
        self._app.exit(message=message)
