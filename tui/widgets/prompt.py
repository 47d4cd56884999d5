"""A line to type into: what to search for, what to filter by."""

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
"""Columns of padding around the note."""
_LEAST = 8
"""Columns kept for the note: the count that the first letter leads to moves nothing."""


class PromptInput(Input):
    """The input itself; `esc` leaves it."""

    # A line with room of its own: what is typed moves nothing else, so nothing need be laid out for it.
    virtual_size = reactive(Size(0, 0))

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Go", tooltip="Take it.", key_display="enter"),
        Binding("escape", "leave", "Close", tooltip="Close it."),
    ]

    class Left(Message):
        """The reader does not want to go on."""

    def on_paste(self, event: events.Paste) -> None:
        """Lines that are pasted become one; Textual would take the first alone."""
        event.prevent_default()
        event.stop()
        printable = "".join(letter if letter.isprintable() else " " for letter in event.text)
        self.insert_text_at_cursor(" ".join(printable.split()))

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
        self.input = input_class(placeholder=placeholder, id=input_id, compact=True, select_on_focus=False)
        self.input.cursor_blink = False
        self._note = Static("", markup=False, classes="prompt--note")
        self._room = 0

    def compose(self) -> ComposeResult:
        """Sign, input, note."""
        yield self._sign
        yield self.input
        yield self._note

    def open(self, value: str = "") -> None:
        """Show the prompt with `value` in it, and put the cursor there."""
        self.input.value = value
        self.input.cursor_position = len(value)
        self._room = 0
        self.tell("")
        self.display = True
        self.input.focus()

    def close(self) -> None:
        """Put it away."""
        self.display = False

    def hint(self, placeholder: str) -> None:
        """Say what can be typed, where nothing is yet."""
        self.input.placeholder = placeholder

    def sign(self, sign: str) -> None:
        """Show another sign before the input."""
        self._sign.update(sign)

    def tell(self, note: str, *, trouble: bool = False) -> None:
        """What was found, or that something is wrong with what was typed."""
        width = max(cell_len(note) + _AROUND, _LEAST)
        if width > self._room or trouble != self._note.has_class("-trouble"):
            # It gets wider, and stays so while the prompt is open: less is laid out.
            self._room = width
            self._note.styles.width = width
        self._note.update(note, layout=False)
        self._note.set_class(trouble, "-trouble")

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()  # whoever has the prompt watches its input: then what is typed and what it leads to are one frame

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Entered(self, event.value))

    @on(PromptInput.Left)
    def _left(self, event: PromptInput.Left) -> None:
        event.stop()
        self.post_message(self.Closed(self, self.input.value))
