"""From the parsed article to its entities."""

from collections.abc import Sequence

from tui.analysis.entities.merge import merge_names
from tui.analysis.entities.names import find_names
from tui.analysis.entities.publish import publish
from tui.analysis.model import Entity, Relation
from tui.analysis.parse import Parse
from tui.analysis.quotes.draft import DraftQuote


def resolve(parse: Parse, quotes: Sequence[DraftQuote]) -> tuple[list[Entity], list[Relation]]:
    """Find the entities of `parse`, most salient first, and the relations between them."""
    chains = merge_names(parse, find_names(parse))
    return publish(parse, chains, quotes), []
