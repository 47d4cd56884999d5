"""The result of an analysis: entities, mentions, quotes. Plain data with a JSON form; no spaCy, no screen."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple, Self

from tui.text.spans import Span

SCHEMA = 1


class EntityKind(StrEnum):
    """The kind of an entity. `GROUP`: nationalities, religions, members of parties."""

    PERSON = "person"
    ORGANIZATION = "organization"
    PLACE = "place"
    GROUP = "group"
    EVENT = "event"
    WORK = "work"
    OTHER = "other"


class Role(StrEnum):
    """The role of an entity in a mention."""

    SPEAKS = "speaks"
    ACTS = "acts"
    ACTED_UPON = "acted upon"
    SPOKEN_ABOUT = "spoken about"


class Form(StrEnum):
    """The form of a mention: a name, a description ("the ministry"), a pronoun."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


class QuoteKind(StrEnum):
    """How much of the content stands in quote marks: all, some, none."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


class Act(StrEnum):
    """The kind of act by which the source gave the content. `THOUGHT`: beliefs, intentions, feelings."""

    SAID = "said"
    WROTE = "wrote"
    THOUGHT = "thought"
    OTHER = "other"


class Tint(NamedTuple):
    """A name found early, so that it can be colored while the analysis still runs. Offsets in code points."""

    start: int
    end: int
    kind: EntityKind


class Progress(NamedTuple):
    """A step of the analysis: `done` of `total` paragraphs are parsed; `tints` are the names found since the last."""

    done: int
    total: int
    tints: tuple[Tint, ...] = ()


@dataclass(slots=True)
class Mention:
    """A span that refers to an entity; offsets in code points.

    `why` names the rule or model that found it, `confidence` in [0, 1] says how certain it is. `role` is one of
    `Role`, or None.
    """

    start: int
    end: int
    form: Form
    why: str
    confidence: float
    role: str | None = None

    @property
    def span(self) -> Span:
        """The span of the mention."""
        return Span(self.start, self.end)


@dataclass(slots=True)
class Entity:
    """A coreference chain: everything in the text that refers to one person, organization, place, or other thing.

    `name` is the one to show, `aliases` are the others, most frequent first; `mentions` are in text order; `salience`
    in [0, 1] says how central it is to the article. An entity without a name (`named` false) is the unnamed speaker of
    at least one quote.
    """

    id: str
    kind: EntityKind
    name: str
    mentions: list[Mention]
    named: bool = True
    salience: float = 0.0
    aliases: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Relation:
    """A relation between two entities, given by their ids, and the span that states it.

    `kind` is title, member, located, nationality or metonym.
    """

    kind: str
    subject: str
    object: str
    evidence: Span


@dataclass(slots=True)
class Addressee:
    """The spans that name the person spoken to, and the id of the entity to which they refer."""

    spans: list[Span] = field(default_factory=list)
    entity: str | None = None


@dataclass(slots=True)
class Quote:
    """An attribution: the spans of its content, cue and source, in code points.

    `speaker` is the id of the entity that the source refers to, `parent` the id of the quote that this one stands in.
    `why` names the rule or model that made it, `confidence` in [0, 1] says how certain it is.
    """

    id: str
    kind: QuoteKind
    act: Act
    content: list[Span]
    cue: list[Span]
    source: list[Span]
    speaker: str | None
    why: str
    confidence: float
    addressee: Addressee = field(default_factory=Addressee)
    parent: str | None = None

    @property
    def start(self) -> int:
        """The offset at which the content starts."""
        return self.content[0].start


@dataclass(slots=True)
class Analysis:
    """Everything found in one text, which is identified by its SHA-256. Quotes and mentions are in text order."""

    text_sha256: str
    engine: str
    model: str
    entities: list[Entity] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)

    def entity(self, id_: str | None) -> Entity | None:
        """Return the entity with this id, or None."""
        return None if id_ is None else next((e for e in self.entities if e.id == id_), None)

    def quote(self, id_: str | None) -> Quote | None:
        """Return the quote with this id, or None."""
        return None if id_ is None else next((q for q in self.quotes if q.id == id_), None)

    def to_dict(self) -> dict[str, Any]:
        """Return the analysis as plain data for JSON (schema 1)."""
        return {
            "schema": SCHEMA,
            "text_sha256": self.text_sha256,
            "engine": self.engine,
            "model": self.model,
            "entities": [
                {
                    "id": e.id,
                    "kind": str(e.kind),
                    "name": e.name,
                    "named": e.named,
                    "salience": e.salience,
                    "aliases": list(e.aliases),
                    "mentions": [
                        {
                            "start": m.start,
                            "end": m.end,
                            "form": str(m.form),
                            "role": m.role,
                            "why": m.why,
                            "confidence": m.confidence,
                        }
                        for m in e.mentions
                    ],
                }
                for e in self.entities
            ],
            "relations": [
                {"kind": r.kind, "subject": r.subject, "object": r.object, "evidence": list(r.evidence)}
                for r in self.relations
            ],
            "quotes": [
                {
                    "id": q.id,
                    "kind": str(q.kind),
                    "act": str(q.act),
                    "content": [list(s) for s in q.content],
                    "cue": [list(s) for s in q.cue],
                    "source": [list(s) for s in q.source],
                    "speaker": q.speaker,
                    "addressee": {"spans": [list(s) for s in q.addressee.spans], "entity": q.addressee.entity},
                    "parent": q.parent,
                    "why": q.why,
                    "confidence": q.confidence,
                }
                for q in self.quotes
            ],
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Return the analysis from which `to_dict` made `data`. Unknown keys are ignored.

        Raises:
            ValueError: `data` is not an analysis, or of a schema newer than this program's.
        """
        try:
            if data["schema"] > SCHEMA:
                raise ValueError(
                    f"The analysis has schema {data['schema']}; this quoth reads up to {SCHEMA}. Update quoth."
                )
            return cls(
                text_sha256=data["text_sha256"],
                engine=data["engine"],
                model=data["model"],
                entities=[
                    Entity(
                        id=e["id"],
                        kind=EntityKind(e["kind"]),
                        name=e["name"],
                        named=e.get("named", True),
                        salience=e["salience"],
                        aliases=list(e["aliases"]),
                        mentions=[
                            Mention(m["start"], m["end"], Form(m["form"]), m["why"], m["confidence"], m["role"])
                            for m in e["mentions"]
                        ],
                    )
                    for e in data["entities"]
                ],
                relations=[
                    Relation(r["kind"], r["subject"], r["object"], Span(*r["evidence"])) for r in data["relations"]
                ],
                quotes=[
                    Quote(
                        id=q["id"],
                        kind=QuoteKind(q["kind"]),
                        act=Act(q["act"]),
                        content=_make_spans(q["content"]),
                        cue=_make_spans(q["cue"]),
                        source=_make_spans(q["source"]),
                        speaker=q["speaker"],
                        why=q["why"],
                        confidence=q["confidence"],
                        addressee=Addressee(_make_spans(q["addressee"]["spans"]), q["addressee"]["entity"]),
                        parent=q["parent"],
                    )
                    for q in data["quotes"]
                ],
            )
        except (KeyError, TypeError) as error:
            raise ValueError(f"The data is not an analysis by quoth: {error!r}.") from error


def _make_spans(pairs: list[list[int]]) -> list[Span]:
    return [Span(*pair) for pair in pairs]
