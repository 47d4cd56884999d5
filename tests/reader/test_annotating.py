"""What a reader does with an article, with real keys on the whole program: seen at once, kept, there again."""

import json
import sqlite3
import stat
from dataclasses import replace
from pathlib import Path

import pytest
import sample_story
from driver import NARROW, WIDE, FakeClient, Reader
from textual.widgets import Input, TextArea

from tui.analysis.model import Analysis
from tui.annotations.edits import Describe
from tui.app import QuothApp
from tui.article import open_source
from tui.dialogs.choice import ChoiceDialog, MenuDialog
from tui.dialogs.forms import FormDialog, NoteDialog
from tui.document.selection import Selection
from tui.library import store
from tui.library.file import library_path
from tui.reader.screen import ReaderScreen
from tui.text.spans import Span
from tui.widgets.header import Header

KEYS = {" ": "space", ",": "comma", ".": "full_stop", ";": "semicolon", "-": "minus", ":": "colon", "/": "slash"}


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "harbor.txt"
    path.write_text(sample_story.TEXT, encoding="utf-8")
    return path


@pytest.fixture
def article(story: Path):
    return replace(sample_story.ARTICLE, source=str(story))


def open_app(article, **options) -> QuothApp:
    return QuothApp(article, client=FakeClient(sample_story.analysis()), **options)


class Worker(Reader):
    """A reader who does things."""

    async def type(self, words: str) -> None:
        for letter in words:
            await self.pilot.press(KEYS.get(letter, letter))
        await self.pilot.pause()

    async def saved(self) -> None:
        await self.until(lambda: not self.screen.state.session.unsaved and self.headline.saving == "")

    @property
    def headline(self) -> Header:
        return self.screen.query_one(Header)

    @property
    def top(self):
        return self.pilot.app.screen

    def names(self) -> list[str]:
        return [entity.name for entity in self.screen.state.index.analysis.entities]

    def quote(self, id_: str):
        return self.screen.state.index.quote(id_)

    def speaker(self, id_: str) -> str | None:
        entity = self.screen.state.index.entity(self.quote(id_).speaker)
        return entity.name if entity is not None else None


def working(app: QuothApp, size=WIDE):
    from contextlib import asynccontextmanager

    @asynccontextmanager
    async def run():
        async with app.run_test(size=size) as pilot:
            worker = Worker(pilot)
            await worker.until(lambda: worker.screen.state.index is not None)
            await pilot.pause()
            yield worker

    return run()


# ---------------------------------------------------------------- correcting


async def test_merge_undo_and_redo(article) -> None:
    async with working(open_app(article)) as reader:
        await reader.press("2", "j", "M")
        assert isinstance(reader.top, ChoiceDialog)
        await reader.type("brandt")
        await reader.press("enter")
        await reader.saved()
        assert "Joris Hale" not in reader.names()
        assert "Merged: Joris Hale → Ada Brandt · U to undo" in reader.notices
        assert reader.screen.state.selection == Selection("entity", "e1")
        assert "8×" in reader.row(reader.entities)
        assert "Edited merged with Joris Hale" in " ".join(reader.details.rows[2].text.split())
        await reader.press("U")
        assert "Joris Hale" in reader.names()
        await reader.press("R")
        assert "Joris Hale" not in reader.names()


async def test_speaker_is_chosen_or_typed(article) -> None:
    async with working(open_app(article)) as reader:
        await reader.press("3", "G", "S")
        await reader.type("hale")
        await reader.press("enter")
        assert reader.speaker("q9") == "Joris Hale"
        await reader.press("S")
        await reader.type("Wim Oster")
        await reader.press("enter")
        await reader.saved()
        assert reader.speaker("q9") == "Wim Oster"
        assert "Wim Oster" in reader.row(reader.quotes)
        assert "*" in reader.row(reader.quotes)
        assert "corrected by you" in "\n".join(row.text for row in reader.details.rows)


async def test_menu_offers_every_possible_correction(article) -> None:
    async with working(open_app(article)) as reader:
        await reader.press("2", "p")
        assert isinstance(reader.top, MenuDialog)
        assert set(reader.top._letters) >= {"m", "p", "n", "r", "k", "h"}
        await reader.press("h")
        await reader.saved()
        assert "Ada Brandt" not in reader.names()
        await reader.press("U", "3", "j", "p")
        assert set(reader.top._letters) >= {"s", "x", "e", "f", "a"}
        await reader.press("x")
        await reader.saved()
        assert reader.quote("q2") is None


