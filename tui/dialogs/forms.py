"""Dialogs with text fields: a form of a few fields, or a note with its tags."""

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

_ANSWERS = (("save", "Save"), ("leave", "Cancel"))


@dataclass(frozen=True, slots=True)
class Asked:
    """A field of a form: its name, the label before it, its value, and a remark after it."""

    name: str
    label: str
    value: str = ""
    remark: str = ""
    placeholder: str = ""


Check = Callable[[Mapping[str, str]], str]
"""Returns what is wrong with the values of a form, in a sentence; "" if they are valid."""


class _Form(Dialog[dict[str, str] | None]):
    """The base of forms: saving, canceling (twice, if something was typed), and the hint."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Save", priority=True),
        Binding("escape,ctrl+c", "leave", "Cancel", priority=True),
    ]

    def __init__(self, hint: str, values: Callable[[], dict[str, str]]) -> None:
        super().__init__()
        self.values = values
        """Returns the present values."""
        self._hint = Static(hint, markup=False, classes="dialog--hint")
        self._before: dict[str, str] = {}
        self._warned_of: dict[str, str] | None = None

    def wrong(self) -> str:
        """Return what is wrong with the values, in a sentence; "" if they are valid."""
        return ""

    def on_mount(self) -> None:
        """Remember the original values."""
        self._before = self.values()

    def tell(self, what: str) -> None:
        """Show a message in place of the hint."""
        self._hint.update(what)

    def action_save(self) -> None:
        """Save and close, if the values are valid."""
        wrong = self.wrong()
        if wrong:
            self.tell(wrong)
        else:
            self.dismiss(self.values())

    def action_leave(self) -> None:
        """Cancel; if there are unsaved changes, only the second time."""
        now = self.values()
        if now not in (self._before, self._warned_of):  # later changes need another confirmation
            self._warned_of = now
            self._hint.update("Unsaved changes. ctrl+s to save, esc again to discard.")
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
    """A form of one-line fields; enter goes to the next one, and saves in the last."""

    def __init__(
        self,
        title: str,
        fields: Sequence[Asked],
        check: Check = lambda _: "",
        hint: str = "",
    ) -> None:
        several = "enter next field · ctrl+s save · esc cancel"
        super().__init__(hint or (several if len(fields) > 1 else "enter save · esc cancel"), self._read)
        self._title = title
        self._fields = fields
        self._check = check
        self.inputs = {
            field.name: Input(
                field.value,
                placeholder=field.placeholder,
                id=f"field-{field.name}",
                compact=True,
                select_on_focus=False,  # the first letter would replace the value
            )
            for field in fields
        }

    def compose(self) -> ComposeResult:
        """Compose title, fields, buttons and hint."""
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
        """Return the values of the fields, by name."""
        return {name: one.value.strip() for name, one in self.inputs.items()}

    def wrong(self) -> str:
        """Return what the form's check returns."""
        return self._check(self.values())

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Put the cursor at the end of the value, or at its start if it is longer than the field."""
        field = event.widget
        if isinstance(field, Input):
            fits = cell_len(field.value) < field.content_size.width
            field.cursor_position = len(field.value) if fits else 0

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Scroll a field that loses the focus back to its start."""
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
    """A form for a note and its tags.

    Args:
        title: of the dialog.
        note: the text so far.
        tags: the tags so far, separated by spaces.
        on_change: called with note and tags after each change.
    """

    def __init__(
        self, title: str, note: str, tags: str, on_change: Callable[[str, str], object] = lambda *_: None
    ) -> None:
        super().__init__("ctrl+s save · tab to tags · esc cancel", self._read)
        self._title = title
        self._note = TextArea(note, id="note", soft_wrap=True, show_line_numbers=False, compact=True)
        self._note.cursor_blink = False
        self._tags = Input(tags, placeholder="separated by spaces", id="tags", compact=True)
        self._tags.cursor_blink = False
        self._on_change = on_change

    def compose(self) -> ComposeResult:
        """Compose title, note, tags, buttons and hint."""
        with Vertical(id="dialog", classes="-note"):
            yield Static(self._title, markup=False, classes="dialog--title")
            yield self._note
            with Horizontal(classes="dialog--row"):
                yield Static("Tags", markup=False, classes="dialog--label")
                yield self._tags
            yield TabBar(_ANSWERS)
            yield self._hint

    def on_mount(self) -> None:
        """Put the cursor at the end of the note."""
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
        """Return the note and the tags."""
        return {"note": self._note.text.strip(), "tags": self._tags.value.strip()}

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_save()
