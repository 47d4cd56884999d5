"""Dialogs to write in: a few fields, or a note with its tags."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Static, TextArea

from tui.dialogs.base import Dialog
from tui.widgets.tab_bar import TabBar

_ANSWERS = (("save", "Save"), ("leave", "Give up"))


@dataclass(frozen=True, slots=True)
class Asked:
    """A field of a form: its name, what stands before it, its value, a remark behind it."""

    name: str
    label: str
    value: str = ""
    remark: str = ""
    placeholder: str = ""


Check = Callable[[Mapping[str, str]], str]
"""Says in a sentence what is wrong with the values of a form; empty if nothing is."""


class _Form(Dialog[dict[str, str] | None]):
    """What dialogs have in common: saving, giving up (twice, if something was written), and a line that says so."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Save", priority=True),
        Binding("escape,ctrl+c", "leave", "Give up", priority=True),
    ]

    def __init__(self, hint: str, values: Callable[[], dict[str, str]]) -> None:
        super().__init__()
        self.values = values
        """Returns what is written now."""
        self._hint = Static(hint, markup=False, classes="dialog--hint")
        self._before: dict[str, str] = {}
        self._warned_of: dict[str, str] | None = None

    def wrong(self) -> str:
        """What is wrong with it, in a sentence."""
        return ""

    def on_mount(self) -> None:
        """Remember what was there."""
        self._before = self.values()

    def tell(self, what: str) -> None:
        """Say something in the last line."""
        self._hint.update(what)

    def action_save(self) -> None:
        """Take what was written."""
        wrong = self.wrong()
        if wrong:
            self.tell(wrong)
        else:
            self.dismiss(self.values())

    def action_leave(self) -> None:
        """Give up; not without a question, if something was written."""
        now = self.values()
        if now not in (self._before, self._warned_of):  # what was written after the question is asked about again
            self._warned_of = now
            self._hint.update("Not saved yet: ctrl+s saves, esc once more gives it up.")
        else:
            self.dismiss(None)

    @on(TabBar.Chosen)
    def _answered(self, event: TabBar.Chosen) -> None:
        event.stop()
        if event.label == "save":
            self.action_save()
        else:
            self.action_leave()


class FormDialog(_Form):
    """Fields of one line each; enter goes on to the next, and behind the last saves."""

    def __init__(
        self,
        title: str,
        fields: Sequence[Asked],
        check: Check = lambda _: "",
        hint: str = "",
    ) -> None:
        several = "enter: next field, then save · ctrl+s saves · esc gives up"
        super().__init__(hint or (several if len(fields) > 1 else "enter saves · esc gives up"), self._read)
        self._title = title
        self._fields = fields
        self._check = check
        self.inputs = {
            field.name: Input(
                field.value,
                placeholder=field.placeholder,
                id=f"field-{field.name}",
                compact=True,
                select_on_focus=False,  # the first letter would take the place of all that is there
            )
            for field in fields
        }

    def compose(self) -> ComposeResult:
        """Title and fields."""
        with Vertical(id="dialog", classes="-form"):
            yield Static(self._title, markup=False, classes="dialog--title")
            for field in self._fields:
                with Horizontal(classes="dialog--row"):
                    yield Static(field.label, markup=False, classes="dialog--label")
                    self.inputs[field.name].cursor_blink = False
                    yield self.inputs[field.name]
                    if field.remark:
                        yield Static(field.remark, markup=False, classes="dialog--remark")
            yield TabBar(_ANSWERS)
            yield self._hint

    def _read(self) -> dict[str, str]:
        """The values of the fields, by name."""
        return {name: one.value.strip() for name, one in self.inputs.items()}

    def wrong(self) -> str:
        """What the form's check says."""
        return self._check(self.values())

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """What is written goes behind what is there; what is longer than its field is read from its beginning."""
        field = event.widget
        if isinstance(field, Input):
            fits = cell_len(field.value) < field.content_size.width
            field.cursor_position = len(field.value) if fits else 0

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """What the reader has left is seen from its beginning."""
        if isinstance(event.widget, Input):
            event.widget.cursor_position = 0

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        inputs = list(self.inputs.values())
        at = inputs.index(event.input)
        if at + 1 < len(inputs):
            inputs[at + 1].focus()
        else:
            self.action_save()


class NoteDialog(_Form):
    """A note of any length, and tags.

    Args:
        title: what the note is on.
        note: what is written already.
        tags: likewise, with spaces between.
        on_change: called with note and tags after each change.
    """

    def __init__(
        self, title: str, note: str, tags: str, on_change: Callable[[str, str], object] = lambda *_: None
    ) -> None:
        super().__init__("ctrl+s saves · tab: tags (enter there saves) · esc gives up", self._read)
        self._title = title
        self._note = TextArea(note, id="note", soft_wrap=True, show_line_numbers=False, compact=True)
        self._note.cursor_blink = False
        self._tags = Input(tags, placeholder="tags, with spaces between", id="tags", compact=True)
        self._tags.cursor_blink = False
        self._on_change = on_change

    def compose(self) -> ComposeResult:
        """Title, note, tags."""
        with Vertical(id="dialog", classes="-note"):
            yield Static(self._title, markup=False, classes="dialog--title")
            yield self._note
            with Horizontal(classes="dialog--row"):
                yield Static("Tags", markup=False, classes="dialog--label")
                yield self._tags
            yield TabBar(_ANSWERS)
            yield self._hint

    def on_mount(self) -> None:
        """Write behind what is there."""
        super().on_mount()
        self._note.move_cursor(self._note.document.end)
        self._note.focus()

    @on(TextArea.Changed)
    @on(Input.Changed)
    def _changed(self, event: TextArea.Changed | Input.Changed) -> None:
        event.stop()
        now = self._read()
        if now != self._before:
            self._on_change(now["note"], now["tags"])

    def _read(self) -> dict[str, str]:
        """The note and the tags."""
        return {"note": self._note.text.strip(), "tags": self._tags.value.strip()}

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_save()
