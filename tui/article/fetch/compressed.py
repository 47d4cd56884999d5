"""Files packed with gzip: unpacked in memory, up to the limit that holds for every source."""

import zlib

from tui.article.fetch.source import LIMIT, Raw
from tui.article.model import SourceError

_MAGIC = b"\x1f\x8b\x08"
_MOST_LAYERS = 3
_GZIP = 31
"""The window of zlib that stands for gzip's header and checksum."""
_CHUNK = 1 << 16


def unpacked(raw: Raw) -> Raw:
    """What is packed in `raw`; `raw` itself if it is not packed.

    Raises:
        SourceError: it is damaged from the beginning, or packed again and again.
    """
    for _ in range(_MOST_LAYERS):
        if not raw.data.startswith(_MAGIC):
            return raw
        data = _gunzip(raw.data, LIMIT + 1)
        if not data:
            raise SourceError(f"{raw.name} is a damaged gzip file; get it anew.")
        raw = raw.with_data(data[:LIMIT], cut=len(data) > LIMIT)
    if raw.data.startswith(_MAGIC):
        raise SourceError(f"{raw.name} is packed again and again; unpack it and open what is in it.")
    return raw


def _gunzip(data: bytes, most: int) -> bytes:
    """The content of all members, as far as they are sound, at most `most` bytes."""
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
