"""What the next key applies to: a quote, a mention, an entity, selected text or a note."""

from typing import TYPE_CHECKING, NamedTuple

from tui.analysis.model import Entity, Mention, Quote
from tui.text.spans import Span

if TYPE_CHECKING:
    from tui.annotations.log import Remark
    from tui.reader.state import ReaderState
    from tui.reader.view import ReaderView


class Spot(NamedTuple):
    """A place that can be annotated: its kind ("quote", "mention", "passage") and where it is."""

    what: str
    span: Span


class Targets:
    """Finds what a key applies to: what is selected, highlighted in a list, or at the cursor."""

    def __init__(self, state: "ReaderState", view: "ReaderView") -> None:
        self._state = state
        self._view = view

    # ---------------------------------------------------------------- quotes

    def visible_quote(self) -> Quote | None:
        """Return the quote that the user sees: highlighted in a list, at the cursor, or selected and in view."""
        index, pane = self._state.index, self._view.panes.current
        if index is None:
            return None
        under, selected = index.quote(self._view.quote_at_cursor), self._state.selected_quote
        if pane == "article":
            return next((one for one in (under, selected) if one is not None and self._view.shows(one)), None)
        marked = self._view.marked_selection()
        if marked is not None and marked.kind == "quote":
            return index.quote(marked.id)
        return None if pane == "quotes" and selected is not None else selected or under

    def quote(self) -> Quote | None:
        """Return the quote that the user sees, or else the selected one."""
        if self._view.panes.current == "notes":
            return self._state.selected_quote
        return self.visible_quote() or self._state.selected_quote

    def bookmarked_quotes(self) -> list[Quote]:
        """Return the quotes that the user bookmarked, in text order."""
        index = self._state.index
        if index is None:
            return []
        about = {one.about for one in index.annotations.remarks if one.remark.marked}
        return [quote for quote in index.analysis.quotes if ("quote", quote.id) in about]

    # ---------------------------------------------------------------- entities

    def entity(self) -> Entity | None:
        """Return the selected entity, or the one mentioned at the cursor."""
        index = self._state.index
        if index is None:
            return None
        if self._view.panes.current == "entities":  # the cursor of the article does not count here
            marked = self._view.marked_selection()
            return index.entity(marked.id) if marked is not None and marked.kind == "entity" else None
        if self._state.selected_entity is not None:
            return index.entity(self._state.selected_entity)
        mention = self.mention()
        return mention[0] if mention is not None else None

    def mention(self) -> tuple[Entity, Mention] | None:
        """Return the mention highlighted in the details, the one at the cursor, or the next of the selected entity."""
        index, selected = self._state.index, self._state.selected_entity
        if index is None:
            return None
        marked = self._mention_in_details()
        if marked is not None:
            return marked
        cursor = self._view.article.cursor
        under = [one.id for one in self._view.article.under_cursor() if one.kind == "entity"]
        for id_ in sorted(under, key=lambda one: one != selected) if selected in (*under, None) else ():
            entity = index.entity(id_)
            mention = next((m for m in entity.mentions if m.start <= cursor < m.end), None) if entity else None
            if entity is not None and mention is not None:
                return entity, mention
        if selected is not None and (entity := index.entity(selected)) is not None and entity.mentions:
            return entity, next((m for m in entity.mentions if m.start >= cursor), entity.mentions[0])
        return None

    def _mention_in_details(self) -> tuple[Entity, Mention] | None:
        rows, index = self._view.panes.rows, self._state.index
        if index is None or self._view.panes.current != "details" or rows is None or rows.target is None:
            return None
        span, chosen = rows.target.span, rows.target.selection or self._state.selection
        if span is None or chosen is None or chosen.kind != "entity":
            return None
        entity = index.entity(chosen.id)
        mention = next((m for m in entity.mentions if m.span == span), None) if entity is not None else None
        return (entity, mention) if entity is not None and mention is not None else None

    def speaker(self) -> str | None:
        """Return the id of the selected entity, or of the speaker of the quote that the user sees."""
        quote = self.visible_quote()
        speaker = quote.speaker if quote is not None else None
        return speaker if self._view.quote_reached is not None else self._state.selected_entity or speaker

    def quoted_speaker(self) -> str | None:
        """Return the id of the selected entity if it is quoted; if none is selected, of the speaker of the quote."""
        if self._state.index is None:
            return None
        if self._state.selected_entity is not None:
            selected = self._state.selected_entity
            return selected if self._state.index.quotes_by(selected) else None
        quote = self.quote()
        return quote.speaker if quote is not None else None

    # ---------------------------------------------------------------- places

    def words(self) -> Span | None:
        """Return the span of the selected text in the article."""
        return self._view.article.selected_span()

    def spot(self) -> Spot | None:
        """Return the place that a note, a bookmark or a status is for."""
        words = self.words()
        if words is not None:
            return Spot("passage", words)
        if self._view.panes.current == "notes":
            return self.spot_of_remark()
        quote, mention = self.quote(), self.mention()
        chosen = self._state.selection.kind if self._state.selection is not None else ""
        if self._view.quote_reached is not None:
            chosen = "quote"
        if mention is not None and (quote is None or chosen == "entity") and chosen != "quote":
            return Spot("mention", mention[1].span)
        if quote is not None and self._state.document is not None:
            return Spot("quote", self._state.document.place_of(quote))
        return None

    def spot_of_remark(self) -> Spot | None:
        """Return the place of the highlighted remark in the list of notes; None if it no longer matches the text."""
        index, remark = self._state.index, self.remark()
        placed = index.annotations.remark(remark.id) if index is not None and remark is not None else None
        return Spot(placed.remark.what, placed.span) if placed is not None and placed.span is not None else None

    def remark(self) -> "Remark | None":
        """Return the highlighted remark in the list of notes."""
        index, rows = self._state.index, self._view.panes.rows
        if index is None or self._view.panes.current != "notes" or rows is None or rows.target is None:
            return None
        placed = index.annotations.remark(rows.target.item)
        return placed.remark if placed is not None else None
