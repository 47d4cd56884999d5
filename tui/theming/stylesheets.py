"""Find the stylesheets: inside an installed package, or beside it in a checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]
_FIRST = ("article.tcss", "reader.tcss")
"""The stylesheets for the first paint of an article; loading all of them first would be noticeable."""


def folder() -> Path:
    """Return the folder with quoth's stylesheets.

    Raises:
        FileNotFoundError: the installation is damaged.
    """
    installed = _PACKAGE / "styles"
    if installed.is_dir():
        return installed
    checkout = _PACKAGE.parent
    # A folder "styles" beside an installed package may belong to any other package.
    project = checkout / "pyproject.toml"
    if project.is_file() and 'name = "quoth"' in project.read_text(encoding="utf-8", errors="replace"):
        return checkout / "styles"
    raise FileNotFoundError(f"The stylesheets are missing from {installed}. Reinstall quoth.")


def first() -> list[Path]:
    """Return the absolute paths of the stylesheets for the first paint."""
    return [folder() / name for name in _FIRST]


def later() -> list[Path]:
    """Return the absolute paths of all other stylesheets, sorted."""
    return sorted(path for path in folder().glob("*.tcss") if path.name not in _FIRST)
