"""Split mailboxes (mbox, RFC 4155): several emails in one file, each after a line that starts with "From "."""

import re

_FROM = re.compile(rb"(?:^|(?<=\n\n)|(?<=\n\r\n))From \S[^\r\n]{0,300}\r?\n(?=[A-Za-z][A-Za-z0-9-]{0,60}:)")
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)
_MOST = 10_000


def mails(data: bytes) -> list[bytes]:
    """Return the emails of a mailbox without the lines that separate them; for a single email, a list of one."""
    starts = _separators(data)
    if not starts:
        return [data]
    ends = [start for start, _ in starts[1:]] + [len(data)]
    return [_ESCAPED.sub(rb"\1", data[begun:end]) for (_, begun), end in zip(starts, ends, strict=True)]


def count(data: bytes) -> int:
    """Return the number of emails in a mailbox; 1 for a single email."""
    return max(len(_separators(data)), 1) if data.startswith(b"From ") else 1


def _separators(data: bytes) -> list[tuple[int, int]]:
    """Return where the lines that separate emails start and end, at most `_MOST`; none if none is at the top."""
    starts = [found.span() for _, found in zip(range(_MOST), _FROM.finditer(data), strict=False)]
    return starts if starts and starts[0][0] == 0 else []
