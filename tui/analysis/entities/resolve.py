"""Turn a parsed article into entities and relations."""

from collections.abc import Sequence

from tui.analysis.entities.discourse import Discourse
from tui.analysis.entities.merge_names import merge_names
from tui.analysis.entities.names import find_names
from tui.analysis.entities.publish import publish_entities
from tui.analysis.entities.relations import find_relations
from tui.analysis.entities.roles import Roles
from tui.analysis.entities.speakers import resolve_speech_pronouns, select_visible
from tui.analysis.model import Entity, Relation
from tui.analysis.parse import Parse
from tui.analysis.quotes.draft import DraftQuote


def resolve_entities(parse: Parse, quotes: Sequence[DraftQuote]) -> tuple[list[Entity], list[Relation]]:
    """Find the entities of `parse`, most salient first, and the relations between them."""
    names = find_names(parse)
    referents = Discourse(parse, merge_names(parse, names), names, quotes).read()
    speakers = resolve_speech_pronouns(parse, quotes, referents.at)
    entities = publish_entities(parse, select_visible(referents.chains, speakers), Roles(parse, quotes))
    return list(entities.values()), find_relations(parse, entities)
