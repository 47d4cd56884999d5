"""Where quoth keeps what is its own."""

import os
from pathlib import Path


def data_directory() -> Path:
    """The folder for quoth's data, made if need be, for its owner alone. `QUOTH_HOME` overrides the platform's place.

    Raises:
        OSError: it cannot be made.
    """
    home = os.environ.get("QUOTH_HOME")
    if home:
        folder = Path(home).expanduser()
    else:
        from platformdirs import user_data_path

        folder = user_data_path("quoth", appauthor=False)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def for_people(path: Path) -> str:
    """`path`, with `~` for the reader's home."""
    try:
        return str(Path("~") / path.relative_to(Path.home()))
    except (ValueError, RuntimeError):
        return str(path)
