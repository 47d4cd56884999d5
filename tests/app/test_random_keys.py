"""A few random keys, clicks and sizes; the benchmark `random_keys` presses thousands."""

import random
import sys
from pathlib import Path

import harbor

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

import random_keys


async def test_random_keys_end_without_an_error_and_change_no_article(monkeypatch, tmp_path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    client = random_keys.Client({harbor.TEXT: harbor.analysis()})
    assert await random_keys.run(harbor.ARTICLE, client, random.Random(3), 80) == ""