async def test_rename_and_change_kind(article) -> None:
    async with working(open_app(article)) as reader:
        await reader.press("2", "p", "r")
        assert isinstance(reader.top, FormDialog)
        await reader.press("end")
        await reader.type(" II")
        await reader.press("enter")
        await reader.press("p", "k")
        await reader.type("organ")
        await reader.press("enter")
        await reader.saved()
        assert "Ada Brandt II" in reader.names()
        assert reader.screen.state.index.entity("e1").kind == "organization"


async def test_mention_is_split_off_or_removed(article) -> None:
    async with working(open_app(article)) as reader:
        await reader.press("2", "n", "n", "p", "p")
        assert isinstance(reader.top, ChoiceDialog), "of whom it is, is asked"
        await reader.press("enter")
        await reader.saved()
        assert "Brandt" in reader.names()
        assert reader.screen.state.index.analysis.entities[0].mentions[1].start == sample_story.span("The mayor").start
        await reader.press("U", "p", "n")
        await reader.saved()
        assert len(reader.screen.state.index.entity("e1").mentions) == 4


async def test_mention_is_assigned_to_another_entity(article) -> None:
    async with working(open_app(article)) as reader:
        await reader.press("2", "n", "n", "p", "p")
        await reader.type("hale")
        await reader.press("enter")
        await reader.saved()
        hale = next(entity for entity in reader.screen.state.index.analysis.entities if entity.name == "Joris Hale")
        assert "Brandt" in {sample_story.TEXT[m.start : m.end] for m in hale.mentions}
        assert reader.speaker("q2") == "Joris Hale", "the mention is its source"
        await reader.press("U")
        await reader.saved()
        assert not reader.screen.state.document.annotations.changes
        assert reader.speaker("q2") == "Ada Brandt"


async def test_status_is_outdated_after_the_words_changed(story: Path, article) -> None:
    async with working(open_app(article)) as reader:
        await reader.press("3", "v")
        await reader.saved()
    changed = sample_story.TEXT.replace("had hidden a survey", "had lost a survey")
    story.write_text(changed, encoding="utf-8")
    later = open_source(str(story))
    async with working(QuothApp(later, client=FakeClient(Analysis("", "", "")))) as reader:
        (placed,) = reader.screen.state.index.annotations.remarks
        assert placed.is_outdated
        assert placed.remark.status == "verified before the words changed"
        assert any("1 passage you checked has changed. Press 5 to review it." in notice for notice in reader.notices)
        await reader.press("5", "v")
        await reader.saved()
        (placed,) = reader.screen.state.index.annotations.remarks
        assert placed.remark.status == "verified"


async def test_highlight_stays_near_a_correction_that_is_undone(article) -> None:
    async with working(open_app(article)) as reader:
        await reader.press("3", "v", "j", "v", "j", "p", "x", "5")
        seen = [reader.row(reader.notes)]
        for _ in range(2):
            await reader.press("j")
            seen.append(reader.row(reader.notes))
        assert "Not a quote" in seen[2]
        await reader.press("k", "d")
        assert reader.row(reader.notes) == seen[2]


async def test_added_quote_has_no_unpaired_quote_marks(article) -> None:
    async with working(open_app(article)) as reader:
        at = sample_story.span("the survey.”")
        reader.article.select_words(Span(at.start, at.end))
        await reader.press("enter", "t", "escape")
        assert len(reader.screen.state.index.analysis.quotes) == 9, "given up"
        reader.article.select_words(Span(at.start, at.end))
        await reader.press("enter", "t")
        await reader.type("hale")
        await reader.press("enter")
        await reader.saved()
        added = next(q for q in reader.screen.state.index.analysis.quotes if q.why == "corrected by you")
        assert [sample_story.TEXT[s.start : s.end] for s in added.content] == ["the survey."]


