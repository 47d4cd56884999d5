"""The help: all keys and signs, each with a sentence."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Input, Static

from tui.dialogs.base import PAGING, Dialog
from tui.keys.key_table import GROUPS, Action
from tui.keys.user_keymap import NO_KEY, in_use
from tui.rows.legend import LEGEND
from tui.rows.line import Line, Run, wrap
from tui.widgets.prompt import PromptInput
from tui.widgets.run_styles import content

_Section = tuple[str, Sequence[tuple[Run, str]]]
"""A heading, and keys or signs with their sentences."""

_COLUMNS_FROM = 110
"""Width of the terminal from which the help has two columns."""


class HelpDialog(Dialog[None]):
    """Shows all keys and signs.

    Args:
        first: the heading of the actions to show first.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1,enter,ctrl+c", "dismiss", "Close", tooltip="Close the help."),
        Binding("j,ctrl+e,down", "scroll(1)", "Down", show=False),
        Binding("k,ctrl+y,up", "scroll(-1)", "Up", show=False),
        *PAGING,
        Binding("slash,f", "find", "Find", tooltip="Filter the list of keys."),
        Binding("m", "manual", "Manual", tooltip="Open the manual."),
    ]

    AUTO_FOCUS = ""

    def __init__(self, first: str = "") -> None:
        super().__init__()
        self._first = first
        self._wanted = ""
        self._input = PromptInput(placeholder="Type to filter", id="help-find", compact=True)
        self._input.cursor_blink = False
        self._input.display = False  # until the user searches

    def compose(self) -> ComposeResult:
        """Compose one or two columns of text, and a search field."""
        box = VerticalScroll(id="help", can_focus=False)
        box.border_title = "Keys and signs"
        box.border_subtitle = "/ find · m manual · j k space b scroll · esc close"
        with box, Horizontal():
            yield Static(markup=False, classes="help--column")
            yield Static(markup=False, classes="help--column")
        yield self._input

    def action_find(self) -> None:
        """Open the search field."""
        self._input.display = True
        self._input.focus()

    def action_manual(self) -> None:
        """Open the manual over the help."""
        from tui.dialogs.manual import ManualDialog  # imported when needed: most users open the help for a key

        self.app.push_screen(ManualDialog(in_use(self.app)))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._wanted = " ".join(event.value.casefold().split())
        self._show()
        self.action_far(-1)

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.set_focus(None)

    @on(PromptInput.Left)
    def _left(self, event: PromptInput.Left) -> None:
        event.stop()
        self._input.value = ""
        self._input.display = False
        self.set_focus(None)

    def on_resize(self) -> None:
        """Show two columns if there is room, else one."""
        self._show()

    def _show(self) -> None:
        first, second = self.query(".help--column").results(Static)
        wide = self.app.size.width >= _COLUMNS_FROM
        width = min(self.app.size.width - 8, 112)
        column = (width - 4) // 2 if wide else width
        second.display = wide
        first.styles.width = second.styles.width = column
        sections = [_section(*one, column - 2) for one in self._sections()]
        if not sections:
            sections = [wrap([(f"No matches for “{self._wanted}”.", "muted")], column - 2)]
        half = _half([len(lines) + 1 for lines in sections]) if wide else len(sections)
        first.update(content(_joined(sections[:half])))
        second.update(content(_joined(sections[half:])))

    def _sections(self) -> Iterator[_Section]:
        """Yield the sections to show, that of the user's pane first."""
        for name in sorted(GROUPS, key=lambda name: name != self._first):
            entries = [((self._keys(action), "strong"), action.sentence) for action in GROUPS[name]]
            found = [entry for entry in entries if self._finds(name, *entry)]
            if found:
                yield name, found
        signs = [entry for entry in LEGEND if self._finds("Signs", *entry)]
        if signs:
            yield "Signs", signs

    def _finds(self, heading: str, run: Run, sentence: str) -> bool:
        return self._wanted in f"{heading} {run[0]} {sentence}".casefold()

    def _keys(self, action: Action) -> str:
        """Return all keys of an action, as people write them."""
        made = Binding.make_bindings([Binding(",".join(in_use(self.app).keys(action)) or NO_KEY, action.command, "-")])
        return " ".join(self.app.get_key_display(binding) for binding in made if binding.key != NO_KEY) or "—"

    def action_scroll(self, lines: int) -> None:
        """Scroll by lines."""
        self.query_one("#help").scroll_relative(y=lines, animate=False)

    def action_far(self, end: int) -> None:
        """Scroll to the beginning (-1) or the end (1)."""
        box = self.query_one("#help")
        box.scroll_to(y=0 if end < 0 else box.max_scroll_y, animate=False)

    def action_page(self, pages: float) -> None:
        """Scroll by pages."""
        box = self.query_one("#help")
        box.scroll_relative(y=round(pages * max(box.size.height - 2, 2)), animate=False)


def _half(sizes: list[int]) -> int:
    """Return how many of the groups make about half of the lines."""
    return min(range(len(sizes) + 1), key=lambda at: abs(sum(sizes[:at]) - sum(sizes[at:])))


def _section(name: str, entries: Sequence[tuple[Run, str]], width: int) -> list[Line]:
    """Return a section in lines of `width` cells: the heading, then keys or signs with their sentences."""
    lines: list[Line] = [((name, "heading"),)]
    column = max(cell_len(text) for (text, _), _ in entries) + 2
    for (text, role), sentence in entries:
        for at, line in enumerate(wrap([(sentence, "")], width - column)):
            lines.append(((set_cell_size(text if at == 0 else "", column), role), *line))
    return lines


def _joined(sections: Sequence[list[Line]]) -> list[Line]:
    return [line for at, lines in enumerate(sections) for line in ([(), *lines] if at else lines)]
