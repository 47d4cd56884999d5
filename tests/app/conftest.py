"""What the tests of the screen share: an article, its analysis by hand, and a client that needs no engine."""

from collections.abc import Callable
from contextlib import asynccontextmanager
from typing import Any

import harbor
import pytest
from apparatus import WIDE, FakeClient, Reader

from tui.app import QuothApp


@pytest.fixture(autouse=True)
def no_newcomer(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is here for the first time, except in tests marked so."""
    from tui.reader.preferences import Preferences

    if "newcomer" not in request.fixturenames:
        monkeypatch.setattr(Preferences, "hinted", True)


@pytest.fixture
def newcomer() -> None:
    """Someone who is here for the first time."""


@pytest.fixture
def client() -> FakeClient:
    return FakeClient(harbor.analysis())


@pytest.fixture
def app(client: FakeClient) -> QuothApp:
    return QuothApp(harbor.ARTICLE, client=client)


@pytest.fixture
def copied(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was copied, without touching any clipboard."""
    from tui.system import clipboard

    texts: list[str] = []

    async def put(text: str, send: Callable[[str], None] | None, environ: Any = None, **_: bool) -> clipboard.Outcome:
        texts.append(text)
        return clipboard.Outcome("Copied", "clipboard", verified=True)

    monkeypatch.setattr(clipboard, "put", put)
    return texts


@pytest.fixture
def reading(app: QuothApp):
    """Run the program at a size: `async with reading(WIDE) as reader`."""

    @asynccontextmanager
    async def run(size: tuple[int, int] = WIDE, which: QuothApp | None = None):
        async with (which or app).run_test(size=size) as pilot:
            reader = Reader(pilot)
            await pilot.pause()
            if which is None:
                await reader.until(lambda: reader.screen.index is not None)
                await pilot.pause()
            yield reader

    return run
