"""The layout of the repository, as tui/README.md describes it: what lies where, and how large a piece may be."""

import ast
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "tui"
MODULES = sorted(PACKAGE.rglob("*.py"))

TOP_LEVEL = {
    "CHANGELOG.md", "LICENSE", "README.md", "pyproject.toml", "constraints.txt", "uv.lock", "styles", "tests", "tui",
}  # fmt: skip
"""What may lie at the top of the repository, beside names that begin with a dot."""

MOST_LOOSE_MODULES = 7
MOST_LINES_IN_A_FILE = 600
MOST_LINES_IN_A_CLASS = 450
MOST_METHODS = 45

every_module = pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())


def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def classes(path: Path) -> Iterator[ast.ClassDef]:
    return (node for node in ast.walk(parse(path)) if isinstance(node, ast.ClassDef))


def methods(node: ast.ClassDef) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [item for item in node.body if isinstance(item, ast.FunctionDef | ast.AsyncFunctionDef)]


def test_the_top_level_holds_only_what_belongs_there():
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("not in a git checkout")
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listing.returncode:
        pytest.skip(f"git cannot list the files: {listing.stderr.strip()}")
    top = {name.split("/")[0] for name in listing.stdout.split("\0") if name}
    assert {name for name in top if not name.startswith(".")} <= TOP_LEVEL


def test_few_modules_lie_loose_in_the_package():
    assert len(list(PACKAGE.glob("*.py"))) <= MOST_LOOSE_MODULES


@every_module
def test_a_file_can_be_read_in_one_go(path):
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= MOST_LINES_IN_A_FILE


@every_module
def test_a_class_has_one_task(path):
    for node in classes(path):
        lines, count = (node.end_lineno or node.lineno) - node.lineno + 1, len(methods(node))
        assert lines <= MOST_LINES_IN_A_CLASS, f"{node.name} has too many lines"
        assert count <= MOST_METHODS, f"{node.name} has too many methods"


@every_module
def test_no_method_is_a_placeholder(path):
    """A class says what it needs in its constructor or in a protocol, not in methods for subclasses to fill in."""
    for node in classes(path):
        for method in methods(node):
            body = [item for item in method.body if not is_docstring(item)]
            is_placeholder = len(body) == 1 and raises_not_implemented(body[0])
            assert not is_placeholder, f"line {method.lineno}: {node.name}.{method.name}"


def is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def raises_not_implemented(node: ast.stmt) -> bool:
    if not isinstance(node, ast.Raise) or node.exc is None:
        return False
    error = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
    return isinstance(error, ast.Name) and error.id == "NotImplementedError"


@every_module
def test_nothing_is_cast_to_the_program(path):
    """Who needs something of the program is given it; see `Ui` in tui/README.md."""
    for node in ast.walk(parse(path)):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"cast", "typing.cast"} and node.args:
            wanted = ast.unparse(node.args[0]).strip("'\"")
            assert wanted != "QuothApp", f"line {node.lineno}"
