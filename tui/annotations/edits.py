"""What a reader can do with an article: each deed is plain data that can be kept, sent, undone and done again.

Nothing here refers to the ids of an analysis: those are the engine's, and another engine gives others. An entity is
known by its mentions and its name, a quote by its words, so that a deed finds what it was about in any later analysis.
"""

from dataclasses import dataclass

from tui.analysis.model import Act, EntityKind, QuoteKind
from tui.annotations.anchors import Anchor


@dataclass(frozen=True, slots=True)
class EntityRef:
    """An entity: its name, and some of its mentions. `made` is the id of the change that made it, if a reader did."""

    name: str
    mentions: tuple[Anchor, ...] = ()
    made: str | None = None


@dataclass(frozen=True, slots=True)
class QuoteRef:
    """A quote: the pieces of its content. `made` is the id of the change that made it, if a reader did."""

    content: tuple[Anchor, ...]
    made: str | None = None


class Status:
    """What became of checking something."""

    VERIFIED = "verified"
    DISPUTED = "disputed"
    TO_CHECK = "to check"


STATUSES = (Status.VERIFIED, Status.DISPUTED, Status.TO_CHECK)


@dataclass(frozen=True, slots=True)
class Merge:
    """`entity` and `into` are the same; the name of `into` stays."""

    entity: EntityRef
    into: EntityRef


@dataclass(frozen=True, slots=True)
class Split:
    """This mention is of somebody else, who has no other mention yet."""

    mention: Anchor
    entity: EntityRef


@dataclass(frozen=True, slots=True)
class NotMention:
    """These words refer to nothing."""

    mention: Anchor


@dataclass(frozen=True, slots=True)
class AddMention:
    """These words refer to `entity` (and to nothing else), or to a new entity called `name`, of this kind."""

    words: Anchor
    entity: EntityRef | None
    name: str = ""
    kind: EntityKind = EntityKind.PERSON


@dataclass(frozen=True, slots=True)
class Rename:
    """`entity` is to be called `name`."""

    entity: EntityRef
    name: str


@dataclass(frozen=True, slots=True)
class Retype:
    """`entity` is of this kind."""

    entity: EntityRef
    kind: EntityKind


@dataclass(frozen=True, slots=True)
class Hide:
    """`entity` is not worth showing, anywhere."""

    entity: EntityRef


@dataclass(frozen=True, slots=True)
class SetSpeaker:
    """`quote` was said by `speaker`, or by somebody called `name`; without either, nobody knows by whom."""

    quote: QuoteRef
    speaker: EntityRef | None
    name: str = ""


@dataclass(frozen=True, slots=True)
class NotQuote:
    """These are nobody's words but the article's."""

    quote: QuoteRef


@dataclass(frozen=True, slots=True)
class AddQuote:
    """These words are what somebody said."""

    words: Anchor


@dataclass(frozen=True, slots=True)
class MendEdges:
    """What was said are exactly these words."""

    quote: QuoteRef
    content: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class SetForm:
    """How much of the quote is verbatim. Only what stands in quote marks can be direct."""

    quote: QuoteRef
    kind: QuoteKind


@dataclass(frozen=True, slots=True)
class SetAct:
    """What the source did with the content."""

    quote: QuoteRef
    act: Act


Correction = (
    Merge | Split | NotMention | AddMention | Rename | Retype | Hide
    | SetSpeaker | NotQuote | AddQuote | MendEdges | SetForm | SetAct
)  # fmt: skip
"""What changes the analysis."""


@dataclass(frozen=True, slots=True)
class Annotate:
    """Say something of a place. None leaves as it is; "" and () take away.

    `remark` is the id of the remark, `what` the kind of the place ("quote", "mention", "passage") and `place` its
    words. All that is said of one place has the same id.
    """

    remark: str
    what: str
    place: Anchor
    marked: bool | None = None
    status: str | None = None
    note: str | None = None
    tags: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Describe:
    """What the article is, by the reader's knowledge. None: as the source says; "" there is none.

    `authors` are parted by semicolons, `date` is ISO 8601.
    """

    title: str | None = None
    authors: str | None = None
    publication: str | None = None
    date: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Revoke:
    """Take back the change with this id, whatever was done after it."""

    change: str


Edit = Correction | Annotate | Describe | Revoke


@dataclass(frozen=True, slots=True)
class Change:
    """A deed that was done: `id` is unlike that of any other in the world, `made` is when (ISO 8601, UTC)."""

    id: str
    made: str
    edit: Edit