async def test_unchanged_adjustment_is_no_correction(article) -> None:
    async with working(open_app(article)) as reader:
        await reader.press("3", *"jjjjjj", "p", "e", "enter")
        assert reader.notices[-1] == "The quote is unchanged."
        assert not reader.screen.state.document.annotations.changes


async def test_citation_has_the_corrected_speaker(article, copied: list[str]) -> None:
    async with working(open_app(article)) as reader:
        await reader.press("3", "j", "S")
        await reader.type("hale")
        await reader.press("enter", "C")
        await reader.until(lambda: len(copied) == 1)
        assert "Brandt" not in copied[0]
        assert "— Joris Hale" in copied[0]


async def test_change_quote_kind_and_act(article) -> None:
    async with working(open_app(article)) as reader:
        await reader.press("3", "j", "p", "f")
        await reader.type("paraphrase:")
        await reader.press("enter")
        await reader.press("p", "a")
        await reader.type("written")
        await reader.press("enter")
        await reader.saved()
        assert (reader.quote("q2").kind, reader.quote("q2").act) == ("indirect", "wrote")
        await reader.press("k", "p", "f")
        assert "not in quote marks" in reader.notices[-1]


async def test_add_quote_from_keyboard_selection(article) -> None:
    async with working(open_app(article)) as reader:
        await reader.press("slash", *"the", "space", *"money", "enter", "V")
        assert reader.article.selected_text() == "the"
        await reader.press("l", "l", "l", "l", "l", "l", "h")
        assert reader.article.selected_text() == "the money from Norland arrives in"
        await reader.press("l", "enter")
        assert isinstance(reader.top, MenuDialog)
        await reader.press("t")
        await reader.type("hale")
        await reader.press("enter")
        await reader.saved()
        own = next(q for q in reader.screen.state.index.analysis.quotes if q.why == "corrected by you")
        assert (
            reader.screen.state.article.text[own.content[0].start : own.content[0].end]
            == "the money from Norland arrives in May."
        )
        assert reader.screen.state.index.entity(own.speaker).name == "Joris Hale"
        assert reader.article.selected_span() is None


async def test_add_mention_from_mouse_selection(article) -> None:
    async with working(open_app(article)) as reader:
        line = next(y for y in range(40) if "town council" in "".join(s.text for s in reader.article.render_line(y)))
        column = "".join(s.text for s in reader.article.render_line(line)).index("town council")
        await reader.pilot.mouse_down("#article", offset=(column, line))
        await reader.pilot.hover("#article", offset=(column + 11, line))
        await reader.pilot.mouse_up("#article", offset=(column + 11, line))
        await reader.pilot.pause()
        assert reader.article.selected_text() == "town council"
        await reader.press("p", "w")
        await reader.type("Council of Eastmere")
        await reader.press("enter")
        await reader.type("organ")
        await reader.press("enter")
        await reader.saved()
        assert "Council of Eastmere" in reader.names()


async def test_adjust_quote_with_keys(article) -> None:
    async with working(open_app(article)) as reader:
        await reader.press("3", *"jjjjjj", "p", "e")
        assert reader.focused == "article"
        assert reader.article.selected_text() == "the harbor will be built."
        await reader.press("o", "l", "enter")
        await reader.saved()
        content = reader.quote("q7").content
        assert [reader.screen.state.article.text[s.start : s.end] for s in content] == ["harbor will be built"]


async def test_canceled_menu_continues_the_selection(article) -> None:
    async with working(open_app(article)) as reader:
        await reader.press("V", "l", "l", "enter")
        assert isinstance(reader.top, MenuDialog)
        await reader.press("escape", "l")
        assert reader.article.selected_text() == "Council puts off the"
        await reader.press("escape", "l")
        assert reader.article.selected_text() == ""


async def test_escape_cancels_the_selection(article) -> None:
    async with working(open_app(article)) as reader:
        await reader.press("V", "j", "j")
        assert len(reader.article.selected_text()) > 60
        await reader.press("k", "space")
        assert " " not in reader.article.selected_text()
        await reader.press("escape")
        assert reader.article.selected_text() == ""
        assert not reader.article.is_selecting
        await reader.press("l")
        assert reader.article.cursor > 0, "the keys of the article work again"


