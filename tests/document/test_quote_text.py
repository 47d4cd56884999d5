"""The words of a quote without what only frames them."""

import pytest

from tui.analysis.model import Act, Quote, QuoteKind
from tui.document.quote_text import as_written, single_marks, words
from tui.text.spans import Span


def quote(text: str, kind: QuoteKind, *content: str, cue: str = "", source: str = "") -> Quote:
    def spans(*parts: str) -> list[Span]:
        return [Span(text.index(part), text.index(part) + len(part)) for part in parts if part]

    return Quote("q1", kind, Act.SAID, spans(*content), spans(cue), spans(source), None, "by hand", 1.0)


@pytest.mark.parametrize(
    ("text", "kind", "content", "expected"),
    [
        ("“We sail at dawn,” said Ines.", QuoteKind.DIRECT, "“We sail at dawn,”", "We sail at dawn"),
        ("“We sail!” said Ines.", QuoteKind.DIRECT, "“We sail!”", "We sail!"),
        ('"We sail," said Ines.', QuoteKind.DIRECT, '"We sail,"', "We sail"),
        ("‘We sail,’ said Ines.", QuoteKind.DIRECT, "‘We sail,’", "We sail"),
        ("« Nous partons », said Ines.", QuoteKind.DIRECT, "« Nous partons »,", "Nous partons"),
        ("Ines said that the boats sail.", QuoteKind.INDIRECT, "that the boats sail", "the boats sail"),
        ("Ines said That, he knows.", QuoteKind.INDIRECT, "That, he knows", "he knows"),
        ("Ines said the boats “sail”.", QuoteKind.MIXED, "the boats “sail”", "the boats “sail”"),
        ("“Sail” is a verb, Ines said.", QuoteKind.MIXED, "“Sail” is a verb,", "“Sail” is a verb"),
        ("Ines said it [sic] sails.", QuoteKind.INDIRECT, "it [sic] sails", "it [sic] sails"),
        ("Ines said that.", QuoteKind.INDIRECT, "that", "that"),
    ],
)
def test_edges_are_trimmed_and_nothing_else(text: str, kind: QuoteKind, content: str, expected: str) -> None:
    assert words(text, quote(text, kind, content)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“The boats,” said Ines, “will sail.”", "The boats will sail."),
        ("‘The boats’, said Ines, ‘will sail.’", "The boats will sail."),
        ("“I think,” said Ines, “I can sail.”", "I think I can sail."),
    ],
)
def test_the_comma_of_an_attribution_inside_a_sentence_goes_with_it(text: str, expected: str) -> None:
    first, second = text[: text.index(" said")].rstrip(","), text[text.rindex(", ") + 2 :]
    assert words(text, quote(text, QuoteKind.DIRECT, first, second, cue="said", source="Ines")) == expected


@pytest.mark.parametrize(
    "told",
    [
        "said Ines.",
        "Ines said in a note to Mr. Holm on Monday.",
        "said Ines, a captain from the U.S. Navy.",
        "said Ines:",
    ],
)
def test_where_a_comma_stands_before_the_attribution_and_another_sentence_behind_it_both_are_seen(told: str) -> None:
    text = f"“We sail at dawn,” {told} “We fish.”"
    found = quote(text, QuoteKind.DIRECT, "“We sail at dawn,”", "“We fish.”", cue="said", source="Ines")
    assert words(text, found) == "We sail at dawn, … We fish."
    assert as_written(text, found) == "“We sail at dawn,” “We fish.”"


def test_a_paraphrase_parted_by_its_attribution_is_one_sentence() -> None:
    text = "The boats, argued Ines, should sail."
    found = quote(text, QuoteKind.INDIRECT, "The boats,", "should sail", cue="argued", source="Ines")
    assert words(text, found) == as_written(text, found) == "The boats should sail"


def test_a_sentence_that_ended_needs_no_ellipsis() -> None:
    text = "“Do we sail?” asked Ines. “We do.”"
    found = quote(text, QuoteKind.DIRECT, "“Do we sail?”", "“We do.”", cue="asked", source="Ines")
    assert words(text, found) == "Do we sail? We do."


def test_what_was_left_out_between_two_pieces_is_shown() -> None:
    text = "“We sail,” said Ines. She laughed. “We fish.”"
    found = quote(text, QuoteKind.DIRECT, "“We sail,”", "“We fish.”", cue="said", source="Ines")
    assert words(text, found) == "We sail … We fish."
    assert as_written(text, found) == "“We sail,” … “We fish.”"


def test_the_opening_marks_of_later_paragraphs_are_no_words() -> None:
    text = "“We sail.\n“We fish.”"
    assert words(text, quote(text, QuoteKind.DIRECT, text)) == "We sail.\nWe fish."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a “b” c", "a ‘b’ c"),
        ('a "b" c', "a ‘b’ c"),
        ("it’s “so”", "it’s ‘so’"),
        ("«b»", "‘b’"),
    ],
)
def test_marks_inside_become_single(text: str, expected: str) -> None:
    assert single_marks(text) == expected
