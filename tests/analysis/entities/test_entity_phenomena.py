"""Single phenomena, shown by short stories: which mentions belong together, and what they are."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from bracketed import faults, read

from tui.analysis import Analyzer


def stories() -> Iterator[tuple[str, str]]:
    """The stories of `phenomena.txt`, each with its group and name."""
    group = ""
    for line in Path(__file__).with_name("phenomena.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            group = line.removeprefix("## ")
        elif line and not line.startswith("#"):
            name, text = line.split(" = ", maxsplit=1)
            yield f"{group}: {name}", text.replace("\\n", "\n")


ALL = dict(stories())


@pytest.mark.parametrize("marked", ALL.values(), ids=ALL.keys())
def test_mentions(marked: str, analyzer: Analyzer) -> None:
    story = read(marked)
    assert faults(story, analyzer.analyze(story.text)) == []
