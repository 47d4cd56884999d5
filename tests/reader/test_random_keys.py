"""A few random keys, clicks and sizes; the benchmark `random_keys` presses thousands."""

import random
import sys
from pathlib import Path

import sample_story

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

import random_keys


async def test_random_keys_end_without_an_error_and_change_no_article(monkeypatch, tmp_path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    client = random_keys.Client({sample_story.TEXT: sample_story.analysis()})
    assert await random_keys.run(sample_story.ARTICLE, client, random.Random(3), 80) == ""
