"""Relations between entities, each with the words that state it."""

import pytest

from tui.analysis import Analyzer


def told(analyzer: Analyzer, text: str) -> set[tuple[str, str, str, str]]:
    """Kind, subject, object and evidence of all relations in `text`."""
    analysis = analyzer.analyze(text)
    names = {e.id: e.name for e in analysis.entities}
    return {
        (r.kind, names[r.subject], names[r.object], text[r.evidence.start : r.evidence.end]) for r in analysis.relations
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ferrotek CEO Dora Kessler sold her shares in Ferrotek.",
            ("title", "Dora Kessler", "Ferrotek", "Ferrotek CEO Dora Kessler"),
        ),
        (
            "Dora Kessler, the founder of Ferrotek, resigned.",
            ("title", "Dora Kessler", "Ferrotek", "the founder of Ferrotek"),
        ),
        (
            "Chile’s president, Rosa Fuentes, flew to Peru.",
            ("title", "Rosa Fuentes", "Chile", "Chile’s president"),
        ),
        (
            "French Finance Minister Claude Moreau flew home to France.",
            ("title", "Claude Moreau", "France", "French Finance Minister Claude Moreau"),
        ),
        (
            "French singer Claude Moreau flew home to France.",
            ("nationality", "Claude Moreau", "France", "French singer Claude Moreau"),
        ),
        (
            "Republican Sen. Dora Kessler voted no.",
            ("member", "Dora Kessler", "Republican", "Republican Sen. Dora Kessler"),
        ),
        (
            "Dora Kessler, a member of the Harbor Board, resigned.",
            ("member", "Dora Kessler", "Harbor Board", "a member of the Harbor Board"),
        ),
        ("He was born in Fairbanks, Alaska.", ("located", "Fairbanks", "Alaska", "Fairbanks, Alaska")),
        (
            "Thieves broke into the Hartwell Museum in Lyon.",
            ("located", "Hartwell Museum", "Lyon", "Hartwell Museum in Lyon"),
        ),
        ("Chile mourned. Two Chilean ships sank.", ("nationality", "Chilean", "Chile", "Chilean")),
        ("Moscow rejected the plan. Russia had asked for it.", ("metonym", "Moscow", "Russia", "Moscow")),
        (
            "The Kremlin rejected the plan. Russia had asked for it.",
            ("metonym", "Kremlin", "Russia", "Kremlin"),
        ),
    ],
)
def test_relations(analyzer: Analyzer, text: str, expected: tuple[str, str, str, str]) -> None:
    assert expected in told(analyzer, text)


@pytest.mark.parametrize(
    "text",
    [
        "He flew to Lima, Quito, and Bogotá.",  # a list says nothing of where they are
        "Moscow lies on a river. Russia is large.",
        "Lena Brandt, a friend of Ferrotek, resigned.",
        "Lena Brandt’s sister works for Ferrotek.",
    ],
)
def test_nothing_is_made_up(analyzer: Analyzer, text: str) -> None:
    assert told(analyzer, text) == set()


def test_a_relation_is_told_once(analyzer: Analyzer) -> None:
    text = "Ferrotek CEO Dora Kessler spoke. Then Ferrotek CEO Dora Kessler left."
    assert len(told(analyzer, text)) == 1
