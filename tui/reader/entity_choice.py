"""Choose an entity of the article from a list, or type the name of another one."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.annotations.edits import EntityRef
    from tui.dialogs.choice import Chosen
    from tui.reader.context import ReaderContext
    from tui.rows.line import Row, Target

OnEntity = Callable[["EntityRef | None", str], object]
"""Gets an entity of the article and "", or None and a typed name; None and "" for nobody, or for someone new."""


def choose_entity(
    context: "ReaderContext", title: str, placeholder: str, on_choice: OnEntity, *, nobody: bool = False, new: str = ""
) -> None:
    """Let the user choose an entity of the article or type a name.

    Args:
        context: of the reading screen.
        title: of the dialog.
        placeholder: of its text field.
        on_choice: gets the answer.
        nobody: whether to offer an unknown speaker.
        new: the name of a new entity to offer; "" for none.
    """
    from tui.annotations.serialize import harmless
    from tui.dialogs.choice import ChoiceDialog
    from tui.rows.entities import entity_rows
    from tui.rows.line import Row, Target
    from tui.text.display import shown

    index, document = context.state.index, context.state.document
    if index is None or document is None:
        return

    def rows(width: int, typed: str) -> "list[Row]":
        listed = list(entity_rows(index, width, None, typed))
        if typed.strip():
            listed.append(Row((((f"+ {shown(typed)}", "strong"), ("  new name", "muted")),), Target(item="typed")))
        elif new:
            listed.insert(0, Row((((f"+ {shown(new)}", "strong"), ("  new entity", "muted")),), Target(item="new")))
        if nobody and not typed.strip():
            listed.append(Row(((("unknown", "muted"),),), Target(item="nobody")))
        return listed

    def on_answer(answer: "Chosen | None") -> None:
        if answer is None:
            return
        entity = index.entity(id_of(answer.target))
        if entity is not None:
            on_choice(document.entity_ref(entity), "")
        elif answer.target is not None and answer.target.item in {"nobody", "new"}:
            on_choice(None, "")
        elif answer.typed:
            on_choice(None, harmless(answer.typed))

    context.ui.ask(ChoiceDialog(title, rows, placeholder, own=True), on_answer)


def id_of(target: "Target | None") -> str:
    """Return the id of the entity or quote that a row stands for; "" for any other row."""
    return target.selection.id if target is not None and target.selection is not None else ""
