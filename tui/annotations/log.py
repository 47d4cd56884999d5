"""The reader's work on one article: all that was done, in order, and what it comes to."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from typing import get_args

from tui.annotations.anchors import Anchor
from tui.annotations.edits import Annotate, Change, Correction, Deed, Describe, Revoke
from tui.article.model import Article, Authors, Field


@dataclass(frozen=True, slots=True)
class Remark:
    """What a reader says of a place: `what` it is ("quote", "mention", "passage"), and its words.

    `checked` are the words that the status was given to.
    """

    id: str
    what: str
    place: Anchor
    marked: bool = False
    status: str = ""
    note: str = ""
    tags: tuple[str, ...] = ()
    checked: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said any more."""
        return not (self.marked or self.status or self.note or self.tags)


@dataclass(frozen=True)
class ReaderWork:
    """What a reader did with an article.

    `changes` are in force, in the order in which they were done; `undone` can be done again, the next one last.
    """

    changes: tuple[Change, ...] = ()
    undone: tuple[Change, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything to keep."""
        return bool(self.changes or self.undone)

    def done(self, change: Change) -> "ReaderWork":
        """With one more change; what was undone before can no longer be done again."""
        return ReaderWork((*self.changes, change))

    def undo(self) -> "ReaderWork":
        """Without the last change."""
        return ReaderWork(self.changes[:-1], (*self.undone, self.changes[-1])) if self.changes else self

    def redo(self) -> "ReaderWork":
        """With the change that was undone last."""
        return ReaderWork((*self.changes, self.undone[-1]), self.undone[:-1]) if self.undone else self

    def with_that_of(self, other: "ReaderWork") -> "ReaderWork":
        """With the changes of `other` that are not known here, before those that are."""
        known = {c.id for c in (*self.changes, *self.undone)}
        return ReaderWork((*(c for c in other.changes if c.id not in known), *self.changes), self.undone)

    @cached_property
    def valid(self) -> tuple[Change, ...]:
        """The changes that nobody revoked, without the revocations."""
        revoked: set[str] = set()
        for change in reversed(self.changes):  # a revocation that was itself revoked counts for nothing
            if isinstance(change.deed, Revoke) and change.id not in revoked:
                revoked.add(change.deed.change)
        return tuple(c for c in self.changes if c.id not in revoked and not isinstance(c.deed, Revoke))

    @cached_property
    def corrections(self) -> tuple[Change, ...]:
        """The changes that change the analysis."""
        return tuple(change for change in self.valid if isinstance(change.deed, get_args(Correction)))

    @cached_property
    def remarks(self) -> tuple[Remark, ...]:
        """Notes, tags, marks and statuses, by place, in the order in which the places were first spoken of."""
        found: dict[str, Remark] = {}
        for change in self.valid:
            deed = change.deed
            if isinstance(deed, Annotate):
                before = found.get(deed.remark) or Remark(deed.remark, deed.what, deed.place)
                found[deed.remark] = Remark(
                    deed.remark, before.what, deed.place,
                    before.marked if deed.marked is None else deed.marked,
                    before.status if deed.status is None else deed.status,
                    before.note if deed.note is None else deed.note,
                    before.tags if deed.tags is None else deed.tags,
                    before.checked if deed.status is None else deed.place.exact,
                )  # fmt: skip
        return tuple(remark for remark in found.values() if not remark.is_empty)

    @cached_property
    def description(self) -> Describe:
        """What the reader said the article is."""
        said = Describe()
        for change in self.valid:
            if isinstance(change.deed, Describe):
                said = Describe(*(_or(getattr(change.deed, name), getattr(said, name)) for name in FIELDS))
        return said


NOTHING = ReaderWork()
"""The work of a reader who did nothing yet."""

FIELDS = ("title", "authors", "publication", "date", "url")
"""What of an article a reader can describe."""


def change(deed: Deed) -> Change:
    """A deed that is done now."""
    return Change(secrets.token_hex(8), datetime.now(UTC).isoformat(timespec="seconds"), deed)


def described(article: Article, work: ReaderWork) -> Article:
    """`article` with what the reader says it is; what the reader says is not guessed."""
    said, known = work.description, article.metadata
    if said == Describe():
        return article
    metadata = replace(
        known,
        title=_field(said.title, known.title),
        authors=known.authors if said.authors is None else Authors(_names(said.authors.split(";"))),
        publication=_field(said.publication, known.publication),
        date=_field(said.date, known.date),
        url=_field(said.url, known.url),
    )
    return replace(article, metadata=metadata)


def _field(said: str | None, known: Field) -> Field:
    return known if said is None else Field(said or None)


def _names(parts: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for part in parts if (name := part.strip()))


def _or(value: str | None, other: str | None) -> str | None:
    return other if value is None else value
