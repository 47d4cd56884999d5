"""What the tests of the screen share: an article, its analysis by hand, and a client that needs no engine."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import harbor
import pytest

from tui.analysis.client import AnalysisError
from tui.analysis.model import Analysis, EntityKind, Progress, Tint
from tui.app import QuothApp


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
            raise AnalysisError("The analysis stopped unexpectedly; the article can still be read.")
        yield Progress(1, 4, (Tint(*harbor.span("Ada Brandt"), EntityKind.PERSON),))
        if self.hold:
            await self.go.wait()
        # An analysis belongs to exactly one text.
        yield self.analysis if text == harbor.ARTICLE.text else Analysis("", "", "")

    async def cancel(self) -> None:
        pass

    async def close(self) -> None:
        self.closed = True


@pytest.fixture
def client() -> FakeClient:
    return FakeClient(harbor.analysis())


@pytest.fixture
def app(client: FakeClient) -> QuothApp:
    return QuothApp(harbor.ARTICLE, client=client)


@pytest.fixture
def copied(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was copied, without touching any clipboard."""
    from tui import clipboard

    texts: list[str] = []

    async def put(text: str, send: Callable[[str], None] | None, environ: Any = None) -> clipboard.Outcome:
        texts.append(text)
        return clipboard.Outcome("Copied", "clipboard", verified=True)

    monkeypatch.setattr(clipboard, "put", put)
    return texts
