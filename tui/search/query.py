"""What is searched for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Query:
    """What was typed, and whether it is a regular expression."""

    typed: str = ""
    regex: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for."""
        return not self.typed.strip()


class QueryError(ValueError):
    """A regular expression that is none, or that takes too long. Its text is a sentence for people."""
