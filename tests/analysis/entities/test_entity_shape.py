"""What holds of the entities of any text, and of particular ones: order, spans, names, aliases, relations."""

import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tui.analysis import Analysis, Analyzer
from tui.analysis.model import EntityKind, Form
from tui.article.model import Block, BlockKind

STORY = (
    "French Finance Minister Claude Moreau met officials in Oslo. Moreau said France would pay. "
    "“I am glad,” Moreau said. The Northern Seed Institute (NSI) praised him. NSI had asked Oslo for help. "
    "A senior official said talks go on."
)

WORDS = st.sampled_from(
    [
        *"Lena Brandt Brandt Oslo NATO Mr. Minister President French Chile the The of and said told he She it".split(),
        *"They “ ” ’s ' ( ) , . - — 19 U.S. D.C. Ministry ministry Inc. van der who I we you é Ж 東京 😀 … A".split(),
        *("[sic]", "t-shirt", "\n", "\n\n", "\u200d"),
    ]
)


def check_shape(text: str, analysis: Analysis) -> None:
    seen: set[tuple[int, int]] = set()
    assert [e.id for e in analysis.entities] == [f"e{n}" for n in range(1, len(analysis.entities) + 1)]
    assert [e.salience for e in analysis.entities] == sorted((e.salience for e in analysis.entities), reverse=True)
    for entity in analysis.entities:
        assert entity.mentions
        assert 0 <= entity.salience <= 1
        assert entity.name.strip()
        assert entity.named == any(m.form is Form.NAME for m in entity.mentions)
        assert [m.span for m in entity.mentions] == sorted(m.span for m in entity.mentions)
        for mention in entity.mentions:
            assert 0 <= mention.start < mention.end <= len(text)
            assert text[mention.start : mention.end].strip() == text[mention.start : mention.end]
            assert 0 <= mention.confidence <= 1
            assert mention.why
            assert mention.span not in seen
            seen.add(mention.span)
    ids = {e.id for e in analysis.entities}
    for relation in analysis.relations:
        assert {relation.subject, relation.object} <= ids
        assert 0 <= relation.evidence.start < relation.evidence.end <= len(text)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(words=st.lists(WORDS, max_size=60))
def test_any_words(words: list[str], analyzer: Analyzer) -> None:
    text = " ".join(words)
    check_shape(text, analyzer.analyze(text))


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=st.text(max_size=300))
def test_any_text(text: str, analyzer: Analyzer) -> None:
    check_shape(text, analyzer.analyze(text))


def test_story_has_the_shape(analyzer: Analyzer) -> None:
    check_shape(STORY, analyzer.analyze(STORY))


def test_names_are_shown_without_titles_and_aliases_without_pronouns(analyzer: Analyzer) -> None:
    analysis = analyzer.analyze(STORY)
    person = next(e for e in analysis.entities if e.kind is EntityKind.PERSON and e.named)
    assert person.name == "Claude Moreau"
    assert person.aliases[0] == "Moreau"
    assert not {"him", "I"} & set(person.aliases)
    institute = next(e for e in analysis.entities if e.kind is EntityKind.ORGANIZATION)
    assert institute.name == "Northern Seed Institute"
    assert institute.aliases == ["NSI"]


def test_only_speakers_are_kept_without_a_name(analyzer: Analyzer) -> None:
    text = "A baker met a nurse. “We lost the boat,” a fisherman said."
    analysis = analyzer.analyze(text)
    assert [(e.name, e.named) for e in analysis.entities] == [("a fisherman", False)]


def test_a_document_of_a_named_body_is_no_speaker_of_its_own(analyzer: Analyzer) -> None:
    analysis = analyzer.analyze("The bridge is safe, according to a report by the Northern Seed Institute.")
    assert [e.name for e in analysis.entities] == ["Northern Seed Institute"]


def test_nationality_is_related_to_its_country(analyzer: Analyzer) -> None:
    text = "Norway mourned. Three Norwegian sailors had died."
    analysis = analyzer.analyze(text)
    [relation] = analysis.relations
    names = {e.id: e.name for e in analysis.entities}
    assert (relation.kind, names[relation.subject], names[relation.object]) == ("nationality", "Norwegian", "Norway")
    assert text[slice(*relation.evidence)] == "Norwegian"


def test_capital_that_acts_is_related_to_its_state(analyzer: Analyzer) -> None:
    text = "Norway waited. On Monday Oslo rejected the offer."
    analysis = analyzer.analyze(text)
    names = {e.id: e.name for e in analysis.entities}
    assert [(r.kind, names[r.subject], names[r.object]) for r in analysis.relations] == [("metonym", "Oslo", "Norway")]


def test_the_most_mentioned_comes_first(analyzer: Analyzer) -> None:
    text = "Bo Lindqvist saw Lena Brandt. Brandt waved. Then Brandt ran. In the evening Brandt slept in Oslo."
    assert analyzer.analyze(text).entities[0].name == "Lena Brandt"


def test_who_speaks_a_turn_of_a_conversation_is_a_person_however_it_is_written(analyzer: Analyzer) -> None:
    text = "RENNER: We need more time.\n\nBRANDT: The council is afraid.\n\nRENNER: Nobody is afraid."
    turns = [(m.start(), m.end(), "turn") for m in re.finditer(r"[^\n]+", text)]
    blocks = [Block(start, end, BlockKind(kind)) for start, end, kind in turns]
    people = analyzer.analyze(text, blocks).entities
    assert [(e.name, e.kind, len(e.mentions)) for e in people] == [
        ("RENNER", EntityKind.PERSON, 2),
        ("BRANDT", EntityKind.PERSON, 1),
    ]


def test_letters_behind_a_name_are_no_part_of_it(analyzer: Analyzer) -> None:
    people = analyzer.analyze("Minister James Rook MP opened it. Rook thanked Gareth Pugh KC.").entities
    assert [(e.name, e.aliases) for e in people] == [("James Rook", ["Rook"]), ("Gareth Pugh", [])]
