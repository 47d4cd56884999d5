"""The user's screen layout and past searches, saved in the library."""

from typing import TYPE_CHECKING, Any

from tui.search.query import Query

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tui.library.thread import LibraryThread

HINT = "hint"
SIZES = "sizes"
_LONGEST = 500


class Preferences:
    """What is saved between sessions, by name; without a library, nothing is."""

    def __init__(self, library_thread: "LibraryThread | None" = None) -> None:
        self._library_thread = library_thread
        self._known: Mapping[str, Any] = {}

    async def load(self) -> bool:
        """Load the preferences from the library; return False if it cannot be read or written.

        Another program may have written the file, so the properties below check every value.
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
        """Whether the user has seen the hint for new users."""
        return HINT in self._known

    @property
    def sizes(self) -> dict[str, int]:
        """Sizes of panes, by name."""
        sizes = self._known.get(SIZES)
        known = sizes if isinstance(sizes, dict) else {}
        return {str(name): size for name, size in known.items() if isinstance(size, int) and 0 < size < 1000}

    @property
    def searches(self) -> list[Query]:
        """Past searches, the last one last."""
        from tui.library.store import SEARCHES

        known = self._known.get(SEARCHES)
        pairs = [one for one in known if isinstance(one, list) and len(one) == 2] if isinstance(known, list) else []
        return [
            Query(typed, bool(regex))
            for typed, regex in pairs
            if isinstance(typed, str) and typed.isprintable() and len(typed) <= _LONGEST
        ]

    def keep(self, name: str, value: object) -> None:
        """Save a preference in the background, if there is a library."""
        if self._library_thread is not None:
            self._library_thread.ask(lambda store: store.keep_preference(name, value))

    def keep_searches(self, queries: "tuple[Query, ...]") -> None:
        """Save past searches."""
        from tui.library.store import SEARCHES

        self.keep(SEARCHES, [[query.typed, query.regex] for query in queries if query.typed.isprintable()])
