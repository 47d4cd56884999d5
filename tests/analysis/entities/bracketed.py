"""Texts with their mentions in brackets: "[Ayo Lind|a] met [her|b:person] …".

What follows the bar is the entity, with its kind where that is to be checked. Mentions with one entity belong together,
others apart; the entity "-" stands for a mention that belongs to no named entity.
"""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.analysis import Analysis
from tui.text.spans import Span

if TYPE_CHECKING:
    from tui.analysis.model import Entity

_MENTION = re.compile(r"\[([^\[\]|]+)\|(-|\w+)(?::(\w+))?\]")


@dataclass(frozen=True)
class Marked:
    """A text, where its mentions stand and which entity each belongs to, and the kinds to check."""

    text: str
    mentions: list[tuple[Span, str]]
    kinds: dict[str, str]


def read(marked: str) -> Marked:
    """Take the brackets out of `marked`; they may nest."""
    mentions: list[tuple[int, int, str]] = []
    kinds: dict[str, str] = {}
    while found := _MENTION.search(marked):
        words, entity, kind = found.groups()
        start, cut = found.start(), len(found.group()) - len(words)
        mentions = [(_moved(s, found, cut), _moved(e, found, cut), name) for s, e, name in mentions]
        mentions.append((start, start + len(words), entity))
        if kind:
            kinds[entity] = kind
        marked = marked[:start] + words + marked[found.end() :]
    return Marked(marked, [(Span(s, e), name) for s, e, name in mentions], kinds)


def _moved(at: int, found: "re.Match[str]", cut: int) -> int:
    if at >= found.end():
        return at - cut
    return at - 1 if at > found.start() else at


def faults(marked: Marked, analysis: Analysis) -> list[str]:
    """What `analysis` gets wrong of the mentions of `marked`, in words."""
    owners: dict[Span, Entity] = {m.span: e for e in analysis.entities for m in e.mentions}
    wrong: list[str] = []
    groups: dict[str, str] = {}
    for span, name in marked.mentions:
        words = marked.text[span.start : span.end]
        owner = owners.get(span)
        if name == "-":
            if owner is not None and owner.named:
                wrong.append(f"{words!r} belongs to {owner.name!r}")
            continue
        if owner is None:
            wrong.append(f"{words!r} is no mention")
            continue
        if groups.setdefault(name, owner.id) != owner.id:
            wrong.append(f"{words!r} belongs to {owner.name!r}")
        if name in marked.kinds and owner.kind != marked.kinds[name]:
            wrong.append(f"{words!r} is a {owner.kind}")
    if len(set(groups.values())) < len(groups):
        wrong.append(f"merged: {groups}")
    return wrong
