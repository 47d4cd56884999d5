"""The list of everyone and everything that the article names."""

from tui.rows.entities import entity_rows
from tui.rows.line import Row
from tui.widgets.reading_list import ReadingList, said


class EntityList(ReadingList):
    """The entities, the most important first."""

    def build(self, width: int) -> list[Row]:
        """One row an entity."""
        if self.reading is None:
            return said(self.instead, width)
        rows = entity_rows(self.reading, width, self.kind, self.typed)
        return rows or said("Nothing by that name." if self.typed else "Nothing of this kind is named.", width)
