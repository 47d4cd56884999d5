"""The folders and files of quoth."""

import os
from pathlib import Path


def home() -> Path:
    """Return the folder for quoth's data, which need not exist: `QUOTH_HOME`, else the platform's folder."""
    own = os.environ.get("QUOTH_HOME")
    if own:
        return Path(own).expanduser()
    from platformdirs import user_data_path

    return user_data_path("quoth", appauthor=False)


def data_directory() -> Path:
    """Return the folder for quoth's data; create it if needed, readable only by its owner.

    An existing folder named by `QUOTH_HOME` keeps its permissions, since it may have other uses.

    Raises:
        OSError: it cannot be created.
    """
    folder = home()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not os.environ.get("QUOTH_HOME") and folder.stat().st_mode & 0o077:
        folder.chmod(0o700)
    return folder


def for_people(path: Path) -> str:
    """Return `path` for a message, with `~` for the home folder."""
    try:
        return str(Path("~") / path.relative_to(Path.home()))
    except (ValueError, RuntimeError):
        return str(path)
