"""The acts of 150 sentences of our own, marked before the rules for acts were written (`acts.tsv`)."""

from pathlib import Path

import pytest

SENTENCES = [
    line.split("\t")
    for line in Path(__file__).with_name("acts.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.fixture(scope="module")
def acts(tagging):
    """For each sentence in which a quote with the marked cue is found: the act that it should have, and has."""
    found = []
    for act, marked in SENTENCES:
        start, end = marked.index("<"), marked.index(">") - 1
        quotes = tagging.analyze(marked.replace("<", "").replace(">", "")).quotes
        mine = next((q for q in quotes if any(s.start < end and s.end > start for s in q.cue)), None)
        if mine is not None:
            found.append((act, str(mine.act)))
    return found


def test_most_attributions_are_found(acts):
    assert len(acts) >= 0.85 * len(SENTENCES)


def test_nine_in_ten_acts_are_right(acts):
    assert sum(act == mine for act, mine in acts) >= 0.9 * len(acts)
