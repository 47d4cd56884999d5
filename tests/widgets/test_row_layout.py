"""The rows of a list: which lines they take, and where they lead."""

from collections.abc import Iterator
from itertools import count

from tui.document.selection import Selection
from tui.rows.line import Row, Target
from tui.text.spans import Span
from tui.widgets.row_layout import RowLayout

HEADING = Row((((("Names", "heading"),)), ()))
ADA, BO = Selection("entity", "e1"), Selection("entity", "e2")


def row(selection: Selection, start: int, lines: int = 1) -> Row:
    return Row(((("x", ""),),) * lines, Target(Span(start, start + 1), selection))


def test_no_row_is_made_before_it_is_asked_for() -> None:
    made = []

    def rows() -> Iterator[Row]:
        for number in count():
            made.append(number)
            yield row(ADA, number)

    layout = RowLayout(rows())
    assert not made
    layout.make(5)
    assert len(made) == layout.height == 5
    assert not layout.is_complete


def test_lines_lead_to_their_rows() -> None:
    layout = RowLayout([HEADING, row(ADA, 3, lines=3), row(BO, 9)])
    layout.make(100)
    assert layout.is_complete
    assert [layout.row_at(line) for line in range(8)] == [0, 0, 1, 1, 1, 2, None, None]
    assert layout.lines(1) == range(2, 5)


def test_a_row_is_found_by_its_place_or_by_what_it_selects() -> None:
    layout = RowLayout([HEADING, row(ADA, 3), row(ADA, 7), row(BO, 9)])
    layout.make(100)
    assert layout.find(Target(Span(7, 8), ADA)) == 2
    assert layout.find(Target(None, ADA)) == 1
    assert layout.find(Target(Span(8, 9), ADA)) is None
    assert layout.find(None) is None


def test_the_next_row_that_leads_anywhere_is_made_if_need_be() -> None:
    layout = RowLayout([HEADING, row(ADA, 3), HEADING, row(BO, 9)])
    assert layout.next_target(-1, 1, 1) == 1
    assert layout.next_target(1, 1, 1) == 3
    assert layout.next_target(3, 1, 1) is None
    assert layout.next_target(3, -1, 1) == 1
    assert layout.next_target(1, -1, 1) is None


def test_the_first_row_in_view_that_leads_anywhere() -> None:
    layout = RowLayout([HEADING, row(ADA, 3, lines=3), row(BO, 9)])
    layout.make(100)
    assert layout.first_target(0, 5) == 1
    assert layout.first_target(0, 4) is None, "its last line is below"
    assert layout.first_target(3, 9) == 2
    assert layout.first_target(6, 9) is None


def test_a_list_that_nobody_has_filled_is_complete() -> None:
    assert RowLayout().is_complete
    assert not RowLayout([]).is_complete, "nobody knows yet"
