"""Where the stylesheets are: inside the package when it was installed, beside it in a checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]
_FIRST = ("article.tcss", "reader.tcss")
"""Those that the first paint of an article needs. To read all of them before it would be felt."""


def folder() -> Path:
    """The folder with quoth's stylesheets.

    Raises:
        FileNotFoundError: there is none, so that the installation is damaged.
    """
    installed = _PACKAGE / "styles"
    if installed.is_dir():
        return installed
    checkout = _PACKAGE.parent
    # Whatever lies beside an installed package is not ours: a folder called "styles" is nothing special.
    project = checkout / "pyproject.toml"
    if project.is_file() and 'name = "quoth"' in project.read_text(encoding="utf-8", errors="replace"):
        return checkout / "styles"
    raise FileNotFoundError(f"The stylesheets are missing from {installed}; reinstall quoth.")


def first() -> list[Path]:
    """The absolute paths of the stylesheets that are needed to paint an article."""
    return [folder() / name for name in _FIRST]


def later() -> list[Path]:
    """Those of all the others, in a fixed order."""
    return sorted(path for path in folder().glob("*.tcss") if path.name not in _FIRST)
