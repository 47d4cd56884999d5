"""The entities of an article in the order of exports: by kind, most salient first."""

from collections.abc import Iterator

from tui.analysis.model import Analysis, Entity, EntityKind

_HEADINGS = {
    EntityKind.PERSON: "People",
    EntityKind.ORGANIZATION: "Organizations",
    EntityKind.PLACE: "Places",
    EntityKind.GROUP: "Groups",
    EntityKind.EVENT: "Events",
    EntityKind.WORK: "Works",
    EntityKind.OTHER: "Other",
}


def sections(analysis: Analysis) -> Iterator[tuple[EntityKind | None, str, list[Entity]]]:
    """Yield each kind with its heading and entities, and last the unnamed speakers, whose kind is None."""
    for kind, heading in _HEADINGS.items():
        if entities := [e for e in analysis.entities if e.named and e.kind is kind]:
            yield kind, heading, _sorted(entities)
    if unnamed := [e for e in analysis.entities if not e.named]:
        yield None, "Unnamed speakers", _sorted(unnamed)


def _sorted(entities: list[Entity]) -> list[Entity]:
    return sorted(entities, key=lambda entity: (-entity.salience, -len(entity.mentions)))
