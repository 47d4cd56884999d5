"""The list of everyone and everything that the article names."""

from collections.abc import Iterable

from tui.rows.entities import entity_rows
from tui.rows.line import Row
from tui.widgets.filterable_list import FilterableList, rows_or_message, said


class EntityList(FilterableList):
    """The entities, the most important first."""

    def build(self, width: int) -> Iterable[Row]:
        """One row an entity."""
        if self.index is None:
            return said(self.instead, width)
        rows = entity_rows(self.index, width, self.kind, self.typed)
        nothing = "Nothing by that name." if self.typed else "Nothing of this kind is named."
        return self.with_help(rows_or_message(rows, nothing, width), width)
