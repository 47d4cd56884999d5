"""The README tells the truth about the keys."""

import re
from dataclasses import replace
from pathlib import Path

from tui.analysis import Analyzer
from tui.article import open_source
from tui.article.model import Authors, Field, Metadata
from tui.export.formats import FORMATS
from tui.export.options import Layout
from tui.export.snippets import Style, quotes_as
from tui.keys.actions import GROUPS, Action
from tui.keys.keymap import shown as key_shown

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


STORY = """\
Harbor closes

“Sand is patient,” said Mayor Ada Quill of Harrow Falls. She added that nobody had asked the town.
"""


def test_the_examples_of_exports_are_what_is_written(tmp_path):
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    story = open_source(str(path))
    known = Metadata(
        Field("Harbor closes"), Authors(("Ben Marsh",)), Field("The Courier"), Field("2024-03-05"),
        Field("https://courier.example/harbor"),
    )  # fmt: skip
    article = replace(story, metadata=known, source="story.txt")
    analysis = Analyzer().analyze(article.text, article.blocks)
    outputs = [bare("".join(format_.write([(article, analysis)], Layout()))) for format_ in FORMATS]
    outputs.append(bare(quotes_as(Style.MARKDOWN, article, analysis, analysis.quotes)))
    section = README.read_text(encoding="utf-8").partition("## Copying")[2].partition("\n## What it can")[0]
    examples = [text for text in re.findall(r"```\w*\n(.*?)```", section, re.DOTALL) if "quoth " not in text]
    assert len(examples) == 9
    for example in examples:
        assert any(bare(example) in output for output in outputs), example


def bare(text: str) -> str:
    return "".join(text.split())