async def test_typing_into_a_form_keeps_its_value(article) -> None:
    async with working(open_app(article)) as reader:
        await reader.press("A", "X")
        assert reader.top.query_one("#field-title", Input).value == sample_story.TITLE + "X"


# ---------------------------------------------------------------- notes, marks, statuses


async def test_bookmarks_and_statuses_are_toggled(article) -> None:
    async with working(open_app(article)) as reader:
        await reader.press("3", "j", "m", "v")
        assert "✓" in reader.row(reader.quotes)
        await reader.press("x")
        (remark,) = reader.screen.state.document.annotations.remarks
        assert (remark.marked, remark.status) == (True, "disputed")
        await reader.press("x", "m")
        await reader.saved()
        assert not reader.screen.state.document.annotations.remarks


async def test_note_with_tags_is_shown_and_edited(article) -> None:
    async with working(open_app(article)) as reader:
        await reader.press("3", "j", "i")
        assert isinstance(reader.top, NoteDialog)
        await reader.type("Ask the port authority.")
        await reader.press("enter")
        await reader.type("Twice.")
        await reader.press("tab")
        await reader.type("harbor survey")
        await reader.press("enter")
        await reader.saved()
        (remark,) = reader.screen.state.document.annotations.remarks
        assert (remark.note, remark.tags) == ("Ask the port authority.\nTwice.", ("harbor", "survey"))
        shown = ["".join(s.text for s in reader.article.render_line(y)) for y in range(20)]
        assert "✎" in next(line for line in shown if "Nobody builds" in line)
        assert "Twice." in "\n".join(row.text for row in reader.details.rows)
        await reader.press("5")
        assert "#harbor #survey" in reader.row(reader.notes)
        await reader.press("i", "ctrl+a", "delete")
        assert reader.top.query_one(TextArea).text == "" or reader.top.query_one(TextArea).text
        reader.top.query_one(TextArea).text = "Asked."
        await reader.press("ctrl+s")
        await reader.saved()
        (remark,) = reader.screen.state.document.annotations.remarks
        assert remark.note == "Asked."
        await reader.press("d")
        await reader.saved()
        assert not reader.screen.state.document.annotations.remarks


async def test_unsaved_note_needs_two_escapes(article) -> None:
    async with working(open_app(article)) as reader:
        await reader.press("3", "i")
        await reader.type("abc")
        await reader.press("escape")
        assert isinstance(reader.top, NoteDialog)
        await reader.press("escape")
        assert isinstance(reader.top, ReaderScreen)
        assert not reader.screen.state.document.annotations


async def test_later_changes_need_another_confirmation(article) -> None:
    async with working(open_app(article)) as reader:
        await reader.press("3", "i")
        await reader.type("one")
        await reader.press("escape")
        await reader.type(" and more")
        await reader.press("escape")
        assert isinstance(reader.top, NoteDialog), "more was written since the question"
        await reader.press("ctrl+s")
        await reader.saved()
        (remark,) = reader.screen.state.document.annotations.remarks
        assert remark.note == "one and more"


async def test_missing_editor_is_reported(article, monkeypatch) -> None:
    from contextlib import contextmanager

    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", "/nowhere/editor")
    came_back = []

    @contextmanager
    def suspended(_):
        yield
        came_back.append(True)  # as in Textual, not if something was raised meanwhile

    monkeypatch.setattr(QuothApp, "suspend", suspended)
    async with working(open_app(article)) as reader:
        await reader.press("3", "I")
        assert came_back
        assert any("/nowhere/editor could not be started" in notice for notice in reader.notices)


async def test_note_in_the_users_editor(article, tmp_path, monkeypatch) -> None:
    from contextlib import contextmanager

    editor = tmp_path / "editor"
    editor.write_text("#!/bin/sh\nprintf 'from the editor\\033[2J\\n' > \"$1\"\n")
    editor.chmod(0o755)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", str(editor))

    @contextmanager
    def nothing(_):
        yield

    monkeypatch.setattr(QuothApp, "suspend", nothing)
    async with working(open_app(article)) as reader:
        await reader.press("3", "I")
        await reader.saved()
        (remark,) = reader.screen.state.document.annotations.remarks
        assert remark.note == "from the editor␛[2J"


