"""A short article that we made up, with the analysis that a perfect engine would give: every kind of quote is in it."""

import hashlib

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
from tui.article.model import Article, Authors, Block, BlockKind, Field, Metadata
from tui.text.spans import Span

TITLE = "Council puts off the vote on Marrow Harbor"
PARAGRAPHS = [
    (
        "The town council of Eastmere on Tuesday put off a vote on the new harbor for the third time, after Mayor Ada "
        "Brandt warned that the port authority had hidden a survey of the seabed."
    ),
    "“Nobody builds a quay on sand,” Brandt told the council. “And nobody [in this hall] has seen the survey.”",
    "The mayor said the delay would cost the town “next to nothing,” as the money from Norland arrives in May.",
    (
        "The Port Authority of Marrow rejected the charge. Its director, Joris Hale, said in a statement that Brandt "
        "had known of the survey since March, and that she had called it “perfectly fine.”"
    ),
    "A senior official, who asked not to be named, said the Norlandish engineers had left the project weeks ago.",
    "Hale believes the harbor will be built. “It is a question of when,” he wrote to the Eastmere Courier.",
    "“Sand is patient,” a banner outside the hall read.",
]
TEXT = "\n".join([TITLE, *PARAGRAPHS])


def span(words: str, nth: int = 1, within: str = TEXT) -> Span:
    """Where `words` stand for the `nth` time."""
    at = -1
    for _ in range(nth):
        at = within.index(words, at + 1)
    return Span(at, at + len(words))


HE = Span(span("he wrote").start, span("he wrote").start + len("he"))


def _blocks() -> tuple[Block, ...]:
    blocks, at = [], 0
    for number, line in enumerate(TEXT.split("\n")):
        blocks.append(Block(at, at + len(line), BlockKind.TITLE if number == 0 else BlockKind.PARAGRAPH))
        at += len(line) + 1
    return tuple(blocks)


ARTICLE = Article(
    TEXT,
    _blocks(),
    Metadata(
        title=Field(TITLE),
        authors=Authors(("Wim Oster",)),
        publication=Field("The Eastmere Courier"),
        date=Field("2024-03-12"),
        url=Field("https://courier.example/harbor-vote"),
        language=Field("en"),
    ),
    source="harbor.txt",
)


def _mention(words: str, nth: int = 1, form: Form = Form.NAME, confidence: float = 0.9) -> Mention:
    return Mention(*span(words, nth), form, "hand-made", confidence)


def _entity(id_: str, kind: EntityKind, name: str, mentions: list[Mention], salience: float, **more: object) -> Entity:
    mentions.sort(key=lambda mention: mention.start)
    aliases = [TEXT[m.start : m.end] for m in mentions if m.form != Form.PRONOUN and TEXT[m.start : m.end] != name]
    return Entity(id_, kind, name, mentions, salience=salience, aliases=list(dict.fromkeys(aliases)), **more)


def analysis() -> Analysis:
    """A fresh copy of the analysis."""
    entities = [
        _entity(
            "e1",
            EntityKind.PERSON,
            "Ada Brandt",
            [
                _mention("Ada Brandt"),
                _mention("Brandt", 2),
                _mention("The mayor", form=Form.NOMINAL),
                _mention("Brandt", 3),
                _mention("she", form=Form.PRONOUN, confidence=0.4),
            ],
            0.9,
        ),
        _entity(
            "e2",
            EntityKind.PERSON,
            "Joris Hale",
            [_mention("Joris Hale"), _mention("Hale", 2), Mention(*HE, Form.PRONOUN, "hand-made", 0.9)],
            0.7,
        ),
        _entity(
            "e3",
            EntityKind.ORGANIZATION,
            "Port Authority of Marrow",
            [
                _mention("the port authority", form=Form.NOMINAL),
                _mention("Port Authority of Marrow"),
                _mention("Its", form=Form.PRONOUN),
            ],
            0.6,
        ),
        _entity("e4", EntityKind.PLACE, "Eastmere", [_mention("Eastmere")], 0.5),
        _entity("e5", EntityKind.PLACE, "Norland", [_mention("Norland")], 0.3),
        _entity("e6", EntityKind.GROUP, "Norlandish", [_mention("Norlandish")], 0.1),
        _entity("e7", EntityKind.ORGANIZATION, "Eastmere Courier", [_mention("Eastmere Courier")], 0.2),
        _entity(
            "e8",
            EntityKind.PERSON,
            "a senior official",
            [_mention("A senior official", form=Form.NOMINAL)],
            0.2,
            named=False,
        ),
        _entity("e9", EntityKind.PLACE, "Marrow Harbor", [_mention("Marrow Harbor")], 0.4),
    ]
    quotes = [
        Quote(
            "q1", QuoteKind.INDIRECT, Act.SAID,
            [span("that the port authority had hidden a survey of the seabed")], [span("warned")],
            [span("Mayor Ada Brandt")], "e1", "hand-made", 0.9,
        ),
        Quote(
            "q2", QuoteKind.DIRECT, Act.SAID,
            [span("“Nobody builds a quay on sand,”"), span("“And nobody [in this hall] has seen the survey.”")],
            [span("told")], [span("Brandt", 2)], "e1", "hand-made", 0.98,
            addressee=Addressee([span("the council")]),
        ),
        Quote(
            "q3", QuoteKind.MIXED, Act.SAID,
            [span("the delay would cost the town “next to nothing,” as the money from Norland arrives in May")],
            [span("said")], [span("The mayor")], "e1", "hand-made", 0.85,
        ),
        Quote(
            "q4", QuoteKind.MIXED, Act.SAID,
            [span("that Brandt had known of the survey since March, and that she had called it “perfectly fine.”")],
            [span("said in a statement")], [span("Its director, Joris Hale")], "e2", "hand-made", 0.8,
        ),
        Quote(
            "q5", QuoteKind.DIRECT, Act.SAID, [span("“perfectly fine.”")], [span("called")], [span("she")], "e1",
            "hand-made", 0.4, parent="q4",
        ),
        Quote(
            "q6", QuoteKind.INDIRECT, Act.SAID, [span("the Norlandish engineers had left the project weeks ago")],
            [span("said", 3)], [span("A senior official, who asked not to be named")], "e8", "hand-made", 0.9,
        ),
        Quote(
            "q7", QuoteKind.INDIRECT, Act.THOUGHT, [span("the harbor will be built")], [span("believes")],
            [span("Hale", 2)], "e2", "hand-made", 0.8,
        ),
        Quote(
            "q8", QuoteKind.DIRECT, Act.WROTE, [span("“It is a question of when,”")], [span("wrote")],
            [HE], "e2", "hand-made", 0.9,
        ),
        Quote(
            "q9", QuoteKind.DIRECT, Act.OTHER, [span("“Sand is patient,”")], [span("read")], [], None, "hand-made", 0.3,
        ),
    ]  # fmt: skip
    return Analysis(
        text_sha256=hashlib.sha256(TEXT.encode()).hexdigest(),
        engine="0",
        model="hand-made",
        entities=entities,
        relations=[Relation("nationality", "e6", "e5", span("Norlandish"))],
        quotes=quotes,
    )
