"""Save the draft of a note while the user types, so that it can be restored after a crash."""

import asyncio

from tui.annotations.anchors import Anchor
from tui.library.drafts import Draft
from tui.library.store import Store
from tui.library.thread import LibraryThread

PAUSE = 0.3
"""Seconds without a keystroke after which the draft is saved."""


class DraftKeeper:
    """Saves the draft of one note while the user writes it.

    Args:
        library: the library's thread; None to keep nothing at all.
        text_sha256: the fingerprint of the article's text.
        what: the kind of the place.
        anchor: the words that the note is about.
        saved: the note and tags before editing; text that equals them is not a draft.
    """

    def __init__(
        self,
        library: LibraryThread | None,
        text_sha256: str,
        what: str,
        anchor: Anchor,
        saved: tuple[str, str] = ("", ""),
    ) -> None:
        self._library = library
        self._text_sha256 = text_sha256
        self._what = what
        self._anchor = anchor
        self._saved = saved
        self._is_begun = False
        self._typed: tuple[str, str] | None = None
        self._due: asyncio.TimerHandle | None = None

    @property
    def is_begun(self) -> bool:
        """Whether anything was typed."""
        return self._is_begun

    def keep(self, note: str, tags: str) -> None:
        """Save the draft once the user pauses. Call this with every change."""
        self._is_begun = True
        if self._library is None:
            return
        self._typed = note, tags
        self._cancel()
        self._due = asyncio.get_running_loop().call_later(PAUSE, self.flush)

    def flush(self) -> None:
        """Save the draft now, because the note or the program is being closed."""
        self._cancel()
        typed, self._typed = self._typed, None
        if self._library is None or typed is None:
            return
        if typed == self._saved:
            self.discard()
            return
        digest, draft = self._text_sha256, Draft(self._what, self._anchor, *typed)

        def put(store: Store) -> None:
            store.save_draft(digest, draft)

        self._library.ask(put)

    def discard(self) -> None:
        """Delete the draft, because the note was saved or discarded."""
        self._cancel()
        self._typed = None
        if self._library is not None:
            digest, draft = self._text_sha256, Draft(self._what, self._anchor, "", "")

            def drop(store: Store) -> None:
                store.drop_draft(digest, draft)

            self._library.ask(drop)

    def _cancel(self) -> None:
        if self._due is not None:
            self._due.cancel()
            self._due = None
