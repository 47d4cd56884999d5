"""The places of annotations in the current text of an article."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from tui.analysis.model import Analysis
from tui.annotations.anchors import Ground, overlap
from tui.annotations.edits import Change, Status
from tui.annotations.log import AnnotationLog, Remark
from tui.annotations.state import Corrected
from tui.text.spans import Span, hull

_SAME_QUOTE = 0.5
"""The least overlap (0 to 1) between a quote and the words of a remark about it."""


OUTDATED = " before the words changed"
"""Suffix of a status whose words have changed since the user set it."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A remark and its place in the text; `span` is None if the place is gone.

    `about` is the kind ("entity", "quote") and the id of its subject; None for a passage, or if the subject is gone.
    """

    remark: Remark
    span: Span | None
    about: tuple[str, str] | None = None

    @property
    def is_outdated(self) -> bool:
        """Whether the words have changed since the user set its status."""
        return self.remark.status.endswith(OUTDATED)


@dataclass(frozen=True)
class AnnotationView:
    """The remarks in text order, those without a place last; and the corrections, with their places or `unplaced`."""

    remarks: tuple[Placed, ...] = ()
    corrections: tuple[Change, ...] = ()
    places: Mapping[str, Span] = field(default_factory=dict)
    unplaced: tuple[Change, ...] = ()
    yours: Mapping[str, tuple[Change, ...]] = field(default_factory=dict)

    def about(self, kind: str, id_: str) -> list[Remark]:
        """Return the remarks about the entity or quote (`kind`) with this id."""
        return self._about.get((kind, id_), [])

    @cached_property
    def _about(self) -> dict[tuple[str, str], list[Remark]]:
        found: dict[tuple[str, str], list[Remark]] = {}
        for placed in self.remarks:
            if placed.about is not None:
                found.setdefault(placed.about, []).append(placed.remark)
        return found

    def at(self, what: str, span: Span) -> Remark | None:
        """Return the remark on exactly this place, or None."""
        return next((p.remark for p in self.remarks if p.remark.what == what and p.span == span), None)

    @property
    def besides_quotes(self) -> list[Placed]:
        """The remarks on other things than quotes."""
        return [placed for placed in self.remarks if placed.about is None or placed.about[0] != "quote"]

    @cached_property
    def applied(self) -> list[tuple[Change, bool]]:
        """Each correction, and whether it still applies to the article."""
        lost = {change.id for change in self.unplaced}
        return [(change, change.id not in lost) for change in self.corrections]

    def remark(self, id_: str) -> Placed | None:
        """Return the remark with this id, or None."""
        return next((p for p in self.remarks if p.remark.id == id_), None)


EMPTY = AnnotationView()
"""The view of an article without annotations."""


def place_annotations(ground: Ground, log: AnnotationLog, corrected: Corrected) -> AnnotationView:
    """Return the annotations of `log` with their places in the text of `ground`, whose analysis is `corrected`."""
    quotes = {hull(q.content): q.id for q in reversed(corrected.analysis.quotes)} if log.remarks else {}
    owners = _owners(corrected.analysis) if any(r.what == "mention" for r in log.remarks) else {}
    remarks = []
    for remark in log.remarks:
        span = ground.place(remark.place)
        about: tuple[str, str] | None = None
        if span is not None and remark.what == "quote":
            id_ = quotes.get(span) or _find_similar(quotes, span)
            about = ("quote", id_) if id_ is not None else None
        elif span is not None and remark.what == "mention" and span in owners:
            about = "entity", owners[span]
        remarks.append(Placed(_mark_outdated(ground.text, remark, span), span, about))
    remarks.sort(key=lambda p: (p.span is None, p.span or Span(0, 0)))
    return AnnotationView(tuple(remarks), log.corrections, corrected.places, corrected.unplaced, corrected.yours)


def _mark_outdated(text: str, remark: Remark, span: Span | None) -> Remark:
    """Return the remark with its status marked as outdated if the words that were checked have changed."""
    checked = span is not None and remark.status in {Status.VERIFIED, Status.DISPUTED}
    if span is None or not checked or text[span.start : span.end].split() == remark.checked.split():
        return remark
    return replace(remark, status=remark.status + OUTDATED)


def _find_similar(quotes: Mapping[Span, str], span: Span) -> str | None:
    best = max(quotes, key=lambda whole: overlap(whole, span), default=None)
    return quotes[best] if best is not None and overlap(best, span) >= _SAME_QUOTE else None


def _owners(analysis: Analysis) -> dict[Span, str]:
    return {mention.span: entity.id for entity in analysis.entities for mention in entity.mentions}
