"""The picture of the article: who speaks where, drawn with characters; each bar leads to its quote."""

from collections.abc import Iterator
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from tui.analysis.model import QuoteKind
from tui.dialogs.base import PAGING, Dialog
from tui.document.index import DocumentIndex
from tui.document.quote_facts import facts, manner
from tui.document.quote_text import as_written
from tui.document.timeline import Bar, Lane, make_timeline
from tui.rows.line import wrap
from tui.text.display import fit, shown
from tui.widgets.run_styles import content

_SIGNS = {QuoteKind.DIRECT: "█", QuoteKind.MIXED: "▓", QuoteKind.INDIRECT: "░"}
_LANE = "·"
_ABOUT = 5
"""Rows for the words of the marked bar, and the one above them."""

_LOW = 16
"""Rows of the terminal below which the signs are not explained."""

_LEGENDS = (
    "█ in quote marks  ▓ partly  ░ paraphrase  ? speaker uncertain",
    "█ quoted  ▓ partly  ░ paraphrase  ? uncertain",
    "█ quoted ▓ partly ░ paraphrase",
)
"""What the signs mean, at length and more briefly."""


class TimelineDialog(Dialog[str | None]):
    """A lane for each speaker, over the screen it belongs to; gives the id of the quote to go to.

    Args:
        reading: the article with its analysis.
        quote: the id of the quote to begin at; None: the first.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("l,right", "bar(1)", "Next", tooltip="The next quote of this speaker."),
        Binding("h,left", "bar(-1)", "Previous", tooltip="The quote before."),
        Binding("j,down", "lane(1)", "Speaker", tooltip="The speaker below."),
        Binding("k,up", "lane(-1)", "Speaker above", tooltip="The speaker above."),
        Binding("right_square_bracket", "step(1)", "In the text", tooltip="The next quote of the text."),
        Binding("left_square_bracket", "step(-1)", "Before", tooltip="The quote before it in the text."),
        *PAGING,
        Binding("enter", "take", "Go to it", tooltip="Go to it in the article."),
        Binding("escape,q,P,ctrl+c", "dismiss(None)", "Close"),
    ]

    def __init__(self, index: DocumentIndex, quote: str | None) -> None:
        super().__init__()
        self._index = index
        self._timeline = make_timeline(index.article, index.analysis)
        self._quote = quote or self._timeline.lanes[0].bars[0].quote
        self._order = sorted((bar for lane in self._timeline.lanes for bar in lane.bars), key=lambda bar: bar.span)
        self._drawn = Static(markup=False, id="lanes")
        self._about = Static(markup=False, id="about-bar")

    def compose(self) -> ComposeResult:
        """The lanes, the article below them, and the words of the bar that is marked."""
        with Vertical(id="picture") as box:
            box.border_title = "Who speaks where"
            box.border_subtitle = "h l j k move · enter goes there · esc closes"
            with VerticalScroll(id="lane-box", can_focus=False):
                yield self._drawn
            yield Static(markup=False, id="axis")
            yield self._about
            yield Static(markup=False, classes="dialog--hint")

    def on_resize(self) -> None:
        """Lanes are drawn for a width; where there are many, they scroll above what is said of the marked one."""
        below = _ABOUT + (1 if self.app.size.height > _LOW else 0)
        self.query_one("#lane-box").styles.max_height = max(self.app.size.height - below - 3, 3)
        signs = self.query_one(".dialog--hint", Static)
        signs.display = self.app.size.height > _LOW
        signs.update(next((one for one in _LEGENDS if cell_len(one) <= self.app.size.width - 6), _LEGENDS[-1]))
        self.call_after_refresh(self._draw)

    @property
    def _width(self) -> int:
        return max(self.query_one("#lane-box").scrollable_content_region.width, 20)

    @property
    def _label(self) -> int:
        """Cells for the names of the speakers."""
        longest = max(cell_len(shown(_name(lane))) for lane in self._timeline.lanes)
        return min(longest, max(8, self._width // 4)) + 1

    def _at(self) -> tuple[int, int]:
        """The lane and the bar that are marked."""
        for number, lane in enumerate(self._timeline.lanes):
            for at, bar in enumerate(lane.bars):
                if bar.quote == self._quote:
                    return number, at
        return 0, 0

    def _draw(self) -> None:
        parts: list[Content] = []
        row = marked = 0
        here, _ = self._at()
        for number, lane in enumerate(self._timeline.lanes):
            if number == here:
                marked = row
            parts += self._lane(lane, lit=number == here)
            row += lane.depth
        self._drawn.update(Content("\n").join(parts))
        self.query_one("#axis", Static).update(Content(self._axis()).stylize("$quiet"))
        self._tell()
        box = self.query_one("#lane-box")
        if not box.scroll_offset.y <= marked < box.scroll_offset.y + max(box.size.height, 1):
            box.scroll_to(y=max(marked - box.size.height // 2, 0), animate=False)

    def _lane(self, lane: Lane, *, lit: bool) -> Iterator[Content]:
        room = self._width - self._label
        name = Content.styled(fit(shown(_name(lane)), self._label - 1) + " ", "bold" if lit else "")
        for depth in range(lane.depth):
            cells: list[tuple[str, Bar | None]] = [(_LANE if depth == 0 else " ", None)] * room
            for bar in (one for one in lane.bars if one.depth == depth):
                start, end = self._cells(bar, room)
                cells[start:end] = [(_SIGNS[bar.kind], bar)] * (end - start)
                if bar.doubt:
                    cells[start] = ("?", bar)
            marked = next((bar for bar in lane.bars if bar.quote == self._quote and bar.depth == depth), None)
            if marked is not None:  # it may share its cells with others
                start, end = self._cells(marked, room)
                cells[start:end] = [
                    ("?" if marked.doubt and at == 0 else _SIGNS[marked.kind], marked) for at in range(end - start)
                ]
            yield (name if depth == 0 else Content(" " * self._label)) + _drawn(cells, self._quote)

    def _cells(self, bar: Bar, room: int) -> tuple[int, int]:
        start = min(bar.span.start * room // self._timeline.length, room - 1)
        return start, max(min(-(-bar.span.end * room // self._timeline.length), room), start + 1)

    def _axis(self) -> str:
        """The numbers of paragraphs, where they begin."""
        room = self._width - self._label
        here, at = self._at()
        start, end = self._cells(self._timeline.lanes[here].bars[at], room)
        middle = (start + end - 1) // 2
        line = ""
        for span in self._timeline.paragraphs:
            at = span.start * room // self._timeline.length
            name = self._index.paragraphs.label(span.start)
            free = (
                (not line or at >= len(line) + 1) and at + len(name) <= room and not at - 1 <= middle <= at + len(name)
            )
            if name.startswith("¶") and free:
                line = line.ljust(at) + name
        line = line.ljust(room)
        line = f"{line[:middle]}▲{line[middle + 1 :]}"  # points at the marked bar, for those who see no color
        return "the article".rjust(self._label - 1)[: self._label - 1] + " " + line

    def _tell(self) -> None:
        """Whose words the marked bar stands for, and which."""
        index = self._index
        quote = index.quote(self._quote)
        number, at = self._at()
        if quote is None:
            return
        known = facts(index.article, index.analysis, quote)
        what = manner(index.article, quote) or "direct quote"
        via = f", via {shown(known.via)}" if known.via else ""
        bars = self._timeline.lanes[number].bars
        head = f" {index.paragraphs.label(quote.start)} · {what}{via} · {at + 1} of {len(bars)}"
        words = shown(as_written(index.article.text, quote)[:600])
        width = max(self._about.content_region.width or self._width, 20)
        lines = [((shown(known.who) or "Not attributed", "strong"), (head, "muted"))]
        self._about.update(content([*lines, *wrap([(words, "")], width, most=3)]))

    def _mark(self, bar: Bar) -> None:
        self._quote = bar.quote
        self._draw()

    def action_bar(self, step: int) -> None:
        """The next or the previous bar of the lane; beyond its end, of the next lane."""
        lane, at = self._at()
        bars = self._timeline.lanes[lane].bars
        if 0 <= at + step < len(bars):
            self._mark(bars[at + step])
        elif 0 <= lane + step < len(self._timeline.lanes):
            self._mark(self._timeline.lanes[lane + step].bars[0 if step > 0 else -1])

    def action_lane(self, step: int) -> None:
        """The nearest bar of the lane so many further down (or up), or of the last one."""
        lane, at = self._at()
        other = max(0, min(lane + step, len(self._timeline.lanes) - 1))
        if other != lane:
            here = self._timeline.lanes[lane].bars[at].span.start
            self._mark(min(self._timeline.lanes[other].bars, key=lambda bar: abs(bar.span.start - here)))

    def action_far(self, end: int) -> None:
        """The first (-1) or the last (1) bar of all lanes."""
        self._mark(self._timeline.lanes[0].bars[0] if end < 0 else self._timeline.lanes[-1].bars[-1])

    def action_page(self, pages: float) -> None:
        """As many lanes further as are seen at once."""
        self.action_lane(round(pages * max(self.query_one("#lane-box").size.height - 1, 2)))

    def action_step(self, step: int) -> None:
        """The next or the previous bar in the order of the text, whoever's it is."""
        at = next((n for n, bar in enumerate(self._order) if bar.quote == self._quote), 0)
        if 0 <= at + step < len(self._order):
            self._mark(self._order[at + step])

    def action_take(self) -> None:
        """Go to the quote that is marked."""
        self.dismiss(self._quote)

    def on_click(self, event: events.Click) -> None:
        """A click marks a bar; on the one that is marked it goes there."""
        clicked = event.style.meta.get("bar")
        if clicked is None:
            return
        if clicked == self._quote:
            self.action_take()
        else:
            self._quote = clicked
            self._draw()


def _name(lane: Lane) -> str:
    return lane.name or "Not attributed"


def _drawn(cells: list[tuple[str, Bar | None]], marked: str) -> Content:
    """Cells as runs of the same bar, each of which knows its quote."""
    parts: list[Content] = []
    at = 0
    while at < len(cells):
        bar = cells[at][1]
        end = at
        while end < len(cells) and cells[end][1] is bar:
            end += 1
        text = "".join(sign for sign, _ in cells[at:end])
        if bar is None:
            parts.append(Content.styled(text, "$quiet"))
        else:
            style = "bold $foreground on $mention" if bar.quote == marked else "$person"
            parts.append(Content.styled(text, style).stylize(Style.from_meta({"bar": bar.quote})))
        at = end
    return Content.assemble(*parts)
