"""A note that is being written outlives the program: it is kept as a draft and offered again."""

from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
import sample_story
from driver import WIDE, FakeClient, Reader
from textual.widgets import TextArea

from tui.app import QuothApp
from tui.dialogs.forms import NoteDialog


@pytest.fixture
def article(tmp_path: Path):
    path = tmp_path / "harbor.txt"
    path.write_text(sample_story.TEXT, encoding="utf-8")
    return replace(sample_story.ARTICLE, source=str(path))


@asynccontextmanager
async def reading(article, **options):
    app = QuothApp(article, client=FakeClient(sample_story.analysis()), **options)
    async with app.run_test(size=WIDE) as pilot:
        reader = Reader(pilot)
        await reader.until(lambda: reader.screen.is_complete and reader.screen.state.index is not None)
        await pilot.pause()
        yield reader


async def begin_note(reader: Reader, words: str) -> None:
    await reader.press("3", "j", "i")
    await reader.until(lambda: isinstance(reader.pilot.app.screen, NoteDialog))
    await reader.press(*words)


def written(reader: Reader) -> str:
    return reader.pilot.app.screen.query_one(TextArea).text


async def test_a_note_that_was_not_finished_is_offered_again(article):
    async with reading(article) as reader:
        await begin_note(reader, "ask")  # and the program ends
    async with reading(article) as reader:
        await reader.until(lambda: any("unfinished note" in notice for notice in reader.notices))
        await reader.press("1", "i")
        await reader.until(lambda: isinstance(reader.pilot.app.screen, NoteDialog))
        assert written(reader) == "ask"
        await reader.press("ctrl+s")
        await reader.until(lambda: not reader.screen.state.session.unsaved and not reader.screen.state.drafts)
        (remark,) = reader.screen.state.document.annotations.remarks
        assert (remark.what, remark.note) == ("quote", "ask")
    async with reading(article) as reader:
        assert not any("unfinished" in notice for notice in reader.notices)


async def test_a_note_that_is_discarded_leaves_no_draft(article):
    async with reading(article) as reader:
        await begin_note(reader, "no")
        await reader.press("escape", "escape")
        assert not isinstance(reader.pilot.app.screen, NoteDialog)
    async with reading(article) as reader:
        await reader.pilot.pause(0.1)
        assert reader.screen.state.drafts == []


async def test_in_private_no_draft_is_kept(article, own_home):
    async with reading(article, private=True) as reader:
        await begin_note(reader, "secret")
    assert not any(b"secret" in path.read_bytes() for path in own_home.rglob("*") if path.is_file())
