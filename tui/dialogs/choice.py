"""Choosing from a list by typing, and from a menu by a letter."""

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
from tui.keys.actions import Action
from tui.rows.line import Row, Target
from tui.widgets.prompt import PromptInput
from tui.widgets.row_list import RowList

Rows = Callable[[int, str], Iterable[Row]]
"""Makes the rows of a choice for a width, of those that what was typed finds."""


_AROUND_MENU = 8
"""Lines of a menu besides its rows: border, title, hint and what parts them."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen: the target of a row, or, without one, what was typed."""

    target: Target | None
    typed: str


class ChoiceList(RowList):
    """What can be chosen."""

    can_focus = False

    def __init__(self, rows: Rows) -> None:
        super().__init__(id="choices")
        self.typed = ""
        self._rows_for = rows

    def build(self, width: int) -> Iterable[Row]:
        """The rows that what was typed finds."""
        return self._rows_for(width, self.typed)

    def narrow(self, typed: str) -> None:
        """Show what `typed` finds, with the mark on the first."""
        self.typed = typed
        self.rebuild(keep=False)
        self.mark_first()


class ChoiceDialog(Dialog[Chosen | None]):
    """A list to choose from, over the screen; what is typed narrows it down.

    Args:
        title: what is chosen.
        rows: makes the rows.
        placeholder: stands where nothing is typed yet.
        own: whether what is typed may itself be what is chosen, where no row is marked.
        at: the row to mark at first; by default the first one.
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
        """Title, input, list."""
        with Vertical(id="dialog"):
            yield Static(self._title, markup=False, classes="dialog--title")
            yield self._input
            yield self._list
            hint = "enter takes what is marked, or what you typed" if self._own else "enter takes what is marked"
            yield Static(f"{hint} · esc gives up", markup=False, classes="dialog--hint")

    def on_mount(self) -> None:
        """A row is marked, so that enter takes it."""
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
        """Walking over the rows chooses nothing."""
        event.stop()

    def on_row_list_followed(self, event: RowList.Followed) -> None:
        """A click on the marked row."""
        event.stop()
        self._take(event.target)

    def _take(self, target: Target | None) -> None:
        typed = self._input.value.strip()
        if target is not None:
            self.dismiss(Chosen(target, typed))
        elif self._own and typed:
            self.dismiss(Chosen(None, typed))

    def action_move(self, step: int) -> None:
        """Move the mark."""
        if step > 0:
            self._list.action_cursor_down()
        else:
            self._list.action_cursor_up()

    def action_page(self, step: int) -> None:
        """Move the mark by pages."""
        self._list.action_page_down() if step > 0 else self._list.action_page_up()


class MenuDialog(Dialog[str | None]):
    """A few things to do, each with its letter; gives the id of the action."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+c", "dismiss(None)", "Close"),
        Binding("enter", "take", "Take"),
        Binding("down", "move(1)", "Down", show=False),
        Binding("up", "move(-1)", "Up", show=False),
    ]

    def __init__(self, title: str, actions: Sequence[Action]) -> None:
        super().__init__()
        self._title = title
        self._letters = {action.keys: action.id for action in actions}
        self._list = ChoiceList(lambda width, _: (_menu_row(action, width) for action in actions))

    def compose(self) -> ComposeResult:
        """Title and list."""
        with Vertical(id="dialog", classes="-menu"):
            yield Static(self._title, markup=False, classes="dialog--title")
            yield self._list
            yield Static("a letter, or enter · esc gives up", markup=False, classes="dialog--hint")

    def on_resize(self) -> None:
        """Title and hint stay in sight, however low the terminal is."""
        self._list.styles.max_height = max(self.app.size.height - _AROUND_MENU, 1)

    def on_mount(self) -> None:
        """The first row is marked."""
        self.call_after_refresh(self._list.mark_first)

    def on_key(self, event: Key) -> None:
        """A letter chooses."""
        if event.key in self._letters:
            event.stop()
            self.dismiss(self._letters[event.key])

    def on_row_list_browsed(self, event: RowList.Browsed) -> None:
        """Walking over the rows chooses nothing."""
        event.stop()

    def on_row_list_followed(self, event: RowList.Followed) -> None:
        """A click on the marked row."""
        event.stop()
        self.dismiss(event.target.item)

    def action_move(self, step: int) -> None:
        """Move the mark."""
        if step > 0:
            self._list.action_cursor_down()
        else:
            self._list.action_cursor_up()

    def action_take(self) -> None:
        """Take what is marked."""
        if self._list.target is not None:
            self.dismiss(self._list.target.item)


def _menu_row(action: Action, width: int) -> Row:
    from tui.rows.line import wrap

    head = f"{action.keys:<3}"
    first, *rest = wrap([(f"{action.label}  ", "strong"), (action.sentence, "muted")], width - len(head))
    below = [((" " * len(head), ""), *line) for line in rest]
    return Row((((head, "quotes"), *first), *below), Target(item=action.id))
