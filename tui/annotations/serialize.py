"""Annotations as plain data for JSON, and back. Text that is read back is cleaned: it may come from anywhere."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from tui.annotations.anchors import Anchor
from tui.annotations.edits import Annotate, Change, Correction, Describe, Edit, Revoke
from tui.annotations.log import AnnotationLog
from tui.article.clean import clean

T = TypeVar("T")

SCHEMA = 1

_LAST = (1 << 31) - 1
"""No text has an offset beyond this."""

_NAMES = {
    "Merge": "merge", "Split": "split", "NotMention": "not a mention", "AddMention": "add mention", "Rename": "rename",
    "Retype": "retype", "Hide": "hide", "SetSpeaker": "speaker", "NotQuote": "not a quote", "AddQuote": "add quote",
    "MendEdges": "edges", "SetForm": "form", "SetAct": "act", "Annotate": "annotate", "Describe": "describe",
    "Revoke": "revoke",
}  # fmt: skip
_EDITS: dict[str, type[Any]] = {_NAMES[d.__name__]: d for d in (*get_args(Correction), Annotate, Describe, Revoke)}


def edit_to_dict(edit: Edit) -> dict[str, Any]:
    """Return `{"do": name of the edit, …its fields}`."""
    return {"do": _NAMES[type(edit).__name__], **_plain(edit)}


def edit_from_dict(data: Mapping[str, Any]) -> Edit:
    """Return the edit from which `edit_to_dict` made `data`; unknown keys are ignored.

    Raises:
        ValueError: `data` is not an edit, or one that this version does not know.
    """
    kind = _EDITS.get(data.get("do", "") if isinstance(data, Mapping) else "")
    if kind is None:
        raise ValueError("This edit is unknown to this version of quoth.")
    edit: Edit = _read(kind, data)
    return edit


def log_to_dict(log: AnnotationLog) -> dict[str, Any]:
    """Return `{"schema": 1, "changes": […], "undone": […]}`."""
    return {
        "schema": SCHEMA,
        "changes": [_change_to_dict(change) for change in log.changes],
        "undone": [_change_to_dict(change) for change in log.undone],
    }


def log_from_dict(data: Mapping[str, Any]) -> AnnotationLog:
    """Return the log from which `log_to_dict` made `data`.

    Raises:
        ValueError: `data` is not a log, or from a newer version.
    """
    if not isinstance(data, Mapping) or type(data.get("schema")) is not int:
        raise ValueError("The data does not contain annotations by quoth.")
    if data["schema"] > SCHEMA:
        raise ValueError("This file was written by a newer version of quoth. Update quoth.")
    return AnnotationLog(_changes(data.get("changes"), "change"), _changes(data.get("undone"), "undone change"))


def harmless(text: str) -> str:
    """Return `text` without control characters, safe to show."""
    return text if text.isprintable() else clean(text).text


def _change_to_dict(change: Change) -> dict[str, Any]:
    return {"id": change.id, "made": change.made, **edit_to_dict(change.edit)}


def anchors_in(value: object) -> Iterator[Anchor]:
    """Yield all anchors in an edit."""
    if isinstance(value, Anchor):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from anchors_in(item)
    elif is_dataclass(value):
        for f in fields(value):
            yield from anchors_in(getattr(value, f.name))


def _changes(data: object, name: str) -> tuple[Change, ...]:
    if not isinstance(data, list):
        raise ValueError(f"{name}s: a list is missing")  # noqa: TRY004
    changes = []
    for number, item in enumerate(data, start=1):
        try:
            changes.append(_change_from_dict(item))
        except (KeyError, TypeError, AttributeError):
            raise ValueError(f"{name} {number}: a field is missing") from None
        except ValueError as error:
            raise ValueError(f"{name} {number}, {error}") from None
    return tuple(changes)


def _change_from_dict(data: Mapping[str, Any]) -> Change:
    return Change(_read(str, data["id"]), _read(str, data["made"]), edit_from_dict(data))


def _plain(value: object) -> Any:  # noqa: ANN401
    if isinstance(value, StrEnum):
        return str(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    return value


def _read(kind: Any, data: Any) -> Any:  # noqa: ANN401
    """Return `data` as a value of the type `kind`."""
    if kind is str and isinstance(data, str):
        return harmless(data)
    if kind is Anchor:
        return anchor_from_dict(data)
    if get_origin(kind) in {Union, UnionType}:
        (inner,) = (one for one in get_args(kind) if one is not NoneType)
        return None if data is None else _read(inner, data)
    if get_origin(kind) is tuple and isinstance(data, list):
        return tuple(_read(get_args(kind)[0], item) for item in data)
    if is_dataclass(kind) and isinstance(data, Mapping):
        hints = _hints(kind)  # type: ignore[arg-type]
        try:
            return kind(**{n: _field(n, hint, data[n]) for n, hint in hints.items() if n in data})  # type: ignore[operator]
        except TypeError as error:
            raise ValueError("An edit is incomplete.") from error
    if isinstance(kind, type) and issubclass(kind, StrEnum) and isinstance(data, str):
        if data not in set(kind):
            raise ValueError(f"{data!a:.40} is not one of {', '.join(kind)}")
        return kind(data)
    if isinstance(kind, type) and type(data) is kind:
        return data
    raise ValueError(f"{data!a:.40} is not valid here.")


def _field(name: str, kind: Any, data: Any) -> Any:  # noqa: ANN401
    """A field of an edit; an error names it."""
    try:
        return _read(kind, data)
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from None


def anchor_from_dict(data: Any) -> Anchor:  # noqa: ANN401
    """Return an anchor. Written out rather than read by `_read`: a long log has thousands of them."""
    if not isinstance(data, Mapping):
        raise ValueError(f"invalid passage {data!a:.40}")  # noqa: TRY004
    text, start, end = data["text"], data["start"], data["end"]
    exact, before, after = data["exact"], data.get("before", ""), data.get("after", "")
    words = isinstance(text, str) and isinstance(exact, str) and isinstance(before, str) and isinstance(after, str)
    if not (words and type(start) is int and type(end) is int and 0 <= start <= end <= _LAST):
        raise ValueError(f"invalid position {start!a:.20} to {end!a:.20}")
    return Anchor(text, start, end, harmless(exact), harmless(before), harmless(after))


@cache
def _hints(kind: type[Any]) -> dict[str, Any]:
    return get_type_hints(kind)