async def test_passage_gets_a_status(article) -> None:
    async with working(open_app(article)) as reader:
        await reader.press("V", "l", "l", "u")
        await reader.saved()
        (placed,) = reader.screen.state.index.annotations.remarks
        assert (placed.remark.what, placed.remark.status) == ("passage", "to check")


async def test_correction_is_undone_from_the_list(article) -> None:
    async with working(open_app(article)) as reader:
        await reader.press("2", "p", "h", "2", "j", "p", "h", "5")
        before = reader.names()
        await reader.press("G", "d")
        await reader.saved()
        assert "Ada Brandt" not in before
        assert "Ada Brandt" in reader.names()
        assert len(reader.names()) == len(before) + 1


# ---------------------------------------------------------------- there again


async def test_annotations_are_restored(article) -> None:
    async with working(open_app(article)) as reader:
        await reader.press("2", "j", "M")
        await reader.type("brandt")
        await reader.press("enter")
        for _ in range(3):
            await reader.press("3", "j", "S")
            await reader.type("senior")
            await reader.press("enter")
        await reader.press("3", "g")
        for _ in range(5):
            await reader.press("m", "j")
        await reader.saved()
        work = reader.screen.state.document.annotations
    again = QuothApp(article, client=FakeClient(sample_story.analysis(), hold=True))  # which never gets to an end
    async with working(again) as reader:
        assert reader.screen.state.document.annotations == work
        assert len([r for r in reader.screen.state.document.annotations.remarks if r.marked]) == 5
        assert "Joris Hale" not in reader.names()
        await reader.press("U", "U", "U", "U", "U", "U", "U", "U", "U")
        assert "Joris Hale" in reader.names(), "undone after a restart"
        await reader.press("R")
        assert "Joris Hale" not in reader.names()
        await reader.saved()


async def test_reopened_article_needs_no_analysis(article) -> None:
    async with working(open_app(article)) as reader:
        await reader.press("2")
    client = FakeClient(sample_story.analysis(), hold=True)
    async with working(QuothApp(article, client=client)) as reader:
        assert len(reader.screen.state.index.analysis.quotes) == 9
        assert "Ada Brandt" in reader.entities.rows[0].text


async def test_position_is_restored(article) -> None:
    async with working(open_app(article), NARROW) as reader:
        await reader.press("G")
        place = reader.article.place
        assert place > 0
    async with working(open_app(article), NARROW) as reader:
        await reader.until(lambda: reader.article.place == place)


async def test_changed_file_is_reloaded_with_its_annotations(story: Path, article) -> None:
    async with working(open_app(article)) as reader:
        await reader.press("3", "j", "m", "G", "m", "S")
        await reader.type("hale")
        await reader.press("enter")
        await reader.saved()
        changed = sample_story.TEXT.replace("on Tuesday", "late on Wednesday").replace(
            "“Sand is patient,” a banner", "A banner"
        )
        story.write_text(changed, encoding="utf-8")
        reader.screen.features.autosave.look_around()
        await reader.pilot.pause()
        assert any("The file changed on disk. Press r to reload" in notice for notice in reader.notices)
        await reader.press("r")
        await reader.until(
            lambda: reader.screen.state.article.text == changed and reader.screen.state.index is not None
        )
        await reader.pilot.pause()
        assert len(reader.screen.state.document.annotations.remarks) == 2
        view = reader.screen.state.index.annotations
        assert [placed.span is None for placed in view.remarks] == [False, True]
        assert len(view.unplaced) == 1
        assert any("no longer match" in notice for notice in reader.notices)
        await reader.press("5", "g")
        assert "No longer in this text" in reader.notes.rows[0].text
        assert "Sand is patient" in "\n".join(row.text for row in reader.notes.rows[:4])


async def test_recent_articles_are_listed_filtered_and_opened(article, tmp_path: Path) -> None:
    other = tmp_path / "mill.txt"
    other.write_text(
        "The mill\n\nThe mill closes on Friday, they said. Nobody knows why it had to.\n", encoding="utf-8"
    )
    async with working(open_app(str(other))) as reader:
        await reader.press("m")
    async with working(open_app(article)) as reader:
        await reader.until(lambda: reader.screen.state.session._row.id is not None)
        await reader.press("o")
        await reader.until(lambda: isinstance(reader.top, ChoiceDialog))
        await reader.pilot.pause()
        assert [row.text.split("\n")[0].split("  ")[0] for row in reader.top._list.rows] == [
            sample_story.TITLE,
            "The mill",
        ]
        await reader.type("mill")
        assert len(reader.top._list.rows) == 1
        await reader.press("enter")
        await reader.until(lambda: "The mill closes" in reader.screen.state.article.text)


