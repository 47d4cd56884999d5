"""A quote ready to paste."""

from dataclasses import replace
from urllib.parse import unquote

import pytest

from tui.analysis.model import Act, Analysis, Entity, EntityKind, Form, Mention, Quote, QuoteKind
from tui.article.model import Article, Block, BlockKind, Field, Metadata, TextEdit
from tui.export.citation import link
from tui.export.fragment import text_fragment
from tui.export.snippets import Style, quotes_as
from tui.text.spans import Span

TEXT = (
    "Mayor Ines Holm spoke on Monday. She said that the ferry “never leaves on time.”\n"
    "“The ‘old’ ferry is gone,” she added. “We paid – [sic] – for it.”\n"
    "The Harbor Office said in a note that Holm had promised two boats, three crews & one captain by the summer of "
    "next year, and that it would believe them when it saw them at the quay.\n"
    "“It floats,” someone shouted."
)


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def entity(id_: str, name: str, words: str) -> Entity:
    return Entity(id_, EntityKind.PERSON, name, [Mention(*at(words), Form.NAME, "by hand", 1.0)])


HOLM, OFFICE = entity("e1", "Ines Holm", "Ines Holm"), entity("e2", "Harbor Office", "Harbor Office")


def quote(
    id_: str, kind: QuoteKind, content: list[str], cue: str, source: str, *, by: str | None, **more: object
) -> Quote:
    spans = [at(part) for part in content]
    sources = [at(source)] if source else []
    more.setdefault("confidence", 0.9)
    return Quote(id_, kind, Act.SAID, spans, [at(cue)], sources, by, why="by hand", **more)  # type: ignore[arg-type]


MIXED = quote("q1", QuoteKind.MIXED, ["that the ferry “never leaves on time.”"], "said", "She", by="e1")
DIRECT = quote(
    "q2", QuoteKind.DIRECT, ["“The ‘old’ ferry is gone,”", "“We paid – [sic] – for it.”"], "added", "she", by="e1"
)
OUTER = quote(
    "q3",
    QuoteKind.INDIRECT,
    ["that Holm had promised two boats, three crews & one captain by the summer of next year"],
    "said in a note",
    "The Harbor Office",
    by="e2",
)
INNER = quote(
    "q4",
    QuoteKind.INDIRECT,
    ["two boats, three crews & one captain by the summer of next year"],
    "had promised",
    "",
    by="e1",
    parent="q3",
)
INNER.source = [Span(at("Holm had").start, at("Holm had").start + len("Holm"))]
NOBODY = quote("q5", QuoteKind.DIRECT, ["“It floats,”"], "shouted", "", by=None)
ANALYSIS = Analysis("", "0", "by hand", [HOLM, OFFICE], [], [MIXED, DIRECT, OUTER, INNER, NOBODY])


def article(**meta: Field) -> Article:
    blocks, start = [], 0
    for line in TEXT.split("\n"):
        blocks.append(Block(start, start + len(line)))
        start += len(line) + 1
    return Article(TEXT, tuple(blocks), Metadata(**meta))


def cite(cited: Article, analysis: Analysis, one: Quote) -> str:
    return quotes_as(Style.NEWSROOM, cited, analysis, [one])


def test_a_direct_quote_stands_in_exactly_one_pair_of_marks() -> None:
    said = cite(article(), ANALYSIS, DIRECT)
    assert said == "“The ‘old’ ferry is gone, … We paid – [sic] – for it.” — she [Ines Holm]"
    assert said.count("“") == said.count("”") == 1


def test_a_paraphrase_gets_no_mark_that_the_article_lacks_and_is_called_so() -> None:
    said = cite(article(), ANALYSIS, MIXED)
    assert said == "She [Ines Holm] said that the ferry “never leaves on time.” (partly paraphrased)"


def test_a_source_that_stands_apart_is_joined_by_an_ellipsis() -> None:
    apart = quote("q7", QuoteKind.INDIRECT, ["two boats"], "had promised", "Mayor Ines Holm", by="e1")
    assert cite(article(), ANALYSIS, apart) == "Mayor Ines Holm … had promised two boats (paraphrase)"


