"""The list of entities."""

from collections.abc import Iterable

from tui.rows.entities import entity_rows
from tui.rows.line import Row
from tui.widgets.filterable_list import FilterableList, make_message, rows_or_message


class EntityList(FilterableList):
    """Lists the entities, the most important first."""

    def build(self, width: int) -> Iterable[Row]:
        """Return a row for each entity."""
        if self.index is None:
            return make_message(self.instead, width)
        rows = entity_rows(self.index, width, self.kind, self.typed)
        nothing = "No matches." if self.typed else "No entities of this kind."
        return self.with_help(rows_or_message(rows, nothing, width), width)
