"""Quotes that layout attributes, in texts of our own: `[content]`, `<cue>` and `{source}` mark what must be found.

A line is a paragraph. What it begins with tells its kind: `# ` title, `## ` heading, `> ` block quote, `: ` turn.
"""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tui.analysis import pipeline
from tui.analysis.parse import Parse, Word
from tui.analysis.quotes.direct import read_quote_marks
from tui.analysis.quotes.layout.all_forms import find_layout_quotes
from tui.article.model import Block, BlockKind

KINDS = {"# ": "title", "## ": "heading", "> ": "blockquote", ": ": "turn", "c ": "caption"}
OPENERS = {"[": "content", "<": "cue", "{": "source"}
CLOSERS = {"]": "content", ">": "cue", "}": "source"}


def parsed(analyzer, text, kinds=None):
    """The parse of `text`, line by line; `kinds` by the number of the line."""
    parse = Parse(text)
    lines = pipeline.find_lines(text)
    pieces = [(piece, i) for i, (start, end) in enumerate(lines) for piece in pipeline.split_pieces(text, start, end)]
    nlp = analyzer._load_pipeline("en")
    for (doc, offset), (_, i) in zip(pipeline.parse_pieces(nlp, [piece for piece, _ in pieces]), pieces, strict=True):
        parse.add(doc, offset, kinds[i] if kinds else "paragraph")
    return parse


def unmark(marked):
    """The plain text, the kinds of its lines, and the spans of each role."""
    text, kinds = "", []
    spans = {"content": [], "cue": [], "source": []}
    opened = {}
    for line in marked.strip().split("\n"):
        prefix = next((p for p in sorted(KINDS, key=len, reverse=True) if line.startswith(p)), "")
        kinds.append(KINDS.get(prefix, "paragraph"))
        for part in re.split(r"([\[\]<>{}])", line.removeprefix(prefix)):
            if part in OPENERS:
                opened[OPENERS[part]] = len(text)
            elif part in CLOSERS:
                spans[CLOSERS[part]].append((opened.pop(CLOSERS[part]), len(text)))
            else:
                text += part
        text += "\n"
    return text, kinds, spans


def quotes_of(analyzer, marked):
    text, kinds, _ = unmark(marked)
    return text, apart(parsed(analyzer, text, kinds))


def words_of(analyzer, text, kinds=None):
    """The contents that are found in a text without any marks."""
    return [[text[slice(*span)] for span in quote.content] for quote in apart(parsed(analyzer, text.strip(), kinds))]


def check(analyzer, marked):
    text, kinds, expected = unmark(marked)
    quotes = apart(parsed(analyzer, text, kinds))
    for role, spans in expected.items():
        found = [text[slice(*span)] for quote in quotes for span in getattr(quote, role)]
        assert found == [text[slice(*span)] for span in spans]
        assert [tuple(span) for quote in quotes for span in getattr(quote, role)] == spans
    return quotes


# ---------------------------------------------------------------- turns

CONVERSATION = """
{BRANDT}<:> [We will reopen the harbor on Monday.]
{REPORTER}<:> [Are you sure?]
{BRANDT}<:> [I am. We are ready.]
"""

