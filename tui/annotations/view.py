"""The reader's work as it is seen beside an article: where each remark and each correction stands now."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from tui.analysis.model import Analysis
from tui.annotations.anchors import Ground, overlap
from tui.annotations.apply import Corrected
from tui.annotations.edits import Change, Status
from tui.annotations.log import AnnotationLog, Remark
from tui.text.spans import Span, hull

_SAME = 0.5
"""The least overlap of a quote with the words that a remark was made on."""


OUTDATED = " before the words changed"
"""Stands behind a status that was given to other words than those that now stand in their place."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A remark and where it stands: `span` is None if nowhere any more.

    `about` is the kind ("entity", "quote") and the id of what it is about; None for a passage, or where what it was
    about is no longer found.
    """

    remark: Remark
    span: Span | None
    about: tuple[str, str] | None = None

    @property
    def is_outdated(self) -> bool:
        """Whether its status was given to other words."""
        return self.remark.status.endswith(OUTDATED)


@dataclass(frozen=True)
class AnnotationView:
    """The remarks in text order, those without a place last; the corrections with their places, and those without."""

    remarks: tuple[Placed, ...] = ()
    corrections: tuple[Change, ...] = ()
    places: Mapping[str, Span] = field(default_factory=dict)
    unplaced: tuple[Change, ...] = ()
    yours: Mapping[str, tuple[Change, ...]] = field(default_factory=dict)

    def about(self, kind: str, id_: str) -> list[Remark]:
        """The remarks about an entity or a quote (`kind`)."""
        return self._about.get((kind, id_), [])

    @cached_property
    def _about(self) -> dict[tuple[str, str], list[Remark]]:
        found: dict[tuple[str, str], list[Remark]] = {}
        for placed in self.remarks:
            if placed.about is not None:
                found.setdefault(placed.about, []).append(placed.remark)
        return found

    def at(self, what: str, span: Span) -> Remark | None:
        """The remark on exactly this place."""
        return next((p.remark for p in self.remarks if p.remark.what == what and p.span == span), None)

    @property
    def besides_quotes(self) -> list[Placed]:
        """The remarks on other things than quotes."""
        return [placed for placed in self.remarks if placed.about is None or placed.about[0] != "quote"]

    @cached_property
    def applied(self) -> list[tuple[Change, bool]]:
        """Each correction, and whether it has a place in the article."""
        lost = {change.id for change in self.unplaced}
        return [(change, change.id not in lost) for change in self.corrections]

    def remark(self, id_: str) -> Placed | None:
        """The remark with this id."""
        return next((p for p in self.remarks if p.remark.id == id_), None)


EMPTY = AnnotationView()
"""Of a reader who did nothing."""


def seen(ground: Ground, work: AnnotationLog, corrected: Corrected) -> AnnotationView:
    """The reader's `work` in the text of `ground`, beside the analysis that was `corrected` with it."""
    quotes = {hull(q.content): q.id for q in reversed(corrected.analysis.quotes)} if work.remarks else {}
    owners = _owners(corrected.analysis) if any(r.what == "mention" for r in work.remarks) else {}
    remarks = []
    for remark in work.remarks:
        span = ground.place(remark.place)
        about: tuple[str, str] | None = None
        if span is not None and remark.what == "quote":
            id_ = quotes.get(span) or _alike(quotes, span)
            about = ("quote", id_) if id_ is not None else None
        elif span is not None and remark.what == "mention" and span in owners:
            about = "entity", owners[span]
        remarks.append(Placed(_as_it_holds(ground.text, remark, span), span, about))
    remarks.sort(key=lambda p: (p.span is None, p.span or Span(0, 0)))
    return AnnotationView(tuple(remarks), work.corrections, corrected.places, corrected.unplaced, corrected.yours)


def _as_it_holds(text: str, remark: Remark, span: Span | None) -> Remark:
    """A check is of words: where others stand now, it says so."""
    checked = span is not None and remark.status in {Status.VERIFIED, Status.DISPUTED}
    if span is None or not checked or text[span.start : span.end].split() == remark.checked.split():
        return remark
    return replace(remark, status=remark.status + OUTDATED)


def _alike(quotes: Mapping[Span, str], span: Span) -> str | None:
    best = max(quotes, key=lambda whole: overlap(whole, span), default=None)
    return quotes[best] if best is not None and overlap(best, span) >= _SAME else None


def _owners(analysis: Analysis) -> dict[Span, str]:
    return {mention.span: entity.id for entity in analysis.entities for mention in entity.mentions}
