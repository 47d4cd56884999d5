"""Read the header of an email that was saved as text: sender, date, subject."""

import re
from collections.abc import Sequence
from dataclasses import replace

from tui.article.dates import of_mail
from tui.article.model import Authors, Block, BlockKind, Field, Metadata

HEADER = re.compile(r"(?P<name>From|To|Cc|Bcc|Reply-To|Date|Sent|Subject):\s")
"""Header lines that every email program writes; other names count as headers only next to these."""
_ANY_HEADER = re.compile(r"(?P<name>[A-Z][A-Za-z0-9-]*):\s*(?P<value>.*)")
_ADDRESS = re.compile(r"(?:(?<!\s)\s+)?(?:<[^<>]*>|\([^()]*\))\s*")


def read_head(text: str, blocks: Sequence[Block]) -> tuple[tuple[Block, ...], Metadata] | None:
    """Find the header of an email at the start of `text`.

    Returns:
        The blocks, with the subject as title and the rest of the header as boilerplate, and the metadata; None if
        there is no header. A header names at least a sender and a subject or a date.
    """
    fields: dict[str, tuple[int, str]] = {}
    size = 0
    for i, block in enumerate(blocks):
        apart = i > 0 and "\n\n" in text[blocks[i - 1].end : block.start + 1].replace(" ", "")
        found = _ANY_HEADER.fullmatch(text, block.start, block.end)
        if apart or not (
            found or text[block.start - 1 : block.start] == " "
        ):  # a long header continues on an indented line
            break
        if found:
            fields.setdefault(found["name"].lower(), (i, found["value"].strip()))
        size = i + 1
    if "from" not in fields or not fields.keys() & {"subject", "date", "sent"}:
        return None
    subject, title = fields.get("subject", (-1, ""))
    head = (
        replace(block, kind=BlockKind.TITLE if i == subject and title else BlockKind.BOILERPLATE)
        for i, block in enumerate(blocks[:size])
    )
    _, sender = fields["from"]
    _, day = fields.get("date", fields.get("sent", (-1, "")))
    name = _ADDRESS.sub("", sender).strip(" \"'") or sender
    return (*head, *blocks[size:]), Metadata(
        title=Field(title or None), authors=Authors((name,) if name else ()), date=Field(of_mail(day))
    )