TURNS = [
    CONVERSATION,
    # Full names first, surnames then; titles, parties, particles.
    """
The two met on Sunday, and this is what they said.
{JAKE TAPPER}<:> [Do you think the harbor is safe?]
{SEN. MARTA HILL} (D-MA)<:> [I think it is.]
{TAPPER}<:> [What makes you so sure?]
{HILL}<:> [We have looked at it.]
The program ends at ten.
""",
    """
{Moderator}<:> [What will you do first?]
{Ursula von der Leyen}<:> [I will go to Vellin.]
{Moderator}<:> [And then?]
""",
    """
We asked the mayor about the harbor.
{Q}<:> [When will it open?]
{A}<:> [On Monday, I think.]
{Q}<:> [Why so late?]
{A}<:> [We had no money.]
""",
    """
{Q}<.> [When will it open?]
{A}<.> [On Monday, I think.]
{Q}<.> [Why so late?]
""",
    # Only the questions have a label: the answers are nobody's.
    """
{Q}<:> [When will it open?]
On Monday, I think.
{Q}<:> [Why so late?]
We had no money.
{Q}<:> [Will you stay?]
I will.
""",
    # An answer goes on until the next turn, but not behind the last one; stage directions are nobody's words.
    """
{Q}<:> [When will it open?]
{A}<:> [On Monday, I think.]
[But nobody knows for certain.]
(Laughter.)
….
[Nobody at all.]
{Q}<:> [Why so late?]
{A}<:> [We had no money.]
The mayor left the room.
""",
    # Where the speaker is named, a reporter tells the story again.
    """
{TAPPER}<:> [Do you think the harbor is safe?]
{HILL}<:> [I think it is.]
Hill was then shown a picture of the harbor.
She looked at it for a long time.
{TAPPER}<:> [What do you say now?]
""",
    # Quote marks without a space behind the colon.
    """
{TAPPER}<:>[“Do you think the harbor is safe?”]
{HILL}<:>[“I think it is.”]
{TAPPER}<:>[“What makes you so sure?”]
""",
    # Where the article says that it is a turn, one is enough.
    "The mayor spoke.\n: {Brandt}<:> [The harbor will reopen.]\nThen she left.",
    # A headline and what no person is called are no turns, in a conversation neither.
    """
Brandt on the harbor and its future
{BRANDT}<:> [We will reopen on Monday.]
{REPORTER}<:> [Are you sure?]
Note: The answer was cut.
This is why.
{BRANDT}<:> [I am.]
Correction: An earlier version of this story gave the wrong day. We regret it.
""",
]


@pytest.mark.parametrize("marked", TURNS)
def test_a_turn_has_its_words_its_label_and_its_colon(analyzer, marked):
    quotes = check(analyzer, marked)
    assert {q.act for q in quotes} == {"said"}
    assert {q.why for q in quotes} == {"turn in a conversation"}


def test_turns_are_what_layout_knows_best(analyzer):
    assert all(q.confidence >= 0.9 for q in check(analyzer, CONVERSATION))


def test_the_kind_of_a_turn_is_told_by_its_quote_marks(analyzer):
    text = "TAPPER: “Is it safe?”\nHILL: I think it is.\nTAPPER: You said “never” before."
    assert [q.kind for q in apart(parsed(analyzer, text))] == ["direct", "indirect", "mixed"]


NO_TURNS = [
    # Recipes and instructions.
    "Ingredients: flour, sugar, butter\nTime: two hours\nIngredients: salt\nMethod: Mix everything.\nMethod: Bake it.",
    # Times, verses, scores, results.
    "10:30 The doors open\n11:00 The mayor speaks\n12:15 You can eat with us\n13:00 We all go home",
    "John 3:16 For God so loved the world\nJohn 3:17 For God sent not his Son\nJohn 3:18 He that believes in him",
    "Genesis 1: In the beginning\nGenesis 2: Thus the heavens\nGenesis 3: Now the serpent said to you",
    "Clinton: 1,769\nSanders: 1,501\nClinton: 547\nSanders: 46",
    "Iowa: Tim Albrecht, Brad Anderson\nNevada: Adam Khan, Chip Evans\nIowa: Sam Clovis, Sara Craig",
    # What follows is told, not who says it.
    "Note: You may not park here.\nNote: We are closed.\nNote: I am away.",
    "Correction: We were wrong.\nUpdate: I was wrong.\nUpdate: You were right.\nUpdate: It is over.",
    "Photo: Reuters\nPhoto: We took it ourselves\nPhoto: AP\nVideo: You can see it here",
    "Pros: You save money.\nCons: I see many.\nPros: We like it.\nCons: Do you?",
    "Myth: You need eight glasses a day.\nFact: We do not.\nMyth: I must run.\nFact: You need not.",
    "BREAKING: We have a deal.\nUPDATE: You can read it here.\nBREAKING: I resign, says the mayor.",
    # Positions of candidates are a list, not a conversation.
    "Clinton: Supports the treaty.\nTrump: Opposes the treaty.\nClinton: Supports the tax.\nTrump: Opposes the tax.",
    # Too few, or each once.
    "Brandt: We will reopen the harbor.\nHill: I doubt that.",
    "Brandt: We win.\nHill: I lose.\nAshe: You draw.",
    # Initials begin sentences.
    "A. Smith was there with us.\nA. Jones was there with you.\nA. Brown asked what I wanted?",
    "A. I like it.\nB. You like it.\nA. We like it.\nC. Do you?",
    # A script without labels, a list, prose with colons.
    "— I will go.\n— You will stay.\n— Why?\n— We need you.",
    "• You: the reader\n• We: the authors\n• You: again",
    "The reason: we had no money.\nThe result: you lost.\nThe reason: I was away.",
    "He said: I will go.\nShe said: You will stay.\nHe said: We shall see.",
]


