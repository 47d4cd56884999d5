"""A line to type into: what to search for, what to filter by."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static


class PromptInput(Input):
    """The input itself; `esc` leaves it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Go", tooltip="Take it.", key_display="enter"),
        Binding("escape", "leave", "Close", tooltip="Close it."),
    ]

    class Left(Message):
        """The reader does not want to go on."""

    def action_copy(self) -> None:
        """Copy what is selected; `ctrl+c` with nothing selected gives up, as in a shell."""
        if self.selected_text:
            super().action_copy()
        else:
            self.action_leave()

    def action_leave(self) -> None:
        """Give up."""
        self.post_message(self.Left())


class Prompt(Horizontal):
    """A sign, an input, and a note on what was found."""

    class _Message(Message):
        def __init__(self, prompt: "Prompt", value: str) -> None:
            super().__init__()
            self.prompt = prompt
            self.value = value

        @property
        def control(self) -> "Prompt":
            """The prompt it was typed into."""
            return self.prompt

    class Typed(_Message):
        """Something was typed."""

    class Entered(_Message):
        """The reader is done typing."""

    class Closed(_Message):
        """The reader gave up."""

    def __init__(
        self,
        sign: str,
        placeholder: str,
        *,
        input_id: str,
        id: str,  # noqa: A002
        input_class: type[PromptInput] = PromptInput,
    ) -> None:
        super().__init__(id=id)
        self._sign = Static(sign, markup=False, classes="prompt--sign")
        self._input = input_class(placeholder=placeholder, id=input_id, compact=True, select_on_focus=False)
        self._input.cursor_blink = False
        self._note = Static("", markup=False, classes="prompt--note")

    def compose(self) -> ComposeResult:
        """Sign, input, note."""
        yield self._sign
        yield self._input
        yield self._note

    def open(self, value: str = "") -> None:
        """Show the prompt with `value` in it, and put the cursor there."""
        self.display = True
        with self.prevent(Input.Changed):
            self._input.value = value
        self._input.cursor_position = len(value)
        self._input.focus()

    def close(self) -> None:
        """Put it away."""
        self.display = False

    def hint(self, placeholder: str) -> None:
        """Say what can be typed, where nothing is yet."""
        self._input.placeholder = placeholder

    def sign(self, sign: str) -> None:
        """Show another sign before the input."""
        self._sign.update(sign)

    def tell(self, note: str, *, trouble: bool = False) -> None:
        """What was found, or that something is wrong with what was typed."""
        self._note.update(note)
        self._note.set_class(trouble, "-trouble")

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Typed(self, event.value))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Entered(self, event.value))

    @on(PromptInput.Left)
    def _left(self, event: PromptInput.Left) -> None:
        event.stop()
        self.post_message(self.Closed(self, self._input.value))
