"""Edits: the user's changes to an article, as plain data that can be saved, undone and redone.

Edits never refer to the ids of an analysis, because another engine assigns other ids. They refer to an entity by its
name and mentions, and to a quote by its words, so that they apply to any later analysis.
"""

from dataclasses import dataclass

from tui.analysis.model import Act, EntityKind, QuoteKind
from tui.annotations.anchors import Anchor


@dataclass(frozen=True, slots=True)
class EntityRef:
    """An entity: its name, and some of its mentions. `made` is the id of the change that made it, if the user did."""

    name: str
    mentions: tuple[Anchor, ...] = ()
    made: str | None = None


@dataclass(frozen=True, slots=True)
class QuoteRef:
    """A quote: the pieces of its content. `made` is the id of the change that made it, if the user did."""

    content: tuple[Anchor, ...]
    made: str | None = None


class Status:
    """The result of checking something."""

    VERIFIED = "verified"
    DISPUTED = "disputed"
    TO_CHECK = "to check"


@dataclass(frozen=True, slots=True)
class Merge:
    """`entity` and `into` are the same; the name of `into` is kept."""

    entity: EntityRef
    into: EntityRef


@dataclass(frozen=True, slots=True)
class Split:
    """This mention refers to somebody else, who has no other mention yet."""

    mention: Anchor
    entity: EntityRef


@dataclass(frozen=True, slots=True)
class NotMention:
    """These words are not a mention of any entity."""

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
    """`entity` is shown under the name `name`."""

    entity: EntityRef
    name: str


@dataclass(frozen=True, slots=True)
class Retype:
    """`entity` is of this kind."""

    entity: EntityRef
    kind: EntityKind


@dataclass(frozen=True, slots=True)
class Hide:
    """`entity` is hidden everywhere."""

    entity: EntityRef


@dataclass(frozen=True, slots=True)
class SetSpeaker:
    """`quote` was said by `speaker`, or by a new person called `name`; without either, the speaker is unknown."""

    quote: QuoteRef
    speaker: EntityRef | None
    name: str = ""


@dataclass(frozen=True, slots=True)
class NotQuote:
    """`quote` is not a quote."""

    quote: QuoteRef


@dataclass(frozen=True, slots=True)
class AddQuote:
    """These words are a quote whose speaker is not set yet."""

    words: Anchor


@dataclass(frozen=True, slots=True)
class MendEdges:
    """The content of `quote` is exactly these words."""

    quote: QuoteRef
    content: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class SetForm:
    """The quote is of this kind. Only words in quote marks can be direct."""

    quote: QuoteRef
    kind: QuoteKind


@dataclass(frozen=True, slots=True)
class SetAct:
    """The act of the quote: said, written, thought."""

    quote: QuoteRef
    act: Act


Correction = (
    Merge | Split | NotMention | AddMention | Rename | Retype | Hide
    | SetSpeaker | NotQuote | AddQuote | MendEdges | SetForm | SetAct
)  # fmt: skip
"""The edits that change the analysis."""


@dataclass(frozen=True, slots=True)
class Annotate:
    """Bookmark a place or set its status, note or tags. None leaves a field unchanged; "" and () clear it.

    `remark` is the id of the remark, the same for all edits of one place; `what` is the kind of the place ("quote",
    "mention", "passage") and `place` its words.
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
    """Set article details. None keeps the value from the source; "" means there is none.

    `authors` are separated by semicolons, `date` is ISO 8601 or the beginning of it (2024, 2024-03).
    """

    title: str | None = None
    authors: str | None = None
    publication: str | None = None
    date: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Revoke:
    """Undo the change with this id and keep all later ones."""

    change: str


Edit = Correction | Annotate | Describe | Revoke


@dataclass(frozen=True, slots=True)
class Change:
    """An edit that was made: `id` is unique across all libraries, `made` is when (ISO 8601, UTC)."""

    id: str
    made: str
    edit: Edit
