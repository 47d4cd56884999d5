"""The four families of names that look different on the screen and in exports."""

from enum import StrEnum

from tui.analysis.model import EntityKind


class Family(StrEnum):
    """A family of names with a look of its own."""

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
    """Return the family of entities of this kind."""
    return _FAMILIES.get(kind, Family.REST)
