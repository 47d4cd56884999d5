"""The README tells the truth about the keys, and is short enough to be read."""

import re

from written_text import README

from tui.keys.user_keymap import OURS

TEXT = README.read_text(encoding="utf-8")

KEYS = {
    "]": "next-quote", "[": "previous-quote", "l": "next-highlight", "h": "previous-highlight", "enter": "select",
    "n": "next", "2": "entities", "3": "quotes", "s": "speaker-quotes", "c": "copy", "C": "cite", "p": "correct",
    "m": "bookmark", "v": "verified", "x": "disputed", "/": "search", "e": "export", "o": "open", "?": "help",
}  # fmt: skip
"""The keys that matter, and the actions that they are the keys of."""


def test_the_keys_that_matter_are_those_of_the_program():
    table = TEXT.partition("## The keys that matter")[2].partition("##")[0]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    assert len(rows) == 15
    assert [key for row in rows for key in re.findall(r"`(\S+)`", row)] == list(KEYS)
    assert {key: OURS.key(id_) for key, id_ in KEYS.items()} == {key: key for key in KEYS}


def test_it_is_read_to_the_end():
    assert len(TEXT.splitlines()) <= 220


def test_the_command_of_the_tests_is_the_first_fence_of_its_section():
    section = TEXT.partition("\n## Tests\n")[2]
    fence = re.search(r"```\n(.*?)\n```", section, re.DOTALL)
    assert fence is not None
    assert "\n" not in fence[1]
    assert fence[1].endswith("pytest")
