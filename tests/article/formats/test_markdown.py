"""Markdown: its marks become blocks, its words stay."""

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.article import open_source

STORY = """\
---
title: "Mill closes"
authors: [Ada Quill, Ben Marsh]
date: 2024-03-05T10:00:00Z
source: The Tamsin Courier
url: https://courier.example/mill
lang: en
tags:
  - mills
---

# The mill at Harrow Falls closes

The mill **closed** on *Monday*, [Ada Quill](https://example.org/ada "her page") said.
It had been `leaking` for years \\[sic\\] &mdash; 100 of them.

> “It is old,” the mayor said.
>
> “Too old.”

## What is next

1. A vote
2. A sale

- nothing

![The mill in 1911](mill.jpg)

| Year | Workers |
|------|---------|
| 1911 | 300     |
"""


def read(text):
    return open_source("-", stdin=BytesIO(text.encode()))


def shape(article):
    return [(str(block.kind), article.text[block.start : block.end]) for block in article.blocks]


def test_blocks_are_named_and_words_stay():
    assert shape(read(STORY)) == [
        ("title", "The mill at Harrow Falls closes"),
        ("paragraph", "The mill closed on Monday, Ada Quill said. It had been leaking for years [sic] — 100 of them."),
        ("blockquote", "“It is old,” the mayor said."),
        ("blockquote", "“Too old.”"),
        ("heading", "What is next"),
        ("list", "1. A vote"),
        ("list", "2. A sale"),
        ("list", "• nothing"),
        ("caption", "The mill in 1911"),
        ("list", "Year | Workers"),
        ("list", "1911 | 300"),
    ]


def test_front_matter_is_stated_not_guessed():
    metadata = read(STORY).metadata.to_dict()
    assert {name: field["value"] for name, field in metadata.items()} == {
        "title": "Mill closes",
        "authors": ["Ada Quill", "Ben Marsh"],
        "publication": "The Tamsin Courier",
        "date": "2024-03-05T10:00:00+00:00",
        "url": "https://courier.example/mill",
        "language": "en",
        "updated": None,
    }
    assert not any(field["guessed"] for field in metadata.values())


def test_without_front_matter_the_heading_is_the_title_and_the_byline_is_guessed():
    metadata = read("# Mill closes\n\nBy Ada Quill\n\nThe mill closed.\n").metadata
    assert (metadata.title.value, metadata.title.guessed) == ("Mill closes", False)
    assert (metadata.authors.value, metadata.authors.guessed) == (("Ada Quill",), True)


@pytest.mark.parametrize(
    "text",
    [
        "He [the minister] said [sic] no.\n* * *\nIt *was* said.\n",
        "One paragraph a line, said Ada.\nAnother one, #1 of many.\n> 50 people came.\n",
        "A price of 5 * 3 ** 2 [1] (see below).\n",
    ],
)
def test_text_with_a_stray_mark_is_not_taken_for_markdown(text):
    article = read(text)
    assert len(article.text) >= len(text) - 2
    assert "sic" not in text or "*was*" in article.text


def test_markdown_is_known_by_its_content_whatever_its_name(tmp_path):
    path = tmp_path / "story.txt"
    path.write_text("# Mill closes\n\nIt **closed**.\n", encoding="utf-8")
    assert shape(open_source(path)) == [("title", "Mill closes"), ("paragraph", "It closed.")]


def test_controls_in_markdown_are_visible_and_edits_lead_back_to_them():
    article = read("# Mill\x1b[2J\n\nAda Qu\u200bill\x9b.\n")
    assert article.text == "Mill␛[2J\n\nAda Quill␛[."
    assert article.original(article.blocks[1].span) == "Ada Qu\u200bill\x9b."


def test_html_in_markdown_loses_its_tags_and_scripts_and_nothing_else():
    article = read("# Mill\n\n<div>The <b>mill</b> &amp; more<script>alert(1)</script></div>\n\nIt is <i>old</i>.\n")
    assert [words for _, words in shape(article)] == ["Mill", "The mill & more", "It is old."]


def test_quotes_nested_beyond_reason_open():
    article = read("# Mill\n\n" + ">" * 5000 + " deep\n\nThe mill closed.\n")
    assert "The mill closed." in article.text


@pytest.mark.parametrize("mark", ["[", "![", "<!--", "1. a\n"])
def test_marks_piled_up_to_stop_the_parser_are_read_as_plain_text(mark):
    pile = mark * 100_000
    assert read(f"# Mill\n\n{pile}").text.endswith(pile[-1000:])


PARTS = ["# ", "> ", "- ", "1. ", "**", "*", "_", "`", "[", "](u/v)", "\n", "\n\n", "word ", "<b>", "|", "    "]


@settings(max_examples=300)
@given(st.lists(st.sampled_from(PARTS)))
def test_every_word_stays(parts):
    source = "# Title\n\nword\n\n" + "".join(parts)
    assert read(source).text.count("word") == source.count("word")
