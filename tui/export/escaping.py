"""Escape text of an article for use in Markdown and JSON."""

import json
import re
from typing import Any

_MARKDOWN = re.compile(r"[\\`*_{}\[\]<>#|~&$^]|[=%](?=[=%\s]|$)|(?<![^=%])[=%]|:(?=[\w/+-])")
_RAW_IN_JSON = re.compile("[\x7f-\x9f\u200b\ufeff\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_AT_START = re.compile(r"^(\s*)(?:([-+])(?=\s|[-+]|$)|(\d{1,9})([.)])(?=\s|$))")


def markdown(text: str) -> str:
    """Return `text` on one line, with everything escaped that Markdown or note-taking programs would interpret."""
    escaped = _MARKDOWN.sub(r"\\\g<0>", " ".join(text.split()))
    return _AT_START.sub(lambda m: f"{m[1]}\\{m[2]}" if m[2] else f"{m[1]}{m[3]}\\{m[4]}", escaped)


def target(url: str) -> str:
    """Return `url` as the destination of a Markdown link."""
    signs = {" ": "%20", "(": "%28", ")": "%29", "<": "%3C", ">": "%3E", "\\": "%5C", "[": "%5B", "]": "%5D"}
    return "".join(signs.get(sign, sign) for sign in url)


def json_text(value: Any, *, indent: int | None = None, separators: tuple[str, str] | None = None) -> str:  # noqa: ANN401
    """Return `value` as JSON, in which nothing does anything to a terminal, or to a program that reads lines.

    A file name may contain C1 controls and bidi overrides: those are escaped, letters of all alphabets are not.
    """
    text = json.dumps(value, ensure_ascii=False, indent=indent, separators=separators)
    return _RAW_IN_JSON.sub(lambda found: f"\\u{ord(found.group()):04x}", text)
