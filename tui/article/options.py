"""How a source is opened: what the reader allows, and the limits that hold whatever the source is."""

from typing import Any, NamedTuple, Self


class Limits(NamedTuple):
    """Limits on one source. Times in seconds, sizes in bytes."""

    fetch: float = 30.0
    """From the first look-up of a host's name to the last byte of the page, redirects included."""
    read: float = 20.0
    """For making an article of the bytes. What can be read more simply is so after half of it."""
    memory: int = 768 << 20
    """Address space of the process that makes the article."""


class Options(NamedTuple):
    """What the reader has said about the sources to open.

    Args:
        charset: the encoding that the source is said to be in; it is believed only where it fits.
        password: of an encrypted PDF.
        offline: reach for no network, whatever the source is.
        private: addresses in private networks and on this machine may be fetched, too.
        limits: the limits to keep.
    """

    charset: str | None = None
    password: str | None = None
    offline: bool = False
    private: bool = False
    limits: Limits = Limits()

    def to_dict(self) -> dict[str, Any]:
        """Plain data, for the process that reads."""
        return {**self._asdict(), "limits": self.limits._asdict()}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """The inverse of `to_dict`."""
        return cls(**{**data, "limits": Limits(**data["limits"])})
