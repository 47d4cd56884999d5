"""What moves the reader about, without a screen: layout, history, search, stepping."""

import pytest
import sample_story

from tui.document.index import DocumentIndex
from tui.document.selection import Selection
from tui.reader.jump_list import JumpList, Position
from tui.reader.stepping import note, position, stepped
from tui.text.spans import Span
from tui.widgets.pane_layout import LISTS, PANES, arrange


def seen(width: int, height: int, pane: str, zoomed: bool = False) -> set[str]:
    return set(arrange(width, height, pane, "details", "quotes", zoomed=zoomed).seen)


def test_three_panes_two_or_one() -> None:
    assert seen(120, 40, "article") == {"article", "quotes", "details"}
    assert seen(80, 24, "article") == {"article", "details"}
    assert seen(60, 20, "article") == {"article"}
    assert seen(20, 5, "details") == {"details"}
    assert seen(200, 50, "quotes", zoomed=True) == {"quotes"}


@pytest.mark.parametrize(("width", "height"), [(200, 50), (120, 40), (100, 20), (80, 24), (60, 20), (20, 5)])
@pytest.mark.parametrize("pane", PANES)
def test_current_pane_is_shown_and_tab_reaches_all(width: int, height: int, pane: str) -> None:
    at_right = pane if pane != "article" else "details"
    list_ = pane if pane in LISTS else "entities"
    layout = arrange(width, height, pane, at_right, list_)
    assert pane in layout.seen
    visible = [
        tabs
        for tabs, members in (
            (layout.left, {"article"}),
            (layout.right, set(LISTS)),
            (layout.below, {"details"}),
        )
        if members & layout.seen
    ]
    assert set().union(*visible) == set(PANES)


def visit(cursor: int) -> Position:
    return Position("article", None, cursor, cursor)


def test_back_and_forward() -> None:
    history = JumpList()
    assert history.back(visit(0)) is None
    history.leave(visit(1))
    history.leave(visit(2))
    assert history.back(visit(3)) == visit(2)
    assert history.back(visit(2)) == visit(1)
    assert not history.can_go_back
    assert history.forward(visit(1)) == visit(2)
    assert history.forward(visit(2)) == visit(3)
    assert not history.can_go_forward


def test_jump_clears_forward_positions() -> None:
    history = JumpList()
    history.leave(visit(1))
    history.back(visit(2))
    history.leave(visit(1))
    assert not history.can_go_forward


def test_series_of_jumps_counts_once() -> None:
    history = JumpList()
    for cursor in range(5):
        history.leave(visit(cursor), "stepping")
    assert history.back(visit(9)) == visit(0)
    assert not history.can_go_back


PLACES = [Span(2, 4), Span(6, 8), Span(20, 22)]


def test_stepping_wraps_around() -> None:
    assert stepped(PLACES, 0, 1) == (PLACES[0], False)
    assert stepped(PLACES, 2, 1) == (PLACES[1], False)
    assert stepped(PLACES, 20, 1) == (PLACES[0], True)
    assert stepped(PLACES, 2, -1) == (PLACES[2], True)
    assert stepped(PLACES, 19, -1) == (PLACES[1], False)
    assert stepped([], 0, 1) == (None, False)
    assert position(PLACES, 6) == 1
    assert position(PLACES, 7) is None


def test_note_shows_position_and_selection() -> None:
    reading = DocumentIndex(sample_story.ARTICLE, sample_story.analysis())
    hale = Selection("entity", "e2")
    places = reading.places(hale)
    assert note(reading, hale, "", places, places[1].start) == "Joris Hale · 2 of 3"
    assert note(reading, hale, "", places, 0) == "Joris Hale · 3"
    assert note(reading, hale, "“sand”", PLACES, 6) == "“sand” · 2 of 3"
    assert note(reading, Selection("quote", "q5"), "", [], 0) == "Ada Brandt · quote 5 of 9"
    assert note(None, None, "", [], 0) == ""
