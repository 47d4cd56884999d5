"""Textual's private names may change in any release: only one module uses them, and says why.

A name is Textual's if it begins with an underscore and stands in a class of Textual's that ours derives from, or if it
is asked of any other object and no class of ours has it. Using one by accident, for something of our own, is as bad.
"""

import ast
import inspect
import textwrap
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

import tui
from tui.system.textual_internals import CrashMessageApp

PACKAGE = Path(tui.__file__).parent
ALLOWED = PACKAGE / "system" / "textual_internals.py"
NAMED_TUPLE = {"_asdict", "_fields", "_make", "_replace"}

MODULES = [path for path in sorted(PACKAGE.rglob("*.py")) if path != ALLOWED and "textual" in path.read_text("utf-8")]


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


def private_names(tree: ast.AST) -> Iterator[str]:
    """The private names of what classes in `tree` have: methods, and attributes of `self`."""
    for node in ast.walk(tree):
        name = ""
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            name = node.name
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and is_self(node.value):
            name = node.attr
        if is_private(name):
            yield name


def is_self(node: ast.expr) -> bool:
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id == "super"
    return isinstance(node, ast.Name) and node.id in {"self", "cls"}


@cache
def names_of_base(base: type) -> frozenset[str]:
    """The private names of a class of Textual's."""
    source = ast.parse(textwrap.dedent(inspect.getsource(base)))
    return frozenset([*filter(is_private, vars(base)), *private_names(source)])


def names_of_textual(cls: type) -> set[str]:
    """The private names that a class has from Textual."""
    bases = [base for base in cls.__mro__ if base.__module__.partition(".")[0] == "textual"]
    return {name for base in bases for name in names_of_base(base)}


@cache
def our_names() -> frozenset[str]:
    return frozenset(name for path in MODULES for name in private_names(ast.parse(path.read_text("utf-8"))))


def classes(node: ast.AST, owner: object) -> Iterator[tuple[ast.ClassDef, type]]:
    """The classes of a module with what they are when it runs."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.ClassDef):
            cls = getattr(owner, child.name, None)
            if isinstance(cls, type):
                yield child, cls
                yield from classes(child, cls)


def body(node: ast.ClassDef) -> Iterator[ast.AST]:
    """All that stands in a class, without the classes in it."""
    rest: list[ast.AST] = list(node.body)
    while rest:
        one = rest.pop()
        yield one
        rest += [child for child in ast.iter_child_nodes(one) if not isinstance(child, ast.ClassDef)]


def private_imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            first, *rest = name.split(".")
            if first == "textual" and any(is_private(part) for part in rest):
                yield f"line {node.lineno}: import of {name}"


def foreign_names(tree: ast.AST) -> Iterator[str]:
    """Private names that are asked of other objects, and that no class of ours has."""
    for node in ast.walk(tree):
        foreign = isinstance(node, ast.Attribute) and is_private(node.attr) and not is_self(node.value)
        if foreign and node.attr not in our_names() | NAMED_TUPLE:
            yield f"line {node.lineno}: {ast.unparse(node)}"


def inherited_names(tree: ast.AST, module: str) -> Iterator[str]:
    """Private names of Textual's that a class of ours uses, or overrides."""
    for node, cls in classes(tree, import_module(module)):
        theirs = names_of_textual(cls)
        for one in body(node) if theirs else ():
            if isinstance(one, ast.Attribute) and is_self(one.value) and one.attr in theirs:
                yield f"line {one.lineno}: {cls.__name__} uses {one.attr}"
            elif isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef) and one.name in theirs:
                yield f"line {one.lineno}: {cls.__name__} overrides {one.name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_private_names_of_textual_are_used_in_one_module_only(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    module = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
    assert not [*private_imports(tree), *foreign_names(tree), *inherited_names(tree, module)]


class Failing(CrashMessageApp):
    message: str | None = None

    def crash_message(self, error: Exception) -> str | None:
        assert isinstance(error, ZeroDivisionError)
        return self.message

    def on_mount(self) -> None:
        raise ZeroDivisionError


@pytest.mark.parametrize("message", ["It is over.", None])
async def test_a_message_takes_the_place_of_the_traceback(
    message: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    app = Failing()
    app.message = message
    with pytest.raises(ZeroDivisionError):
        async with app.run_test():
            pass
    printed = capsys.readouterr().err
    assert printed.strip() == message if message else "Traceback" in printed
