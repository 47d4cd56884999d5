"""What pages for people name: commands, keys and links, found in their Markdown."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

from tui.keys.key_table import GROUPS
from tui.keys.user_keymap import shown
from tui.manual.pages import SUBJECTS, page_path

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
PAGES = {subject: page_path(subject) for subject in SUBJECTS}
EVERY_PAGE = {"README": README, **PAGES}

_FENCE = re.compile(r"```\w*\n(.*?)```", re.DOTALL)
_CODE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_NAMED_KEYS = re.compile(r"(?:ctrl|shift|alt)\+\S+|f\d+|enter|esc|tab|space|backspace|delete|home|end|page(?:up|down)")


def fences(text: str) -> list[str]:
    return _FENCE.findall(text)


def commands(text: str) -> Iterator[list[str]]:
    """The arguments of each `quoth …` in the text, in fences and in lines, without what a shell does with it."""
    lines = [line for fence in fences(text) for line in fence.splitlines()]
    codes = [code for code in _CODE.findall(_FENCE.sub("", text)) if re.match(r"quoth( |$)", code)]
    for line in [*lines, *codes]:
        found = re.match(r"(?:.*?[|&] *)?(?:\.venv/bin/)?quoth(?: (?P<rest>.*))?$", line)
        if found and not line.startswith(("|", " ")):
            words = shlex.split(found["rest"] or "", comments=True)
            ends = [at for at, word in enumerate(words) if word in {"|", ">", ">>"}]
            yield words[: ends[0]] if ends else words


def keys(text: str) -> Iterator[str]:
    """What is written as a key outside of tables made by the program."""
    text = re.sub(r"<!-- table: .*?<!-- end -->", "", _FENCE.sub("", text), flags=re.DOTALL)
    for code in _CODE.findall(text):
        if len(code) == 1 or _NAMED_KEYS.fullmatch(code):
            yield code


def links(text: str) -> Iterator[str]:
    return (link for link in re.findall(r"\]\(([^)#\s]+)\)", _FENCE.sub("", text)) if "://" not in link)


KNOWN_KEYS = {shown(key) for group in GROUPS.values() for action in group for key in action.keys.split(",")} | {"esc"}
