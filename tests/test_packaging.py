"""What an installation needs beside code is where the code looks for it."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tui.article import sample
from tui.theming import stylesheets

ROOT = Path(__file__).parents[1]
PACKAGE = Path(stylesheets.__file__).parents[1]


def test_stylesheets_are_found_by_absolute_paths():
    paths = [*stylesheets.first(), *stylesheets.later()]
    assert paths
    assert all(path.is_absolute() and path.is_file() for path in paths)


def folder_seen_from(package):
    """Where an installed copy of the package finds its stylesheets."""
    code = "from tui.theming import stylesheets; print(stylesheets.folder())"
    return subprocess.run(
        [sys.executable, "-c", code], cwd=package.parent, capture_output=True, text=True, timeout=60, check=False,
        env={"PYTHONPATH": str(package.parent)},
    )  # fmt: skip


@pytest.fixture
def installed(tmp_path):
    """A copy of the package as a wheel lays it out, without the project around it."""
    package = tmp_path / "site-packages" / "tui"
    (package / "theming").mkdir(parents=True)
    for name in ("__init__.py", "theming/__init__.py", "theming/stylesheets.py"):
        shutil.copy(PACKAGE / name, package / name)
    return package


def test_a_wheel_has_its_stylesheets_inside(installed):
    (installed / "styles").mkdir()
    assert folder_seen_from(installed).stdout.strip() == str(installed / "styles")


def test_somebody_elses_styles_beside_an_installation_are_not_ours(installed):
    (installed.parent / "styles").mkdir()
    assert folder_seen_from(installed).returncode != 0


@pytest.mark.skipif(not (ROOT / "pyproject.toml").is_file(), reason="not in a checkout")
def test_the_wheel_takes_in_the_stylesheets_and_the_command():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["scripts"] == {"quoth": "tui.cli:main"}
    assert project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"] == {"styles": "tui/styles"}


def test_the_sample_lies_in_the_package():
    assert Path(sample.__file__).with_name("sample.txt").is_file()
