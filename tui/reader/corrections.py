"""Corrections: the user chooses what to correct from a menu, and the right value from a list, or types it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, NamedTuple

from tui.keys.key_table import CORRECTIONS
from tui.reader.commands import Handler, refuse
from tui.reader.entity_corrections import EntityCorrections
from tui.reader.key_hints import NO_QUOTE, nothing_selected, with_keys
from tui.reader.quote_corrections import QuoteCorrections
from tui.text.display import brief
from tui.text.spans import Span

if TYPE_CHECKING:
    from tui.reader.context import ReaderContext
    from tui.reader.editing import Editing
    from tui.reader.movement import Movement
    from tui.reader.targets import Targets

_ALIASES = {"speaker": "correct-speaker", "merge": "correct-merge"}
"""Actions with a key of their own, and the menu item that does the same."""


class _Correction(NamedTuple):
    """An item of the menu: what it does, whether it can run, and what it changes."""

    run: Callable[[], None]
    can_run: Callable[[], bool]
    target: Literal["mention", "quote", "words"]


class Corrections:
    """Lets the user correct the analysis."""

    def __init__(self, context: "ReaderContext", targets: "Targets", editing: "Editing", movement: "Movement") -> None:
        self._state, self._view, self._ui = context.state, context.view, context.ui
        self._targets = targets
        entities = EntityCorrections(context, targets, editing, movement)
        self._quotes = quotes = QuoteCorrections(context, targets, editing, movement)
        self._corrections = {
            "correct-merge": _Correction(entities.merge, entities.has_other_entity, "mention"),
            "correct-split-off": _Correction(entities.split_off, entities.has_other_mention, "mention"),
            "correct-not-a-mention": _Correction(entities.remove_mention, entities.has_mention, "mention"),
            "correct-rename": _Correction(entities.rename, entities.has_entity, "mention"),
            "correct-kind": _Correction(entities.change_kind, entities.has_entity, "mention"),
            "correct-hide": _Correction(entities.hide, entities.has_entity, "mention"),
            "correct-speaker": _Correction(quotes.change_speaker, quotes.has_quote, "quote"),
            "correct-not-a-quote": _Correction(quotes.remove, quotes.has_quote, "quote"),
            "correct-edges": _Correction(quotes.adjust, quotes.has_quote, "quote"),
            "correct-form": _Correction(quotes.change_kind, quotes.has_quote, "quote"),
            "correct-act": _Correction(quotes.change_act, quotes.has_quote, "quote"),
            "correct-add-mention": _Correction(entities.add_mention, self._has_words, "words"),
            "correct-add-quote": _Correction(quotes.add, self._has_words, "words"),
        }

    def handlers(self) -> dict[str, Handler]:
        """Return the handlers of its actions."""

        def handler(id_: str) -> Handler:
            def why_not() -> str | None:
                return None if self._can_correct(id_) else refuse(self._state, self._nothing_for(id_))

            return Handler(lambda: self._correct(id_), why_not)

        return {
            **{id_: handler(id_) for id_ in self._corrections},
            **{alias: handler(id_) for alias, id_ in _ALIASES.items()},
            "correct": Handler(self.choose, self._why_not_choose),
        }

    def _nothing_for(self, id_: str) -> str:
        needs_quote = self._corrections[id_].target == "quote"
        return NO_QUOTE if needs_quote else nothing_selected(self._view.panes.current)

    def _has_words(self) -> bool:
        return self._targets.words() is not None

    def _can_correct(self, id_: str) -> bool:
        return self._state.index is not None and self._corrections[id_].can_run()

    def _correct(self, id_: str) -> None:
        if self._can_correct(id_):
            self._corrections[id_].run()

    # ---------------------------------------------------------------- the menu

    def _why_not_choose(self) -> str | None:
        can = any(self._can_correct(id_) for id_ in ("correct-rename", "correct-act", "correct-add-mention"))
        return None if can else refuse(self._state, nothing_selected(self._view.panes.current))

    def choose(self, words: Span | None = None) -> None:
        """Show the menu of corrections; if it is canceled, continue selecting `words`."""
        from tui.dialogs.choice import MenuDialog

        offered = [action for action in CORRECTIONS if self._is_offered(action.id)]
        if self._has_words():  # the user selected it for a purpose
            offered.sort(key=lambda action: self._corrections[action.id].target != "words")
        if not offered:
            self._ui.say(with_keys(nothing_selected(self._view.panes.current), self._ui.key), "warning")
            return

        def on_choice(id_: str | None) -> None:
            if id_ is not None:
                self._correct(id_)
            elif words is not None:
                self._view.article.select_words(words)

        self._ui.ask(MenuDialog(f"Correct · {self._targets_in_words()}", offered), on_choice)

    def _is_offered(self, id_: str) -> bool:
        """Return whether to offer a correction; while text is selected, only for the name or quote that it overlaps."""
        words, target = self._targets.words(), self._corrections[id_].target
        if words is None or target == "words":
            return self._can_correct(id_)
        touched: list[Span] = []
        if target == "mention":
            mention = self._targets.mention()
            touched = [mention[1].span] if mention is not None else []
        elif (quote := self._targets.quote()) is not None:
            touched = quote.content
        return any(one.overlaps(words) for one in touched) and self._can_correct(id_)

    def _targets_in_words(self) -> str:
        index, document, words = self._state.index, self._state.document, self._targets.words()
        quote = self._targets.quote() if self._is_offered("correct-speaker") else None
        entity = self._targets.entity() if self._is_offered("correct-rename") else None
        mention = self._targets.mention() if self._is_offered("correct-not-a-mention") else None
        parts = []
        if document is not None and words is not None:
            parts.append(f"Selection: {brief(document.words(words))}")
        if entity is not None:
            parts.append(f"Entity: {brief(entity.name)}")
        if index is not None and document is not None and mention is not None:
            place = index.paragraphs.label(mention[1].start)
            parts.append(f"Mention: {brief(document.words(mention[1].span), 30)}, {place}")
        if document is not None and quote is not None:
            parts.append(f"Quote: {brief(document.words(document.place_of(quote)), 44)}")
        return " · ".join(parts)

    def take_words(self, span: Span | None) -> None:
        """Use text that was selected with the keyboard (None: the selection was canceled).

        If a quote is being adjusted, it becomes the text of the quote; else the menu of corrections opens.
        """
        is_adjusted = self._quotes.finish_adjusting(span)
        if span is not None and not is_adjusted and self._state.document is not None:
            self.choose(span)
