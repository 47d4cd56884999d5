"""The help: every key, and every sign, with a sentence."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.actions import GROUPS, Action
from tui.keymap import NO_KEY, Keymap
from tui.rows.legend import LEGEND
from tui.rows.line import Line, Run, wrap
from tui.widgets.inks import content

_Section = tuple[str, Sequence[tuple[Run, str]]]
"""A heading, and below it what is explained, each with its sentence."""

_COLUMNS_FROM = 110
"""Columns of the terminal from which the help stands in two columns."""


class HelpScreen(ModalScreen[None]):
    """All keys and signs, over the screen they belong to. Any of the usual keys puts it away."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,enter", "dismiss", "Close", tooltip="Close the help."),
        Binding("j,down", "scroll(1)", "Down", show=False),
        Binding("k,up", "scroll(-1)", "Up", show=False),
        Binding("space,pagedown", "page(1)", "Page down", show=False),
        Binding("b,pageup", "page(-1)", "Page up", show=False),
    ]

    def compose(self) -> ComposeResult:
        """A box with one or two columns of text."""
        box = VerticalScroll(id="help", can_focus=False)
        box.border_title = "Keys and signs"
        box.border_subtitle = "esc closes"
        with box, Horizontal():
            yield Static(markup=False, classes="help--column")
            yield Static(markup=False, classes="help--column")

    def on_resize(self) -> None:
        """Two columns where there is room, else one."""
        first, second = self.query(".help--column").results(Static)
        wide = self.app.size.width >= _COLUMNS_FROM
        width = min(self.app.size.width - 8, 112)
        column = (width - 4) // 2 if wide else width
        second.display = wide
        first.styles.width = second.styles.width = column
        sections = [_section(*one, column - 2) for one in self._sections()]
        half = _half([len(lines) + 1 for lines in sections]) if wide else len(sections)
        first.update(content(_joined(sections[:half])))
        second.update(content(_joined(sections[half:])))

    def _sections(self) -> Iterator[_Section]:
        for name, actions in GROUPS.items():
            yield name, [((self._keys(action), "strong"), action.sentence) for action in actions]
        yield "Signs", LEGEND

    def _keys(self, action: Action) -> str:
        """All keys of an action, as people know them."""
        keymap: Keymap = getattr(self.app, "keymap", Keymap())
        made = Binding.make_bindings([Binding(",".join(keymap.keys(action)) or NO_KEY, action.name, "-")])
        return " ".join(self.app.get_key_display(binding) for binding in made if binding.key != NO_KEY) or "—"

    def action_scroll(self, lines: int) -> None:
        """Scroll by lines."""
        self.query_one("#help").scroll_relative(y=lines, animate=False)

    def action_page(self, pages: int) -> None:
        """Scroll by pages."""
        box = self.query_one("#help")
        box.scroll_relative(y=pages * max(box.size.height - 2, 1), animate=False)


def _half(sizes: list[int]) -> int:
    """How many of the groups make about half of the lines."""
    return min(range(len(sizes) + 1), key=lambda at: abs(sum(sizes[:at]) - sum(sizes[at:])))


def _section(name: str, entries: Sequence[tuple[Run, str]], width: int) -> list[Line]:
    """A heading and what stands below it, in lines of `width` cells: keys or a sign, and what they mean."""
    lines: list[Line] = [((name, "heading"),)]
    column = max(cell_len(text) for (text, _), _ in entries) + 2
    for (text, role), sentence in entries:
        for at, line in enumerate(wrap([(sentence, "")], width - column)):
            lines.append(((set_cell_size(text if at == 0 else "", column), role), *line))
    return lines


def _joined(sections: Sequence[list[Line]]) -> list[Line]:
    return [line for at, lines in enumerate(sections) for line in ([(), *lines] if at else lines)]
