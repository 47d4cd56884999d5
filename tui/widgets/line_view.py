"""A scrolling view over lines, which caches painted lines with their cells of the scroll bar."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Self

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.color import Color
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

_MOST_STRIPS = 400
"""The most lines to cache: some pages."""
_THUMB = "▕"


class LineView(ScrollView, inherit_bindings=False):
    """A view over lines of text, without borders or padding; its last column is the scroll bar.

    Subclasses return from `line_key` what a line of the view shows, and paint it in `render_line`. Textual would paint,
    filter, crop and encode all lines in view on every scroll; here this is done once for each line.
    """

    def __init__(self, *, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(name=name, id=id, classes=classes)
        self._strips: dict[tuple[Hashable, Segment], Strip] = {}
        self._strips_in_view: dict[int, tuple[Hashable, Strip]] = {}
        self._view_state: Hashable = None
        self._bar: tuple[Hashable, list[Segment]] = None, []
        self._backdrop: Color | None = None
        self._over_bar = False
        self._grab: int | None = None  # the row of the mouse, minus that of the thumb
        self.bar_pressed = False
        """Whether the mouse was last pressed on the scroll bar: the click that follows is not for the lines."""

    def line_key(self, y: int) -> Hashable:  # noqa: ARG002
        """Return what decides how line `y` of the view looks: with the same key it is not rendered again.

        Here every key differs, so that every line is.
        """
        return object()

    def paint_line(self, y: int) -> Iterable[Segment]:
        """Return line `y` of the view for the terminal, where the meta data of segments does not matter."""
        return self.render_line(y)

    @property
    def room(self) -> Size:
        """The size of the view without the scroll bar, in cells."""
        width, height = self.outer_size
        return Size(max(width - 1, 0), height)

    def set_height(self, height: int) -> None:
        """Set the number of lines to scroll over."""
        if height == self.virtual_size.height:
            return
        # A plain assignment would lay out the whole screen again, though nothing in it moves.
        self.set_reactive(Widget.virtual_size, Size(0, height))
        self.scroll_y = self.validate_scroll_y(self.scroll_y)
        self._refresh_bar()
        if self.styles.auto_dimensions:
            self.refresh(layout=True)

    def forget_lines(self, those: Callable[[Hashable], bool] | None = None) -> None:
        """Paint lines again when they are next shown: those with a key that `those` accepts, or all."""
        if those is None:
            self._strips.clear()
            self._strips_in_view.clear()
        else:
            for key in [key for key in self._strips if those(key[0])]:
                del self._strips[key]
            self._strips_in_view = {y: seen for y, seen in self._strips_in_view.items() if not those(seen[0])}

    def refresh_rows(self, rows: Iterable[int]) -> None:
        """Repaint only these rows of the view."""
        width, height = self.outer_size
        within = sorted({y for y in rows if 0 <= y < height})
        if within:
            self.refresh(*(Region(0, y, width, 1) for y in within))

    # Textual's calls

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Repaint some regions, or all of the view, as Textual asks."""
        if repaint and not regions:
            self._strips_in_view.clear()
        for region in regions:
            for y in region.line_range:
                self._strips_in_view.pop(y, None)
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines of a part of the view.

        Textual asks for all of them whenever anything on the screen changes; unchanged lines come from the cache.
        """
        bar = self._bar_cells()
        seen_from = self.outer_size, round(self.scroll_y), self._thumb(), self.has_focus
        if seen_from != self._view_state:
            self._strips_in_view, self._view_state = {}, seen_from
        found = [
            self._strips_in_view[y][1] if y in self._strips_in_view else self._strip_in_row(y, bar)
            for y in crop.line_range
        ]
        width = self.outer_size.width
        if crop.x > 0 or crop.right < width:
            return [strip.crop(crop.x, min(crop.right, width)) for strip in found]
        return found

    def notify_style_update(self) -> None:
        """Clear the cache after the theme or the stylesheet has changed."""
        super().notify_style_update()
        self.forget_lines()
        self._bar, self._backdrop = (None, []), None

    @property
    def allow_vertical_scroll(self) -> bool:
        """Whether the wheel scrolls."""
        return True

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Repaint after scrolling."""
        if round(old_value) != round(new_value):
            self.refresh()

    @property
    def allow_select(self) -> bool:
        """Whether pressing the mouse selects text: not on the scroll bar."""
        return super().allow_select and not self._over_bar

    # The scroll bar. Textual's is a widget of its own, which takes as long to paint as the text beside it.

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Drag the thumb of the scroll bar; above or below it, scroll by a page."""
        self.bar_pressed = self._is_bar(event)
        if event.button != 1 or not self.bar_pressed or self.max_scroll_y <= 0:
            return
        top, end = self._thumb()
        if top <= event.y < end:
            self._grab = event.y - top
            self.capture_mouse()
        else:
            step = -1 if event.y < top else 1
            self.scroll_to(y=self.scroll_y + step * max(1, self.room.height - 1), animate=False)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Move the thumb with the mouse."""
        self._over_bar = self._is_bar(event)
        if self._grab is not None:
            top, end = self._thumb()
            free = self.room.height - (end - top)
            if free > 0:
                self.scroll_to(y=(event.y - self._grab) / free * self.max_scroll_y, animate=False)

    def on_mouse_up(self) -> None:
        """Release the thumb."""
        if self._grab is not None:
            self._grab = None
            self.release_mouse()

    def on_leave(self) -> None:
        """Note that the mouse has left the view."""
        self._over_bar = False

    def _is_bar(self, event: events.MouseEvent) -> bool:
        return event.x == self.outer_size.width - 1

    def _thumb(self) -> tuple[int, int]:
        """Return the first row of the thumb and the one after its last; (0, 0) if all lines are in view."""
        height, room = self.virtual_size.height, self.room.height
        if height <= room or not room:
            return 0, 0
        size = max(1, round(room * room / height))
        top = round((room - size) * self.scroll_y / (height - room))
        return top, top + size

    def _bar_cells(self) -> list[Segment]:
        """Return the cells of the scroll bar."""
        key = (*self._thumb(), self.room.height)
        if self._bar[0] != key:
            top, end, rows = key
            # In the color of the text: visible without colors, and without bytes for another color.
            blank, thumb = Segment(" ", self.rich_style), Segment(_THUMB, self.rich_style)
            self._bar = key, [thumb if top <= y < end else blank for y in range(rows)]
        return self._bar[1]

    def _backdrop_color(self) -> Color:
        """Return the color behind the lines, computed once for each theme."""
        if self._backdrop is None:
            _, self._backdrop = self.background_colors
        return self._backdrop

    def _refresh_bar(self) -> None:
        width, height = self.outer_size
        self.refresh(Region(width - 1, 0, 1, height))

    # Lines

    def _strip_in_row(self, y: int, bar: list[Segment]) -> Strip:
        """Return line `y` of the view, after the filters of the app (such as that for `NO_COLOR`)."""
        what = self.line_key(y)
        key = what, bar[y] if y < len(bar) else Segment("")
        strip = self._strips.get(key)
        if strip is None:
            if len(self._strips) >= _MOST_STRIPS:
                self._strips.clear()
            strip = Strip(join_segments([*self.paint_line(y), key[1]]), self.outer_size.width)
            for each in self.get_line_filters():
                strip = strip.apply_filter(each, self._backdrop_color())
            self._strips[key] = strip
        self._strips_in_view[y] = what, strip
        return strip


