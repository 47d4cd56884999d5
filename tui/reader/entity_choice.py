"""Choosing an entity of the article from a list, or typing the name of another one."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.annotations.edits import EntityRef
    from tui.dialogs.choice import Chosen
    from tui.reader.context import ReaderContext
    from tui.rows.line import Row, Target

OnEntity = Callable[["EntityRef | None", str], object]
"""Takes an entity of the article, or the name of another one; neither: nobody, or somebody new without a name."""


def choose_entity(
    context: "ReaderContext", title: str, placeholder: str, on_choice: OnEntity, *, nobody: bool = False, new: str = ""
) -> None:
    """Let the user choose an entity of the article or type a name.

    Args:
        context: of the reading screen.
        title: what the entity is chosen for.
        placeholder: stands where nothing is typed yet.
        on_choice: gets the answer.
        nobody: offer that nobody is known.
        new: offer somebody new who is called so.
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
            listed.append(Row((((f"+ {shown(typed)}", "strong"), ("  a new name", "muted")),), Target(item="typed")))
        elif new:
            listed.insert(0, Row((((f"+ {shown(new)}", "strong"), ("  somebody new", "muted")),), Target(item="new")))
        if nobody and not typed.strip():
            listed.append(Row(((("nobody who is known", "muted"),),), Target(item="nobody")))
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
    """Return the id of the entity or quote that a row stands for; "" if it stands for none."""
    return target.selection.id if target is not None and target.selection is not None else ""
