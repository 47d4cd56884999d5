"""Mentions and entities while they are being made."""

from dataclasses import dataclass, field

from tui.analysis.lexicon.words import Gender
from tui.analysis.model import EntityKind, Form
from tui.analysis.parse import Word


@dataclass(slots=True, eq=False)
class DraftMention:
    """A mention: the words `[first, last)` of the parse, their head, and how the mention was made."""

    first: int
    last: int
    head: Word
    form: Form
    why: str
    confidence: float


@dataclass(slots=True, eq=False)
class Chain:
    """An entity.

    `spelled` is the most complete name; it is empty for an entity without a name, which may be `described` at length
    where it speaks. `roles` are the lower-case nouns that were said of it ("minister"), `words` all words of its names
    and titles, `country` is the one that a title names. `counted` people ("two guards", "guards who …") are not others
    of the same words. An `agency` is named by a dateline: the article comes from it, and is hardly about it.
    """

    kind: EntityKind
    name: str = ""
    description: str = ""
    mentions: list[DraftMention] = field(default_factory=list)
    gender: Gender | None = None
    plural: bool = False
    is_counted: bool = False
    agency: bool = False
    roles: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    country: str | None = None

    @property
    def named(self) -> bool:
        """Whether the entity has a name."""
        return bool(self.name)
