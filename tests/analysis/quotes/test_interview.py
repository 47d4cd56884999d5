"""Interviews whose questions and answers bear no labels."""

import pytest

from tui.analysis import Analyzer

INTRODUCTION = "The Gazette interviewed the painter Lena Brandt about her new pictures."
TALK = """How did you begin?

I drew horses when I was six. My mother kept them.

What do you paint today?

Mostly the sea. We live beside it.

Will you stop one day?

I hope not. It is my life."""


def answers(analyzer: Analyzer, text: str) -> list[tuple[str, str]]:
    analysis = analyzer.analyze(text)
    names = {e.id: e.name for e in analysis.entities}
    return [(names.get(q.speaker or "", "-"), text[q.content[0].start : q.content[0].end]) for q in analysis.quotes]


def test_the_answers_are_the_words_of_who_is_interviewed(analyzer: Analyzer) -> None:
    assert answers(analyzer, f"{INTRODUCTION}\n\n{TALK}") == [
        ("Lena Brandt", "I drew horses when I was six. My mother kept them."),
        ("Lena Brandt", "Mostly the sea. We live beside it."),
        ("Lena Brandt", "I hope not. It is my life."),
    ]


def test_i_and_you_are_who_is_interviewed(analyzer: Analyzer) -> None:
    text = f"{INTRODUCTION}\n\n{TALK}"
    [painter] = [e for e in analyzer.analyze(text).entities if e.name == "Lena Brandt"]
    words = [text[m.start : m.end].lower() for m in painter.mentions]
    assert words.count("you") == 3
    assert words.count("i") == 3
    assert words.count("my") == 2


@pytest.mark.parametrize(
    "introduction",
    [
        "Lena Brandt paints the sea. Nobody knows why.",  # nothing says that anyone was asked
        "The Gazette interviewed one of the painters of the coast about the sea.",  # nor whom
    ],
)
def test_without_a_word_of_whom_was_asked_nobody_answers(analyzer: Analyzer, introduction: str) -> None:
    assert all(speaker != "Lena Brandt" for speaker, _ in answers(analyzer, f"{introduction}\n\n{TALK}"))


def test_questions_to_the_reader_are_no_interview(analyzer: Analyzer) -> None:
    text = f"{INTRODUCTION}\n\nWho buys pictures?\n\nBanks do.\n\nWho sells them?\n\nShe does.\n\nWhy?\n\nFor money."
    assert answers(analyzer, text) == []
