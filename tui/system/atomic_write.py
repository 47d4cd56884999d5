"""Write files completely or not at all, and private files."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path


def save(path: Path, chunks: Iterable[str | bytes]) -> None:
    """Write `chunks` to `path`, text as UTF-8.

    An existing file is replaced only once everything is written. Pipes and devices are written to directly. If `chunks`
    raises, nothing changes.

    Raises:
        OSError: it cannot be written.
    """
    if path.exists() and not path.is_file():
        with path.open("wb") as device:
            device.writelines(_encode(chunks))
        return
    import secrets  # it imports hashlib, which would delay the first paint

    target = path.resolve()  # follow a link to its target
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
    """Write `text` to `path` as UTF-8, in a file that from the start only its owner can read.

    Raises:
        OSError: it cannot be written.
    """
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8", errors="replace", newline="\n") as file:
        os.fchmod(descriptor, 0o600)  # restrict a file left by an earlier version before writing to it
        file.truncate()
        file.write(text)


def _encode(chunks: Iterable[str | bytes]) -> Iterator[bytes]:
    return (chunk.encode() if isinstance(chunk, str) else chunk for chunk in chunks)
