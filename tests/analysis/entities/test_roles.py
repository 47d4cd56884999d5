"""What entities do where they are mentioned."""

import pytest

from tui.analysis import Analyzer


def roles(analyzer: Analyzer, text: str, name: str) -> list[tuple[str, str | None]]:
    """The words and the role of each mention of the entity called `name`."""
    [entity] = [e for e in analyzer.analyze(text).entities if e.name == name]
    return [(text[m.start : m.end], m.role) for m in entity.mentions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lena Brandt sold the house.", [("Lena Brandt", "acts")]),
        ("The house was sold by Lena Brandt.", [("Lena Brandt", "acts")]),
        ("Police arrested Lena Brandt.", [("Lena Brandt", "acted upon")]),
        ("Lena Brandt was arrested.", [("Lena Brandt", "acted upon")]),
        ("Lena Brandt is tired.", [("Lena Brandt", None)]),
        ("The house of Lena Brandt burned.", [("Lena Brandt", None)]),
        ("Paul Renner and Lena Brandt sold the house.", [("Lena Brandt", "acts")]),
        ("“I am tired,” Lena Brandt said.", [("I", "spoken about"), ("Lena Brandt", "speaks")]),
        ("Paul Renner said Lena Brandt sold the house.", [("Lena Brandt", "spoken about")]),
        ("The road is closed, according to Lena Brandt.", [("Lena Brandt", "speaks")]),
        ("Lena Brandt sat down. Then she sold the house.", [("Lena Brandt", "acts"), ("she", "acts")]),
    ],
)
def test_roles(analyzer: Analyzer, text: str, expected: list[tuple[str, str | None]]) -> None:
    assert roles(analyzer, text, "Lena Brandt") == expected


def test_roles_survive_as_data(analyzer: Analyzer) -> None:
    analysis = analyzer.analyze("Lena Brandt sold the house.")
    data = analysis.to_dict()
    assert data["entities"][0]["mentions"][0]["role"] == "acts"
    assert type(analysis).from_dict(data) == analysis
