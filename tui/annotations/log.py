"""The reader's work on one article: all that was done, in order, and what it comes to."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from typing import get_args

from tui.annotations.anchors import Anchor
from tui.annotations.edits import Annotate, Change, Correction, Describe, Edit, Revoke
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
class AnnotationLog:
    """What a reader did with an article.

    `changes` are in force, in the order in which they were done; `undone` can be done again, the next one last.
    """

    changes: tuple[Change, ...] = ()
    undone: tuple[Change, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything to keep."""
        return bool(self.changes or self.undone)

    def done(self, change: Change) -> "AnnotationLog":
        """With one more change; what was undone before can no longer be done again."""
        return AnnotationLog((*self.changes, change))

    def undo(self) -> "AnnotationLog":
        """Without the last change."""
        return AnnotationLog(self.changes[:-1], (*self.undone, self.changes[-1])) if self.changes else self

    def redo(self) -> "AnnotationLog":
        """With the change that was undone last."""
        return AnnotationLog((*self.changes, self.undone[-1]), self.undone[:-1]) if self.undone else self

    def with_that_of(self, other: "AnnotationLog") -> "AnnotationLog":
        """With the changes of `other` that are not known here, before those that are."""
        known = {c.id for c in (*self.changes, *self.undone)}
        return AnnotationLog((*(c for c in other.changes if c.id not in known), *self.changes), self.undone)

    @cached_property
    def valid(self) -> tuple[Change, ...]:
        """The changes that nobody revoked, without the revocations."""
        revoked: set[str] = set()
        for change in reversed(self.changes):  # a revocation that was itself revoked counts for nothing
            if isinstance(change.edit, Revoke) and change.id not in revoked:
                revoked.add(change.edit.change)
        return tuple(c for c in self.changes if c.id not in revoked and not isinstance(c.edit, Revoke))

    @cached_property
    def corrections(self) -> tuple[Change, ...]:
        """The changes that change the analysis."""
        return tuple(change for change in self.valid if isinstance(change.edit, get_args(Correction)))

    @cached_property
    def remarks(self) -> tuple[Remark, ...]:
        """Notes, tags, marks and statuses, by place, in the order in which the places were first spoken of."""
        found: dict[str, Remark] = {}
        for change in self.valid:
            edit = change.edit
            if isinstance(edit, Annotate):
                before = found.get(edit.remark) or Remark(edit.remark, edit.what, edit.place)
                found[edit.remark] = Remark(
                    edit.remark, before.what, edit.place,
                    before.marked if edit.marked is None else edit.marked,
                    before.status if edit.status is None else edit.status,
                    before.note if edit.note is None else edit.note,
                    before.tags if edit.tags is None else edit.tags,
                    before.checked if edit.status is None else edit.place.exact,
                )  # fmt: skip
        return tuple(remark for remark in found.values() if not remark.is_empty)

    @cached_property
    def description(self) -> Describe:
        """What the reader said the article is."""
        said = Describe()
        for change in self.valid:
            if isinstance(change.edit, Describe):
                said = Describe(*(_or(getattr(change.edit, name), getattr(said, name)) for name in FIELDS))
        return said


NOTHING = AnnotationLog()
"""The work of a reader who did nothing yet."""

FIELDS = ("title", "authors", "publication", "date", "url")
"""What of an article a reader can describe."""


def change(edit: Edit) -> Change:
    """A deed that is done now."""
    return Change(secrets.token_hex(8), datetime.now(UTC).isoformat(timespec="seconds"), edit)


def described(article: Article, work: AnnotationLog) -> Article:
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
