"""Correct quotes."""

from typing import TYPE_CHECKING

from tui.analysis.model import Act, Quote, QuoteKind
from tui.document.selection import Selection
from tui.reader.entity_choice import choose_entity
from tui.text.display import brief
from tui.text.spans import Span

if TYPE_CHECKING:
    from tui.annotations.edits import EntityRef
    from tui.reader.context import ReaderContext
    from tui.reader.editing import Editing
    from tui.reader.movement import Movement
    from tui.reader.targets import Targets

_KINDS = {
    QuoteKind.DIRECT: "direct: verbatim, in quote marks",
    QuoteKind.MIXED: "mixed: partly quoted, partly paraphrased",
    QuoteKind.INDIRECT: "paraphrase: in the reporter’s words",
}
_ACTS = {
    Act.SAID: "said",
    Act.WROTE: "written",
    Act.THOUGHT: "thought: a belief, an intention, a feeling",
    Act.OTHER: "other",
}


class QuoteCorrections:
    """Corrects the quote that the next key applies to (see `Targets`)."""

    def __init__(self, context: "ReaderContext", targets: "Targets", editing: "Editing", movement: "Movement") -> None:
        self._context = context
        self._state, self._view, self._ui = context.state, context.view, context.ui
        self._targets = targets
        self._editing = editing
        self._movement = movement
        self._adjusted: str | None = None  # the id of the quote whose start or end the user is moving

    def has_quote(self) -> bool:
        """Return whether there is a quote to correct."""
        return self._targets.quote() is not None

    def change_speaker(self) -> None:
        """Let the user choose the speaker of the quote."""
        from tui.annotations.edits import SetSpeaker

        quote, document = self._targets.quote(), self._state.document
        if quote is None or document is None:
            return
        ref = document.quote_ref(quote)

        def on_choice(speaker: "EntityRef | None", name: str) -> None:
            self._editing.apply(SetSpeaker(ref, speaker, name))

        title = f"Who said {brief(document.words(document.place_of(quote)))}"
        choose_entity(self._context, title, "Type a name", on_choice, nobody=True)

    def remove(self) -> None:
        """Remove the quote."""
        from tui.annotations.edits import NotQuote

        quote = self._targets.quote()
        if quote is not None and self._state.document is not None:
            self._editing.apply(NotQuote(self._state.document.quote_ref(quote)))

    def change_kind(self) -> None:
        """Let the user choose how much of the quote is verbatim."""
        from tui.annotations.apply import allows
        from tui.annotations.edits import SetForm

        quote, document = self._targets.quote(), self._state.document
        if quote is None or document is None:
            return
        ref, marked = document.quote_ref(quote), document.marked(quote)
        offered = [(str(k), name) for k, name in _KINDS.items() if k != quote.kind and allows(k, marked)]
        if not offered:
            menu, adjust = self._ui.key("correct"), "e"
            message = f"These words are not in quote marks. Press {menu} {adjust} to adjust the quote first."
            self._ui.say(message, "warning", 6)
            return
        self._ui.choose("The quote is …", offered, lambda kind: self._editing.apply(SetForm(ref, QuoteKind(kind))))

    def change_act(self) -> None:
        """Let the user choose whether it was said, written or thought."""
        from tui.annotations.edits import SetAct

        quote, document = self._targets.quote(), self._state.document
        if quote is None or document is None:
            return
        ref = document.quote_ref(quote)
        offered = [(str(act), name) for act, name in _ACTS.items() if act != quote.act]
        self._ui.choose("The quote was …", offered, lambda act: self._editing.apply(SetAct(ref, Act(act))))

    def add(self) -> None:
        """Add the selected text as a quote, and let the user choose its speaker."""
        from tui.annotations.boundaries import trim_loose_marks
        from tui.annotations.edits import AddQuote, SetSpeaker

        selected, document = self._targets.words(), self._state.document
        if selected is None or document is None:
            return
        words = trim_loose_marks(document.original.text, selected)

        def on_choice(speaker: "EntityRef | None", name: str) -> None:
            self._editing.apply(AddQuote(document.anchor(words)))
            quotes = document.index.analysis.quotes if document.index is not None else []
            added = next((quote for quote in quotes if quote.content == [words]), None)
            if added is not None:
                self._movement.select(Selection("quote", added.id))
                if speaker is not None or name:
                    self._editing.apply(SetSpeaker(document.quote_ref(added), speaker, name))

        title = f"Who said {brief(document.words(words))}"
        choose_entity(self._context, title, "Type a name", on_choice, nobody=True)

    # ---------------------------------------------------------------- where a quote starts and ends

    def adjust(self) -> None:
        """Make the selected text the quote; if no text is selected, let the user adjust that of the quote first."""
        quote, words = self._targets.quote(), self._targets.words()
        if quote is None:
            return
        if words is not None:
            self._adjust_to(quote, words)
            return
        self._adjusted = quote.id
        cursor = self._view.article.cursor
        piece = next((one for one in quote.content if one.start <= cursor < one.end), quote.content[0])
        self._view.panes.go_to("article")
        self._view.article.select_words(piece)
        keys = {id_: self._ui.key(id_) for id_ in ("word-less", "word-more", "other-end", "use-selection")}
        self._ui.say(
            f"Adjust the quote: {keys['word-less']}/{keys['word-more']} move the end, {keys['other-end']} switches to"
            f" the start, {keys['use-selection']} saves.",
            timeout=8,
        )

    def finish_adjusting(self, span: Span | None) -> bool:
        """Adjust the quote to the selected text; return False if no quote is being adjusted."""
        adjusted, self._adjusted = self._adjusted, None
        quote = self._state.index.quote(adjusted) if self._state.index is not None else None
        if quote is not None and span is not None:
            self._adjust_to(quote, span)
        return quote is not None

    def _adjust_to(self, quote: Quote, words: Span) -> None:
        from tui.annotations.boundaries import snap_to, trim_loose_marks
        from tui.annotations.edits import MendEdges

        document = self._state.document
        if document is None:
            return
        kept = [piece for piece in quote.content if not piece.overlaps(words)]
        kept = kept if len(kept) < len(quote.content) else []  # text outside the quote replaces all of it
        text = document.original.text
        words = trim_loose_marks(text, words)
        for piece in quote.content:
            words = snap_to(text, words, piece)
        content = sorted([*kept, words])
        if content == sorted(quote.content):
            self._ui.say("The quote is unchanged.")
            self._view.article.stop_selecting()
        else:
            self._editing.apply(MendEdges(document.quote_ref(quote), tuple(map(document.anchor, content))))
