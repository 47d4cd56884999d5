"""Mail messages (RFC 5322, MIME): what somebody wrote, under the lines that say who, when and about what."""

import re
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage
from typing import cast

from tui.article.clean import clean
from tui.article.dates import of_mail
from tui.article.decode import decode
from tui.article.fetch.source import Raw, shown
from tui.article.formats import plain
from tui.article.formats.assemble import Assembled, Piece, article_of, assemble
from tui.article.formats.mailbox import mails
from tui.article.model import Article, Authors, BlockKind, Field, Metadata, Notice, SourceError
from tui.article.text_edits import TextEdits

_HEADER = re.compile(rb"(?P<name>[A-Za-z][A-Za-z0-9-]*):[ \t]?.*(?:\r?\n[ \t].*)*\r?\n")
_FROM_LINE = re.compile(rb"From \S.*\r?\n")
_TECHNICAL = frozenset({b"message-id", b"mime-version", b"received", b"return-path", b"content-type", b"delivered-to"})
_SAID = frozenset({b"from", b"subject", b"to", b"date"})
_SHOWN = ("From", "To", "Cc", "Date", "Subject")
_LONGEST_HEADER = 1_000
"""Characters of a header that are read: the standard library's parser takes time that grows with their square."""
_SHORT = 200
"""Characters of plain text below which a long page beside it is what was meant ("view this in a browser")."""
_DAMAGE = (LookupError, ValueError, AttributeError, TypeError, AssertionError, RecursionError)
"""What the standard library's parser is known to raise for headers that are not what they should be."""


def recognizes(raw: Raw) -> bool:
    """Whether `raw` begins with the header of a mail, of which one line at least was written by a program."""
    data = raw.data[:65536].lstrip(b"\xef\xbb\xbf\r\n")
    if found := _FROM_LINE.match(data):  # a mailbox with one mail in it
        data = data[found.end() :]
    found_names: set[bytes] = set()
    at = 0
    while header := _HEADER.match(data, at):
        found_names.add(header["name"].lower())
        at = header.end()
    return bool(found_names & _TECHNICAL) and len(found_names & _SAID) >= 2


def read(raw: Raw) -> Article:
    """What the message says.

    Raises:
        SourceError: it says nothing.
    """
    every = mails(raw.data.lstrip(b"\xef\xbb\xbf\r\n"))
    if raw.part > len(every):
        raise SourceError(f"{raw.name} does not exist: the mailbox has {_count(len(every))}; open one of them.")
    message = _parse(every[max(raw.part, 1) - 1])
    head = {name: value for name in _SHOWN if (value := _header(message, name))}
    text, page, others = _bodies(message)
    notices = tuple(_told(others))
    if len(every) > 1 and not raw.part:
        first = f"This is the first of {_count(len(every))} in this mailbox; open {raw.name}#2 for the next one."
        notices = (Notice(first), *notices)
    if text is not None and (page is None or len(text.strip()) > _SHORT or len(text) > len(page) // 20):
        body = plain.read_text(text, replace(raw, data=b"", charset=None))
        return _under(assemble([_head_piece(name, value) for name, value in head.items()]), body, head, notices)
    pieces = [_head_piece(name, value) for name, value in head.items()]
    body_pieces = _page_pieces(page) if page is not None else []
    if not body_pieces and not others:
        raise SourceError(f"{raw.name} is an email without text; look at its attachments.")
    return article_of([*pieces, *body_pieces], raw, _metadata(head), notices)


def _count(mails: int) -> str:
    return f"{mails:,} email{'' if mails == 1 else 's'}"


def _parse(data: bytes) -> EmailMessage:
    """Parse a message. Of each header the beginning is read; one that the parser fails at stays as it is."""
    from email import message_from_bytes, policy

    parse_header = policy.default.header_factory

    def make_header(name: str, value: str) -> str:
        beginning = value[:_LONGEST_HEADER]
        try:
            return cast("str", parse_header(name, beginning))
        except _DAMAGE:
            return beginning

    return message_from_bytes(data, policy=policy.default.clone(header_factory=make_header))


def _header(message: EmailMessage, name: str) -> str:
    try:
        value = str(message.get(name, ""))
    except _DAMAGE:
        value = next((str(v) for k, v in message.raw_items() if k.lower() == name.lower()), "")
    return shown(value) if value.strip() else ""


def _head_piece(name: str, value: str) -> Piece:
    kind = BlockKind.TITLE if name == "Subject" else BlockKind.BOILERPLATE
    return Piece(f"{name}: {value}" if kind is BlockKind.BOILERPLATE else value, kind)


def _under(head: Assembled, body: Article, said: dict[str, str], notices: tuple[Notice, ...]) -> Article:
    """`body` under the lines of the `head`."""
    if not head.text:
        return replace(body, notices=(*notices, *body.notices))
    by = len(head.text) + 2
    kinds = {BlockKind.TITLE: BlockKind.PARAGRAPH, BlockKind.BYLINE: BlockKind.PARAGRAPH} if "Subject" in said else {}
    blocks = (replace(b, start=b.start + by, end=b.end + by, kind=kinds.get(b.kind, b.kind)) for b in body.blocks)
    edits = TextEdits(edit._replace(offset=edit.offset + by) for edit in body.edits)
    moved = (note._replace(offset=None if note.offset is None else note.offset + by) for note in body.notices)
    return replace(
        body,
        text=f"{head.text}\n\n{body.text}",
        blocks=(*head.blocks, *blocks),
        edits=TextEdits([*head.edits, *edits]),
        notices=(*notices, *moved),
        metadata=_metadata(said).or_else(body.metadata),
    )


def _metadata(head: dict[str, str]) -> Metadata:
    from email.utils import parseaddr

    name, address = parseaddr(head.get("From", ""))
    author = name or address
    return Metadata(
        title=Field(head.get("Subject")),
        authors=Authors((author,) if author else ()),
        date=Field(of_mail(head.get("Date"))),
    )


def _bodies(message: EmailMessage) -> tuple[str | None, str | None, list[str]]:
    """The text, the page, and the names of what is attached."""
    text = page = None
    others: list[str] = []
    for part in _parts(message):
        try:
            kind, name = part.get_content_type(), part.get_filename()
            attached = part.get_content_disposition() == "attachment"
        except _DAMAGE:
            continue
        if not attached and kind == "text/plain" and text is None:
            text = _content(part)
        elif not attached and kind == "text/html" and page is None:
            page = _content(part)
        elif name:
            others.append(shown(name))
    return text, page, others


def _parts(message: EmailMessage) -> Iterator[EmailMessage]:
    for part in message.walk():
        if not part.is_multipart():
            yield part


def _content(part: EmailMessage) -> str:
    try:
        data = part.get_payload(decode=True)
        charset = part.get_content_charset()
    except _DAMAGE:
        return ""
    return decode(data, charset).text if isinstance(data, bytes) else ""


def _page_pieces(page: str) -> list[Piece]:
    from tui.article.formats.html.blocks import visible
    from tui.article.formats.html.fallback import plain_pieces
    from tui.article.formats.html.tree import parse, without_controls

    parsed = parse(without_controls(page))
    if parsed is None:
        return list(plain_pieces(page))
    return [Piece(unit.shown, unit.kind) for unit in visible(parsed.root) if not unit.hidden]


def _told(others: list[str]) -> Iterator[Notice]:
    if others:
        which = ", ".join(others[:5]) + (" and more" if len(others) > 5 else "")
        said = "An attachment is" if len(others) == 1 else f"{len(others)} attachments are"
        yield Notice(clean(f"{said} not shown: {which}.").text)
