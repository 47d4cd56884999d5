"""The help: every key, with a sentence."""

from itertools import groupby
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.actions import APP, KINDS, LIST, READER, bindings
from tui.rows.line import Line, wrap
from tui.screens.keys import Key, keys
from tui.widgets.article_pane import ArticlePane
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
        groups = _groups(_all_keys(self))
        first, second = self.query(".help--column").results(Static)
        wide = self.app.size.width >= _COLUMNS_FROM
        width = min(self.app.size.width - 8, 112)
        column = (width - 4) // 2 if wide else width
        second.display = wide
        half = _half(groups) if wide else len(groups)
        first.styles.width = second.styles.width = column
        first.update(content(_lines(groups[:half], column - 2)))
        second.update(content(_lines(groups[half:], column - 2)))

    def action_scroll(self, lines: int) -> None:
        """Scroll by lines."""
        self.query_one("#help").scroll_relative(y=lines, animate=False)

    def action_page(self, pages: int) -> None:
        """Scroll by pages."""
        box = self.query_one("#help")
        box.scroll_relative(y=pages * max(box.size.height - 2, 1), animate=False)


def _all_keys(screen: ModalScreen[None]) -> list[Key]:
    own = Binding.make_bindings(ArticlePane.BINDINGS)
    rest = Binding.make_bindings(bindings((*READER, *LIST, *KINDS, *APP)))
    return keys((*own, *rest), screen.app.get_key_display)


def _groups(found: list[Key]) -> list[tuple[str, list[Key]]]:
    return [(group, list(members)) for group, members in groupby(found, key=lambda key: key.group)]


def _half(groups: list[tuple[str, list[Key]]]) -> int:
    """How many of the groups make about half of the lines."""
    sizes = [len(members) + 2 for _, members in groups]
    return min(range(len(groups) + 1), key=lambda at: abs(sum(sizes[:at]) - sum(sizes[at:])))


def _lines(groups: list[tuple[str, list[Key]]], width: int) -> list[Line]:
    lines: list[Line] = []
    for group, members in groups:
        lines += [(), ((group, "heading"),)] if lines else [((group, "heading"),)]
        column = min(max(cell_len(key.display) for key in members) + 2, 18)
        for key in members:
            for at, line in enumerate(wrap([(key.sentence, "")], width - column)):
                lines.append((((key.display if at == 0 else "").ljust(column), "strong"), *line))
    return lines
