"""Dialogs to choose from a list by typing, and from a menu by a letter."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.events import Key
from textual.widgets import Input, Static

from tui.dialogs.base import Dialog
from tui.keys.key_table import Action
from tui.rows.line import Row, Target
from tui.widgets.prompt import PromptInput
from tui.widgets.row_list import RowList

Rows = Callable[[int, str], Iterable[Row]]
"""Makes the rows of a list for a width in cells and a filter."""


_AROUND_MENU = 8
"""Lines of a menu besides its rows: border, title, hint and blank lines."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The answer to a choice: the target of a row, or None and what was typed."""

    target: Target | None
    typed: str


class ChoiceList(RowList):
    """The list in a dialog."""

    can_focus = False

    def __init__(self, rows: Rows) -> None:
        super().__init__(id="choices")
        self.typed = ""
        self._rows_for = rows

    def build(self, width: int) -> Iterable[Row]:
        """Return the rows that match what was typed."""
        return self._rows_for(width, self.typed)

    def narrow(self, typed: str) -> None:
        """Show the rows that match `typed`, and highlight the first."""
        self.typed = typed
        self.rebuild(keep=False)
        self.mark_first()


class ChoiceDialog(Dialog[Chosen | None]):
    """A list to choose from; typing filters it.

    Args:
        title: of the dialog.
        rows: makes the rows.
        placeholder: of the text field.
        own: whether the user may choose what they typed if no row is highlighted.
        at: the row to highlight first; by default the first one.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,ctrl+n", "move(1)", "Down", show=False),
        Binding("up,ctrl+p", "move(-1)", "Up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
    ]

    def __init__(
        self,
        title: str,
        rows: Rows,
        placeholder: str,
        *,
        own: bool = False,
        at: Target | None = None,
    ) -> None:
        super().__init__()
        self._title = title
        self._own = own
        self._input = PromptInput(placeholder=placeholder, id="choice", compact=True)
        self._input.cursor_blink = False
        self._list = ChoiceList(rows)
        self._at = at

    def compose(self) -> ComposeResult:
        """Compose title, text field, list and hint."""
        with Vertical(id="dialog"):
            yield Static(self._title, markup=False, classes="dialog--title")
            yield self._input
            yield self._list
            hint = "enter select, or use what you typed" if self._own else "enter select"
            yield Static(f"{hint} · esc cancel", markup=False, classes="dialog--hint")

    def on_mount(self) -> None:
        """Highlight a row for enter."""
        self.call_after_refresh(self._mark)

    def _mark(self) -> None:
        if self._at is not None:
            self._list.mark(self._at)
        else:
            self._list.mark_first()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if event.value != self._list.typed:
            self._list.narrow(event.value)

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self._take(self._list.target)

    @on(PromptInput.Left)
    def _left(self, event: PromptInput.Left) -> None:
        event.stop()
        self.dismiss(None)

    def on_row_list_browsed(self, event: RowList.Browsed) -> None:
        """Ignore moves of the highlight."""
        event.stop()

    def on_row_list_followed(self, event: RowList.Followed) -> None:
        """Choose the row that was clicked."""
        event.stop()
        self._take(event.target)

    def _take(self, target: Target | None) -> None:
        typed = self._input.value.strip()
        if target is not None:
            self.dismiss(Chosen(target, typed))
        elif self._own and typed:
            self.dismiss(Chosen(None, typed))

    def action_move(self, step: int) -> None:
        """Move the highlight."""
        if step > 0:
            self._list.action_cursor_down()
        else:
            self._list.action_cursor_up()

    def action_page(self, step: int) -> None:
        """Move the highlight by pages."""
        self._list.action_page_down() if step > 0 else self._list.action_page_up()


class MenuDialog(Dialog[str | None]):
    """A menu of actions, each with its letter; returns the id of an action, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+c", "dismiss(None)", "Close"),
        Binding("enter", "take", "Select"),
        Binding("down", "move(1)", "Down", show=False),
        Binding("up", "move(-1)", "Up", show=False),
    ]

    def __init__(self, title: str, actions: Sequence[Action]) -> None:
        super().__init__()
        self._title = title
        self._letters = {action.keys: action.id for action in actions}
        self._list = ChoiceList(lambda width, _: (_menu_row(action, width) for action in actions))

    def compose(self) -> ComposeResult:
        """Compose title, list and hint."""
        with Vertical(id="dialog", classes="-menu"):
            yield Static(self._title, markup=False, classes="dialog--title")
            yield self._list
            yield Static("press a letter, or enter to select · esc cancel", markup=False, classes="dialog--hint")

    def on_resize(self) -> None:
        """Limit the height of the list, so that title and hint stay in view."""
        self._list.styles.max_height = max(self.app.size.height - _AROUND_MENU, 1)

    def on_mount(self) -> None:
        """Highlight the first row."""
        self.call_after_refresh(self._list.mark_first)

    def on_key(self, event: Key) -> None:
        """Choose by letter."""
        if event.key in self._letters:
            event.stop()
            self.dismiss(self._letters[event.key])

    def on_row_list_browsed(self, event: RowList.Browsed) -> None:
        """Ignore moves of the highlight."""
        event.stop()

    def on_row_list_followed(self, event: RowList.Followed) -> None:
        """Choose the row that was clicked."""
        event.stop()
        self.dismiss(event.target.item)

    def action_move(self, step: int) -> None:
        """Move the highlight."""
        if step > 0:
            self._list.action_cursor_down()
        else:
            self._list.action_cursor_up()

    def action_take(self) -> None:
        """Choose the highlighted action."""
        if self._list.target is not None:
            self.dismiss(self._list.target.item)


def _menu_row(action: Action, width: int) -> Row:
    from tui.rows.line import wrap

    head = f"{action.keys:<3}"
    first, *rest = wrap([(f"{action.label}  ", "strong"), (action.sentence, "muted")], width - len(head))
    below = [((" " * len(head), ""), *line) for line in rest]
    return Row((((head, "quotes"), *first), *below), Target(item=action.id))
