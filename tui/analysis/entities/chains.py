"""Mentions and coreference chains while they are being built."""

from dataclasses import dataclass, field

from tui.analysis.lexicon.words import Gender
from tui.analysis.model import EntityKind, Form
from tui.analysis.parse import Word


@dataclass(slots=True, eq=False)
class DraftMention:
    """A mention: the words `[first, last)` of the parse.

    `head` is their syntactic head; `why` names the rule that made the mention, `confidence` in [0, 1] says how sure it
    is.
    """

    first: int
    last: int
    head: Word
    form: Form
    why: str
    confidence: float


@dataclass(slots=True, eq=False)
class Chain:
    """A coreference chain: all mentions of one entity.

    `name` is the most complete name; it is empty for an entity without a name, which has a `description` where it
    speaks. `roles` are the lower-case nouns that the text used of it ("minister"), `words` all words of its names and
    titles, `country` is the one that a title names. People that are counted or restricted ("two guards", "guards who
    …") have `is_counted` set: other people of the same words are not the same. An `agency` is a news agency that only
    the dateline names: the article is from it, not about it.
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
