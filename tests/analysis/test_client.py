"""The analysis process: it answers, is called off, dies and comes back."""

import asyncio
import os
import signal
import sys

import pytest

from tui.analysis import Analysis, Analyzer
from tui.analysis.client import AnalysisClient, AnalysisError
from tui.analysis.model import Progress

TEXT = "“The harbor is open,” said Mayor Ilse Brandt on Monday.\n\nShe thanked the Harbor Board in Vellin."


async def collect(client: AnalysisClient, text: str = TEXT) -> list[Progress | Analysis]:
    return [step async for step in client.analyze(text)]


@pytest.fixture
async def client():
    client = AnalysisClient()
    yield client
    await client.close()


async def test_answers_with_progress_and_the_same_analysis_as_in_process(client):
    *steps, last = await collect(client)
    assert [(s.done, s.total) for s in steps] == [(1, 2), (2, 2)]
    assert last == Analyzer().analyze(TEXT)


async def test_stays_warm_between_articles(client):
    await collect(client)
    pid = client._process.pid
    await collect(client, "Another article.")
    assert client._process.pid == pid


async def test_a_crash_is_told_and_survived(client):
    await client.start()
    running = asyncio.create_task(collect(client, TEXT * 2000))
    await asyncio.sleep(0.3)
    os.kill(client._process.pid, signal.SIGKILL)
    with pytest.raises(AnalysisError, match="unexpectedly"):
        await running
    assert isinstance((await collect(client))[-1], Analysis)


async def test_cancel_ends_the_analysis_and_the_next_is_right(client):
    seen = []

    async def read():
        async for step in client.analyze((TEXT + "\n") * 3000):
            seen.append(step)  # noqa: PERF401  (watched from outside while it fills)

    running = asyncio.create_task(read())
    while not seen:
        await asyncio.sleep(0.05)
    await client.cancel()
    await running
    assert not any(isinstance(step, Analysis) for step in seen)
    assert (await collect(client))[-1] == Analyzer().analyze(TEXT)


async def test_a_canceled_task_calls_the_analysis_off(client):
    running = asyncio.create_task(collect(client, (TEXT + "\n") * 3000))
    await asyncio.sleep(0.3)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert isinstance((await collect(client))[-1], Analysis)


async def test_a_model_that_is_missing_is_said():
    client = AnalysisClient("no_such_model")
    with pytest.raises(AnalysisError, match="no_such_model is not installed"):
        await collect(client)
    await client.close()


async def test_the_process_ends_with_its_input():
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-P", "-m", "tui.analysis.worker", stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    process.stdin.close()
    assert await asyncio.wait_for(process.wait(), 20) == 0


async def test_a_folder_of_lures_is_not_imported(tmp_path, monkeypatch):
    for name in ("json.py", "spacy.py"):
        (tmp_path / name).write_text("raise SystemExit('lured')")
    (tmp_path / "tui").mkdir()
    (tmp_path / "tui" / "__init__.py").write_text("raise SystemExit('lured')")
    monkeypatch.chdir(tmp_path)
    client = AnalysisClient()
    assert isinstance((await collect(client))[-1], Analysis)
    await client.close()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux enforces the limit")
async def test_an_analysis_that_needs_too_much_memory_is_a_sentence():
    code = """
import sys
from tui.analysis import analyzer, worker
worker.MEMORY = 3 << 30
def stream(self, *_):
    yield from ([bytes(1 << 30) for _ in range(9)],)
analyzer.Analyzer.stream = stream
worker.main()
"""
    request = b'{"id": 1, "text": "x", "blocks": null, "language": "en"}\n'
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-P", "-c", code, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    process.stdin.write(request)
    line = await asyncio.wait_for(process.stdout.readline(), 60)
    assert b"needs more than 3 GB of memory" in line
    process.stdin.close()
    assert await asyncio.wait_for(process.wait(), 20) == 0
