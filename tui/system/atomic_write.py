"""Write a file whole or not at all, and files that are nobody else’s business."""

import os
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path


def save(path: Path, chunks: Iterable[str | bytes]) -> None:
    """Write `chunks` to `path`, text as UTF-8.

    A file of that name is replaced once everything is written, and only then. Pipes
    and devices are written to as they are. Where `chunks` raises, nothing has changed.

    Raises:
        OSError: it cannot be written.
    """
    if path.exists() and not path.is_file():
        with path.open("wb") as device:
            device.writelines(_encode(chunks))
        return
    target = path.resolve()  # through a link, to the file that it names
    temporary = target.with_name(f".{target.name[:200]}.{secrets.token_hex(4)}.part")
    try:
        with temporary.open("xb") as file:
            file.writelines(_encode(chunks))
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            temporary.chmod(target.stat().st_mode & 0o7777)
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def save_private(path: Path, text: str) -> None:
    """Write `text` to `path` as UTF-8, in a file that only its owner can read from the moment it is there.

    Raises:
        OSError: it cannot be written.
    """
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8", errors="replace", newline="\n") as file:
        os.fchmod(descriptor, 0o600)  # a file that an earlier version left, before there is anything new in it
        file.truncate()
        file.write(text)


def _encode(chunks: Iterable[str | bytes]) -> Iterator[bytes]:
    return (chunk.encode() if isinstance(chunk, str) else chunk for chunk in chunks)
