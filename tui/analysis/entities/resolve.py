"""From the parsed article to its entities."""

from collections.abc import Sequence

from tui.analysis.entities.discourse import Discourse
from tui.analysis.entities.merge_names import merge_names
from tui.analysis.entities.names import find_names
from tui.analysis.entities.publish import publish
from tui.analysis.entities.relations import find_relations
from tui.analysis.entities.roles import Roles
from tui.analysis.entities.speakers import tie_speech, worth_showing
from tui.analysis.model import Entity, Relation
from tui.analysis.parse import Parse
from tui.analysis.quotes.draft import DraftQuote


def resolve(parse: Parse, quotes: Sequence[DraftQuote]) -> tuple[list[Entity], list[Relation]]:
    """Find the entities of `parse`, most salient first, and the relations between them."""
    names = find_names(parse)
    referents = Discourse(parse, merge_names(parse, names), names, quotes).read()
    speakers = tie_speech(parse, quotes, referents.at)
    shown = publish(parse, worth_showing(referents.chains, speakers), Roles(parse, quotes))
    return list(shown.values()), find_relations(parse, shown)
