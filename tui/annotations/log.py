"""The annotations of one article: every change that the user made, in order, and the result."""

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
    """The user's note, bookmark or status on a place: a "quote", "mention" or "passage" (`what`), its words (`place`).

    `checked` are the words to which the user gave the status.
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
        """Whether it has no bookmark, status, note or tag."""
        return not (self.marked or self.status or self.note or self.tags)


@dataclass(frozen=True)
class AnnotationLog:
    """All changes that the user made to an article.

    `changes` are in force, in the order in which they were made; `undone` can be redone, the next one last.
    """

    changes: tuple[Change, ...] = ()
    undone: tuple[Change, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything to save."""
        return bool(self.changes or self.undone)

    def done(self, change: Change) -> "AnnotationLog":
        """Return the log with `change` added; changes that were undone before can no longer be redone."""
        return AnnotationLog((*self.changes, change))

    def undo(self) -> "AnnotationLog":
        """Return the log without the last change."""
        return AnnotationLog(self.changes[:-1], (*self.undone, self.changes[-1])) if self.changes else self

    def redo(self) -> "AnnotationLog":
        """Return the log with the last undone change applied again."""
        return AnnotationLog((*self.changes, self.undone[-1]), self.undone[:-1]) if self.undone else self

    def with_that_of(self, other: "AnnotationLog") -> "AnnotationLog":
        """Return the log with the changes of `other` that it lacks inserted before its own."""
        known = {c.id for c in (*self.changes, *self.undone)}
        return AnnotationLog((*(c for c in other.changes if c.id not in known), *self.changes), self.undone)

    @cached_property
    def valid(self) -> tuple[Change, ...]:
        """The changes that are not revoked, without the revocations themselves."""
        revoked: set[str] = set()
        for change in reversed(self.changes):  # a revocation that is itself revoked has no effect
            if isinstance(change.edit, Revoke) and change.id not in revoked:
                revoked.add(change.edit.change)
        return tuple(c for c in self.changes if c.id not in revoked and not isinstance(c.edit, Revoke))

    @cached_property
    def corrections(self) -> tuple[Change, ...]:
        """The changes that affect the analysis."""
        return tuple(change for change in self.valid if isinstance(change.edit, get_args(Correction)))

    @cached_property
    def remarks(self) -> tuple[Remark, ...]:
        """Notes, tags, marks and statuses by place, in the order in which the places were first annotated."""
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
        """The article details that the user entered."""
        stated = Describe()
        for change in self.valid:
            if isinstance(change.edit, Describe):
                stated = Describe(*(_or(getattr(change.edit, name), getattr(stated, name)) for name in FIELDS))
        return stated


NOTHING = AnnotationLog()
"""The log of an article without any changes."""

FIELDS = ("title", "authors", "publication", "date", "url")
"""The article details that the user can set."""


def change(edit: Edit) -> Change:
    """Return a change that makes `edit` now."""
    return Change(secrets.token_hex(8), datetime.now(UTC).isoformat(timespec="seconds"), edit)


def apply_description(article: Article, annotations: AnnotationLog) -> Article:
    """Return `article` with the details that the user entered; those are no longer marked as guessed."""
    stated, known = annotations.description, article.metadata
    if stated == Describe():
        return article
    metadata = replace(
        known,
        title=_field(stated.title, known.title),
        authors=known.authors if stated.authors is None else Authors(_names(stated.authors.split(";"))),
        publication=_field(stated.publication, known.publication),
        date=_field(stated.date, known.date),
        url=_field(stated.url, known.url),
    )
    return replace(article, metadata=metadata)


def _field(stated: str | None, known: Field) -> Field:
    return known if stated is None else Field(stated or None)


def _names(parts: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for part in parts if (name := part.strip()))


def _or(value: str | None, other: str | None) -> str | None:
    return other if value is None else value
