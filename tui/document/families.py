"""The four families of names that a user tells apart by their look."""

from enum import StrEnum

from tui.analysis.model import EntityKind


class Family(StrEnum):
    """The four families of names that a reader tells apart by their look."""

    PERSON = "person"
    ORGANIZATION = "organization"
    PLACE = "place"
    REST = "rest"


_FAMILIES = {
    EntityKind.PERSON: Family.PERSON,
    EntityKind.ORGANIZATION: Family.ORGANIZATION,
    EntityKind.PLACE: Family.PLACE,
}


def family_of(kind: EntityKind) -> Family:
    """The family that an entity of this kind belongs to."""
    return _FAMILIES.get(kind, Family.REST)
