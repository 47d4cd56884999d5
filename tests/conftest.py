"""What all tests share: a home of their own, and the program on the screen with an analysis made by hand."""

from collections.abc import Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
import sample_story
from driver import WIDE, FakeClient, Reader
from hypothesis import settings

from tui.app import QuothApp

settings.register_profile("unhurried", deadline=None)  # the machine may be busy
settings.load_profile("unhurried")


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where quoth keeps things during the test. It is not there yet."""
    home = tmp_path_factory.mktemp("quoth") / "home"
    monkeypatch.setenv("QUOTH_HOME", str(home))
    return home


@pytest.fixture(autouse=True)
def own_size(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal is as large as the test makes it: shells, and the processes that tests run in, may say otherwise."""
    for name in ("COLUMNS", "LINES"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True)
def hint_is_seen(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is here for the first time, except in tests marked so."""
    from tui.reader.preferences import Preferences

    if "first_time" not in request.fixturenames:
        monkeypatch.setattr(Preferences, "hinted", True)


@pytest.fixture
def first_time() -> None:
    """Someone who is here for the first time."""


@pytest.fixture
def client() -> FakeClient:
    return FakeClient(sample_story.analysis())


@pytest.fixture
def app(client: FakeClient) -> QuothApp:
    return QuothApp(sample_story.ARTICLE, client=client)


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
                await reader.until(lambda: reader.screen.state.index is not None)
                await pilot.pause()
            yield reader

    return run
