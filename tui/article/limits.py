"""Limits on time, size and memory for opening one source."""

from typing import NamedTuple


class Limits(NamedTuple):
    """Limits on one source. Times in seconds, sizes in bytes."""

    fetch: float = 30.0
    """For fetching a page, from resolving the host name to the last byte, including redirects."""
    read: float = 20.0
    """For parsing the source. After half of it, formats with a simpler way to read switch to that."""
    memory: int = 768 << 20
    """Address space of the parsing process."""
