"""Quotes in sentences of our own: `[content]`, `<cue>` and `{source}` mark what must be found."""

import pytest
from marked import unmark

DIRECT = """
[“The harbor will reopen on Monday,”] {Ilse Brandt} <said>.
[“The harbor will reopen on Monday,”] <said> {Ilse Brandt}.
{Ilse Brandt} <said>, [“The harbor will reopen on Monday.”]
{Brandt} <said>: [“The harbor will reopen on Monday.”]
[“The harbor will reopen,”] {Brandt} <said>. [“We are ready for the winter ships.”]
[“The harbor,”] {Brandt} <said>, [“will reopen on Monday.”]
[“Will the harbor reopen?”] {she} <asked>.
[“Never!”] {he} <shouted>.
["The harbor will reopen on Monday,"] {Ilse Brandt} <said>.
[''The harbor will reopen on Monday,''] {Ilse Brandt} <said>.
[‘The harbor will reopen on Monday,’] {Ilse Brandt} <said>.
[«The harbor will reopen on Monday,»] {Ilse Brandt} <said>.
[“The harbor's old cranes won't last,”] <added> {the engineer}.
[“The harbor will reopen on Monday,”] <according to> {the port authority}.
[“The harbor will reopen,”] <said> {Ilse Brandt, the mayor of Vellin}.
[“One round trip,”] {a man in a yellow coat} <said>.
""".strip().splitlines()

INDIRECT = """
{Brandt} <said> [that the harbor would reopen on Monday].
{Brandt} <said> [the harbor would reopen on Monday].
[The harbor would reopen on Monday], {Brandt} <said>.
<According to> {the port authority}, [the harbor would reopen on Monday].
[The harbor would reopen on Monday], <according to> {the port authority}.
{The mayor} <told> reporters [that the harbor would reopen on Monday].
{The minister} <denied> [that any money had been paid].
{Many residents} <believe> [that the bridge is unsafe].
{She} <asked> [whether the bridge was safe].
{The council} <promised> [to repair the bridge].
{The union} <warned of> [a strike].
""".strip().splitlines()

MIXED = """
{Brandt} <said> [that the plan was “a gift to the shipping companies.”]
{Brandt} <called> [the plan “a gift to the shipping companies.”]
{Brandt} <described> [the plan as “a gift to the shipping companies.”]
{Brandt} <dismissed> [the claim as “nonsense.”]
""".strip().splitlines()


def found(analyzer, text):
    return [
        {role: [tuple(s) for s in getattr(q, role)] for role in ("content", "cue", "source")} | {"kind": str(q.kind)}
        for q in analyzer.analyze(text).quotes
    ]


@pytest.mark.parametrize(
    ("marked", "kind"),
    [(m, "direct") for m in DIRECT] + [(m, "indirect") for m in INDIRECT] + [(m, "mixed") for m in MIXED],
)
def test_a_quote_has_its_words_cue_source_and_kind(analyzer, marked, kind):
    text, spans = unmark(marked)
    assert found(analyzer, text) == [spans | {"kind": kind}]


@pytest.mark.parametrize(
    "text",
    [
        "The ship left Vellin on Monday with forty tons of grain.",
        "The book “The Long Quay” was published in May.",
        "The so-called “harbor tax” was abolished in 1990.",
        "Nobody in the hall said a word.",
        "Brandt said nothing.",
        "The mast is 6'2\" tall and was built in the '90s.",
    ],
)
def test_no_quote_where_nobody_says_anything(analyzer, text):
    assert found(analyzer, text) == []


def test_scripts_without_capitals_or_spaces_have_quotes_too(analyzer):
    text = "“日本は強い国です,” said Tanaka."
    (quote,) = analyzer.analyze(text).quotes
    assert text[slice(*quote.content[0])] == "“日本は強い国です,”"
    assert text[slice(*quote.source[0])] == "Tanaka"


def test_a_quotation_over_two_paragraphs_is_one_quote(analyzer):
    text = "“We waited all night,” Brandt said. “Nobody came to help us.\n\n“So we left the harbor at dawn.”"
    (quote,) = analyzer.analyze(text).quotes
    assert [text[s:e] for s, e in quote.content] == [
        "“We waited all night,”",
        "“Nobody came to help us.",
        "“So we left the harbor at dawn.”",
    ]


def test_a_quotation_without_any_cue_is_shown_as_nobodys(analyzer):
    text = "The hall fell silent.\n\n“This town has never forgiven anyone for anything.”\n\nThen the lights went out."
    (quote,) = analyzer.analyze(text).quotes
    assert quote.source == []
    assert quote.speaker is None
    assert quote.confidence < 0.5


def test_a_quotation_behind_a_quote_of_the_same_paragraph_continues_it(analyzer):
    text = "The bridge was never safe, Ilse Brandt said. “We warned them every single year.”"
    (quote,) = analyzer.analyze(text).quotes
    assert text[slice(*quote.content[-1])] == "“We warned them every single year.”"
    assert text[slice(*quote.source[0])] == "Ilse Brandt"


def test_a_quote_inside_a_quote_knows_its_parent(analyzer):
    text = "The ministry said that Ilse Brandt told the council that the harbor would reopen on Monday."
    outer, inner = analyzer.analyze(text).quotes
    assert inner.parent == outer.id
    assert outer.parent is None
    assert text[slice(*inner.source[0])] == "Ilse Brandt"
    assert text[slice(*inner.addressee.spans[0])] == "the council"