def join_segments(segments: Iterable[Segment]) -> Iterator[Segment]:
    """Yield as few segments as possible that look like `segments`: of one style each, with blanks in a neighbor.

    Each segment sends about 40 bytes to the terminal in addition to its text. Their meta data is removed.
    """
    text, style = "", Style()
    for segment in segments:
        if not segment.text:
            continue
        own = segment.style or Style()
        if own.meta or own.link:
            own = own.clear_meta_and_links()
        if not text or own is style or own == style or (segment.text.isspace() and _same_blank(own, style)):
            style = style if text else own
            text += segment.text
        elif text.isspace() and _same_blank(style, own):
            text, style = text + segment.text, own
        else:
            yield _segment(text, style)
            text, style = segment.text, own
    if text:
        yield _segment(text, style)


def _segment(text: str, style: Style) -> Segment:
    blank = text.isspace() and not _marks_blanks(style)
    return Segment(text, Style(bgcolor=style.bgcolor) if blank else style)


def _same_blank(one: Style, other: Style) -> bool:
    """Return whether a blank looks the same in both styles."""
    return one.bgcolor == other.bgcolor and not (_marks_blanks(one) or _marks_blanks(other))


def _marks_blanks(style: Style) -> bool:
    return any((style.underline, style.underline2, style.overline, style.strike, style.reverse, style.blink))
