"""A prompt: a line for a search, a filter or a paragraph number."""

from typing import ClassVar

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Input, Static

_AROUND = 2
"""Padding around the note, in cells."""
_LEAST = 8
"""The least width of the note, in cells, so that the first count moves nothing."""


class PromptInput(Input):
    """The input of a prompt; `esc` leaves it."""

    # Not a layout reactive: typing moves nothing else on the screen.
    virtual_size = reactive(Size(0, 0))

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Go", tooltip="Confirm.", key_display="enter"),
        Binding("escape", "leave", "Cancel", tooltip="Cancel."),
    ]

    class Left(Message):
        """The user canceled."""

    def on_paste(self, event: events.Paste) -> None:
        """Join pasted lines into one; Textual would insert only the first."""
        event.prevent_default()
        event.stop()
        printable = "".join(letter if letter.isprintable() else " " for letter in event.text)
        self.insert_text_at_cursor(" ".join(printable.split()))

    def action_copy(self) -> None:
        """Copy the selected text; if there is none, `ctrl+c` cancels, as in a shell."""
        if self.selected_text:
            super().action_copy()
        else:
            self.action_leave()

    def action_leave(self) -> None:
        """Cancel."""
        self.post_message(self.Left())


class Prompt(Horizontal):
    """A sign, an input, and a note on the result."""

    class _Message(Message):
        def __init__(self, prompt: "Prompt", value: str) -> None:
            super().__init__()
            self.prompt = prompt
            self.value = value

        @property
        def control(self) -> "Prompt":
            """The prompt that sent the message."""
            return self.prompt

    class Entered(_Message):
        """The user confirmed."""

    class Closed(_Message):
        """The user canceled."""

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
        self.input = input_class(placeholder=placeholder, id=input_id, compact=True, select_on_focus=False)
        self.input.cursor_blink = False
        self._note = Static("", markup=False, classes="prompt--note")
        self._room = 0

    def compose(self) -> ComposeResult:
        """Compose sign, input and note."""
        yield self._sign
        yield self.input
        yield self._note

    def open(self, value: str = "") -> None:
        """Show the prompt with `value` in it, and focus it."""
        self.input.value = value
        self.input.cursor_position = len(value)
        self._room = 0
        self.tell("")
        self.display = True
        self.input.focus()

    def close(self) -> None:
        """Hide the prompt."""
        self.display = False

    def hint(self, placeholder: str) -> None:
        """Set the placeholder."""
        self.input.placeholder = placeholder

    def sign(self, sign: str) -> None:
        """Set the sign before the input."""
        self._sign.update(sign)

    def tell(self, note: str, *, trouble: bool = False) -> None:
        """Show a note; with `trouble`, as an error."""
        width = max(cell_len(note) + _AROUND, _LEAST)
        if width > self._room or trouble != self._note.has_class("-trouble"):
            # It only gets wider while the prompt is open, to save layouts.
            self._room = width
            self._note.styles.width = width
        self._note.update(note, layout=False)
        self._note.set_class(trouble, "-trouble")

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()  # owners watch the input instead, so that what is typed and its effect are painted in one frame

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Entered(self, event.value))

    @on(PromptInput.Left)
    def _left(self, event: PromptInput.Left) -> None:
        event.stop()
        self.post_message(self.Closed(self, self.input.value))
