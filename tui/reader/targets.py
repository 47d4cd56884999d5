"""What a reader does with an article: what it is done with, how it is seen at once, and when it is said to be done."""

from typing import TYPE_CHECKING, Any, Literal, NamedTuple, cast

from textual import work
from textual.screen import Screen

from tui.analysis.model import Entity, Mention, Quote
from tui.document.selection import Selection
from tui.text.display import brief
from tui.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.annotations.describe import Told
    from tui.annotations.edits import Edit
    from tui.annotations.log import AnnotationLog, Remark
    from tui.app import QuothApp
    from tui.article.model import Article
    from tui.dialogs.choice import Chosen
    from tui.document.document import Document
    from tui.document.index import DocumentIndex
    from tui.library.errors import LibraryError
    from tui.library.session import Session
    from tui.library.thread import LibraryThread
    from tui.widgets.header import Header
    from tui.widgets.panes import Panes


_MESSAGE = 60
"""Cells of a message about what was done."""

_LEAST_WORDS = 16
"""Cells of the words of the article in it."""


class Spot(NamedTuple):
    """A place that something can be said of: its kind ("quote", "mention", "passage") and where it is."""

    what: str
    span: Span


class WorkScreen(Screen[None]):
    """A screen on which a reader works with an article."""

    article: "Article | None"
    index: "DocumentIndex | None"
    selection: Selection | None
    document: "Document | None" = None
    session: "Session | None" = None
    library_thread: "LibraryThread | None" = None
    _panes: "Panes"
    _headline: "Header"
    _told_trouble = ""

    # ---------------------------------------------------------------- what is at hand

    def quote_at_hand(self) -> Quote | None:
        """The quote that the reader has before them."""
        raise NotImplementedError

    @property
    def quote_gone_to(self) -> str | None:
        """The id of the quote that the reader went to as such in the article, and is still at; None for none."""
        return self._panes.article.quote_reached if self._panes.current == "article" else None

    def words_at_hand(self) -> Span | None:
        """The words that are selected."""
        return self._panes.article.selected_span()

    def mention_at_hand(self) -> tuple[Entity, Mention] | None:
        """The mention that the reader has before them: under the cursor, or marked in the details."""
        if self.index is None:
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
            entity = self.index.entity(id_)
            mention = next((m for m in entity.mentions if m.start <= cursor < m.end), None) if entity else None
            if entity is not None and mention is not None:
                return entity, mention
        if selected is not None and (entity := self.index.entity(selected)) is not None and entity.mentions:
            return entity, next((m for m in entity.mentions if m.start >= cursor), entity.mentions[0])
        return None

    def entity_at_hand(self) -> Entity | None:
        """The entity that the reader has before them: selected, or mentioned at the cursor."""
        if self.index is None:
            return None
        if self._panes.current == "entities":  # what stands in the article is not what the reader looks at
            rows = self._panes.rows
            marked = rows.target.selection if rows is not None and rows.target is not None else None
            return self.index.entity(marked.id) if marked is not None and marked.kind == "entity" else None
        if self.selection is not None and self.selection.kind == "entity":
            return self.index.entity(self.selection.id)
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
        if self.quote_gone_to is not None:
            chosen = "quote"
        if mention is not None and (quote is None or chosen == "entity") and chosen != "quote":
            return Spot("mention", mention[1].span)
        if quote is not None and self.document is not None:
            return Spot("quote", self.document.place_of(quote))
        return None

    def _spot_of_note(self) -> Spot | None:
        remark = self._remark_at_hand()
        placed = self.index.work.remark(remark.id) if self.index is not None and remark is not None else None
        return Spot(placed.remark.what, placed.span) if placed is not None and placed.span is not None else None

    def _remark_at_hand(self) -> "Remark | None":
        """The remark that is marked in the list of notes."""
        rows = self._panes.rows
        if self.index is None or self._panes.current != "notes" or rows is None or rows.target is None:
            return None
        placed = self.index.work.remark(rows.target.item)
        return placed.remark if placed is not None else None

    def _mention_of(self, entity: str, span: Span) -> tuple[Entity, Mention] | None:
        found = self.index.entity(entity) if self.index is not None else None
        mention = next((m for m in found.mentions if m.span == span), None) if found is not None else None
        return (found, mention) if found is not None and mention is not None else None

    # ---------------------------------------------------------------- doing and undoing

    def do(self, edit: "Edit", said: str = "") -> None:
        """Do something with the article: it is seen at once, and said once it is kept."""
        from tui.annotations.describe import told

        if self.document is not None:
            self.document.do(edit)
            self._worked(said or f"{_briefly(told(edit))} · {self.key('undo')} takes it back")

    def action_undo_work(self) -> None:
        """Undo the last of what was done with the article."""
        self._turn("Undone", lambda work: work.undo(), lambda work: work.changes)

    def action_redo_work(self) -> None:
        """Do again what was undone."""
        self._turn("Done again", lambda work: work.redo(), lambda work: work.undone)

    def _turn(
        self,
        how: str,
        turn: "Callable[[AnnotationLog], AnnotationLog]",
        left: "Callable[[AnnotationLog], tuple[Any, ...]]",
    ) -> None:
        from tui.annotations.describe import told

        if self.document is None or not left(self.document.work):
            return
        change = left(self.document.work)[-1]
        self.document.work = turn(self.document.work)
        self._worked(f"{how}: {_briefly(told(change.edit))}")

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
        from tui.library.errors import LibraryError

        session, document = self.session, self.document
        if session is None or document is None:
            return
        self._headline.saving = "Saving…" if not session.is_private else self._headline.saving
        try:
            written = await session.save(document.work)
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
            self.say(f"Not saved. {error} {self.key('save-work')} saves your work to a file.", "warning", 10)
        self.refresh_bindings()

    def _tell_news(self) -> None:
        if self.library_thread is not None and (news := self.library_thread.news()):
            self.notify(news, severity="warning", timeout=10, markup=False)

    def key(self, action: str) -> str:
        """What the reader presses for an action, known by its id."""
        return cast("QuothApp", self.app).keymap.key(action)

    def say(
        self, message: str, severity: Literal["information", "warning"] = "information", timeout: float = 3
    ) -> None:
        """Answer a key."""
        cast("QuothApp", self.app).say(message, severity, timeout)

    def select(self, selection: Selection | None) -> None:
        """Select an entity or a quote; None: nothing."""
        raise NotImplementedError

    def _choose(self, title: str, options: "list[tuple[str, str]]", take: "Callable[[str], None]") -> None:
        """Let the reader choose one of a few things: each has a name and words that say it."""
        from tui.dialogs.choice import ChoiceDialog
        from tui.rows.line import Row, Target

        def rows(_: int, typed: str) -> "list[Row]":
            wanted = typed.casefold()
            return [Row((((said, ""),),), Target(item=name)) for name, said in options if wanted in said.casefold()]

        def chosen(answer: "Chosen | None") -> None:
            if answer is not None and answer.target is not None:
                take(answer.target.item)

        self.app.push_screen(ChoiceDialog(title, rows, "type to narrow down"), chosen)


def _briefly(what: "Told") -> str:
    """What was done, on one line; of long words the first, but all of what came of it."""
    room = max(_MESSAGE - len(what.label) - (len(what.to) + 3 if what.to else 0), _LEAST_WORDS)
    return brief(str(what._replace(words=brief(what.words, room))), 2 * _MESSAGE)
