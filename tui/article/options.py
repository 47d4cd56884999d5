"""Options for opening sources: what the user allows, and the limits for all sources."""

from typing import Any, NamedTuple, Self

from tui.article.limits import Limits


class Options(NamedTuple):
    """The user's options for the sources to open.

    Args:
        charset: the text encoding; it is used only if the bytes fit it.
        password: the password of an encrypted PDF.
        offline: never use the network.
        private: also fetch from private networks and this machine.
        limits: the limits.
    """

    charset: str | None = None
    password: str | None = None
    offline: bool = False
    private: bool = False
    limits: Limits = Limits()

    def to_dict(self) -> dict[str, Any]:
        """Return the options as plain data, for the process that opens sources."""
        return {**self._asdict(), "limits": self.limits._asdict()}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Return the options from which `to_dict` made `data`."""
        return cls(**{**data, "limits": Limits(**data["limits"])})
