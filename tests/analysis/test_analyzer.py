"""The one door to the engine: any text in, a consistent Analysis out."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tui.analysis import Analysis, Analyzer
from tui.analysis.model import Progress
from tui.article.model import Block, BlockKind

STORY = "“The harbor is open,” Ilse Brandt said. The Harbor Board had waited.\nNobody in Vellin slept."

PIECES = st.lists(
    st.sampled_from(
        [
            "Ilse Brandt", "the mayor", "she", "said", "told", "that", "according to", "the Harbor Board", "“", "”",
            '"', "''", "‘", "’", ",", ".", ":", "?", "\n", "\n\n", "—", "(", ")", "of", "to", "who", "NATO", "’s", "é",
            "漢字", "😀", "\u0301", "👩‍👩‍👧", "١٢", "as per", "Q:", "not", "hoped", "wrote", "1,000", "it", "and",
        ]
    ),
    max_size=40,
)  # fmt: skip


def check(text: str, analysis: Analysis) -> None:
    """Everything that a screen or an export relies on."""
    spans = {}
    for entity in analysis.entities:
        assert entity.mentions
        for mention in entity.mentions:
            assert 0 <= mention.start < mention.end <= len(text)
            assert (mention.start, mention.end) not in spans
            spans[mention.start, mention.end] = entity.id
            assert 0 <= mention.confidence <= 1
            assert mention.why
        assert [(m.start, m.end) for m in entity.mentions] == sorted((m.start, m.end) for m in entity.mentions)
    entities = {e.id for e in analysis.entities}
    quotes = {q.id for q in analysis.quotes}
    assert [q.start for q in analysis.quotes] == sorted(q.start for q in analysis.quotes)
    for quote in analysis.quotes:
        assert quote.content
        assert quote.content == sorted(quote.content)
        for span in (*quote.content, *quote.cue, *quote.source, *quote.addressee.spans):
            assert 0 <= span.start < span.end <= len(text)
        assert quote.speaker is None or quote.speaker in entities
        assert quote.addressee.entity is None or quote.addressee.entity in entities
        assert quote.parent is None or (quote.parent in quotes and quote.parent != quote.id)
        assert 0 <= quote.confidence <= 1
    for relation in analysis.relations:
        assert {relation.subject, relation.object} <= entities


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PIECES)
def test_any_words_give_a_consistent_analysis(analyzer, pieces):
    text = " ".join(pieces)
    check(text, analyzer.analyze(text))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=200))
def test_any_characters_give_a_consistent_analysis(analyzer, text):
    check(text, analyzer.analyze(text))


def test_an_empty_text_has_nothing(analyzer):
    assert analyzer.analyze("").entities == []
    assert analyzer.analyze(" \n\n ").quotes == []


def test_progress_counts_paragraphs_and_tints_names(analyzer):
    *steps, last = analyzer.stream(STORY)
    assert all(isinstance(step, Progress) for step in steps)
    assert [(s.done, s.total) for s in steps] == [(1, 2), (2, 2)]
    assert "Ilse Brandt" in {STORY[t.start : t.end] for s in steps for t in s.tints}
    assert isinstance(last, Analysis)


def test_only_the_blocks_are_read(analyzer):
    end = STORY.index("\n")
    blocks = [Block(0, end), Block(end + 1, len(STORY), BlockKind.BOILERPLATE)]
    names = {e.name for e in analyzer.analyze(STORY, blocks).entities}
    assert "Ilse Brandt" in names
    assert "Vellin" not in names


def test_rules_alone_work_without_a_tagger():
    analysis = Analyzer(tagger=None).analyze(STORY)
    assert len(analysis.quotes) == 1


def test_many_texts_come_in_order_on_several_processes():
    texts = [STORY, "Nothing was said.", "“We are closed,” Tom Ashe said."]
    analyzer = Analyzer()
    one = [a.to_dict() for a in analyzer.analyze_many(texts)]
    assert [a.to_dict() for a in analyzer.analyze_many(iter(texts), processes=2)] == one


def test_other_languages_still_give_quotes_in_quote_marks(analyzer):
    text = "« Le port rouvrira lundi, c’est promis », a dit la maire."
    (quote,) = analyzer.analyze(text, language="fr").quotes
    assert quote.kind == "direct"
    assert quote.speaker is None


def test_a_long_paragraph_is_parsed_in_pieces(analyzer):
    text = "The harbor in Vellin is open. " * 2_000
    analysis = analyzer.analyze(text)
    (vellin,) = [e for e in analysis.entities if e.name == "Vellin"]
    assert len(vellin.mentions) > 1_500
