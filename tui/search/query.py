"""A search as the user typed it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Query:
    """The text of a search, and whether it is a regular expression."""

    typed: str = ""
    regex: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to search for."""
        return not self.typed.strip()


class QueryError(ValueError):
    """A regular expression is invalid or takes too long. The message is a sentence for people."""