@pytest.mark.parametrize("text", NO_TURNS)
def test_not_every_colon_is_a_turn(analyzer, text):
    assert words_of(analyzer, "Some lines stand below this one.\nThey are these.\n" + text) == []
    assert words_of(analyzer, text) == []


def test_lists_stay_lists(analyzer):
    text, kinds, _ = unmark(CONVERSATION)
    assert apart(parsed(analyzer, text, ["list"] * len(kinds))) == []


# ---------------------------------------------------------------- posts

POSTS = [
    "[We are ready.] <—> {Ilse Brandt} (@ilsebrandt) November 8, 2016",
    "[We are ready. “At last!”] pic.twitter.com/abc123 <—> {Ilse Brandt} (@ilse_brandt) 8 November 2016",
    "[We are ready.] https://t.co/xyz pic.twitter.com/abc123 <—> {Ilse Brandt} (@ilsebrandt) Nov. 8, 2016.",
    "The mayor was glad.\n[We are ready.]\n<—> {Ilse Brandt} (@ilsebrandt) November 8, 2016\nNobody answered.",
    "The mayor was glad.\n[We are ready.]\npic.twitter.com/abc <–> {Ilse Brandt} (@ilsebrandt) November 8, 2016",
    "[We are ready.] <--> {Ilse Brandt} (@ilse.bsky.social) 2016-11-08 10:30 PM",
    "The mayor was glad.\n[We are ready.]\n{Ilse Brandt} (@ilsebrandt) · Nov 8, 2016",
    "> [We are ready.]\n> [So are the ships.]\n> <—> {Ilse Brandt} (@ilsebrandt) November 8, 2016",
    """
[We are ready.] <—> {Ilse Brandt} (@ilsebrandt) November 8, 2016
[So are we.] <—> {Harbor Board} (@harbor) November 9, 2016
""",
]


@pytest.mark.parametrize("marked", POSTS)
def test_a_post_belongs_to_the_name_below_it(analyzer, marked):
    quotes = check(analyzer, marked)
    assert {q.act for q in quotes} == {"wrote"}


NO_POSTS = [
    "We are ready.\n— Ilse Brandt (@ilsebrandt)",  # a byline: no date
    "We spoke with our reporter — Tom Ashe (@tomashe), who was there in 2016.",
    "— Ilse Brandt (@ilsebrandt) November 8, 2016",  # nothing above it
    "Write to Tom Ashe (@tomashe) · November 8, 2016",
    "We are ready. (@ilsebrandt) November 8, 2016",
    "We are ready. — (@ilsebrandt) November 8, 2016",
    "# We are ready\n— Ilse Brandt (@ilsebrandt) November 8, 2016",
]


@pytest.mark.parametrize("marked", NO_POSTS)
def test_not_every_handle_signs_a_post(analyzer, marked):
    assert quotes_of(analyzer, marked)[1] == []


# ---------------------------------------------------------------- block quotes

BLOCK_QUOTES = [
    (
        "In a letter to the council, {Ilse Brandt} <wrote>:\n> [The harbor is closed.]\n> [It will stay closed.]",
        "wrote",
    ),
    ("It rained. {The ministry} <said> in a statement on Monday:\n> [The harbor is closed.]\nThat was all.", "said"),
    ("The letter was short.\n> [The harbor is closed.]\n> <—> {Ilse Brandt, mayor of Vellin}", "said"),
    ("The letter was short.\n> [“The harbor is closed.”] <—> {Ilse Brandt}", "said"),
    ("The letter was short.\n> [The harbor is closed.]\n> {John Whitlock, professor of history}", "said"),
    # The name in the block tells more than the sentence before it.
    ("Brandt read from a book by another man:\n> [The sea gives nothing back.]\n> <—> {John Whitlock}", "said"),
]


@pytest.mark.parametrize(("marked", "act"), BLOCK_QUOTES)
def test_a_block_quote_belongs_to_whom_its_frame_names(analyzer, marked, act):
    (quote,) = check(analyzer, marked)
    assert quote.act == act
    assert quote.confidence > 0.8


