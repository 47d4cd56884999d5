"""Decode bytes into text. The encoding is determined from the bytes; what the source declares is only a hint."""

import codecs
import re
from typing import NamedTuple

from tui.article.model import Notice

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it starts with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 1 << 16
_HIGH = re.compile(rb"[\x80-\xff]+")
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_WESTERN_MARKS = re.compile(rb"[\x80\x82\x84\x85\x8b\x91-\x97\x99\x9b\xa0\xa3\xa7\xa9\xab\xae\xb0\xb7\xbb-\xbe]+")
"""Quote marks, dashes, currency signs and the like in Windows-1252: what English text uses beyond ASCII."""
_STRAY_SHARE = 0.05
"""Text with a smaller share of invalid bytes still counts as UTF-8."""
_ESCAPES = frozenset({"unicode-escape", "raw-unicode-escape", "utf-7", "idna", "punycode", "undefined"})
"""Python codecs that sources may not declare, because they change ASCII text."""


class Decoded(NamedTuple):
    """The text, the name of the encoding used, and notices about problems."""

    text: str
    encoding: str
    notices: tuple[Notice, ...] = ()


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Decode `data`: by its byte order mark, else as UTF-16 by its zeros, else as UTF-8, else by a guess.

    Args:
        data: the bytes. An incomplete character at their end is left out.
        declared: the encoding that the source declares (in a header or tag). It is used only if the bytes fit it.

    Returns:
        The text, not cleaned yet. Bytes that are invalid in the encoding become U+FFFD, or the Windows-1252 character
        if that is more likely.
    """
    known = _canonical(declared) if declared else None
    if declared and not known:
        text, encoding, strays = _read(data, None)
        message = f"There is no encoding “{declared[:40]}”, so the text was read as {_format_name(encoding)}."
        return Decoded(text, encoding, (Notice(message),))
    text, encoding, strays = _read(data, known)
    marked = _by_mark(data)
    claim = known or (marked[0] if marked else None)
    if claim and not encoding.startswith(claim) and not data.isascii():
        message = f"The text claims to be {_format_name(claim)} but is not, so it was read as {_format_name(encoding)}."
        return Decoded(text, encoding, (Notice(message),))
    if strays:
        message = "Some bytes of this text are not valid UTF-8, so they were read as Windows-1252."
        return Decoded(text, encoding, (Notice(message),))
    return Decoded(text, encoding)


def _read(data: bytes, declared: str | None) -> tuple[str, str, bool]:
    """Return the text, its encoding, and whether it contains bytes of another encoding."""
    if (marked := _by_mark(data)) is not None:
        encoding, length = marked
        data = data[length:]
        if encoding != "utf-8":
            return _wide(data, encoding), encoding, False
    elif (zeros := _by_zeros(data[:_SAMPLE])) is not None:
        return _wide(data, zeros), zeros, False
    whole = _without_cut_character(data)
    try:
        return whole.decode("utf-8"), "utf-8", False
    except UnicodeDecodeError:
        pass
    if _is_mostly_utf8(data[:_SAMPLE]):
        return whole.decode("utf-8", "quoth.windows"), "utf-8", True
    for likely in (declared, _guess(data[:_SAMPLE])):
        if likely is None or likely == "utf-8":
            continue
        try:
            return _incremental(data, likely), likely, False
        except UnicodeError:
            continue
    return data.decode("cp1252", "quoth.windows"), "cp1252", False


def _by_mark(data: bytes) -> tuple[str, int] | None:
    return next(((name, len(mark)) for mark, name in _BOMS if data.startswith(mark)), None)


def _by_zeros(sample: bytes) -> str | None:
    """Detect UTF-16 without a byte order mark: every other byte of Latin text, spaces and digits is zero."""
    pairs = len(sample) // 2
    if pairs < 2:
        return None
    even, odd = sample[0 : pairs * 2 : 2].count(0) / pairs, sample[1 : pairs * 2 : 2].count(0) / pairs
    if odd > 0.1 and even < odd / 10:
        encoding = "utf-16-le"
    elif even > 0.1 and odd < even / 10:
        encoding = "utf-16-be"
    else:
        return None
    try:
        text = _incremental(sample, encoding)
    except UnicodeError:
        return None
    # A binary file has zeros too, but read as UTF-16 it has characters of many scripts, and many unassigned ones.
    readable = sum(char.isprintable() or char.isspace() for char in text)
    return encoding if readable > 0.9 * len(text) else None


def _wide(data: bytes, encoding: str) -> str:
    width = 4 if encoding.startswith("utf-32") else 2
    return data[: len(data) // width * width].decode(encoding, "replace")


def _without_cut_character(data: bytes) -> bytes:
    """Return `data` without an incomplete UTF-8 character at its end, unless that is all there is."""
    for back in range(1, min(4, len(data)) + 1):
        byte = data[-back]
        if byte & 0xC0 == 0x80:
            continue
        needed = 4 if byte >= 0xF0 else 3 if byte >= 0xE0 else 2 if byte >= 0xC2 else 1
        return data[:-back] if needed > back and len(data) > _SAMPLE else data
    return data


def _is_mostly_utf8(sample: bytes) -> bool:
    high = sum(map(len, _HIGH.findall(sample)))
    good = sum(map(len, _MULTIBYTE.findall(sample)))
    return good >= 6 and high - good <= _STRAY_SHARE * high


def _guess(sample: bytes) -> str | None:
    marks = _WESTERN_MARKS.sub(b"", sample)
    if _HIGH.search(marks) is None:
        return "cp1252"
    import cchardet

    found = cchardet.detect(sample)["encoding"]
    return _canonical(found) if found else None


def _incremental(data: bytes, encoding: str) -> str:
    """Decode strictly, except for an incomplete character at the end of `data`."""
    return codecs.getincrementaldecoder(encoding)("strict").decode(data, final=len(data) < _SAMPLE)


def _canonical(name: str) -> str | None:
    """Return Python's name of a text encoding, or None if there is no such encoding."""
    try:
        found = codecs.lookup(name.strip()).name
        " ".encode(found)  # refuses codecs that are not for text, such as rot13
    except (LookupError, ValueError):
        return None
    if found in _ESCAPES:
        return None
    # Windows-1252 includes ASCII, and is Latin-1 with quote marks and the like in place of controls, as in browsers.
    return {"ascii": "cp1252", "iso8859-1": "cp1252", "utf-8-sig": "utf-8"}.get(found, found)


def _format_name(encoding: str) -> str:
    return {"cp1252": "Windows-1252"}.get(encoding, encoding.upper())


def _read_as_windows(error: UnicodeError) -> tuple[str, int]:
    """Error handler: decode invalid bytes as Windows-1252, and the five bytes that it does not define as U+FFFD."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("quoth.windows", _read_as_windows)