async def test_article_without_its_file_opens_as_saved(article, story: Path) -> None:
    async with working(open_app(article)) as reader:
        await reader.press("3", "j", "m")
        await reader.saved()
        story.unlink()
        await reader.press("o")
        await reader.until(lambda: isinstance(reader.top, ChoiceDialog))
        await reader.pilot.pause()
        await reader.press("enter")
        await reader.until(lambda: any("cannot be read anymore" in notice for notice in reader.notices))
        await reader.until(
            lambda: reader.screen.state.index is not None and bool(reader.screen.state.document.annotations)
        )


async def test_annotations_of_another_process_appear(article) -> None:
    async with working(open_app(article)) as reader:
        await reader.until(lambda: reader.screen.state.session._row.id is not None)
        async with working(open_app(article)) as other:
            await other.press("3", "j", "v")
            await other.saved()
        reader.screen.features.autosave.synchronize()
        await reader.until(lambda: bool(reader.screen.state.document.annotations))
        await reader.press("3", "j", "m")
        await reader.saved()
        (remark,) = reader.screen.state.document.annotations.remarks
        assert (remark.marked, remark.status) == (True, "verified")


# ---------------------------------------------------------------- what the article is


async def test_guessed_details_are_confirmed_and_saved(article) -> None:
    from tui.article.model import Field

    guessed = replace(article, metadata=replace(article.metadata, date=Field("2024-03-11", guessed=True)))
    async with working(open_app(guessed)) as reader:
        await reader.press("A")
        assert isinstance(reader.top, FormDialog)
        date = reader.top.query_one("#field-date", Input)
        date.value = "yesterday"
        await reader.press("ctrl+s")
        assert isinstance(reader.top, FormDialog), "a wrong date is not taken"
        date.value = "2024-03-12"
        await reader.press("ctrl+s")
        await reader.saved()
        assert reader.screen.state.article.metadata.date == Field("2024-03-12")
        assert "March 12, 2024" in reader.headline.render().plain
    async with working(open_app(guessed)) as reader:
        assert reader.screen.state.article.metadata.date == Field("2024-03-12")
        await reader.press("U")
        assert reader.screen.state.article.metadata.date.guessed


async def test_details_from_the_command_line_are_saved_once(article) -> None:
    for _ in range(2):
        async with working(open_app(article, describe=Describe(publication="The Courier"))) as reader:
            assert reader.screen.state.article.metadata.publication.value == "The Courier"
            await reader.saved()
            assert len(reader.screen.state.document.annotations.changes) == 1


# ---------------------------------------------------------------- sources that are to be protected


async def test_private_mode_saves_nothing(article, own_home: Path) -> None:
    async with working(open_app(article, private=True)) as reader:
        await reader.press("3", "j", "m", "v", "I", "o")
        assert reader.headline.saving == "Private"
        assert len(reader.screen.state.document.annotations.remarks) == 1
        await reader.press("q")
    assert not own_home.exists()


async def test_standard_input_is_saved_only_with_annotations(article, own_home: Path) -> None:
    piped = replace(article, source="-")
    async with working(open_app(piped)) as reader:
        await reader.press("3", "j", "G")
        await reader.pilot.pause(0.1)
    assert b"Nobody builds" not in library_path().read_bytes()
    async with working(open_app(piped)) as reader:
        await reader.press("3", "j", "m")
        await reader.saved()
    assert b"Nobody builds" in library_path().read_bytes()
    async with working(open_app(piped)) as reader:
        assert len(reader.screen.state.document.annotations.remarks) == 1


async def test_library_is_readable_only_by_its_owner(article, own_home: Path) -> None:
    async with working(open_app(article)) as reader:
        await reader.press("3", "m")
        await reader.saved()
        modes = {stat.S_IMODE(path.stat().st_mode) for path in own_home.iterdir()}
    assert stat.S_IMODE(own_home.stat().st_mode) == 0o700
    assert modes == {0o600}


