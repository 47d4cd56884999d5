"""Read untrusted JSON with type checks; errors name the place of the invalid value."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Any, TypeVar

E = TypeVar("E", bound=StrEnum)

_LONGEST_SHOWN = 40


class Item:
    """A value with the name of its place for messages ("article 3, block 2, end").

    Its methods raise a ValueError, whose message starts with the place, if the value does not have the expected type.

    Args:
        value: a value from `json.loads`.
        place: the name of its place; "" for the whole document.
    """

    def __init__(self, value: Any, place: str = "") -> None:  # noqa: ANN401
        self._value = value
        self.place = place

    def __getitem__(self, name: str) -> "Item":
        """Return the field `name` of an object, with the value None if it is missing."""
        if not isinstance(self._value, dict):
            raise self.refuse("an object")
        return Item(self._value.get(name), f"{self.place}, {name}" if self.place else name)

    @property
    def is_missing(self) -> bool:
        """Whether the value is missing or null."""
        return self._value is None

    def items(self, name: str) -> Iterator["Item"]:
        """Yield the items of a list; their places are `name` with a number from 1."""
        if not isinstance(self._value, list):
            raise self.refuse("a list")
        place, _, _ = self.place.rpartition(", ")
        for number, value in enumerate(self._value, start=1):
            yield Item(value, f"{place}, {name} {number}" if place else f"{name} {number}")

    def fields(self, *names: str) -> "tuple[Item, ...]":
        """Return the items of a list that must have as many as there are `names`."""
        if not isinstance(self._value, list) or len(self._value) != len(names):
            raise self.refuse(f"a list of {len(names)}")
        return tuple(Item(value, f"{self.place}, {name}") for name, value in zip(names, self._value, strict=True))

    def text(self) -> str:
        """Return a string."""
        if not isinstance(self._value, str):
            raise self.refuse("text")
        return self._value

    def optional_text(self) -> str | None:
        """Return a string or None."""
        return None if self.is_missing else self.text()

    def number(self, least: int, most: int) -> int:
        """Return a whole number from `least` to `most`. True and 1.0 do not count."""
        if type(self._value) is not int or not least <= self._value <= most:
            raise self.refuse(f"a whole number from {least} to {most}")
        return self._value

    def optional_number(self, least: int, most: int) -> int | None:
        """Return a whole number or None."""
        return None if self.is_missing else self.number(least, most)

    def flag(self) -> bool:
        """Return true or false."""
        if not isinstance(self._value, bool):
            raise self.refuse("true or false")
        return self._value

    def choice(self, kind: type[E]) -> E:
        """Return the member of `kind` with this value."""
        if not isinstance(self._value, str) or self._value not in set(kind):
            raise self.refuse("one of " + ", ".join(kind))
        return kind(self._value)

    def raw(self) -> Any:  # noqa: ANN401
        """Return the value unchecked."""
        return self._value

    def refuse(self, wanted: str) -> ValueError:
        """Return the error that says what is expected here."""
        if self.is_missing:
            return ValueError(f"{self.place or 'it'}: {wanted} is missing")
        shown = ascii(self._value)
        shown = shown if len(shown) <= _LONGEST_SHOWN else shown[: _LONGEST_SHOWN - 1] + "…"
        return ValueError(f"{self.place or 'it'}: {shown} is not {wanted}")
