"""The manual in the app, opened from the help and read with real keys."""

import subprocess
import sys

import pytest
from driver import NARROW, TINY, WIDE

from tui.dialogs.help import HelpDialog
from tui.dialogs.manual import ManualDialog, ManualPage
from tui.manual.pages import SUBJECTS, page_title
from tui.reader.screen import ReaderScreen


def listed(reader):
    return [row.text for row in reader.pilot.app.screen.query_one("#choices").rows]


def shown(reader):
    return reader.pilot.app.screen.query_one("#manual-text").render().plain


def top(reader):
    return reader.pilot.app.screen.query_one("#manual").scroll_offset.y


async def open_page(reader, *keys):
    await reader.press("question_mark", "m", *("space" if key == " " else key for key in keys))
    await reader.until(lambda: reader.pilot.app.screen.query_one("#choices").highlighted == 0)
    await reader.press("enter")
    assert isinstance(reader.pilot.app.screen, ManualPage)


async def test_the_way_to_a_page_and_back(reading):
    async with reading() as reader:
        await reader.press("question_mark")
        assert isinstance(reader.pilot.app.screen, HelpDialog)
        await reader.press("m")
        assert isinstance(reader.pilot.app.screen, ManualDialog)
        await reader.until(lambda: len(listed(reader)) == len(SUBJECTS))
        await reader.press("down", "down", "enter")
        assert isinstance(reader.pilot.app.screen, ManualPage)
        assert shown(reader).startswith(page_title(SUBJECTS[2]))
        await reader.press("escape")
        assert isinstance(reader.pilot.app.screen, ManualDialog)
        await reader.press("escape")
        assert isinstance(reader.pilot.app.screen, HelpDialog)
        await reader.press("escape")
        assert isinstance(reader.pilot.app.screen, ReaderScreen)


async def test_what_is_typed_is_found_on_all_pages_and_leads_there(reading):
    async with reading() as reader:
        await reader.press("question_mark", "m", *"osc")
        await reader.until(lambda: len(listed(reader)) < len(SUBJECTS))
        rows = listed(reader)
        assert any(row.startswith("Copying and citing · Where the text goes") for row in rows)
        assert all("osc" in row.casefold() for row in rows)
        await reader.press("enter")
        assert isinstance(reader.pilot.app.screen, ManualPage)
        assert "OSC 52" in shown(reader)
        await reader.until(lambda: top(reader) > 0)
        await reader.press("escape")
        assert isinstance(reader.pilot.app.screen, ManualPage), "the search goes first"
        await reader.press("escape")
        assert listed(reader) == rows


async def test_scrolling_and_searching_a_page(reading):
    async with reading(NARROW) as reader:
        await open_page(reader, *"what every key")
        await reader.press("space", "j")
        assert top(reader) > 10
        await reader.press("G")
        bottom = top(reader)
        await reader.press("g")
        assert top(reader) == 0
        await reader.press("slash", *"does", "enter")
        page = reader.pilot.app.screen
        first, count = page._current, len(page._matches)
        assert count
        await reader.press("n")
        assert page._current == (first + 1) % count
        await reader.press("N", "N")
        assert page._current == (first - 1) % count
        assert 0 < top(reader) <= bottom
        await reader.press("slash", *"zeppelin")
        assert not page._matches
        await reader.press("escape", "q")
        assert isinstance(reader.pilot.app.screen, ManualDialog)


@pytest.mark.parametrize("size", [TINY, NARROW])
async def test_it_fits_on_every_terminal(reading, size):
    async with reading(size) as reader:
        await open_page(reader)
        await reader.press("j", "slash", "a", "escape")
        await reader.pilot.resize_terminal(*WIDE)
        await reader.pilot.pause()
        assert shown(reader).startswith("Getting started")
        assert reader.pilot.app.screen.query_one("#manual").max_scroll_x == 0


async def test_its_tables_have_the_keys_of_the_user(reading, app):
    from tui.keys.user_keymap import keymap

    app.keymap = keymap({"zoom": "Z"})[0]
    async with reading() as reader:
        await open_page(reader, *"what every key")
        assert "Z " in shown(reader)
        assert "You have changed some keys." in shown(reader)


def test_nothing_of_it_is_imported_before_it_is_opened():
    code = "import tui.app, tui.dialogs.help, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=True)
    loaded = done.stdout.split()
    assert "tui.dialogs.help" in loaded
    assert not {name for name in loaded if name.startswith(("tui.manual", "tui.dialogs.manual", "markdown_it"))}