def test_as_per_names_the_outer_source(analyzer):
    text = "Ilse Brandt told Vellin’s mayor that the harbor would reopen, as per a statement from the Harbor Board."
    outer, inner = analyzer.analyze(text).quotes
    assert text[slice(*outer.source[0])] == "a statement from the Harbor Board"
    assert text[slice(*inner.source[0])] == "Ilse Brandt"
    assert inner.parent == outer.id


def test_who_is_quoted_as_saying_something_says_it(analyzer):
    text = "The ministry quoted Brandt as saying that “the harbor is closed to every foreign ship.”"
    analysis = analyzer.analyze(text)
    inner = analysis.quotes[-1]
    assert text[slice(*inner.source[0])] == "Brandt"
    assert analysis.quote(inner.parent).cue == [(text.index("quoted"), text.index("quoted") + 6)]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Brandt said that the harbor was closed.", "said"),
        ("Brandt wrote that the harbor was closed.", "wrote"),
        ("Brandt tweeted that the harbor was closed.", "wrote"),
        ("Brandt believes that the harbor is closed.", "thought"),
        ("Brandt fears that the harbor is closed.", "thought"),
    ],
)
def test_the_act_follows_from_the_cue(analyzer, text, act):
    (quote,) = analyzer.analyze(text).quotes
    assert quote.act == act


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ilse Brandt arrived late. She said that the harbor was closed.", "Ilse Brandt"),
        ("The Harbor Board met on Monday. “We are ready,” its statement said.", "Harbor Board"),
        ("A statement from the Harbor Board said that the quay was closed.", "Harbor Board"),
        ("“We are ready,” said Ilse Brandt, who has run the harbor since May.", "Ilse Brandt"),
        ("American academic and professor John Whitlock said that the harbor was closed.", "John Whitlock"),
    ],
)
def test_the_speaker_is_an_entity(analyzer, text, speaker):
    analysis = analyzer.analyze(text)
    assert analysis.entity(analysis.quotes[0].speaker).name == speaker


def test_an_unnamed_speaker_is_an_entity_too(analyzer):
    analysis = analyzer.analyze("“The money is gone,” said a senior official. The official declined to say more.")
    speaker = analysis.entity(analysis.quotes[0].speaker)
    assert not speaker.named
    assert "official" in speaker.name


def test_what_a_speaker_says_of_themselves_is_no_quote_of_its_own(analyzer):
    text = "Ilse Brandt spoke on Monday. Brandt said she hoped that the harbor would reopen soon."
    (quote,) = analyzer.analyze(text).quotes
    assert text[slice(*quote.cue[0])] == "said"


def test_a_colon_at_the_end_of_a_paragraph_announces_the_next_one(analyzer):
    text = "Ilse Brandt continued:\n\n“The harbor was never safe, and nobody wanted to hear it.”"
    (quote,) = analyzer.analyze(text).quotes
    assert [text[slice(*span)] for span in (*quote.source, *quote.cue)] == ["Ilse Brandt", "continued"]


def test_a_quotation_that_is_a_paragraph_of_its_own_goes_on_with_the_one_before(analyzer):
    text = "“The harbor is lost,” Brandt said on Monday.\n\n“We waited for help all winter, and nobody came.”"
    (quote,) = analyzer.analyze(text).quotes
    assert [text[slice(*span)] for span in quote.content] == [
        "“The harbor is lost,”",
        "“We waited for help all winter, and nobody came.”",
    ]


def test_a_quotation_behind_a_question_is_somebody_elses(analyzer):
    text = "“Will anyone help the harbor this winter?” Brandt asked.\n\n“Not before the ice has gone, I think.”"
    question, answer = analyzer.analyze(text).quotes
    assert (len(question.content), answer.source) == (1, [])


@pytest.mark.parametrize(
    ("text", "to"),
    [
        ("“We are ready,” Brandt told the council on Monday.", ["the council"]),
        ("Holm told reporters outside the court that her client was innocent.", ["reporters"]),
        ("He said to his wife that he was tired.", ["his wife"]),
        ("“We are ready,” Brandt said on Monday.", []),
    ],
)
def test_a_quote_says_to_whom(tagging, text, to):
    (quote,) = tagging.analyze(text).quotes
    assert [text[slice(*span)] for span in quote.addressee.spans] == to


@pytest.mark.parametrize("label", ["Correction", "Interview", "Photo"])
def test_a_label_that_tells_what_follows_says_nothing(tagging, label):
    text = f"{label}: An earlier version of this article gave a wrong date for the opening of the harbor."
    assert not [q for q in tagging.analyze(text).quotes if q.source]


@pytest.mark.parametrize("comment", ["as per a statement from the Harbor Ministry", "according to the Harbor Ministry"])
def test_a_comment_on_a_sentence_that_somebody_speaks_in_is_how_we_know(tagging, comment):
    text = f"Brandt told Mayor Ilse Holm that the port would close if nobody paid for the new cranes, {comment}."
    outer, inner = tagging.analyze(text).quotes
    names = {e.id: e.name for e in tagging.analyze(text).entities}
    assert (names[outer.speaker], names[inner.speaker]) == ("Harbor Ministry", "Brandt")
    assert inner.parent == outer.id
    assert text[slice(*inner.addressee.spans[0])] == "Mayor Ilse Holm"
