"""The README tells the truth about the keys."""

from pathlib import Path

from tui.actions import GROUPS, Action

README = Path(__file__).parents[1] / "README.md"
NAMES = {
    "slash": "/",
    "question_mark": "?",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "escape": "esc",
    "greater_than_sign": ">",
    "less_than_sign": "<",
}


def shown(action: Action) -> str:
    return " ".join(f"`{NAMES.get(key, key)}`" for key in action.keys.split(","))


def table() -> str:
    """Every key with its sentence, group by group, as the README has it."""
    lines = []
    for group, actions in GROUPS.items():
        lines += [f"| {group} | |", "|---|---|", *(f"| {shown(a)} | {a.sentence} |" for a in actions), ""]
    return "\n".join(lines)


def test_the_keys_are_those_of_the_program():
    assert table() in README.read_text(encoding="utf-8")
