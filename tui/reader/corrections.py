"""Corrections: what is wrong is chosen from a menu, what is right from a list, or typed."""

import re
from typing import TYPE_CHECKING, Any

from tui.analysis.model import Act, EntityKind, Quote, QuoteKind
from tui.document.selection import Selection
from tui.reader.notes import AnnotatingScreen
from tui.text.display import brief
from tui.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.annotations.edits import EntityRef
    from tui.dialogs.choice import Chosen
    from tui.document.document import Document
    from tui.rows.line import Row

_OPENED = re.compile(r'["“„«]')
_CLOSED = re.compile(r'(["”»])[.,;:\s]*$')


class CorrectingScreen(AnnotatingScreen):
    """A screen on which a reader puts right what the engine found."""

    _mending: str | None = None
    """The id of the quote whose words are being selected anew."""

    def action_correct_menu(self, words: Span | None = None) -> None:
        """Show what can be put right; who gives it up goes on selecting `words`."""
        from tui.dialogs.choice import MenuDialog
        from tui.keys.actions import CORRECTIONS

        offered = [one for one in CORRECTIONS if self._is_offered(one.name.split("'")[1])]
        if self.words_at_hand() is not None:  # they were selected for something
            offered.sort(key=lambda one: "add_" not in one.name)
        if not offered:
            self.say("Nothing is at hand to correct: go to a name or a quote, or select words with V.", "warning")
            return

        def take(name: str | None) -> None:
            if name is not None:
                self.action_correct(name.split("'")[1])
            elif words is not None:
                self._panes.article.select_words(words)

        self.app.push_screen(MenuDialog(f"What is wrong? {self._at_hand_in_words()}", offered), take)

    def _at_hand_in_words(self) -> str:
        words, quote, entity, mention = (
            self.words_at_hand(),
            self.quote_at_hand() if self._is_offered("speaker") else None,
            self.entity_at_hand() if self._is_offered("rename") else None,
            self.mention_at_hand() if self._is_offered("not_mention") else None,
        )
        parts = []
        if self.document is not None and words is not None:
            parts.append(f"Words: {brief(self.document.words(words))}")
        if entity is not None:
            parts.append(f"Entity: {brief(entity.name)}")
        if self.index is not None and self.document is not None and mention is not None:
            place = self.index.paragraphs.label(mention[1].start)
            parts.append(f"Mention: {brief(self.document.words(mention[1].span), 30)}, {place}")
        if self.document is not None and quote is not None:
            parts.append(f"Quote: {brief(self.document.words(self.document.place_of(quote)), 44)}")
        return " · ".join(parts)

    def _is_offered(self, what: str) -> bool:
        """Whether a correction can be made, and of words that are selected only what they touch."""
        words = self.words_at_hand()
        if words is None or what in {"add_mention", "add_quote"}:
            return self._can_correct(what)
        touched: list[Span] = []
        if what in {"merge", "rename", "retype", "hide", "split", "not_mention"}:
            mention = self.mention_at_hand()
            touched = [mention[1].span] if mention is not None else []
        elif (quote := self.quote_at_hand()) is not None:
            touched = quote.content
        return any(one.overlaps(words) for one in touched) and self._can_correct(what)

    def _can_correct(self, what: str) -> bool:
        if self.document is None or self.index is None:
            return False
        match what:
            case "merge":
                return self.entity_at_hand() is not None and len(self.index.analysis.entities) > 1
            case "rename" | "retype" | "hide":
                return self.entity_at_hand() is not None
            case "split":
                found = self.mention_at_hand()
                return found is not None and len(found[0].mentions) > 1
            case "not_mention":
                return self.mention_at_hand() is not None
            case "add_mention" | "add_quote":
                return self.words_at_hand() is not None
        return self.quote_at_hand() is not None

    def action_correct(self, what: str) -> None:
        """Put something right."""
        if self._can_correct(what):
            getattr(self, f"_correct_{what}")()

    def can_work(self, action: str, parameters: tuple[object, ...]) -> bool:
        """Whether an action of the reader's work does anything now."""
        if self.document is None:
            return False
        match action:
            case "undo_work":
                return bool(self.document.work.changes)
            case "redo_work":
                return bool(self.document.work.undone)
            case "save_work":
                return bool(self.document.work)
            case "describe":
                return self.document.is_analyzed
            case "correct":
                return self._can_correct(str(parameters[0]))
            case "correct_menu":
                return any(self._can_correct(what) for what in ("rename", "act", "add_mention"))
            case "remove":
                rows = self._panes.rows
                return self._panes.current == "notes" and rows is not None and bool(rows.target and rows.target.item)
        return self.index is not None and (self.spot() is not None or self._remark_at_hand() is not None)

    # ---------------------------------------------------------------- entities

    def _correct_merge(self) -> None:
        from tui.annotations.edits import Merge
        from tui.dialogs.choice import ChoiceDialog
        from tui.rows.entities import entity_rows
        from tui.widgets.filterable_list import said

        entity, index, document = self.entity_at_hand(), self.index, self.document
        if entity is None or index is None or document is None:
            return
        old = document.entity_ref(entity)

        def rows(width: int, typed: str) -> Any:  # noqa: ANN401
            found = entity_rows(index, width, None, typed)
            return [r for r in found if _id_of(r.target) != entity.id] or said("Nothing by that name.", width)

        def take(chosen: "Chosen | None") -> None:
            into = index.entity(_id_of(chosen.target)) if chosen is not None else None
            if into is not None:
                self.do(Merge(old, document.entity_ref(into)))
                self._select_again(document, into.id)

        self.app.push_screen(ChoiceDialog(f"{entity.name} is the same as …", rows, "part of a name"), take)

    def _correct_split(self) -> None:
        from tui.annotations.edits import AddMention, Split

        found, document, index = self.mention_at_hand(), self.document, self.index
        if found is None or document is None or index is None:
            return
        entity, mention = found
        anchor, words = document.anchor(mention.span), document.words(mention.span)

        def take(other: "EntityRef | None", name: str) -> None:
            if other is not None or name:  # one deed: the mention is of another one
                self.do(AddMention(anchor, other, name, entity.kind))
            else:
                self.do(Split(anchor, document.entity_ref(entity)))

        title = f"{brief(words)}, {index.paragraphs.label(mention.start)}, is not {brief(entity.name)} but …"
        self._choose_entity(title, "a name: of the article, or any other", take, new=words)

    def _correct_not_mention(self) -> None:
        from tui.annotations.edits import NotMention

        found = self.mention_at_hand()
        if found is not None and self.document is not None:
            self.do(NotMention(self.document.anchor(found[1].span)))

    def _correct_rename(self) -> None:
        from tui.annotations.edits import Rename
        from tui.annotations.serialize import harmless
        from tui.dialogs.forms import Asked, FormDialog

        entity, document = self.entity_at_hand(), self.document
        if entity is None or document is None:
            return
        ref = document.entity_ref(entity)

        def take(answer: dict[str, str] | None) -> None:
            if answer and answer["name"] and answer["name"] != entity.name:
                self.do(Rename(ref, harmless(answer["name"])))

        self.app.push_screen(FormDialog("Rename", [Asked("name", "Name", entity.name)]), take)

    def _correct_retype(self) -> None:
        from tui.annotations.edits import Retype

        entity, document = self.entity_at_hand(), self.document
        if entity is None or document is None:
            return
        ref = document.entity_ref(entity)
        kinds = [(str(kind), str(kind)) for kind in EntityKind if kind != entity.kind]
        self._choose(f"{entity.name} is …", kinds, lambda kind: self.do(Retype(ref, EntityKind(kind))))

    def _correct_hide(self) -> None:
        from tui.annotations.edits import Hide

        entity = self.entity_at_hand()
        if entity is not None and self.document is not None:
            self.do(Hide(self.document.entity_ref(entity)))

    def _correct_add_mention(self) -> None:
        from tui.annotations.edits import AddMention

        words, document = self.words_at_hand(), self.document
        if words is None or document is None:
            return
        anchor = document.anchor(_without_marks(document.came.text, words))
        name_there = " ".join(anchor.exact.split())

        def take(entity: "EntityRef | None", name: str) -> None:
            if entity is not None:
                self.do(AddMention(anchor, entity, ""))
            else:
                kinds = [(str(kind), str(kind)) for kind in EntityKind]
                self._choose(
                    f"{name or name_there} is …",
                    kinds,
                    lambda kind: self.do(AddMention(anchor, None, name or name_there, EntityKind(kind))),
                )

        self._choose_entity(f"{brief(name_there)} refers to …", "a name; a new one with enter", take, new=name_there)

    def _select_again(self, document: "Document", id_: str) -> None:
        if document.index is not None and document.index.entity(id_) is not None:
            self.select(Selection("entity", id_))

    def _choose_entity(
        self,
        title: str,
        placeholder: str,
        take: "Callable[[EntityRef | None, str], None]",
        *,
        nobody: bool = False,
        new: str = "",
    ) -> None:
        """Let the reader choose an entity of the article, or type a name; or nobody, or somebody called `new`."""
        from tui.annotations.serialize import harmless
        from tui.dialogs.choice import ChoiceDialog
        from tui.rows.entities import entity_rows
        from tui.rows.line import Row, Target
        from tui.text.display import shown

        index, document = self.index, self.document
        if index is None or document is None:
            return

        def rows(width: int, typed: str) -> "list[Row]":
            found = list(entity_rows(index, width, None, typed))
            if typed.strip():
                found.append(Row((((f"+ {shown(typed)}", "strong"), ("  a new name", "muted")),), Target(item="typed")))
            elif new:
                found.insert(
                    0, Row((((f"+ {shown(new)}", "strong"), ("  somebody new", "muted")),), Target(item="new"))
                )
            if nobody and not typed.strip():
                found.append(Row(((("nobody who is known", "muted"),),), Target(item="nobody")))
            return found

        def chosen(answer: "Chosen | None") -> None:
            if answer is None:
                return
            entity = index.entity(_id_of(answer.target))
            if entity is not None:
                take(document.entity_ref(entity), "")
            elif answer.target is not None and answer.target.item in {"nobody", "new"}:
                take(None, "")
            elif answer.typed:
                take(None, harmless(answer.typed))

        self.app.push_screen(ChoiceDialog(title, rows, placeholder, own=True), chosen)

    # ---------------------------------------------------------------- quotes

    def _correct_speaker(self) -> None:
        from tui.annotations.edits import SetSpeaker

        quote, document = self.quote_at_hand(), self.document
        if quote is None or document is None:
            return
        ref = document.quote_ref(quote)

        def take(speaker: "EntityRef | None", name: str) -> None:
            self.do(SetSpeaker(ref, speaker, name))

        title = f"Who said {brief(document.words(document.place_of(quote)))}"
        self._choose_entity(title, "a name: of the article, or any other", take, nobody=True)

    def _correct_not_quote(self) -> None:
        from tui.annotations.edits import NotQuote

        quote = self.quote_at_hand()
        if quote is not None and self.document is not None:
            self.do(NotQuote(self.document.quote_ref(quote)))

    def _correct_edges(self) -> None:
        quote, words = self.quote_at_hand(), self.words_at_hand()
        if quote is None:
            return
        if words is not None:
            self._mend(quote, words)
            return
        self._mending = quote.id
        cursor = self._panes.article.cursor
        piece = next((one for one in quote.content if one.start <= cursor < one.end), quote.content[0])
        self._panes.go_to("article")
        self._panes.article.select_words(piece)
        self.say("Select what was said: h l move its end, o turns to its beginning, enter takes it.", timeout=8)

    def _mend(self, quote: Quote, words: Span) -> None:
        from tui.annotations.edits import MendEdges

        if self.document is not None:
            kept = [piece for piece in quote.content if not piece.overlaps(words)]
            kept = kept if len(kept) < len(quote.content) else []  # words elsewhere stand for all of the quote
            text = self.document.came.text
            words = _without_loose_marks(text, words)
            for piece in quote.content:
                words = _like(text, words, piece)
            content = sorted([*kept, words])
            if content == sorted(quote.content):
                self.say("The edges are as they were.")
                self._panes.article.stop_selecting()
            else:
                self.do(MendEdges(self.document.quote_ref(quote), tuple(map(self.document.anchor, content))))

    def words_taken(self, span: Span | None) -> None:
        """Words were selected with keys: they mend the quote whose edges were wrong, or something is to be said."""
        mending, self._mending = self._mending, None
        quote = self.index.quote(mending) if self.index is not None else None
        if span is None:
            return
        if quote is not None:
            self._mend(quote, span)
        elif self.document is not None:
            self.action_correct_menu(span)

    def _correct_form(self) -> None:
        from tui.annotations.apply import allows
        from tui.annotations.edits import SetForm

        quote, document = self.quote_at_hand(), self.document
        if quote is None or document is None:
            return
        ref = document.quote_ref(quote)
        names = {
            QuoteKind.DIRECT: "direct: all of it verbatim, in quote marks",
            QuoteKind.MIXED: "partly quoted, partly paraphrased",
            QuoteKind.INDIRECT: "a paraphrase",
        }
        marked = document.marked(quote)
        offered = [(str(k), name) for k, name in names.items() if k != quote.kind and allows(k, marked)]
        if not offered:
            self.say(
                "The article has no quote marks around these words; mend the edges of the quote first.", "warning", 6
            )
            return
        self._choose("The quote is …", offered, lambda kind: self.do(SetForm(ref, QuoteKind(kind))))

    def _correct_act(self) -> None:
        from tui.annotations.edits import SetAct

        quote, document = self.quote_at_hand(), self.document
        if quote is None or document is None:
            return
        ref = document.quote_ref(quote)
        names = {
            Act.SAID: "said",
            Act.WROTE: "written",
            Act.THOUGHT: "thought: a belief, an intention, a feeling",
            Act.OTHER: "something else",
        }
        offered = [(str(act), name) for act, name in names.items() if act != quote.act]
        self._choose("It was …", offered, lambda act: self.do(SetAct(ref, Act(act))))

    def _correct_add_quote(self) -> None:
        from tui.annotations.edits import AddQuote, SetSpeaker

        selected, document = self.words_at_hand(), self.document
        if selected is None or document is None:
            return
        words = _without_loose_marks(document.came.text, selected)

        def take(speaker: "EntityRef | None", name: str) -> None:
            self.do(AddQuote(document.anchor(words)))
            quotes = document.index.analysis.quotes if document.index is not None else []
            added = next((quote for quote in quotes if quote.content == [words]), None)
            if added is not None:
                self.select(Selection("quote", added.id))
                if speaker is not None or name:
                    self.do(SetSpeaker(document.quote_ref(added), speaker, name))

        title = f"Who said {brief(document.words(words))}"
        self._choose_entity(title, "a name: of the article, or any other", take, nobody=True)


