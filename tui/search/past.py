"""The history of searches."""

from collections.abc import Iterable

from tui.search.query import Query

MOST = 100


class Past:
    """Past searches, the last one last, and a position for stepping back through them."""

    def __init__(self, queries: Iterable[Query] = ()) -> None:
        self._queries: list[Query] = []
        self._at = 0
        self._typed = Query()
        for query in queries:
            self.add(query)

    @property
    def last(self) -> Query | None:
        """The last search, or None."""
        return self._queries[-1] if self._queries else None

    @property
    def queries(self) -> tuple[Query, ...]:
        """All searches, the last one last."""
        return tuple(self._queries)

    def add(self, query: Query) -> None:
        """Add a search, and remove an equal earlier one."""
        if not query.is_empty:
            self._queries = [*(one for one in self._queries if one != query), query][-MOST:]
        self.rest()

    def before(self, queries: Iterable[Query]) -> None:
        """Insert the searches of an earlier session in front of those of this one."""
        known = [*queries, *self._queries]
        self._queries = []
        for query in known:
            self.add(query)

    def rest(self) -> None:
        """Start the next walk at the last search."""
        self._at = len(self._queries)

    def walk(self, step: int, typed: Query) -> Query | None:
        """Return the search before (1) or after (-1) the current position, or None if there is none.

        After the last search comes `typed`, what was in the field before the first step.
        """
        to = self._at - step
        if not 0 <= to <= len(self._queries):
            return None
        if self._at == len(self._queries):
            self._typed = typed
        self._at = to
        return self._typed if to == len(self._queries) else self._queries[to]
