"""How the reader likes the screen, and what they searched for: found again the next time, if it may be kept."""

from typing import TYPE_CHECKING, Any

from tui.search.query import Query

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tui.library.thread import LibraryThread

HINT = "hint"
SIZES = "sizes"
_LONGEST = 500


class Preferences:
    """What is kept from one time to the next, by name; without a keeper nothing is."""

    def __init__(self, library_thread: "LibraryThread | None" = None) -> None:
        self._library_thread = library_thread
        self._known: Mapping[str, Any] = {}

    async def load(self) -> bool:
        """Ask the library for them; False if it cannot be asked, or kept in.

        They come from a file that others may have written: whoever uses them looks at what they are.
        """
        from tui.library.errors import LibraryError

        if self._library_thread is None:
            return False
        try:
            self._known, read_only = await self._library_thread.asked(
                lambda store: (store.preferences(), store.read_only)
            )
        except LibraryError:
            return False
        return not read_only

    @property
    def hinted(self) -> bool:
        """Whether the reader has seen the hint of the first time."""
        return HINT in self._known

    @property
    def sizes(self) -> dict[str, int]:
        """Sizes of panes, by name."""
        found = self._known.get(SIZES)
        kept = found if isinstance(found, dict) else {}
        return {str(name): size for name, size in kept.items() if isinstance(size, int) and 0 < size < 1000}

    @property
    def searches(self) -> list[Query]:
        """What was searched for, the last one last."""
        from tui.library.store import SEARCHES

        found = self._known.get(SEARCHES)
        pairs = [one for one in found if isinstance(one, list) and len(one) == 2] if isinstance(found, list) else []
        return [
            Query(typed, bool(regex))
            for typed, regex in pairs
            if isinstance(typed, str) and typed.isprintable() and len(typed) <= _LONGEST
        ]

    def keep(self, name: str, value: object) -> None:
        """Keep one, as soon as that can be done, if it can."""
        if self._library_thread is not None:
            self._library_thread.ask(lambda store: store.keep_preference(name, value))

    def keep_searches(self, queries: "tuple[Query, ...]") -> None:
        """Keep what was searched for."""
        from tui.library.store import SEARCHES

        self.keep(SEARCHES, [[query.typed, query.regex] for query in queries if query.typed.isprintable()])