def _id_of(target: Any) -> str:  # noqa: ANN401
    return target.selection.id if target is not None and target.selection is not None else ""


def _without_marks(text: str, span: Span) -> Span:
    """`span` without the punctuation at its ends: what a name is."""
    start, end = span
    while start < end - 1 and not text[start].isalnum():
        start += 1
    while end > start + 1 and not text[end - 1].isalnum():
        end -= 1
    return Span(start, end)


def _without_loose_marks(text: str, span: Span) -> Span:
    """`span` without a quote mark at an end whose counterpart stands outside, and what stands behind a closing one."""
    start, end = span
    words = text[start:end]
    if found := _CLOSED.search(words):
        end = start + found.end(1)
    uneven = words.count('"') % 2 or sum(map(words.count, "“„«")) != sum(map(words.count, "”»"))
    if uneven and found and not _OPENED.match(words):
        end = start + found.start(1)
    elif uneven and not found and _OPENED.match(words):
        start += 1
    while end > start + 1 and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else span


def _like(text: str, words: Span, piece: Span) -> Span:
    """`words` with an edge of `piece` where theirs differs from it by marks alone: whole words are selected."""
    start = piece.start if _only_marks(text, words.start, piece.start) else words.start
    end = piece.end if _only_marks(text, words.end, piece.end) else words.end
    return Span(start, end)


def _only_marks(text: str, one: int, other: int) -> bool:
    between = text[min(one, other) : max(one, other)]
    return not any(letter.isalnum() or letter == "\n" for letter in between)
