"""The README tells the truth about the keys."""

from pathlib import Path

from tui.actions import GROUPS, Action
from tui.keymap import shown as key_shown

README = Path(__file__).parents[1] / "README.md"


def shown(action: Action) -> str:
    keys = " ".join(f"`{key_shown(key)}`" for key in action.keys.split(","))
    return keys.replace("`escape`", "`esc`").replace("`|`", "`\\|`")


def table() -> str:
    """Every key with its sentence, group by group, as the README has it."""
    lines = []
    for group, actions in GROUPS.items():
        lines += [f"| {group} | |", "|---|---|", *(f"| {shown(a)} | {a.sentence} |" for a in actions), ""]
    return "\n".join(lines)


def test_the_keys_are_those_of_the_program():
    assert table() in README.read_text(encoding="utf-8")
