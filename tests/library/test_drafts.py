"""A note that is being written is kept, whatever ends the program, and nothing of it in private mode."""

import asyncio
import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import sample_story

from tui.annotations.anchors import Ground
from tui.annotations.log import NOTHING
from tui.article.model import Article, Block
from tui.library.draft_keeper import PAUSE
from tui.library.drafts import Draft
from tui.library.session import Session
from tui.library.store import Known, Store
from tui.library.thread import LibraryThread

ARTICLE = replace(sample_story.ARTICLE, source="-")
ANCHOR = Ground(sample_story.TEXT).anchor(sample_story.span("Sand"))


async def test_what_is_typed_is_kept_a_moment_later_and_discarded_with_the_note() -> None:
    thread = LibraryThread()
    keeper = Session(thread, ARTICLE).draft("passage", ANCHOR)
    for end in range(1, 9):
        keeper.keep("Half a n"[:end], "tag")
    assert await Session(thread, ARTICLE).drafts() == []
    await asyncio.sleep(PAUSE * 2)
    assert await Session(thread, ARTICLE).drafts() == [Draft("passage", ANCHOR, "Half a n", "tag")]
    keeper.keep("Half a note", "tag")
    keeper.flush()
    assert [draft.note for draft in Store().drafts(ARTICLE)] in [["Half a n"], ["Half a note"]]
    assert await thread.asked(lambda store: store.drafts(ARTICLE)) == [Draft("passage", ANCHOR, "Half a note", "tag")]
    keeper.keep("more", "")
    keeper.discard()
    await asyncio.sleep(PAUSE * 2)
    assert await Session(thread, ARTICLE).drafts() == []
    await thread.close()


async def test_what_is_typed_back_to_what_is_saved_is_no_draft() -> None:
    thread = LibraryThread()
    keeper = Session(thread, ARTICLE).draft("quote", ANCHOR, "as it was", "old")
    keeper.keep("as it was not", "old")
    keeper.flush()
    keeper.keep("as it was", "old")
    keeper.flush()
    assert await Session(thread, ARTICLE).drafts() == []
    await thread.close()


async def test_in_private_nothing_is_kept(own_home: Path) -> None:
    session = Session(None, ARTICLE)
    keeper = session.draft("passage", ANCHOR)
    keeper.keep("a secret", "")
    keeper.flush()
    keeper.discard()
    assert await session.drafts() == []
    assert not own_home.exists()


def test_a_draft_is_offered_on_a_later_version_of_the_text_and_not_on_another_article() -> None:
    store = Store()
    id_ = store.keep(ARTICLE, Known())
    store.save_draft(ANCHOR.text, Draft("passage", ANCHOR, "half", ""))
    later = replace(ARTICLE, text=ARTICLE.text + " More.")
    store.keep(later, Known(id_, NOTHING))
    assert [draft.note for draft in store.drafts(later)] == ["half"]
    assert store.drafts(Article("Quite another.", (Block(0, 14),))) == []


def test_a_draft_is_forgotten_with_its_article(own_home: Path) -> None:
    store = Store()
    id_ = store.keep(ARTICLE, Known())
    other = store.keep(Article("Quite another.", (Block(0, 14),), source="/b"), Known())
    store.save_draft(ANCHOR.text, Draft("passage", ANCHOR, "a secret of mine", ""))
    store.forget([id_])
    assert b"a secret of mine" not in b"".join(path.read_bytes() for path in own_home.iterdir())
    store.save_draft(ANCHOR.text, Draft("passage", ANCHOR, "of no article", ""))
    store.forget([other])
    assert store.drafts(ARTICLE) == []


def test_only_so_many_are_kept(monkeypatch) -> None:
    from tui.library import store as module

    monkeypatch.setattr(module, "MOST", 3)
    store, ground = Store(), Ground(sample_story.TEXT)
    for at in range(5):
        anchor = ground.anchor(sample_story.Span(at, at + 5))
        store.save_draft(anchor.text, Draft("passage", anchor, str(at), ""))
    assert [draft.note for draft in store.drafts(ARTICLE)] == ["2", "3", "4"]


def test_a_damaged_draft_is_left_out() -> None:
    store = Store()
    store.save_draft(ANCHOR.text, Draft("passage", ANCHOR, "good\x1b[2J", ""))
    store._write(
        lambda run: run("INSERT INTO draft VALUES (9, ?, 'passage', '{\"start\": 1.5}', '', '', '')", ANCHOR.text)
    )
    (draft,) = store.drafts(ARTICLE)
    assert "\x1b" not in draft.note


def test_a_kill_leaves_the_draft(own_home: Path) -> None:
    code = f"""
import asyncio, sys
sys.path[:0] = {[str(Path(__file__).parents[1])]!r}
import sample_story
from dataclasses import replace
from tui.annotations.anchors import Ground
from tui.library.session import Session
from tui.library.thread import LibraryThread

async def main():
    thread = LibraryThread()
    article = replace(sample_story.ARTICLE, source="-")
    keeper = Session(thread, article).draft("passage", Ground(article.text).anchor(sample_story.span("Sand")))
    keeper.keep("half-written", "")
    await asyncio.sleep({PAUSE} * 2)
    await thread.asked(lambda store: None)
    print("written", flush=True)
    await asyncio.sleep(60)

asyncio.run(main())
"""
    process = subprocess.Popen([sys.executable, "-P", "-c", code], stdout=subprocess.PIPE, env=os.environ)
    assert process.stdout is not None
    assert process.stdout.readline() == b"written\n"
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert [draft.note for draft in Store().drafts(ARTICLE)] == ["half-written"]