NOBODYS = [
    "The letter was short.\n> [The harbor is closed.]\n> [It will stay closed.]",
    "This is the sign on the door:\n> [The harbor is closed.]",
    "> [The harbor is closed — for ever.]",
    "> [The harbor is closed, and nobody knows why — We asked.]",
]


@pytest.mark.parametrize("marked", NOBODYS)
def test_a_block_quote_without_a_name_is_nobodys(analyzer, marked):
    (quote,) = check(analyzer, marked)
    assert quote.confidence == 0.4


def test_two_block_quotes_with_a_paragraph_between_them_are_two(analyzer):
    marked = "> [The harbor is closed.]\nThen they wrote again.\n> [It is open.]"
    assert len(check(analyzer, marked)) == 2


# ---------------------------------------------------------------- headlines

STORY = """
Angela Merkel spoke in Berlin on Monday. Angela Merkel said that Europe must act soon.
“We have waited too long,” Merkel said. The European Commission did not answer. Angela Merkel left for Paris.
Germany has not decided yet. Germany will decide in May. Bernie Sanders did not come. Sanders lost.
"""

HEADLINES = [
    "# {Merkel}<:> [Europe must act]",
    "{Merkel}<:> [Europe must act]",
    "{Merkel}<:> [Europe must act].",
    "# {Chancellor Merkel}<:> [“We must act”]",
    "# {Angela Merkel}<:> [Europe Must Act, And It Must Act Now]",
    "# {Germany}<:> [We will wait]",
    "# {European Commission}<:> [Europe is ready]",
    "# [Europe must act now]<:> {Merkel}",
    "# [Europe must act now], <says> {Merkel}",
    "# [Europe must act now], {German chancellor} <says>",
    "# [“Europe must act,”] <says> {Merkel}",
    "# An evening in Berlin\nIt rained.\n## {Merkel}<:> [Europe must act]",
]


@pytest.mark.parametrize("marked", HEADLINES)
def test_a_headline_gives_the_words_of_whom_it_names(analyzer, marked):
    (quote,) = check(analyzer, marked + STORY)
    assert quote.act == "said"


NO_HEADLINES = [
    # Sections and teasers.
    "# Opinion: Europe must act",
    "# Analysis: Merkel has lost",
    "# WATCH: Merkel says no",
    "# Watch: Merkel speaks",
    "# Live updates: Merkel speaks in Berlin",
    "# The Latest: Merkel says that Europe must act",
    "# BREAKING: Merkel will go",
    "# Revealed: What Merkel really wants",
    "# Wow: Merkel just said something unexpected",
    "# Review: This is not a good book",
    "# Morning Email: Merkel is in Berlin",
    # Places and topics.
    "# Paris: Three are dead",
    "# Angela Merkel: a life",
    "# Angela Merkel: the voters’ darling",
    "# Angela Merkel: how she won",
    "# Angela Merkel: the woman who never slept",
    "# Big Win For Merkel: Germany will wait",
    # Who stands behind a colon need not be the speaker.
    "# One name is on all lips: Sanders",
    "# Where the money is: Germany",
    "# On the list: Merkel",
    # Nobody, or nothing, is said.
    "# Merkel, Sanders and Europe",
    "# Europe, Germany says",
    "# Merkel:",
    "# : Merkel",
    "# 10:30: Merkel speaks",
    "#  ",
    # No headline at all.
    "It rained.\nMerkel: Europe must act",
    "c Merkel: Europe must act",
]


@pytest.mark.parametrize("marked", NO_HEADLINES)
def test_not_every_headline_with_a_colon_is_a_quote(analyzer, marked):
    assert quotes_of(analyzer, marked + STORY)[1] == []


def test_a_text_of_one_paragraph_has_no_headline(analyzer):
    assert words_of(analyzer, "Merkel: Europe must act") == []


# ---------------------------------------------------------------- all of it


def test_quotes_come_in_text_order(analyzer):
    marked = f"""
# {{Brandt}}<:> [We will reopen]
Ilse Brandt spoke on Monday. Brandt said little.
> [The harbor is closed.]
[We are ready.] <—> {{Ilse Brandt}} (@ilsebrandt) November 8, 2016
{CONVERSATION.strip()}
"""
    assert len(check(analyzer, marked)) == 6