# ---------------------------------------------------------------- a library that cannot be used


async def test_locked_library_is_reported_and_written_later(article, monkeypatch) -> None:
    monkeypatch.setattr("tui.library.thread.Store.__init__.__defaults__", (0.2,))
    async with working(open_app(article)) as reader:
        await reader.until(lambda: reader.screen.state.session._row.id is not None)
        other = sqlite3.connect(library_path(), isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        await reader.press("3", "j", "m")
        await reader.until(lambda: reader.headline.saving == "Not saved: locked")
        assert "locked by another program" in reader.notices[-1]
        assert "Press W to save your notes to a file" in reader.notices[-1]
        assert "★" in reader.row(reader.quotes), "seen all the same"
        assert "Marked" not in reader.notices, "but not said to be done"
        other.execute("ROLLBACK")
        other.close()
        reader.screen.features.autosave.synchronize()
        await reader.saved()
        assert any("is writable again" in notice for notice in reader.notices)


async def test_quitting_with_unsaved_annotations_asks(article, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr("tui.library.thread.Store.__init__.__defaults__", (0.2,))
    async with working(open_app(article)) as reader:
        await reader.until(lambda: reader.screen.state.session._row.id is not None)
        other = sqlite3.connect(library_path(), isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        await reader.press("3", "j", "m")
        await reader.until(lambda: reader.headline.saving.startswith("Not saved"))
        await reader.press("q")
        assert isinstance(reader.top, ChoiceDialog)
        await reader.press("enter")
        await reader.until(lambda: not reader.pilot.app.is_running or (tmp_path / "harbor.quoth.json").exists())
        other.close()
    saved = json.loads((tmp_path / "harbor.quoth.json").read_text(encoding="utf-8"))
    assert saved["articles"][0]["work"]["changes"][0]["do"] == "annotate"


async def test_newer_library_is_not_changed(article, own_home: Path) -> None:
    own_home.mkdir()
    newer = sqlite3.connect(own_home / "library.db")
    newer.execute("PRAGMA user_version = 99")
    newer.close()
    before = (own_home / "library.db").read_bytes()
    async with working(open_app(article)) as reader:
        assert any("newer quoth" in notice for notice in reader.notices)
        await reader.press("3", "j", "m")
        await reader.until(lambda: reader.headline.saving.startswith("Not saved"))
    assert (own_home / "library.db").read_bytes() == before


async def test_damaged_library_is_replaced(article, own_home: Path) -> None:
    own_home.mkdir()
    (own_home / "library.db").write_bytes(b"this is no database at all" * 200)
    async with working(open_app(article)) as reader:
        await reader.press("3", "j", "m")
        await reader.saved()
        assert any("was damaged" in notice for notice in reader.notices)
    (aside,) = own_home.glob("library-damaged-*.db")
    assert aside.read_bytes() == b"this is no database at all" * 200


async def test_library_damaged_while_open_is_replaced(article, own_home: Path, monkeypatch) -> None:
    async with working(open_app(article)) as reader:
        await reader.press("3", "j", "m")
        await reader.saved()
        run = store._Run.__call__
        calls = []

        def damaged(self, sql, *values):
            if sql.startswith("SELECT 1 FROM article") and not calls:
                calls.append(sql)
                error = sqlite3.DatabaseError("database disk image is malformed")
                error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
                raise error
            return run(self, sql, *values)

        monkeypatch.setattr(store._Run, "__call__", damaged)
        await reader.press("v")
        await reader.saved()
        await reader.until(lambda: any("was damaged" in notice for notice in reader.notices))
    assert len(list(own_home.glob("library-damaged-*.db"))) == 1
    async with working(open_app(article)) as reader:
        (remark,) = reader.screen.state.document.annotations.remarks
        assert (remark.marked, remark.status) == (True, "verified")


async def test_unwritable_home_is_reported(article, own_home: Path) -> None:
    own_home.write_text("a file where the folder should be")
    async with working(open_app(article)) as reader:
        assert any("your notes are not saved" in notice for notice in reader.notices)
        await reader.press("3", "j", "m")
        assert "★" in reader.row(reader.quotes)
