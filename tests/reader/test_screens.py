"""Whole screens as pictures. After a change that is meant: `pytest tests/reader/test_screens.py --snapshot-update`."""

import time

import pytest
from pytest_textual_snapshot import SVGImageExtension
from textual.pilot import Pilot

from tui.app import QuothApp
from tui.widgets.footer import Footer
from tui.widgets.panes import Panes


@pytest.fixture(autouse=True)
def pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SVGImageExtension, "file_extension", "svg", raising=False)


async def analyzed(pilot: Pilot[None]) -> None:
    given_up = time.monotonic() + 30
    while pilot.app.screen_stack[0].state.index is None:
        assert time.monotonic() < given_up
        await pilot.pause(0.01)
    await pilot.pause()


async def settled(pilot: Pilot[None]) -> None:
    """Wait for what follows the last key a moment later: however busy the machine is, it is in the picture."""
    screens = pilot.app.screen_stack
    screens[0].query_one(Panes).catch_up()
    await pilot.pause(0.1)
    given_up = time.monotonic() + 30
    while screens[0].state.session.unsaved or any(
        foot._follow.is_due for screen in screens for foot in screen.query(Footer)
    ):
        assert time.monotonic() < given_up
        await pilot.pause(0.01)


def keys(*pressed: str, theme: str = "quoth-dark"):
    async def run(pilot: Pilot[None]) -> None:
        pilot.app.theme = theme
        await analyzed(pilot)
        for key in pressed:
            await pilot.press(key)
            await pilot.pause()
        await settled(pilot)
        pilot.app.clear_notifications()  # how long they stay is a matter of time
        await pilot.pause()

    return run


def test_dark_wide_with_an_entity_selected(app: QuothApp, snap_compare) -> None:
    assert snap_compare(app, run_before=keys("2", "j"), terminal_size=(120, 40))


def test_light_narrow_with_the_quotes(app: QuothApp, snap_compare) -> None:
    assert snap_compare(app, run_before=keys("3", "j", theme="quoth-light"), terminal_size=(80, 24))


def test_the_details_of_a_nested_quote(app: QuothApp, snap_compare) -> None:
    assert snap_compare(app, run_before=keys("3", "j", "j", "j", "j", "4", "z"), terminal_size=(100, 32))


def test_the_help(app: QuothApp, snap_compare) -> None:
    assert snap_compare(app, run_before=keys("question_mark"), terminal_size=(120, 42))


def test_the_timeline(app: QuothApp, snap_compare) -> None:
    assert snap_compare(app, run_before=keys("3", "j", "P"), terminal_size=(80, 24))


def test_a_small_terminal_with_a_search(app: QuothApp, snap_compare) -> None:
    assert snap_compare(app, run_before=keys("slash", *"sand"), terminal_size=(60, 20))


NOTED = ("3", "j", "m", "v", "j", "x", "j", "S", *"Ann", "enter", "2", "g", "j", "M", *"brandt", "enter")
"""Something of everything a reader can do."""


def test_notes_bookmarks_and_corrections(app: QuothApp, snap_compare) -> None:
    assert snap_compare(app, run_before=keys(*NOTED, "5", "j"), terminal_size=(120, 40))


def test_the_menu_of_corrections_in_a_small_terminal(app: QuothApp, snap_compare) -> None:
    assert snap_compare(app, run_before=keys("2", "j", "p"), terminal_size=(80, 24))


def test_choosing_a_speaker(app: QuothApp, snap_compare) -> None:
    assert snap_compare(app, run_before=keys("3", "G", "S", *"ha", theme="quoth-light"), terminal_size=(80, 24))


def test_writing_a_note(app: QuothApp, snap_compare) -> None:
    assert snap_compare(app, run_before=keys("3", "j", "i", *"who", "tab", *"sand"), terminal_size=(60, 20))


def test_article_details(app: QuothApp, snap_compare) -> None:
    assert snap_compare(app, run_before=keys("A"), terminal_size=(80, 24))


def test_selecting_text(app: QuothApp, snap_compare) -> None:
    assert snap_compare(app, run_before=keys("V", "l", "l", "l"), terminal_size=(80, 24))


def test_one_speaker_highlighted(app: QuothApp, snap_compare) -> None:
    assert snap_compare(app, run_before=keys("2", "j", "D"), terminal_size=(120, 40))


def test_the_outline(app: QuothApp, snap_compare) -> None:
    assert snap_compare(app, run_before=keys("O", "down"), terminal_size=(80, 24))


def test_a_filter_by_state(app: QuothApp, snap_compare) -> None:
    pressed = ("3", "f", *"by:hale is:")
    assert snap_compare(app, run_before=keys(*pressed, theme="quoth-light"), terminal_size=(80, 24))
