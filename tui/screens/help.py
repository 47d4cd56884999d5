"""The help: every key, with a sentence."""

from collections.abc import Callable
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.actions import GROUPS, Action
from tui.rows.line import Line, wrap
from tui.widgets.inks import content

_COLUMNS_FROM = 110
"""Columns of the terminal from which the help stands in two columns."""


class HelpScreen(ModalScreen[None]):
    """All keys, over the screen they belong to. Any of the usual keys puts it away."""

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
        box.border_title = "Keys"
        box.border_subtitle = "esc closes"
        with box, Horizontal():
            yield Static(markup=False, classes="help--column")
            yield Static(markup=False, classes="help--column")

    def on_resize(self) -> None:
        """Two columns where there is room, else one."""
        names = list(GROUPS)
        first, second = self.query(".help--column").results(Static)
        wide = self.app.size.width >= _COLUMNS_FROM
        width = min(self.app.size.width - 8, 112)
        column = (width - 4) // 2 if wide else width
        second.display = wide
        half = _half([len(GROUPS[name]) + 2 for name in names]) if wide else len(names)
        first.styles.width = second.styles.width = column
        display = self.app.get_key_display
        first.update(content(_lines(names[:half], display, column - 2)))
        second.update(content(_lines(names[half:], display, column - 2)))

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


def _lines(names: list[str], display: Callable[[Binding], str], width: int) -> list[Line]:
    """The groups called `names`, in lines of `width` cells."""
    lines: list[Line] = []
    for name in names:
        lines += [(), ((name, "heading"),)] if lines else [((name, "heading"),)]
        shown = [_keys(action, display) for action in GROUPS[name]]
        column = max(cell_len(keys) for keys in shown) + 2
        for keys, action in zip(shown, GROUPS[name], strict=True):
            for at, line in enumerate(wrap([(action.sentence, "")], width - column)):
                lines.append((((keys if at == 0 else "").ljust(column), "strong"), *line))
    return lines


def _keys(action: Action, display: Callable[[Binding], str]) -> str:
    """All keys of an action, as people know them."""
    return " ".join(display(binding) for binding in Binding.make_bindings([Binding(action.keys, action.name, "-")]))
