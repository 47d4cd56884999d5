"""Which entity speaks: from the words of the source to the entity that they refer to."""

from collections.abc import Sequence

from tui.analysis.model import Entity, Quote
from tui.analysis.parse import Parse
from tui.analysis.quotes.draft import DraftQuote


def attribute(parse: Parse, drafts: Sequence[DraftQuote], entities: Sequence[Entity]) -> list[Quote]:
    """Give every draft its id, its parent's id, its speaker and its addressee."""
    return []
