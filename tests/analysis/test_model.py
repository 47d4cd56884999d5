"""The data that leaves the engine: its plain form, and back."""

import json

import pytest

from tui.analysis.model import (
    Act,
    Addressee,
    Analysis,
    Entity,
    EntityKind,
    Form,
    Mention,
    Quote,
    QuoteKind,
    Relation,
)
from tui.text.spans import Span

ANALYSIS = Analysis(
    text_sha256="0" * 64,
    engine="1",
    model="m",
    entities=[
        Entity(
            "e1",
            EntityKind.PERSON,
            "Ilse Brandt",
            [Mention(0, 11, Form.NAME, "name", 0.9), Mention(20, 23, Form.PRONOUN, "pronoun", 0.7, "speaks")],
            aliases=["Brandt"],
            salience=0.5,
        )
    ],
    relations=[Relation("title", "e1", "e1", Span(0, 5))],
    quotes=[
        Quote(
            "q1",
            QuoteKind.DIRECT,
            Act.SAID,
            [Span(30, 40), Span(50, 60)],
            [Span(41, 45)],
            [Span(46, 49)],
            "e1",
            "quote marks",
            0.9,
            Addressee([Span(61, 63)], None),
            "q0",
        )
    ],
)


def test_plain_data_has_the_agreed_form():
    data = ANALYSIS.to_dict()
    assert list(data) == ["schema", "text_sha256", "engine", "model", "entities", "relations", "quotes"]
    assert data["schema"] == 1
    assert data["entities"][0] == {
        "id": "e1",
        "kind": "person",
        "name": "Ilse Brandt",
        "named": True,
        "salience": 0.5,
        "aliases": ["Brandt"],
        "mentions": [
            {"start": 0, "end": 11, "form": "name", "role": None, "why": "name", "confidence": 0.9},
            {"start": 20, "end": 23, "form": "pronoun", "role": "speaks", "why": "pronoun", "confidence": 0.7},
        ],
    }
    assert data["relations"] == [{"kind": "title", "subject": "e1", "object": "e1", "evidence": [0, 5]}]
    assert data["quotes"] == [
        {
            "id": "q1",
            "kind": "direct",
            "act": "said",
            "content": [[30, 40], [50, 60]],
            "cue": [[41, 45]],
            "source": [[46, 49]],
            "speaker": "e1",
            "addressee": {"spans": [[61, 63]], "entity": None},
            "parent": "q0",
            "why": "quote marks",
            "confidence": 0.9,
        }
    ]


def test_it_comes_back_from_json_as_it_was():
    assert Analysis.from_dict(json.loads(json.dumps(ANALYSIS.to_dict()))) == ANALYSIS


def test_unknown_keys_are_ignored():
    data = ANALYSIS.to_dict() | {"later": 1}
    data["quotes"][0]["later"] = 2
    assert Analysis.from_dict(data) == ANALYSIS


def test_a_newer_schema_is_refused():
    with pytest.raises(ValueError, match="schema 2"):
        Analysis.from_dict(ANALYSIS.to_dict() | {"schema": 2})


def test_what_is_no_analysis_is_refused():
    with pytest.raises(ValueError, match="not an analysis"):
        Analysis.from_dict({"schema": 1, "entities": "none"})
