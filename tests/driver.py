"""What the tests of the screen work with: a client that needs no engine, and a reader with keys and eyes."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from typing import Any

import sample_story
from textual.pilot import Pilot

from tui.analysis.client import AnalysisError
from tui.analysis.model import Analysis, EntityKind, Progress, Tint
from tui.reader.screen import ReaderScreen
from tui.widgets.article_pane import ArticlePane
from tui.widgets.details import Details
from tui.widgets.entity_list import EntityList
from tui.widgets.footer import Footer
from tui.widgets.notes_list import NotesList
from tui.widgets.panes import Panes
from tui.widgets.quote_list import QuoteList
from tui.widgets.row_list import RowList
from tui.widgets.tab_bar import TabBar

WIDE, NARROW, SMALL, TINY = (120, 40), (80, 24), (60, 20), (20, 5)


class FakeClient:
    """Gives back a made analysis; with `hold` it waits for `go` before the end, with `fails` it fails first."""

    def __init__(self, analysis: Analysis, *, hold: bool = False, fails: int = 0) -> None:
        self.analysis = analysis
        self.hold = hold
        self.fails = fails
        self.go = asyncio.Event()
        self.closed = False

    async def start(self) -> None:
        pass

    async def analyze(self, text: str, blocks: Any = None, language: str = "en") -> AsyncIterator[Progress | Analysis]:
        if self.fails:
            self.fails -= 1
            raise AnalysisError("The analysis stopped unexpectedly. You can still read the article.")
        yield Progress(1, 4, (Tint(*sample_story.span("Ada Brandt"), EntityKind.PERSON),))
        if self.hold:
            await self.go.wait()
        # An analysis belongs to exactly one text.
        yield self.analysis if text == sample_story.ARTICLE.text else Analysis("", "", "")

    async def cancel(self) -> None:
        pass

    async def close(self) -> None:
        self.closed = True


class Reader:
    """The program as its reader sees it."""

    def __init__(self, pilot: Pilot[None]) -> None:
        self.pilot = pilot

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
            await self.pilot.pause()
            self.screen.query_one(Panes).catch_up()  # what follows a key a moment later

    @property
    def screen(self) -> ReaderScreen:
        screen = self.pilot.app.screen_stack[0]
        assert isinstance(screen, ReaderScreen)
        return screen

    @property
    def article(self) -> ArticlePane:
        return self.screen.query_one("#article", ArticlePane)

    @property
    def entities(self) -> EntityList:
        return self.screen.query_one("#entities", EntityList)

    @property
    def quotes(self) -> QuoteList:
        return self.screen.query_one("#quotes", QuoteList)

    @property
    def notes(self) -> NotesList:
        return self.screen.query_one("#notes", NotesList)

    @property
    def details(self) -> Details:
        return self.screen.query_one("#details", Details)

    @property
    def focused(self) -> str | None:
        focused = self.pilot.app.focused
        return focused.id if focused is not None else None

    @property
    def seen(self) -> set[str]:
        panes = ("article", "entities", "quotes", "notes", "details")
        return {pane for pane in panes if self.screen.query_one(f"#{pane}").region.area > 0}

    @property
    def keys(self) -> str:
        return self.screen.query_one("#keys", Footer).render().plain

    @property
    def note(self) -> str:
        bars = [bar for bar in self.screen.query(TabBar) if bar.note and bar.region.area]
        return bars[0].note if bars else ""

    @property
    def notices(self) -> list[str]:
        return [notice.message for notice in self.pilot.app._notifications]

    def row(self, rows: RowList) -> str:
        assert rows.highlighted is not None
        return rows.rows[rows.highlighted].text

    async def until(self, true: Callable[[], bool]) -> None:
        """Wait for it: long enough for a machine that has much else to do."""
        given_up = time.monotonic() + 30
        while not true():
            assert time.monotonic() < given_up, "It did not happen."
            await asyncio.sleep(0.01)
            await self.pilot.pause()
