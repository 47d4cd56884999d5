"""Read the rows of an SQLite file page by page, so that a damaged page loses only its own rows.

SQLite gives up on a table at the first damaged page. The format is simple and guaranteed to be stable
(https://www.sqlite.org/fileformat2.html); numbers in comments refer to its sections.
"""

import mmap
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType

Value = None | int | float | str | bytes
Row = tuple[int | None, tuple[Value, ...]]
"""A row: its number (None in an index or a table without row numbers) and its columns."""

_DEFAULT_SIZE = 4096
_TABLE_LEAF, _INDEX_LEAF, _INDEX_INTERIOR = 0x0D, 0x0A, 0x02
_WAL_HEADER, _FRAME_HEADER = 32, 24

_LARGEST = 64 << 20
"""The size in bytes above which a row counts as damaged."""


class Pages:
    """The pages of a library and of its write-ahead log, as they were last committed.

    Args:
        path: the library's file.

    Raises:
        OSError: it cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb")
        self._data: mmap.mmap | bytes = b""
        with suppress(ValueError):  # it is empty
            self._data = mmap.mmap(self._file.fileno(), 0, access=mmap.ACCESS_READ)
        size = int.from_bytes(self._data[16:18], "big")
        size = 65536 if size == 1 else size
        self._size = size if size >= 512 and size & (size - 1) == 0 else _DEFAULT_SIZE
        reserved = self._data[20] if len(self._data) > 20 and self._data[:6] == b"SQLite" else 0
        self._usable = self._size - reserved
        self._log, self._frames, committed = self._read_log(path.with_name(path.name + "-wal"))
        self.count = committed or len(self._data) // self._size

    def __enter__(self) -> "Pages":
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        if isinstance(self._data, mmap.mmap):
            self._data.close()
        self._file.close()

    def rows(self) -> Iterator[Row]:
        """Yield every row of every table and index that can be read, in the order of the pages."""
        for number in range(1, self.count + 1):
            page = self._page(number)
            for row in self._cells(page, 100 if number == 1 else 0):
                if row is not None:
                    yield row

    def _read_log(self, path: Path) -> tuple[bytes, dict[int, int], int]:
        """Return the log, the offsets of the committed pages in it, and the page count including them (4.1, 4.2)."""
        try:
            log = path.read_bytes()
        except OSError:
            return b"", {}, 0
        if int.from_bytes(log[8:12], "big") != self._size:
            return b"", {}, 0
        frames: dict[int, int] = {}
        pending: dict[int, int] = {}
        count = 0
        for at in range(_WAL_HEADER, len(log) - _FRAME_HEADER - self._size + 1, _FRAME_HEADER + self._size):
            if log[at + 8 : at + 16] != log[16:24]:  # left over from before the log was restarted
                break
            pending[int.from_bytes(log[at : at + 4], "big")] = at + _FRAME_HEADER
            if committed := int.from_bytes(log[at + 4 : at + 8], "big"):
                frames.update(pending)
                pending.clear()
                count = committed
        return log, frames, count

    def _page(self, number: int) -> bytes:
        if (at := self._frames.get(number)) is not None:
            return self._log[at : at + self._size]
        return self._data[(number - 1) * self._size : number * self._size]

    def _cells(self, page: bytes, header: int) -> Iterator[Row | None]:
        """Yield the rows on a page; None for each that cannot be read (1.6)."""
        if len(page) < self._size or page[header] not in {_TABLE_LEAF, _INDEX_LEAF, _INDEX_INTERIOR}:
            return
        kind = page[header]
        start = header + (12 if kind == _INDEX_INTERIOR else 8)
        for cell in range(int.from_bytes(page[header + 3 : header + 5], "big")):
            try:
                at = int.from_bytes(page[start + 2 * cell : start + 2 * cell + 2], "big")
                yield self._row(page, at + 4 * (kind == _INDEX_INTERIOR), is_table=kind == _TABLE_LEAF)
            except (IndexError, ValueError):
                yield None

    def _row(self, page: bytes, at: int, *, is_table: bool) -> Row:
        length, at = _varint(page, at)
        number = None
        if is_table:
            number, at = _varint(page, at)
        if not 0 < length <= _LARGEST:
            raise ValueError(length)
        return number, _columns(self._payload(page, at, length, is_table=is_table))

    def _payload(self, page: bytes, at: int, length: int, *, is_table: bool) -> bytes:
        """Return the bytes of a row, including those on overflow pages (1.6, 1.7)."""
        most = self._usable - 35 if is_table else (self._usable - 12) * 64 // 255 - 23
        if length <= most:
            return _exactly(page[at : at + length], length)
        least = (self._usable - 12) * 32 // 255 - 23
        local = least + (length - least) % (self._usable - 4)
        if local > most:
            local = least
        parts, got = [_exactly(page[at : at + local], local)], local
        following = int.from_bytes(_exactly(page[at + local : at + local + 4], 4), "big")
        while got < length:
            if not 0 < following <= self.count:
                raise ValueError(following)
            overflow = self._page(following)
            part = overflow[4 : min(self._usable, 4 + length - got)]
            if not part:
                raise ValueError(following)
            parts.append(part)
            got += len(part)
            following = int.from_bytes(overflow[:4], "big")
        return b"".join(parts)


def _columns(payload: bytes) -> tuple[Value, ...]:
    """Return the values of a record (2.1)."""
    size, at = _varint(payload, 0)
    if not 0 < size <= len(payload):
        raise ValueError(size)
    values: list[Value] = []
    body = size
    while at < size:
        kind, at = _varint(payload, at)
        value, length = _value(payload, body, kind)
        values.append(value)
        body += length
    return tuple(values)


def _value(payload: bytes, at: int, kind: int) -> tuple[Value, int]:
    """Return a value and its size in bytes."""
    if kind == 0:
        return None, 0
    if kind in {8, 9}:
        return kind - 8, 0
    if kind <= 6:
        length = (0, 1, 2, 3, 4, 6, 8)[kind]
        return int.from_bytes(_exactly(payload[at : at + length], length), "big", signed=True), length
    if kind == 7:  # a floating-point number, which quoth never stores
        return 0.0, 8
    if kind < 12:
        raise ValueError(kind)
    length = (kind - 12) // 2
    data = _exactly(payload[at : at + length], length)
    return (data.decode("utf-8", "replace") if kind % 2 else data), length


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """Return a number of one to nine bytes and the offset after it (1.6)."""
    value = 0
    for count in range(9):
        byte = data[at + count]
        if count == 8:
            value = value << 8 | byte
            break
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            break
    return (value - (1 << 64) if value >= 1 << 63 else value), at + count + 1


def _exactly(data: bytes, length: int) -> bytes:
    if len(data) != length:
        raise ValueError(length)
    return data