def test_a_quote_knows_the_word_that_heads_its_cue(analyzer):
    text, kinds, _ = unmark(CONVERSATION)
    parse = parsed(analyzer, text, kinds)
    assert {parse.words[q.head].text for q in apart(parse)} == {":"}


def test_an_empty_text_has_none(analyzer):
    assert apart(Parse("")) == []
    assert words_of(analyzer, "\n \n") == []


def test_the_analyzer_tells_what_kind_of_block_a_paragraph_is(analyzer, monkeypatch):
    seen = []
    monkeypatch.setattr(analyzer, "_build_analysis", lambda parse, tagger: seen.append(parse))
    text = "Harbor\nThe harbor is closed.\n" + "We are ready. " * 1_500
    starts = [0, 7, 29]
    blocks = [Block(0, 6, BlockKind.TITLE), Block(7, 28), Block(29, len(text), BlockKind.BLOCKQUOTE)]
    list(analyzer.stream(text, blocks))
    list(analyzer.stream(text))
    with_blocks, without = seen
    assert [text[with_blocks.words[p.start].start] for p in with_blocks.paragraphs[:3]] == [text[s] for s in starts]
    assert with_blocks.kinds == ["title", "paragraph", "blockquote", "blockquote"]
    assert without.kinds == ["paragraph"] * 4


LINES = st.sampled_from(
    [
        "Q: ", "A: ", "Q. ", "A.", "BRANDT: ", "Brandt", ": ", "Hill (D-MA): ", "I will go", "“", "”", "— ", "--",
        " - ", "Ilse Brandt ", "(@ilse)", "(@", ")", " November 8, 2016", " · ", "pic.twitter.com/a", "\n", "\n\n",
        ", ", "says ", "wrote:", "(Laughter.)", "[", "]", "the mayor ", "é", "漢字", "😀", "\u0301", ".", "?", "said",
        "…", "Name, title",
    ]
)  # fmt: skip
KIND = st.sampled_from([str(kind) for kind in BlockKind])


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.lists(LINES, max_size=40).map("".join), st.text(max_size=120)), st.lists(KIND, min_size=200))
def test_no_text_is_too_odd(analyzer, text, kinds):
    for given_kinds in (None, kinds):
        quotes = apart(parsed(analyzer, text, given_kinds))
        assert quotes == sorted(quotes, key=lambda q: q.extent)
        for quote in quotes:
            assert quote.content
            assert quote.content == sorted(quote.content)
            for span in (*quote.content, *quote.cue, *quote.source):
                assert 0 <= span.start < span.end <= len(text)
                assert text[slice(*span)] == text[slice(*span)].strip()


def apart(parse):
    return find_layout_quotes(parse, read_quote_marks(parse).marked)


def by_hand(lines, kind):
    """A parse without any tags, with a word for whatever stands between white space, cut as the pipeline cuts it."""
    parse = Parse("\n".join(lines))
    at = 0
    for line in lines:
        first = len(parse.words)
        for found in re.finditer(r"\S{1,500}", line):
            start, end, text = at + found.start(), at + found.end(), found.group()
            i, par = len(parse.words), len(parse.paragraphs)
            word = Word(i, start, end, text, text.lower(), text.lower(), "", "", "", "", par, par)
            word.head = word
            parse.words.append(word)
        parse.sentences.append(range(first, len(parse.words)))
        parse.paragraphs.append(range(first, len(parse.words)))
        parse.kinds.append(kind)
        at += len(line) + 1
    return parse


HOSTILE = [
    "A" * 100_000,
    "A " * 50_000,
    "A: " * 30_000,
    "A" * 50_000 + "." * 50_000,
    "(@" * 50_000,
    "— " * 50_000,
    "A (" * 30_000,
    "x " + "https://a " * 10_000 + "— A (@b) May 1, 2016",
    "“A” : , " * 10_000,
    "A A A A " * 10_000 + ":",
]


@pytest.mark.parametrize("kind", ["paragraph", "turn", "blockquote", "title"])
@pytest.mark.parametrize("line", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_line_is_read_to_its_end(line, kind):
    parse = by_hand(["A story.", line, line, "Its end."], kind)
    for quote in apart(parse):
        assert all(0 <= span.start < span.end <= len(parse.text) for span in quote.content)


def test_every_turn_of_a_long_conversation_is_found():
    parse = by_hand(["Q: Why?", "A: I know.", "And more."] * 3_000, "turn")
    assert len(apart(parse)) == 6_000
