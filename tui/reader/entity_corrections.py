"""Correct entities and mentions."""

from typing import TYPE_CHECKING

from tui.analysis.model import EntityKind
from tui.document.selection import Selection
from tui.reader.entity_choice import choose_entity, id_of
from tui.text.display import brief

if TYPE_CHECKING:
    from tui.annotations.edits import EntityRef
    from tui.dialogs.choice import Chosen
    from tui.reader.context import ReaderContext
    from tui.reader.editing import Editing
    from tui.reader.movement import Movement
    from tui.reader.targets import Targets
    from tui.rows.line import Row


class EntityCorrections:
    """Corrects the entity or the mention that the next key applies to (see `Targets`)."""

    def __init__(self, context: "ReaderContext", targets: "Targets", editing: "Editing", movement: "Movement") -> None:
        self._context = context
        self._state, self._ui = context.state, context.ui
        self._targets = targets
        self._editing = editing
        self._movement = movement

    # ---------------------------------------------------------------- what can be corrected

    def has_entity(self) -> bool:
        """Return whether there is an entity to correct."""
        return self._targets.entity() is not None

    def has_other_entity(self) -> bool:
        """Return whether there is an entity, and another one to merge it with."""
        index = self._state.index
        return self.has_entity() and index is not None and len(index.analysis.entities) > 1

    def has_mention(self) -> bool:
        """Return whether there is a mention to correct."""
        return self._targets.mention() is not None

    def has_other_mention(self) -> bool:
        """Return whether there is a mention of an entity that has others."""
        found = self._targets.mention()
        return found is not None and len(found[0].mentions) > 1

    # ---------------------------------------------------------------- entities

    def merge(self) -> None:
        """Merge the entity with another one."""
        from tui.annotations.edits import Merge
        from tui.dialogs.choice import ChoiceDialog
        from tui.rows.entities import entity_rows
        from tui.widgets.filterable_list import make_message

        entity, index, document = self._targets.entity(), self._state.index, self._state.document
        if entity is None or index is None or document is None:
            return
        old = document.entity_ref(entity)

        def rows(width: int, typed: str) -> "list[Row]":
            others = [row for row in entity_rows(index, width, None, typed) if id_of(row.target) != entity.id]
            return others or make_message("No matches.", width)

        def on_choice(chosen: "Chosen | None") -> None:
            into = index.entity(id_of(chosen.target)) if chosen is not None else None
            if into is not None:
                self._editing.apply(Merge(old, document.entity_ref(into)))
                if document.index is not None and document.index.entity(into.id) is not None:
                    self._movement.select(Selection("entity", into.id))

        self._ui.ask(ChoiceDialog(f"Merge {entity.name} with …", rows, "Type to filter"), on_choice)

    def rename(self) -> None:
        """Give the entity another name."""
        from tui.annotations.edits import Rename
        from tui.annotations.serialize import harmless
        from tui.dialogs.forms import Asked, FormDialog

        entity, document = self._targets.entity(), self._state.document
        if entity is None or document is None:
            return
        ref = document.entity_ref(entity)

        def on_answer(answer: dict[str, str] | None) -> None:
            if answer and answer["name"] and answer["name"] != entity.name:
                self._editing.apply(Rename(ref, harmless(answer["name"])))

        self._ui.ask(FormDialog("Rename", [Asked("name", "Name", entity.name)]), on_answer)

    def change_kind(self) -> None:
        """Give the entity another kind."""
        from tui.annotations.edits import Retype

        entity, document = self._targets.entity(), self._state.document
        if entity is None or document is None:
            return
        ref = document.entity_ref(entity)
        kinds = [(str(kind), str(kind)) for kind in EntityKind if kind != entity.kind]
        self._ui.choose(f"{entity.name} is …", kinds, lambda kind: self._editing.apply(Retype(ref, EntityKind(kind))))

    def hide(self) -> None:
        """Hide the entity everywhere."""
        from tui.annotations.edits import Hide

        entity = self._targets.entity()
        if entity is not None and self._state.document is not None:
            self._editing.apply(Hide(self._state.document.entity_ref(entity)))

    # ---------------------------------------------------------------- mentions

    def split_off(self) -> None:
        """Assign the mention to another entity."""
        from tui.annotations.edits import AddMention, Split

        found, document, index = self._targets.mention(), self._state.document, self._state.index
        if found is None or document is None or index is None:
            return
        entity, mention = found
        anchor, words = document.anchor(mention.span), document.words(mention.span)

        def on_choice(other: "EntityRef | None", name: str) -> None:
            if other is not None or name:  # one edit assigns the mention to the other entity
                self._editing.apply(AddMention(anchor, other, name, entity.kind))
            else:
                self._editing.apply(Split(anchor, document.entity_ref(entity)))

        title = f"Who or what is “{brief(words)}” in {index.paragraphs.label(mention.start)}?"
        choose_entity(self._context, title, "Type a name", on_choice, new=words)

    def remove_mention(self) -> None:
        """Remove the mention."""
        from tui.annotations.edits import NotMention

        found = self._targets.mention()
        if found is not None and self._state.document is not None:
            self._editing.apply(NotMention(self._state.document.anchor(found[1].span)))

    def add_mention(self) -> None:
        """Add the selected text as a mention of an entity."""
        from tui.annotations.boundaries import trim_to_word
        from tui.annotations.edits import AddMention

        words, document = self._targets.words(), self._state.document
        if words is None or document is None:
            return
        anchor = document.anchor(trim_to_word(document.original.text, words))
        name_there = " ".join(anchor.exact.split())

        def on_choice(entity: "EntityRef | None", name: str) -> None:
            if entity is not None:
                self._editing.apply(AddMention(anchor, entity, ""))
                return
            kinds = [(str(kind), str(kind)) for kind in EntityKind]
            self._ui.choose(
                f"{name or name_there} is …",
                kinds,
                lambda kind: self._editing.apply(AddMention(anchor, None, name or name_there, EntityKind(kind))),
            )

        title = f"Who or what is “{brief(name_there)}”?"
        choose_entity(self._context, title, "Type a name", on_choice, new=name_there)
