"""Nothing from an article may pass a markup parser: brackets are words. This reads the source to be sure."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.app import App, ComposeResult

import tui
from tui.rows.line import Row, Target
from tui.widgets.row_list import RowList

SOURCES = sorted(Path(tui.__file__).parent.rglob("*.py"))

TAKE_MARKUP = {"Static", "Label", "Log", "RichLog", "Button", "OptionList", "notify", "Toast", "SelectionList"}
"""What parses markup unless it is told not to."""

PARSE_MARKUP = {"from_markup", "from_text", "render_str"}
"""What always does."""

TITLES = {"border_title", "border_subtitle", "tooltip"}
"""Attributes whose text is parsed: only our own constant words may be put there."""


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            yield name, node


def is_off(call: ast.Call) -> bool:
    return any(
        k.arg == "markup" and isinstance(k.value, ast.Constant) and k.value.value is False for k in call.keywords
    )


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(SOURCES[0].parent)))
def test_markup_is_off(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for name, call in calls(tree):
        where = f"{path}:{call.lineno}"
        if name in TAKE_MARKUP:
            assert is_off(call), f"{where}: {name}(…) needs markup=False"
        assert name not in PARSE_MARKUP, f"{where}: {name} parses markup"
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Attribute) and target.attr in TITLES:
                    assert isinstance(node.value, ast.Constant), f"{path}:{node.lineno}: {target.attr} parses markup"


async def test_markup_in_a_row_is_shown_as_it_stands() -> None:
    class Rows(RowList):
        def build(self, width: int) -> list[Row]:
            return [Row(((("[b]bold[/b] [sic]", "strong"),),), Target(item="x"))]

    class Listed(App[None]):
        def compose(self) -> ComposeResult:
            yield Rows(id="rows")

    async with Listed().run_test() as pilot:
        await pilot.pause()
        assert "[b]bold[/b] [sic]" in pilot.app.query_one(Rows).render_line(0).text
