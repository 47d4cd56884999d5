"""Edits in a few words, for the list of notes, for messages and for the command line."""

from collections.abc import Iterable
from functools import singledispatch
from typing import NamedTuple

from tui.annotations.anchors import Anchor
from tui.annotations.edits import (
    AddMention,
    AddQuote,
    Annotate,
    Describe,
    Hide,
    MendEdges,
    Merge,
    NotMention,
    NotQuote,
    Rename,
    Retype,
    Revoke,
    SetAct,
    SetForm,
    SetSpeaker,
    Split,
)

_BETWEEN = " … "


class Told(NamedTuple):
    """What an edit does (`label`), to which words or name, and the new value ("" if there is none)."""

    label: str
    words: str
    to: str = ""

    def __str__(self) -> str:
        """Return it as one line."""
        return f"{self.label}: {self.words}" + (f" → {self.to}" if self.to else "")


@singledispatch
def told(edit: object) -> Told:
    """Return what `edit` does, in a few words."""
    raise TypeError(f"{type(edit).__name__} is no edit.")


@told.register
def _(edit: Merge) -> Told:
    return Told("Merged", edit.entity.name, edit.into.name)


@told.register
def _(edit: Split) -> Told:
    return Told("Split off", _words([edit.mention]))


@told.register
def _(edit: NotMention) -> Told:
    return Told("Not a mention", _words([edit.mention]))


@told.register
def _(edit: AddMention) -> Told:
    return Told("Mention", _words([edit.words]), edit.entity.name if edit.entity is not None else edit.name)


@told.register
def _(edit: Rename) -> Told:
    return Told("Renamed", edit.entity.name, edit.name)


@told.register
def _(edit: Retype) -> Told:
    return Told("Kind", edit.entity.name, str(edit.kind))


@told.register
def _(edit: Hide) -> Told:
    return Told("Hidden", edit.entity.name)


@told.register
def _(edit: SetSpeaker) -> Told:
    name = edit.speaker.name if edit.speaker is not None else edit.name
    return Told("Speaker", _words(edit.quote.content), name or "nobody known")


@told.register
def _(edit: NotQuote) -> Told:
    return Told("Not a quote", _words(edit.quote.content))


@told.register
def _(edit: AddQuote) -> Told:
    return Told("Quote", _words([edit.words]))


@told.register
def _(edit: MendEdges) -> Told:
    return Told("Edges", _words(edit.content))


@told.register
def _(edit: SetForm) -> Told:
    return Told("Form", _words(edit.quote.content), str(edit.kind))


@told.register
def _(edit: SetAct) -> Told:
    return Told("Act", _words(edit.quote.content), str(edit.act))


@told.register
def _(edit: Annotate) -> Told:
    label = "Note"
    if edit.marked is False and edit.status == edit.note == "":
        label = "Removed"
    elif edit.marked is not None:
        label = "Marked" if edit.marked else "No longer marked"
    elif edit.status is not None:
        label = edit.status.capitalize() or "No status"
    elif not edit.note and not edit.tags:
        label = "Note removed"
    return Told(label, _words([edit.place]))


@told.register
def _(edit: Describe) -> Told:
    said = [value for value in (edit.title, edit.authors, edit.publication, edit.date, edit.url) if value]
    return Told("Article", " · ".join(said) or "nothing known")


@told.register
def _(_: Revoke) -> Told:
    return Told("Taken back", "a correction")


def _words(anchors: Iterable[Anchor]) -> str:
    return " ".join(_BETWEEN.join(anchor.exact for anchor in anchors).split())
