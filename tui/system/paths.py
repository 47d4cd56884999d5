"""Where quoth keeps what is its own."""

import os
from pathlib import Path


def home() -> Path:
    """The folder for quoth's data, whether it is there or not. `QUOTH_HOME` overrides the platform's place."""
    own = os.environ.get("QUOTH_HOME")
    if own:
        return Path(own).expanduser()
    from platformdirs import user_data_path

    return user_data_path("quoth", appauthor=False)


def data_directory() -> Path:
    """The folder for quoth's data, made if need be, for its owner alone.

    A folder that `QUOTH_HOME` names and that is there already keeps its permissions: it may serve other ends too.

    Raises:
        OSError: it cannot be made.
    """
    folder = home()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not os.environ.get("QUOTH_HOME") and folder.stat().st_mode & 0o077:
        folder.chmod(0o700)
    return folder


def for_people(path: Path) -> str:
    """`path`, with `~` for the reader's home."""
    try:
        return str(Path("~") / path.relative_to(Path.home()))
    except (ValueError, RuntimeError):
        return str(path)
