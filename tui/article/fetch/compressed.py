"""Unpack gzip files in memory, up to the size limit for all sources."""

import zlib

from tui.article.fetch.source import LIMIT, Raw
from tui.article.model import SourceError

_MAGIC = b"\x1f\x8b\x08"
_MOST_LAYERS = 3
_GZIP = 31
"""The window size by which zlib expects gzip's header and checksum."""
_CHUNK = 1 << 16


def unpacked(raw: Raw) -> Raw:
    """Return `raw` with its unpacked content; `raw` itself if it is not packed.

    Raises:
        SourceError: it is damaged from the start, or compressed too many times.
    """
    for _ in range(_MOST_LAYERS):
        if not raw.data.startswith(_MAGIC):
            return raw
        data = _gunzip(raw.data, LIMIT + 1)
        if not data:
            raise SourceError(f"{raw.name} is a damaged gzip file; download it again.")
        raw = raw.with_data(data[:LIMIT], cut=len(data) > LIMIT)
    if raw.data.startswith(_MAGIC):
        raise SourceError(f"{raw.name} is compressed too many times; unpack it and open the file inside.")
    return raw


def _gunzip(data: bytes, most: int) -> bytes:
    """Return the content of all members up to the first damage, at most `most` bytes."""
    parts: list[bytes] = []
    size = 0
    while data.startswith(_MAGIC) and size < most:
        member = zlib.decompressobj(_GZIP)
        try:
            while not member.eof and size < most and data:
                part = member.decompress(data[:_CHUNK], most - size)
                data = member.unconsumed_tail + data[_CHUNK:] if not member.eof else member.unused_data + data[_CHUNK:]
                parts.append(part)
                size += len(part)
        except zlib.error:
            break
        if not member.eof:
            break
    return b"".join(parts)