def test_via_is_always_told() -> None:
    said = cite(article(), ANALYSIS, INNER)
    assert said == (
        "Holm had promised two boats, three crews & one captain by the summer of next year "
        "(paraphrase, via the Harbor Office)"
    )
    assert "“" not in said


def test_a_name_is_not_repeated_in_brackets() -> None:
    assert "[" not in cite(article(), ANALYSIS, OUTER)


def test_who_is_not_known_is_not_invented() -> None:
    assert cite(article(), ANALYSIS, NOBODY) == "“It floats” [not attributed]"


def test_uncertain_attribution_is_called_so() -> None:
    doubtful = quote("q6", QuoteKind.DIRECT, ["“It floats,”"], "shouted", "someone", by="e1", confidence=0.3)
    assert cite(article(), ANALYSIS, doubtful).endswith("[attribution uncertain]")


def test_a_source_that_nobody_is_known_to_be_is_given_as_written_and_called_uncertain() -> None:
    unknown = quote("q6", QuoteKind.DIRECT, ["“It floats,”"], "shouted", "someone", by=None)
    assert cite(article(), ANALYSIS, unknown) == "“It floats” — someone [attribution uncertain]"


def test_nobody_is_quoted_through_themselves() -> None:
    outer = replace(OUTER, speaker="e1", parent="q8")
    office = replace(OUTER, id="q8")
    analysis = replace(ANALYSIS, quotes=[outer, INNER])
    assert "via" not in cite(article(), analysis, INNER)
    through = replace(ANALYSIS, quotes=[office, outer, INNER])
    assert "via the Harbor Office" in cite(article(), through, INNER)


def test_what_is_known_of_the_publication_follows() -> None:
    told = article(publication=Field("The Quay"), date=Field("2024-02-03"), url=Field("https://quay.example/a?b=c"))
    said = cite(told, ANALYSIS, NOBODY)
    assert (
        said
        == "“It floats” [not attributed]. The Quay, February 3, 2024, https://quay.example/a?b=c#:~:text=It%20floats"
    )


def test_a_guessed_date_is_called_guessed() -> None:
    assert "(date guessed)" in cite(article(date=Field("2024-02-03", guessed=True)), ANALYSIS, NOBODY)


def test_only_a_web_address_becomes_a_link() -> None:
    assert link(article(url=Field("javascript:alert(1)")), NOBODY) is None
    assert link(article(), NOBODY) is None


def test_a_long_quote_is_found_by_its_first_and_last_words() -> None:
    first, last = text_fragment(article(), OUTER.content[0]).split(",")
    assert unquote(first) == "that Holm had promised"
    assert unquote(last) == "summer of next year"


@pytest.mark.parametrize("words", ["two boats, three crews & one captain", "“We paid – [sic] – for it.”"])
def test_what_means_something_in_a_link_is_encoded(words: str) -> None:
    fragment = text_fragment(article(), at(words))
    assert unquote(fragment) == words
    assert not set(",&-#[]“ ") & set(fragment)


def test_words_that_stand_earlier_too_get_the_words_before_them() -> None:
    second = TEXT.index("ferry is gone")
    fragment = text_fragment(article(), Span(second, second + len("ferry")))
    assert unquote(fragment) == "‘old’-,ferry"


def test_the_link_has_the_words_of_the_source_not_those_of_the_cleaned_text() -> None:
    start = TEXT.index("floats")
    cleaned = Article(TEXT, (), edits=(TextEdit(start + 2, "\u200b", ""),))
    assert unquote(text_fragment(cleaned, at("It floats"))) == "It fl\u200boats"


def test_the_words_of_a_turn_are_no_paraphrase():
    text = "HOLM: The ferry never leaves on time.\nREPORTER: Why?\nHOLM: Ask the Harbor Office."
    spans = [Span(0, 37), Span(38, 52), Span(53, 81)]
    blocks = tuple(Block(*span, BlockKind.TURN) for span in spans)
    turn = Quote("q1", QuoteKind.INDIRECT, Act.SAID, [Span(6, 37)], [Span(4, 5)], [Span(0, 4)], None, "by hand", 0.9)
    made = cite(Article(text, blocks, Metadata()), Analysis("", "0", "by hand", [], [], [turn]), turn)
    assert made == "HOLM: The ferry never leaves on time. (as printed) [attribution uncertain]"
