"""A line of labels to click, one of which is current: the tabs of panes and lists, the buttons of forms."""

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
"""The value of a label, and its text."""

_LEAST_NAME = 6
"""Cells of the text before the last " · " of a note, below which it is left out instead of cut."""


class TabBar(Widget):
    """A line of labels, with a note on the right. With `rule`, a rule fills the rest of the line.

    If there is little room, labels lose the numbers at their end, and the note some of the text before its last " · ".
    """

    ALLOW_SELECT = False

    labels: reactive[tuple[Label, ...]] = reactive((), layout=False)
    """The labels, from left to right."""
    current: reactive[str] = reactive("")
    """The value of the current label."""
    note: reactive[str] = reactive("")
    """The note at the right end."""
    lit: reactive[bool] = reactive(False, toggle_class="-lit")
    """Whether the pane below is the current one."""

    class Chosen(Message):
        """A label was clicked."""

        def __init__(self, bar: "TabBar", label: str) -> None:
            super().__init__()
            self.bar = bar
            self.label = label

        @property
        def control(self) -> "TabBar":
            """The bar that sent the message."""
            return self.bar

    def __init__(self, labels: Sequence[Label] = (), *, rule: bool = False, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._rule = "─" if rule else " "
        self._start = "─" if rule else ""
        self.set_reactive(TabBar.labels, tuple(labels))
        if labels:
            self.set_reactive(TabBar.current, labels[0][0])

    def render(self) -> Content:
        """Return the line, exactly as wide as the widget."""
        width = self.size.width
        line = "$border" if self.lit else "$border-blurred"
        used = len(self._start)
        parts: list[Content | tuple[str, str]] = [(self._start, line)]
        note = f" {self.note} " if self.note else ""
        # Without a rule, the note is the filter of the list, and is kept whole; otherwise its end is kept.
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
        """Return the labels that fit in `room` cells, and whether the rule is drawn between them.

        From the widest to the narrowest: with spaces on both sides, without numbers, close together, cut to a few
        letters; without a rule, only the current one before they are cut.
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
        """Report the label that was clicked."""
        label = event.style.meta.get("label")
        if label is not None:
            self.post_message(self.Chosen(self, label))
