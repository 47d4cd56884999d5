"""What a reader did, in a few words: for the list of notes, for messages, for the command line."""

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
    """What was done (`label`), to which words of the article or to which name, and what came of it ("" for nothing)."""

    label: str
    words: str
    to: str = ""

    def __str__(self) -> str:
        """As one line."""
        return f"{self.label}: {self.words}" + (f" → {self.to}" if self.to else "")


@singledispatch
def told(deed: object) -> Told:
    """What `deed` does."""
    raise TypeError(f"{type(deed).__name__} is no deed.")


@told.register
def _(deed: Merge) -> Told:
    return Told("Merged", deed.entity.name, deed.into.name)


@told.register
def _(deed: Split) -> Told:
    return Told("Split off", _words([deed.mention]))


@told.register
def _(deed: NotMention) -> Told:
    return Told("Not a mention", _words([deed.mention]))


@told.register
def _(deed: AddMention) -> Told:
    return Told("Mention", _words([deed.words]), deed.entity.name if deed.entity is not None else deed.name)


@told.register
def _(deed: Rename) -> Told:
    return Told("Renamed", deed.entity.name, deed.name)


@told.register
def _(deed: Retype) -> Told:
    return Told("Kind", deed.entity.name, str(deed.kind))


@told.register
def _(deed: Hide) -> Told:
    return Told("Hidden", deed.entity.name)


@told.register
def _(deed: SetSpeaker) -> Told:
    name = deed.speaker.name if deed.speaker is not None else deed.name
    return Told("Speaker", _words(deed.quote.content), name or "nobody known")


@told.register
def _(deed: NotQuote) -> Told:
    return Told("Not a quote", _words(deed.quote.content))


@told.register
def _(deed: AddQuote) -> Told:
    return Told("Quote", _words([deed.words]))


@told.register
def _(deed: MendEdges) -> Told:
    return Told("Edges", _words(deed.content))


@told.register
def _(deed: SetForm) -> Told:
    return Told("Form", _words(deed.quote.content), str(deed.kind))


@told.register
def _(deed: SetAct) -> Told:
    return Told("Act", _words(deed.quote.content), str(deed.act))


@told.register
def _(deed: Annotate) -> Told:
    label = "Note"
    if deed.marked is False and deed.status == deed.note == "":
        label = "Removed"
    elif deed.marked is not None:
        label = "Marked" if deed.marked else "No longer marked"
    elif deed.status is not None:
        label = deed.status.capitalize() or "No status"
    elif not deed.note and not deed.tags:
        label = "Note removed"
    return Told(label, _words([deed.place]))


@told.register
def _(deed: Describe) -> Told:
    said = [value for value in (deed.title, deed.authors, deed.publication, deed.date, deed.url) if value]
    return Told("Article", " · ".join(said) or "nothing known")


@told.register
def _(_: Revoke) -> Told:
    return Told("Taken back", "a correction")


def _words(anchors: Iterable[Anchor]) -> str:
    return " ".join(_BETWEEN.join(anchor.exact for anchor in anchors).split())
