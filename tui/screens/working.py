"""What a reader does with an article: corrections, notes, marks; how it is kept; what is said of it."""

import os
import secrets
import shlex
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, cast

from textual import work
from textual.screen import Screen

from tui.analysis.model import Act, Entity, EntityKind, Mention, Quote, QuoteKind
from tui.selection import Selection
from tui.spans import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.app import QuothApp
    from tui.article.model import Article
    from tui.library.keeper import Keeper
    from tui.library.session import Session
    from tui.library.trouble import LibraryError
    from tui.rows.reading import Reading
    from tui.screens.choosing import Chosen
    from tui.screens.desk import Desk
    from tui.widgets.headline import Headline
    from tui.widgets.panes import Panes
    from tui.work.deeds import Deed, EntityRef
    from tui.work.model import ReaderWork, Remark

RETRY = 2.0
"""Seconds between two tries to save what could not be saved, and between two looks at what others did."""


class Spot(NamedTuple):
    """A place that something can be said of: its kind ("quote", "mention", "passage") and where it is."""

    what: str
    span: Span


class WorkScreen(Screen[None]):
    """A screen on which a reader works with an article."""

    article: "Article | None"
    reading: "Reading | None"
    selection: Selection | None
    desk: "Desk | None" = None
    session: "Session | None" = None
    keeper: "Keeper | None" = None
    _panes: "Panes"
    _headline: "Headline"
    _mending: str | None = None
    _told_trouble = ""
    _rescued: "ReaderWork | None" = None

    # ---------------------------------------------------------------- what is at hand

    def quote_at_hand(self) -> Quote | None:
        """The quote that the reader has before them."""
        raise NotImplementedError

    def words_at_hand(self) -> Span | None:
        """The words that are selected."""
        return self._panes.article.selected_span()

    def mention_at_hand(self) -> tuple[Entity, Mention] | None:
        """The mention that the reader has before them: under the cursor, or marked in the details."""
        if self.reading is None:
            return None
        rows = self._panes.rows
        if self._panes.current == "details" and rows is not None and rows.target is not None:
            chosen = rows.target.selection or self.selection
            if rows.target.span is not None and chosen is not None and chosen.kind == "entity":
                found = self._mention_of(chosen.id, rows.target.span)
                if found is not None:
                    return found
        cursor = self._panes.article.cursor
        selected = self.selection.id if self.selection is not None and self.selection.kind == "entity" else None
        under = [one.id for one in self._panes.article.under_cursor() if one.kind == "entity"]
        for id_ in sorted(under, key=lambda one: one != selected) if selected in (*under, None) else ():
            entity = self.reading.entity(id_)
            mention = next((m for m in entity.mentions if m.start <= cursor < m.end), None) if entity else None
            if entity is not None and mention is not None:
                return entity, mention
        if selected is not None and (entity := self.reading.entity(selected)) is not None and entity.mentions:
            return entity, next((m for m in entity.mentions if m.start >= cursor), entity.mentions[0])
        return None

    def entity_at_hand(self) -> Entity | None:
        """The entity that the reader has before them: selected, or mentioned at the cursor."""
        if self.reading is None:
            return None
        if self.selection is not None and self.selection.kind == "entity":
            return self.reading.entity(self.selection.id)
        found = self.mention_at_hand()
        return found[0] if found is not None else None

    def spot(self) -> Spot | None:
        """The place that a note or a mark is for."""
        words = self.words_at_hand()
        if words is not None:
            return Spot("passage", words)
        if self._panes.current == "notes":
            return self._spot_of_note()
        quote, mention = self.quote_at_hand(), self.mention_at_hand()
        chosen = self.selection.kind if self.selection is not None else ""
        if mention is not None and (quote is None or chosen == "entity") and chosen != "quote":
            return Spot("mention", mention[1].span)
        if quote is not None and self.desk is not None:
            return Spot("quote", self.desk.place_of(quote))
        return None

    def _spot_of_note(self) -> Spot | None:
        remark = self._remark_at_hand()
        placed = self.reading.work.remark(remark.id) if self.reading is not None and remark is not None else None
        return Spot(placed.remark.what, placed.span) if placed is not None and placed.span is not None else None

    def _remark_at_hand(self) -> "Remark | None":
        """The remark that is marked in the list of notes."""
        rows = self._panes.rows
        if self.reading is None or self._panes.current != "notes" or rows is None or rows.target is None:
            return None
        placed = self.reading.work.remark(rows.target.item)
        return placed.remark if placed is not None else None

    def _mention_of(self, entity: str, span: Span) -> tuple[Entity, Mention] | None:
        found = self.reading.entity(entity) if self.reading is not None else None
        mention = next((m for m in found.mentions if m.span == span), None) if found is not None else None
        return (found, mention) if found is not None and mention is not None else None

    # ---------------------------------------------------------------- doing, undoing, keeping

    def do(self, deed: "Deed", said: str = "") -> None:
        """Do something with the article: it is seen at once, and said once it is kept."""
        from tui.work.telling import told

        if self.desk is not None:
            self.desk.do(deed)
            self._worked(said or _brief(str(told(deed))))

    def action_undo_work(self) -> None:
        """Undo the last of what was done with the article."""
        self._turn("Undone", lambda work: work.undo(), lambda work: work.changes)

    def action_redo_work(self) -> None:
        """Do again what was undone."""
        self._turn("Done again", lambda work: work.redo(), lambda work: work.undone)

    def _turn(
        self, how: str, turn: "Callable[[ReaderWork], ReaderWork]", left: "Callable[[ReaderWork], tuple[Any, ...]]"
    ) -> None:
        from tui.work.telling import told

        if self.desk is None or not left(self.desk.work):
            return
        change = left(self.desk.work)[-1]
        self.desk.work = turn(self.desk.work)
        self._worked(_brief(f"{how}: {told(change.deed)}"))

    def _worked(self, said: str) -> None:
        """The work has changed: show it, and keep it."""
        if self._panes.article.selected_span() is not None:
            self._panes.article.stop_selecting()
        self.show_work()
        self._save(said)

    def show_work(self) -> None:
        """Show the article as the reader's work makes it."""
        raise NotImplementedError

    @work(group="save")
    async def _save(self, said: str) -> None:
        """Write the work into the library; only then is it said to be done."""
        from tui.library.trouble import LibraryError

        session, desk = self.session, self.desk
        if session is None or desk is None:
            return
        self._headline.saving = "Saving…" if not session.is_private else self._headline.saving
        try:
            written = await session.save(desk.work)
        except LibraryError as error:
            if session is self.session:
                self._trouble(error)
            return
        if session is self.session and not session.unsaved:
            self._headline.saving = "Private" if session.is_private else ""
            self._told_trouble = ""
            self._tell_news()
            if written and said:
                self.say(f"{said} (private: not kept)" if session.is_private else said)

    def _trouble(self, error: "LibraryError") -> None:
        """Say that something is not kept, and what to do; once for each kind of trouble."""
        self._headline.saving = f"Not saved: {error.trouble}"
        if self._told_trouble != error.trouble:
            self._told_trouble = error.trouble
            self.say(f"Not saved. {error} W saves your work to a file.", "warning", 10)
        self.refresh_bindings()

    def _tell_news(self) -> None:
        if self.keeper is not None and (news := self.keeper.news()):
            self.notify(news, severity="warning", timeout=10, markup=False)

    def say(
        self, message: str, severity: Literal["information", "warning"] = "information", timeout: float = 3
    ) -> None:
        """Answer a key."""
        cast("QuothApp", self.app).say(message, severity, timeout)

    @work(exclusive=True, group="watch")
    async def look_around(self) -> None:
        """Try again to save what could not be; take in what another quoth did with this article."""
        from tui.library.trouble import LibraryError

        session, desk = self.session, self.desk
        if session is None or desk is None or session.is_private:
            return
        if session.unsaved:
            if self._told_trouble:
                self._save("Saved: the library can be written again.")
            return
        try:
            theirs = await session.from_others()
        except LibraryError:
            return
        if theirs is not None and desk is self.desk:
            desk.work = theirs
            self.show_work()

    @property
    def unsaved_work(self) -> bool:
        """Whether the end of the program would lose something."""
        if self.session is None or self.desk is None or not self.session.unsaved:
            return False
        return self.desk.work is not self._rescued

    def action_save_work(self) -> None:
        """Save the work to a file."""
        from tui.screens.forms import Asked, FormScreen

        if self.desk is not None:
            field = Asked("path", "File", str(self._work_file()))
            self.app.push_screen(FormScreen("Save your work on this article to a file", [field]), self._save_to)

    def _work_file(self) -> Path:
        stem = Path(self.desk.came.source).stem if self.desk is not None else ""
        name = stem if stem.strip("-") else "article"
        return Path("~") / f"{name}.quoth.json"

    def _save_to(self, answer: dict[str, str] | None) -> None:
        if answer and answer["path"]:
            self.save_to_file(Path(answer["path"]).expanduser())

    def save_to_file(self, path: Path) -> bool:
        """Write article and work to a file that `quoth library import` reads; says whether it is there."""
        from tui.export.saving import save
        from tui.library.portable import Portable, written
        from tui.places import for_people

        if self.desk is None:
            return False
        try:
            save(path, written([Portable(self.desk.came, self.desk.work)]))
        except OSError as error:
            self.say(f"{for_people(path)} could not be written ({error.strerror}); W tries another file.", "warning", 8)
            return False
        self._rescued = self.desk.work
        self.say(f"Saved in {for_people(path)}; quoth library import reads it.", timeout=6)
        return True

    # ---------------------------------------------------------------- marks, statuses, notes

    def action_mark(self) -> None:
        """Mark what is at hand, or take its mark away."""
        self._annotate(lambda remark: {"marked": not (remark is not None and remark.marked)})

    def action_status(self, status: str) -> None:
        """Say what became of checking what is at hand; the same once more takes it back."""
        self._annotate(lambda remark: {"status": "" if remark is not None and remark.status == status else status})

    def _annotate(self, what: "Callable[[Remark | None], dict[str, Any]]") -> None:
        from tui.work.deeds import Annotate

        if (of := self._spoken_of()) is not None:
            id_, kind, anchor, remark = of
            self.do(Annotate(id_, kind, anchor, **what(remark)))

    def _spoken_of(self) -> "tuple[str, str, Any, Remark | None] | None":
        """What a remark would be about: its id, its kind, its words, and what was said of it so far."""
        if self.desk is None or self.reading is None:
            return None
        marked = self._remark_at_hand()
        if marked is not None and self.words_at_hand() is None:
            return marked.id, marked.what, marked.place, marked
        spot = self.spot()
        if spot is None:
            self.say("Nothing is at hand: go to a quote or a name, or select words with V or the mouse.", "warning")
            return None
        remark = self._remark_on(spot)
        if remark is not None:
            return remark.id, remark.what, remark.place, remark
        return secrets.token_hex(8), spot.what, self.desk.anchor(spot.span), None

    def _remark_on(self, spot: Spot) -> "Remark | None":
        """What was said of a place so far."""
        if self.reading is None:
            return None
        exact = self.reading.work.at(spot.what, spot.span)
        if exact is not None or spot.what != "quote":
            return exact
        quote = self.quote_at_hand()
        return next(iter(self.reading.work.about("quote", quote.id)), None) if quote is not None else None

    def action_note(self) -> None:
        """Write a note on what is at hand."""
        from tui.screens.forms import NoteScreen

        if (of := self._spoken_of()) is None:
            return
        _, kind, anchor, remark = of
        note, tags = (remark.note, " ".join(remark.tags)) if remark is not None else ("", "")
        title = f"Note on the {kind}: {_brief(' '.join(anchor.exact.split()))}"

        def take(answer: dict[str, str] | None) -> None:
            if answer is not None and (answer["note"], answer["tags"]) != (note, tags):
                self._take_note(of, answer["note"], answer["tags"])

        self.app.push_screen(NoteScreen(title, note, tags), take)

    def action_note_in_editor(self) -> None:
        """Write a note on what is at hand in the reader's own editor."""
        if self.session is not None and self.session.is_private:
            self.say("An editor would leave traces of the note; i writes it here.", "warning")
            return
        if (of := self._spoken_of()) is not None:
            remark = of[3]
            before = remark.note if remark is not None else ""
            after = self._edited(before)
            if after is not None and after != before:
                self._take_note(of, after, None)

    def _take_note(self, of: "tuple[str, str, Any, Remark | None]", note: str, tags: str | None) -> None:
        from tui.work.codec import harmless
        from tui.work.deeds import Annotate

        id_, kind, anchor, _ = of
        split = (
            tuple(dict.fromkeys(tag.strip("#,") for tag in tags.split() if tag.strip("#,")))
            if tags is not None
            else None
        )
        self.do(Annotate(id_, kind, anchor, note=harmless(note), tags=split))

    def _edited(self, text: str) -> str | None:
        """`text` as the reader leaves it in their editor; None if that did not work."""
        command = os.environ.get("VISUAL") or os.environ.get("EDITOR")
        if not command:
            self.say("No editor is set: set EDITOR, or press i to write here.", "warning", 6)
            return None
        handle, name = tempfile.mkstemp(prefix="quoth-note-", suffix=".md")
        path = Path(name)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text + "\n" if text else "")
            with self.app.suspend():
                status = subprocess.run([*shlex.split(command), name], check=False).returncode  # noqa: S603
            if status:
                self.say(f"The editor ended with status {status}; the note is as it was.", "warning", 6)
                return None
            return path.read_text(encoding="utf-8", errors="replace").strip()
        except (OSError, ValueError) as error:
            self.say(f"The editor {command} could not be started ({error}); set EDITOR.", "warning", 6)
            return None
        finally:
            path.unlink(missing_ok=True)

    def action_remove(self) -> None:
        """Take away the note, or take back the correction, that is marked in the list."""
        from tui.work.deeds import Annotate, Revoke

        rows = self._panes.rows
        if self.desk is None or rows is None or rows.target is None or not rows.target.item:
            return
        remark = self._remark_at_hand()
        if remark is not None:
            nothing = Annotate(remark.id, remark.what, remark.place, marked=False, status="", note="", tags=())
            self.do(nothing, "Removed; U brings it back.")
        elif any(change.id == rows.target.item for change in self.desk.work.corrections):
            self.do(Revoke(rows.target.item), "Taken back; U brings it back.")

    # ---------------------------------------------------------------- corrections

    def action_correct_menu(self) -> None:
        """Show what can be put right."""
        from tui.actions import CORRECTIONS
        from tui.screens.choosing import MenuScreen

        offered = [one for one in CORRECTIONS if self._can_correct(one.name.split("'")[1])]
        if not offered:
            self.say("Nothing is at hand to correct: go to a name or a quote, or select words with V.", "warning")
            return

        def take(name: str | None) -> None:
            if name is not None:
                self.action_correct(name.split("'")[1])

        self.app.push_screen(MenuScreen(f"What is wrong? {self._at_hand_in_words()}", offered), take)

    def _at_hand_in_words(self) -> str:
        words, quote, entity = self.words_at_hand(), self.quote_at_hand(), self.entity_at_hand()
        parts = []
        if self.desk is not None and words is not None:
            parts.append(f"Words: {_brief(self.desk.words(words))}")
        if entity is not None:
            parts.append(f"Entity: {_brief(entity.name)}")
        if self.desk is not None and quote is not None:
            parts.append(f"Quote: {_brief(self.desk.words(self.desk.place_of(quote)), 44)}")
        return " · ".join(parts)

    def _can_correct(self, what: str) -> bool:
        if self.desk is None or self.reading is None:
            return False
        match what:
            case "merge":
                return self.entity_at_hand() is not None and len(self.reading.analysis.entities) > 1
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

    def _correct_merge(self) -> None:
        from tui.rows.entities import entity_rows
        from tui.screens.choosing import ChoiceScreen
        from tui.widgets.reading_list import said
        from tui.work.deeds import Merge

        entity, reading, desk = self.entity_at_hand(), self.reading, self.desk
        if entity is None or reading is None or desk is None:
            return
        old = desk.entity_ref(entity)

        def rows(width: int, typed: str) -> Any:  # noqa: ANN401
            found = entity_rows(reading, width, None, typed)
            return [r for r in found if _id_of(r.target) != entity.id] or said("Nothing by that name.", width)

        def take(chosen: "Chosen | None") -> None:
            into = reading.entity(_id_of(chosen.target)) if chosen is not None else None
            if into is not None:
                self.do(Merge(old, desk.entity_ref(into)))
                self._select_again(desk, into.id)

        self.app.push_screen(ChoiceScreen(f"{entity.name} is the same as …", rows, "part of a name"), take)

    def _correct_split(self) -> None:
        from tui.work.deeds import Split

        found = self.mention_at_hand()
        if found is not None and self.desk is not None:
            entity, mention = found
            self.do(Split(self.desk.anchor(mention.span), self.desk.entity_ref(entity)))

    def _correct_not_mention(self) -> None:
        from tui.work.deeds import NotMention

        found = self.mention_at_hand()
        if found is not None and self.desk is not None:
            self.do(NotMention(self.desk.anchor(found[1].span)))

    def _correct_rename(self) -> None:
        from tui.screens.forms import Asked, FormScreen
        from tui.work.codec import harmless
        from tui.work.deeds import Rename

        entity, desk = self.entity_at_hand(), self.desk
        if entity is None or desk is None:
            return
        ref = desk.entity_ref(entity)

        def take(answer: dict[str, str] | None) -> None:
            if answer and answer["name"] and answer["name"] != entity.name:
                self.do(Rename(ref, harmless(answer["name"])))

        self.app.push_screen(FormScreen("Rename", [Asked("name", "Name", entity.name)]), take)

    def _correct_retype(self) -> None:
        from tui.work.deeds import Retype

        entity, desk = self.entity_at_hand(), self.desk
        if entity is None or desk is None:
            return
        ref = desk.entity_ref(entity)
        kinds = [(str(kind), str(kind)) for kind in EntityKind if kind != entity.kind]
        self._choose(f"{entity.name} is …", kinds, lambda kind: self.do(Retype(ref, EntityKind(kind))))

    def _correct_hide(self) -> None:
        from tui.work.deeds import Hide

        entity = self.entity_at_hand()
        if entity is not None and self.desk is not None:
            self.do(Hide(self.desk.entity_ref(entity)))

    def _correct_speaker(self) -> None:
        from tui.work.deeds import SetSpeaker

        quote, desk = self.quote_at_hand(), self.desk
        if quote is None or desk is None:
            return
        ref = desk.quote_ref(quote)

        def take(speaker: "EntityRef | None", name: str) -> None:
            self.do(SetSpeaker(ref, speaker, name))

        title = f"Who said {_brief(desk.words(desk.place_of(quote)))}"
        self._choose_entity(title, "a name: of the article, or any other", take, nobody=True)

    def _correct_not_quote(self) -> None:
        from tui.work.deeds import NotQuote

        quote = self.quote_at_hand()
        if quote is not None and self.desk is not None:
            self.do(NotQuote(self.desk.quote_ref(quote)))

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
        from tui.work.deeds import MendEdges

        if self.desk is not None:
            kept = [piece for piece in quote.content if not piece.overlaps(words)]
            kept = kept if len(kept) < len(quote.content) else []  # words elsewhere stand for all of the quote
            pieces = tuple(self.desk.anchor(piece) for piece in sorted([*kept, words]))
            self.do(MendEdges(self.desk.quote_ref(quote), pieces))

    def words_taken(self, span: Span | None) -> None:
        """Words were selected with keys: they mend the quote whose edges were wrong, or something is to be said."""
        mending, self._mending = self._mending, None
        quote = self.reading.quote(mending) if self.reading is not None else None
        if span is None:
            return
        if quote is not None:
            self._mend(quote, span)
        elif self.desk is not None:
            self.action_correct_menu()

    def _correct_form(self) -> None:
        from tui.work.correct import allows
        from tui.work.deeds import SetForm

        quote, desk = self.quote_at_hand(), self.desk
        if quote is None or desk is None:
            return
        ref = desk.quote_ref(quote)
        names = {
            QuoteKind.DIRECT: "direct: all of it verbatim, in quote marks",
            QuoteKind.MIXED: "partly quoted, partly paraphrased",
            QuoteKind.INDIRECT: "a paraphrase",
        }
        marked = desk.marked(quote)
        offered = [(str(k), name) for k, name in names.items() if k != quote.kind and allows(k, marked)]
        if not offered:
            self.say(
                "The article has no quote marks around these words; mend the edges of the quote first.", "warning", 6
            )
            return
        self._choose("The quote is …", offered, lambda kind: self.do(SetForm(ref, QuoteKind(kind))))

    def _correct_act(self) -> None:
        from tui.work.deeds import SetAct

        quote, desk = self.quote_at_hand(), self.desk
        if quote is None or desk is None:
            return
        ref = desk.quote_ref(quote)
        names = {
            Act.SAID: "said",
            Act.WROTE: "written",
            Act.THOUGHT: "thought: a belief, an intention, a feeling",
            Act.OTHER: "something else",
        }
        offered = [(str(act), name) for act, name in names.items() if act != quote.act]
        self._choose("It was …", offered, lambda act: self.do(SetAct(ref, Act(act))))

    def _correct_add_mention(self) -> None:
        from tui.work.deeds import AddMention

        words, desk = self.words_at_hand(), self.desk
        if words is None or desk is None:
            return
        anchor = desk.anchor(_without_marks(desk.came.text, words))
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

        self._choose_entity(f"{_brief(name_there)} refers to …", "a name; a new one with enter", take, new=name_there)

    def _correct_add_quote(self) -> None:
        from tui.work.deeds import AddQuote

        words, desk = self.words_at_hand(), self.desk
        if words is None or desk is None:
            return
        self.do(AddQuote(desk.anchor(words)))
        added = next((q for q in desk.reading.analysis.quotes if q.content == [words]), None) if desk.reading else None
        if added is not None:
            self.select(Selection("quote", added.id))
            self._correct_speaker()

    def select(self, selection: Selection | None) -> None:
        """Select an entity or a quote; None: nothing."""
        raise NotImplementedError

    def _select_again(self, desk: "Desk", id_: str) -> None:
        if desk.reading is not None and desk.reading.entity(id_) is not None:
            self.select(Selection("entity", id_))

    # ---------------------------------------------------------------- asking

    def _choose(self, title: str, options: "list[tuple[str, str]]", take: "Callable[[str], None]") -> None:
        """Let the reader choose one of a few things: each has a name and words that say it."""
        from tui.rows.line import Row, Target
        from tui.screens.choosing import ChoiceScreen

        def rows(_: int, typed: str) -> "list[Row]":
            wanted = typed.casefold()
            return [Row((((said, ""),),), Target(item=name)) for name, said in options if wanted in said.casefold()]

        def chosen(answer: "Chosen | None") -> None:
            if answer is not None and answer.target is not None:
                take(answer.target.item)

        self.app.push_screen(ChoiceScreen(title, rows, "type to narrow down"), chosen)

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
        from tui.rows.entities import entity_rows
        from tui.rows.line import Row, Target, shown
        from tui.screens.choosing import ChoiceScreen
        from tui.work.codec import harmless

        reading, desk = self.reading, self.desk
        if reading is None or desk is None:
            return

        def rows(width: int, typed: str) -> "list[Row]":
            found = entity_rows(reading, width, None, typed)
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
            entity = reading.entity(_id_of(answer.target))
            if entity is not None:
                take(desk.entity_ref(entity), "")
            elif answer.target is not None and answer.target.item in {"nobody", "new"}:
                take(None, "")
            elif answer.typed:
                take(None, harmless(answer.typed))

        self.app.push_screen(ChoiceScreen(title, rows, placeholder, own=True), chosen)

    # ---------------------------------------------------------------- what the article is

    def action_describe(self) -> None:
        """Say what the article is; what was guessed is confirmed by saving."""
        from tui.screens.forms import Asked, FormScreen
        from tui.work.codec import harmless
        from tui.work.deeds import Describe
        from tui.work.metadata import wrong

        desk = self.desk
        if desk is None:
            return
        meta = desk.article.metadata
        fields = [
            Asked("title", "Title", meta.title.value or "", _guessed(meta.title.guessed)),
            Asked(
                "authors", "Authors", "; ".join(meta.authors.value), _guessed(meta.authors.guessed), "with ; between"
            ),
            Asked("publication", "Publication", meta.publication.value or "", _guessed(meta.publication.guessed)),
            Asked("date", "Date", meta.date.value or "", _guessed(meta.date.guessed), "2024-03-12"),
            Asked("url", "URL", meta.url.value or "", _guessed(meta.url.guessed), "https://…"),
        ]

        def take(answer: dict[str, str] | None) -> None:
            if answer is not None:
                self.do(Describe(**{name: harmless(value) for name, value in answer.items()}))

        title = "What the article is, for citing it. What is saved is no longer guessed."
        self.app.push_screen(FormScreen(title, fields, wrong), take)

    # ---------------------------------------------------------------- whether a key does anything

    def can_work(self, action: str, parameters: tuple[object, ...]) -> bool:
        """Whether an action of the reader's work does anything now."""
        if self.desk is None:
            return False
        match action:
            case "undo_work":
                return bool(self.desk.work.changes)
            case "redo_work":
                return bool(self.desk.work.undone)
            case "save_work":
                return bool(self.desk.work)
            case "describe":
                return self.desk.is_analyzed
            case "correct":
                return self._can_correct(str(parameters[0]))
            case "correct_menu":
                return any(self._can_correct(what) for what in ("rename", "act", "add_mention"))
            case "remove":
                rows = self._panes.rows
                return self._panes.current == "notes" and rows is not None and bool(rows.target and rows.target.item)
        return self.reading is not None and (self.spot() is not None or self._remark_at_hand() is not None)


def _id_of(target: Any) -> str:  # noqa: ANN401
    return target.selection.id if target is not None and target.selection is not None else ""


def _guessed(guessed: bool) -> str:
    return "guessed" if guessed else ""


def _brief(text: str, most: int = 60) -> str:
    from tui.rows.line import fit, shown

    text = shown(text)
    return text if len(text) <= most else fit(text, most).rstrip()


def _without_marks(text: str, span: Span) -> Span:
    """`span` without the punctuation at its ends: what a name is."""
    start, end = span
    while start < end - 1 and not text[start].isalnum():
        start += 1
    while end > start + 1 and not text[end - 1].isalnum():
        end -= 1
    return Span(start, end)
