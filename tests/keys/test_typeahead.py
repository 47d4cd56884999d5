"""Keys that come all at once, as they do over a slow line: each is answered before the next."""

import pytest
import sample_story
from driver import NARROW, WIDE, FakeClient, Reader
from textual import events
from textual.widgets import Input, TextArea

from tui.annotations.describe import describe_edit
from tui.app import QuothApp
from tui.dialogs.choice import ChoiceDialog
from tui.dialogs.forms import FormDialog, NoteDialog
from tui.dialogs.help import HelpDialog
from tui.keys import typeahead
from tui.reader.screen import ReaderScreen

NAMES = {"/": "slash", ":": "colon", "\r": "enter", "\x1b": "escape", " ": "space", "\t": "tab", "?": "question_mark"}


async def at_once(reader: Reader, typed: str) -> None:
    """Type without waiting for anything."""
    for letter in typed:
        reader.pilot.app.post_message(events.Key(NAMES.get(letter, letter), letter))
    await reader.pilot.pause()
    await reader.until(lambda: not reader.pilot.app._typed)
    await reader.pilot.pause()


async def test_letters_reach_a_dialog(reading) -> None:
    async with reading(WIDE) as reader:
        await reader.press("l")
        await at_once(reader, "iJust a note, u v m d x\tone two")
        note = reader.pilot.app.screen
        assert isinstance(note, NoteDialog)
        assert note.query_one(TextArea).text == "Just a note, u v m d x"
        assert note.query_one(Input).value == "one two"


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_letters_reach_a_prompt(reading, size) -> None:
    async with reading(size) as reader:
        await at_once(reader, "/Brandt\r")
        assert reader.note.startswith("“Brandt”")
        await at_once(reader, "fhale\r")
        assert [row.text.split()[1] for row in reader.entities.rows if row.target] == ["Joris"]
        await at_once(reader, ":3\r")
        assert reader.article.cursor == sample_story.TEXT.index("The mayor said")


async def test_letters_reach_a_dialog_of_a_menu(reading) -> None:
    async with reading(WIDE) as reader:
        await at_once(reader, "2jprX. \rjk")
        assert isinstance(reader.pilot.app.screen, ReaderScreen)
        assert "Joris HaleX." in [entity.name for entity in reader.screen.state.index.analysis.entities]


async def test_dialog_after_dialog(reading) -> None:
    async with reading(WIDE) as reader:
        await at_once(reader, "?qO\x1b?\x1bAtitle")
        form = reader.pilot.app.screen
        assert isinstance(form, FormDialog)
        assert form.query_one("#field-title", Input).value == sample_story.TITLE + "title"
        await at_once(reader, "\x1b\x1b3jjjjSbrandt\r?")
        assert isinstance(reader.pilot.app.screen, HelpDialog)
        (change,) = reader.screen.state.document.annotations.changes
        assert str(describe_edit(change.edit)) == "Changed speaker: “perfectly fine.” → Ada Brandt"


async def test_choice_by_typing(reading) -> None:
    async with reading(WIDE) as reader:
        await at_once(reader, "2jMbrandt\r")
        assert not isinstance(reader.pilot.app.screen, ChoiceDialog)
        assert "Joris Hale" not in [entity.name for entity in reader.screen.state.index.analysis.entities]


async def test_early_keys_wait_for_the_panes(client: FakeClient) -> None:
    async with QuothApp(sample_story.ARTICLE, client=client).run_test(size=WIDE) as pilot:
        reader = Reader(pilot)
        await at_once(reader, "/Hale\r")
        assert reader.article.cursor == sample_story.TEXT.index("Hale")


async def test_a_hundred_keys_at_once(reading) -> None:
    async with reading(WIDE) as reader:
        await at_once(reader, "j" * 20 + "llll\r" + "n" * 20 + "2" + "j" * 20 + "31" + "?" + "j" * 20 + "q" + "l" * 20)
        assert isinstance(reader.pilot.app.screen, ReaderScreen)
        assert reader.focused == "article"


async def test_paste_goes_after_earlier_keys(reading) -> None:
    async with reading(WIDE) as reader:
        reader.pilot.app.post_message(events.Key("slash", "/"))
        reader.pilot.app.post_message(events.Paste("Brandt"))
        reader.pilot.app.post_message(events.Key("enter", "\r"))
        await reader.until(lambda: reader.note.startswith("“Brandt”"))


async def test_dialog_is_dismissed_once(reading) -> None:
    async with reading(WIDE) as reader:
        await reader.press("2", "p")
        menu = reader.pilot.app.screen
        menu.dismiss(None)
        menu.dismiss(None)
        await reader.pilot.pause()
        assert isinstance(reader.pilot.app.screen, ReaderScreen)


async def test_keys_are_not_held_back_forever(reading, monkeypatch) -> None:
    class Lost(typeahead.Passed, bubble=False):
        """A sign that never comes."""

    async with reading(WIDE) as reader:
        monkeypatch.setattr(typeahead, "Passed", Lost)
        await at_once(reader, "2jj1")
        await reader.until(lambda: reader.focused == "article")
        assert reader.screen.state.selection is not None
