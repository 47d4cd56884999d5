"""Unpack gzip files in memory, up to the size limit for all sources."""

import zlib
from typing import NamedTuple

from tui.article.fetch.source import LIMIT, Raw
from tui.article.model import SourceError

_MAGIC = b"\x1f\x8b\x08"
_MOST_LAYERS = 3
_GZIP = 31
"""The window size by which zlib expects gzip's header and checksum."""
_CHUNK = 1 << 16


class Unpacked(NamedTuple):
    """What was packed, as far as it is sound; `is_whole` says that nothing is missing at its end."""

    data: bytes
    is_whole: bool


def unpacked(raw: Raw) -> Raw:
    """Return `raw` with its unpacked content; `raw` itself if it is not packed.

    Raises:
        SourceError: it is damaged from the start, or compressed too many times.
    """
    for _ in range(_MOST_LAYERS):
        if not raw.data.startswith(_MAGIC):
            return raw
        content = unpack_gzip(raw.data, LIMIT + 1)
        if not content.data:
            raise SourceError(f"{raw.name} is a damaged gzip file; download it again.")
        raw = raw.with_data(content.data[:LIMIT], cut=len(content.data) > LIMIT, is_truncated=not content.is_whole)
    if raw.data.startswith(_MAGIC):
        raise SourceError(f"{raw.name} is compressed too many times; unpack it and open the file inside.")
    return raw


def unpack_gzip(data: bytes, most: int) -> Unpacked:
    """Return the content of all members of a gzip file up to the first damage, at most `most` bytes."""
    parts: list[bytes] = []
    size, rest = 0, memoryview(data)
    while bytes(rest[: len(_MAGIC)]) == _MAGIC and size < most:
        member, at = zlib.decompressobj(_GZIP), 0
        try:
            while not member.eof and size < most and at < len(rest):
                parts.append(member.decompress(rest[at : at + _CHUNK], most - size))
                size += len(parts[-1])
                at += _CHUNK
        except zlib.error:
            return Unpacked(b"".join(parts), is_whole=False)
        if not member.eof:
            return Unpacked(b"".join(parts), is_whole=size >= most)
        rest = rest[min(at, len(rest)) - len(member.unused_data) :]
    return Unpacked(b"".join(parts), is_whole=True)


def unpack_deflate(data: bytes, most: int) -> Unpacked:
    """Return the content of a body sent with the coding "deflate" (RFC 9110: zlib; many servers send raw deflate).

    At most `most` bytes.
    """
    for window in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        stream = zlib.decompressobj(window)
        try:
            content = stream.decompress(data, most)
        except zlib.error:
            continue
        return Unpacked(content, stream.eof or len(content) >= most)
    return Unpacked(b"", is_whole=False)
