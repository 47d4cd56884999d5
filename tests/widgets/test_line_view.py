"""The view over lines: its scroll bar with the mouse, and that little goes to the terminal."""

from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.strip import Strip

from tui.widgets.line_view import LineView, join_segments

PAGE = Style(color="#dddddd", bgcolor="#111111")
NAME = Style(color="#ffcc00", bgcolor="#111111", bold=True)
LINK = Style(color="#ffcc00", bgcolor="#111111", underline=True)


class Numbers(LineView, can_focus=True):
    painted = 0

    def line_key(self, y: int) -> int:
        return round(self.scroll_y) + y

    def render_line(self, y: int) -> Strip:
        self.painted += 1
        return Strip([Segment(f"{self.line_key(y):<{self.room.width}}", self.rich_style)], self.room.width)


class Counting(App[None]):
    CSS = "Numbers { overflow-y: scroll; scrollbar-size-vertical: 0; }"

    def compose(self) -> ComposeResult:
        yield Numbers()

    @property
    def numbers(self) -> Numbers:
        return self.query_one(Numbers)


async def test_a_line_that_only_moves_is_not_painted_again() -> None:
    app = Counting()
    async with app.run_test(size=(20, 10)) as pilot:
        app.numbers.set_height(100)
        await pilot.pause()
        before = app.numbers.painted
        for _ in range(3):
            app.numbers.scroll_to(y=app.numbers.scroll_y + 1, animate=False)
            await pilot.pause()
        assert app.numbers.painted - before < 10, "of 30: the new ones, and those that the thumb came upon or left"


async def test_the_scroll_bar_leads_with_the_mouse() -> None:
    app = Counting()
    async with app.run_test(size=(20, 10)) as pilot:
        app.numbers.set_height(100)
        await pilot.pause()
        await pilot.click(Numbers, offset=(19, 9))
        assert app.numbers.scroll_y == 9, "below the thumb: a page"
        await pilot.mouse_down(Numbers, offset=(19, 1))
        await pilot.hover(Numbers, offset=(19, 5))
        await pilot.mouse_up(Numbers, offset=(19, 5))
        assert 40 <= app.numbers.scroll_y <= 60, "the thumb is taken along"
        assert not app.numbers.text_selection, "and selects nothing"


def test_what_looks_alike_goes_to_the_terminal_as_one() -> None:
    line = [Segment("  ", PAGE), Segment("The ", PAGE), Segment("mayor", NAME), Segment("   ", PAGE)]
    assert list(join_segments(line)) == [Segment("  The ", PAGE), Segment("mayor   ", NAME)]
    meta = Style.from_meta({"offset": (0, 3)})
    assert list(join_segments([Segment("a", PAGE + meta), Segment("b", PAGE)])) == [Segment("ab", PAGE)]


def test_a_blank_that_would_look_otherwise_stays_alone() -> None:
    line = [Segment("mayor", LINK), Segment("   ", PAGE)]
    assert [segment.text for segment in join_segments(line)] == ["mayor", "   "]
    assert [segment.text for segment in join_segments([Segment("  ", PAGE), Segment("x", LINK)])] == ["  ", "x"]
    lit = Style(color="#dddddd", bgcolor="#443300")
    assert [segment.text for segment in join_segments([Segment("x", lit), Segment("  ", PAGE)])] == ["x", "  "]
