"""Marks, statuses, notes and tags, and what the reader says the article is."""

import os
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tui.reader.targets import Spot, WorkScreen
from tui.text.display import brief

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.annotations.log import Remark


class AnnotatingScreen(WorkScreen):
    """A screen on which a reader says something of a place, or of the article."""

    def action_mark(self) -> None:
        """Mark what is at hand, or take its mark away."""
        self._annotate(lambda remark: {"marked": not (remark is not None and remark.marked)})

    def action_status(self, status: str) -> None:
        """Say what became of checking what is at hand; the same once more takes it back."""
        self._annotate(lambda remark: {"status": "" if remark is not None and remark.status == status else status})

    def _annotate(self, what: "Callable[[Remark | None], dict[str, Any]]") -> None:
        from tui.annotations.edits import Annotate

        if (of := self._spoken_of()) is not None:
            id_, kind, anchor, remark = of
            self.do(Annotate(id_, kind, anchor, **what(remark)))

    def _spoken_of(self) -> "tuple[str, str, Any, Remark | None] | None":
        """What a remark would be about: its id, its kind, its words, and what was said of it so far."""
        if self.document is None or self.index is None:
            return None
        marked = self._remark_at_hand()
        if marked is not None and self.words_at_hand() is None:
            spot = self._spot_of_note()
            return marked.id, marked.what, marked.place if spot is None else self.document.anchor(spot.span), marked
        spot = self.spot()
        if spot is None:
            self.say("Nothing is at hand: go to a quote or a name, or select words with V or the mouse.", "warning")
            return None
        remark = self._remark_on(spot)
        if remark is not None:  # what is said now is said of the words that stand there now
            return remark.id, remark.what, self.document.anchor(spot.span), remark
        from secrets import token_hex  # it brings cryptography along, which the first paint need not wait for

        return token_hex(8), spot.what, self.document.anchor(spot.span), None

    def _remark_on(self, spot: Spot) -> "Remark | None":
        """What was said of a place so far."""
        if self.index is None:
            return None
        exact = self.index.work.at(spot.what, spot.span)
        if exact is not None or spot.what != "quote":
            return exact
        quote = self.quote_at_hand()
        return next(iter(self.index.work.about("quote", quote.id)), None) if quote is not None else None

    def action_note(self) -> None:
        """Write a note on what is at hand."""
        from tui.dialogs.forms import NoteDialog

        if (of := self._spoken_of()) is None:
            return
        _, kind, anchor, remark = of
        note, tags = (remark.note, " ".join(remark.tags)) if remark is not None else ("", "")
        title = f"Note on the {kind}: {brief(' '.join(anchor.exact.split()))}"

        def take(answer: dict[str, str] | None) -> None:
            if answer is not None and (answer["note"], answer["tags"]) != (note, tags):
                self._take_note(of, answer["note"], answer["tags"])

        self.app.push_screen(NoteDialog(title, note, tags), take)

    def action_note_in_editor(self) -> None:
        """Write a note on what is at hand in the reader's own editor."""
        if self.session is not None and self.session.is_private:
            self.say(f"An editor would leave traces of the note; {self.key('note')} writes it here.", "warning")
            return
        if (of := self._spoken_of()) is not None:
            remark = of[3]
            before = remark.note if remark is not None else ""
            after = self._edited(before)
            if after is not None and after != before:
                self._take_note(of, after, None)

    def _take_note(self, of: "tuple[str, str, Any, Remark | None]", note: str, tags: str | None) -> None:
        from tui.annotations.edits import Annotate
        from tui.annotations.serialize import harmless

        id_, kind, anchor, _ = of
        split = (
            tuple(dict.fromkeys(tag.strip("#,") for tag in tags.split() if tag.strip("#,")))
            if tags is not None
            else None
        )
        self.do(Annotate(id_, kind, anchor, note=harmless(note), tags=split))

    def _edited(self, text: str) -> str | None:
        """`text` as the reader leaves it in their editor; None if that did not work."""
        from shlex import split

        command = os.environ.get("VISUAL") or os.environ.get("EDITOR")
        if not command:
            self.say("No editor is set: set EDITOR, or press i to write here.", "warning", 6)
            return None
        handle, name = tempfile.mkstemp(prefix="quoth-note-", suffix=".md")
        path = Path(name)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text + "\n" if text else "")
            status, trouble = 0, None
            with self.app.suspend():  # nothing may be raised in here: the terminal would not be taken back
                try:
                    status = subprocess.run([*split(command), name], check=False).returncode  # noqa: S603
                except (OSError, ValueError) as error:
                    trouble = error
            if trouble is not None:
                raise trouble
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
        from tui.annotations.edits import Annotate, Revoke

        rows = self._panes.rows
        if self.document is None or rows is None or rows.target is None or not rows.target.item:
            return
        remark, item = self._remark_at_hand(), rows.target.item
        rows.keep_place()
        if remark is not None:
            nothing = Annotate(remark.id, remark.what, remark.place, marked=False, status="", note="", tags=())
            self.do(nothing, f"Removed; {self.key('undo')} brings it back.")
        elif any(change.id == item for change in self.document.work.corrections):
            self.do(Revoke(item), f"Taken back; {self.key('undo')} brings it back.")

    def action_describe(self) -> None:
        """Say what the article is; what was guessed is confirmed by saving."""
        from tui.annotations.edits import Describe
        from tui.annotations.metadata import wrong
        from tui.annotations.serialize import harmless
        from tui.dialogs.forms import Asked, FormDialog

        document = self.document
        if document is None:
            return
        meta = document.article.metadata
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
        self.app.push_screen(FormDialog(title, fields, wrong), take)


def _guessed(guessed: bool) -> str:
    return "guessed" if guessed else ""
