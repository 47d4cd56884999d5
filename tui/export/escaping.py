"""Escape text of an article for use in Markdown."""

import re

_MARKDOWN = re.compile(r"[\\`*_{}\[\]<>#|~&$^]|[=%](?=[=%\s]|$)|(?<![^=%])[=%]|:(?=[\w/+-])")
_AT_START = re.compile(r"^(\s*)(?:([-+])(?=\s|[-+]|$)|(\d{1,9})([.)])(?=\s|$))")


def markdown(text: str) -> str:
    """Return `text` on one line, with everything escaped that Markdown or note-taking programs would interpret."""
    escaped = _MARKDOWN.sub(r"\\\g<0>", " ".join(text.split()))
    return _AT_START.sub(lambda m: f"{m[1]}\\{m[2]}" if m[2] else f"{m[1]}{m[3]}\\{m[4]}", escaped)


def target(url: str) -> str:
    """Return `url` as the destination of a Markdown link."""
    signs = {" ": "%20", "(": "%28", ")": "%29", "<": "%3C", ">": "%3E", "\\": "%5C", "[": "%5B", "]": "%5D"}
    return "".join(signs.get(sign, sign) for sign in url)
