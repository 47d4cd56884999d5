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


def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def classes() -> Iterator[tuple[str, ast.ClassDef]]:
    """Every class of the package, and where it stands."""
    for path in MODULES:
        for node in ast.walk(parse(path)):
            if isinstance(node, ast.ClassDef):
                yield f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", node


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


def test_a_file_can_be_read_in_one_go():
    lines = {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8").count("\n") for path in MODULES}
    long = [f"{path}: {count} lines" for path, count in lines.items() if count > MOST_LINES_IN_A_FILE]
    assert not long, "\n".join(long)


def test_a_class_has_one_task():
    large = []
    for where, node in classes():
        lines, count = (node.end_lineno or node.lineno) - node.lineno + 1, len(methods(node))
        if lines > MOST_LINES_IN_A_CLASS or count > MOST_METHODS:
            large.append(f"{where}: {lines} lines, {count} methods")
    assert not large, "\n".join(large)


def test_no_method_is_a_placeholder():
    """A class says what it needs in its constructor or in a protocol, not in methods for subclasses to fill in."""
    found = [f"{where}.{one.name}" for where, node in classes() for one in methods(node) if is_placeholder(one)]
    assert not found, "\n".join(found)


def is_placeholder(method: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    body = method.body[1:] if ast.get_docstring(method) is not None else method.body
    match body:
        case [ast.Raise(exc=ast.Name(id="NotImplementedError") | ast.Call(func=ast.Name(id="NotImplementedError")))]:
            return True
    return False


def test_nothing_is_cast_to_the_program():
    """What a part needs of the program it is given; see `Ui` in tui/README.md."""
    casts = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in MODULES
        for node in ast.walk(parse(path))
        if isinstance(node, ast.Call) and is_cast_to_the_program(node)
    ]
    assert not casts, "\n".join(casts)


def is_cast_to_the_program(call: ast.Call) -> bool:
    is_cast = ast.unparse(call.func) in {"cast", "typing.cast"} and bool(call.args)
    return is_cast and ast.unparse(call.args[0]).strip("'\"") == "QuothApp"
