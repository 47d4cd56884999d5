"""One line of labels to click on, of which one is the current: the tabs of a pane, the kinds of a list."""

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from tui.text.display import fit

Label = tuple[str, str]
"""What a label stands for, and what it says."""

_LEAST_NAME = 6
"""Cells of what stands before the last " · " of a note, below which it is left out rather than cut."""


class TabBar(Widget):
    """A line of labels, and at its right a note. With `rule` the rest of the line is drawn through.

    Where there is little room, labels lose the numbers at their end, and the note some of what stands before its last
    " · ".
    """

    ALLOW_SELECT = False

    labels: reactive[tuple[Label, ...]] = reactive((), layout=False)
    """The labels, from left to right."""
    current: reactive[str] = reactive("")
    """What the current label stands for."""
    note: reactive[str] = reactive("")
    """What is said at the right end."""
    lit: reactive[bool] = reactive(False, toggle_class="-lit")
    """Whether the reader is in the pane below it."""

    class Chosen(Message):
        """A label was clicked."""

        def __init__(self, bar: "TabBar", label: str) -> None:
            super().__init__()
            self.bar = bar
            self.label = label

        @property
        def control(self) -> "TabBar":
            """The bar it belongs to."""
            return self.bar

    def __init__(self, labels: Sequence[Label] = (), *, rule: bool = False, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._rule = "─" if rule else " "
        self._start = "─" if rule else ""
        self.set_reactive(TabBar.labels, tuple(labels))
        if labels:
            self.set_reactive(TabBar.current, labels[0][0])

    def render(self) -> Content:
        """The line, exactly as wide as the widget."""
        width = self.size.width
        line = "$border" if self.lit else "$border-blurred"
        used = len(self._start)
        parts: list[Content | tuple[str, str]] = [(self._start, line)]
        note = f" {self.note} " if self.note else ""
        # Where no rule is drawn, the note says what the rows below are narrowed down to, and stays whole; else its end.
        wanted = note if self._rule == " " else " " + note.rpartition(" · ")[2]
        kept = min(cell_len(wanted) + 1, (width - used) // 2) if note else 0
        texts, between = self._texts(width - used - kept)
        for what, text in texts:
            current = "bold $person" if self.lit else "bold $foreground"
            style = current if what == self.current else "$quiet"
            parts.append(Content.styled(text, style).stylize(Style.from_meta({"label": what})))
            used += cell_len(text)
            if between:
                parts.append((self._rule, line))
                used += 1
        room = width - used
        if cell_len(note) > room - 1 and " · " in note:
            name, _, rest = note.strip().rpartition(" · ")
            free = room - 1 - cell_len(f"  · {rest} ")
            note = f" {fit(name, free).rstrip()} · {rest} " if free >= _LEAST_NAME else f" {rest} "
        if note and room > 3:
            note = note if cell_len(note) <= room - 1 else fit(note, room - 1)
            parts += [(self._rule * (room - cell_len(note) - 1), line), (note, "$person")]
            room = 1
        parts.append((self._rule * max(room, 0), line))
        return Content.assemble(*parts)

    def _texts(self, room: int) -> tuple[list[Label], bool]:
        """The labels as there is room for them, and whether the rule is drawn between them.

        With a space at each side, without their numbers, close together, and at last cut to a few letters; where no
        rule is drawn, the current one alone before they are cut.
        """
        ruled = self._rule != " "
        brief = [(what, says.rstrip("0123456789,").rstrip()) for what, says in self.labels]
        made = [([(what, f" {says} ") for what, says in labels], ruled) for labels in (self.labels, brief)]
        made += [([(what, f" {says}") for what, says in brief], between) for between in dict.fromkeys((ruled, False))]
        if not ruled:
            made.append(([(what, f" {says}") for what, says in brief if what == self.current], False))
        for most in (5, 4, 3, 2, 1):
            made.append(([(w, f" {s if w == self.current else s[:most]}") for w, s in brief], False))
        made.append(([(what, f" {says[:1]}") for what, says in brief], False))
        fitting = (one for one in made if sum(cell_len(text) + one[1] for _, text in one[0]) <= room)
        return next(fitting, made[-1])

    def on_click(self, event: events.Click) -> None:
        """Tell which label was clicked."""
        label = event.style.meta.get("label")
        if label is not None:
            self.post_message(self.Chosen(self, label))
