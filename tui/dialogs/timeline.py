"""The timeline of an article: who speaks where, drawn with characters; each bar is a quote."""

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
"""Rows for the words of the highlighted bar, and the line above them."""

_LOW = 16
"""Rows of the terminal below which the legend is hidden."""

_LEGENDS = (
    "█ in quote marks  ▓ partly  ░ paraphrase  ? speaker uncertain",
    "█ quoted  ▓ partly  ░ paraphrase  ? uncertain",
    "█ quoted ▓ partly ░ paraphrase",
)
"""The legend, long to short."""


class TimelineDialog(Dialog[str | None]):
    """Shows a lane for each speaker; returns the id of the quote to go to, or None.

    Args:
        index: the article with its analysis.
        quote: the id of the quote to highlight first; None for the first one.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("l,right", "bar(1)", "Next", tooltip="Next quote of this speaker."),
        Binding("h,left", "bar(-1)", "Previous", tooltip="Previous quote of this speaker."),
        Binding("j,down", "lane(1)", "Next speaker", tooltip="Next speaker."),
        Binding("k,up", "lane(-1)", "Previous speaker", tooltip="Previous speaker."),
        Binding("right_square_bracket", "step(1)", "Next quote", tooltip="Next quote in the article."),
        Binding("left_square_bracket", "step(-1)", "Previous quote", tooltip="Previous quote in the article."),
        *PAGING,
        Binding("enter", "take", "Show", tooltip="Show in the article."),
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
        """Compose the lanes, the axis, the words of the highlighted bar, and the legend."""
        with Vertical(id="picture") as box:
            box.border_title = "Timeline: who speaks where"
            box.border_subtitle = "h l j k move · enter go to quote · esc close"
            with VerticalScroll(id="lane-box", can_focus=False):
                yield self._drawn
            yield Static(markup=False, id="axis")
            yield self._about
            yield Static(markup=False, classes="dialog--hint")

    def on_resize(self) -> None:
        """Draw the lanes for the new width, and limit their height so that the rest stays in view."""
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
        """The width of the column of names, in cells."""
        longest = max(cell_len(shown(_name(lane))) for lane in self._timeline.lanes)
        return min(longest, max(8, self._width // 4)) + 1

    def _at(self) -> tuple[int, int]:
        """Return the indexes of the highlighted lane and of the bar in it."""
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
        self._show_quote()
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
            if marked is not None:  # it may share cells with others
                start, end = self._cells(marked, room)
                cells[start:end] = [
                    ("?" if marked.doubt and at == 0 else _SIGNS[marked.kind], marked) for at in range(end - start)
                ]
            yield (name if depth == 0 else Content(" " * self._label)) + _drawn(cells, self._quote)

    def _cells(self, bar: Bar, room: int) -> tuple[int, int]:
        start = min(bar.span.start * room // self._timeline.length, room - 1)
        return start, max(min(-(-bar.span.end * room // self._timeline.length), room), start + 1)

    def _axis(self) -> str:
        """Return the line below the lanes: the numbers of paragraphs where they start, and a pointer to the bar."""
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
        line = f"{line[:middle]}▲{line[middle + 1 :]}"  # points at the highlighted bar, for users who see no color
        return "the article".rjust(self._label - 1)[: self._label - 1] + " " + line

    def _show_quote(self) -> None:
        """Show speaker and words of the highlighted bar."""
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
        """Go to the next (1) or previous (-1) bar of the lane; at its end, to the next lane."""
        lane, at = self._at()
        bars = self._timeline.lanes[lane].bars
        if 0 <= at + step < len(bars):
            self._mark(bars[at + step])
        elif 0 <= lane + step < len(self._timeline.lanes):
            self._mark(self._timeline.lanes[lane + step].bars[0 if step > 0 else -1])

    def action_lane(self, step: int) -> None:
        """Go to the nearest bar, `step` lanes further down (or up), or in the last (first) lane."""
        lane, at = self._at()
        other = max(0, min(lane + step, len(self._timeline.lanes) - 1))
        if other != lane:
            here = self._timeline.lanes[lane].bars[at].span.start
            self._mark(min(self._timeline.lanes[other].bars, key=lambda bar: abs(bar.span.start - here)))

    def action_far(self, end: int) -> None:
        """Go to the first (-1) or the last (1) bar of all lanes."""
        self._mark(self._timeline.lanes[0].bars[0] if end < 0 else self._timeline.lanes[-1].bars[-1])

    def action_page(self, pages: float) -> None:
        """Move by pages of lanes."""
        self.action_lane(round(pages * max(self.query_one("#lane-box").size.height - 1, 2)))

    def action_step(self, step: int) -> None:
        """Go to the next (1) or previous (-1) bar in the order of the text, whoever speaks."""
        at = next((n for n, bar in enumerate(self._order) if bar.quote == self._quote), 0)
        if 0 <= at + step < len(self._order):
            self._mark(self._order[at + step])

    def action_take(self) -> None:
        """Close, and go to the highlighted quote."""
        self.dismiss(self._quote)

    def on_click(self, event: events.Click) -> None:
        """Highlight the bar that was clicked, or go to it if it is highlighted."""
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
    """Return a lane as content: each run of cells of a bar has the id of its quote as meta data."""
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
