"""Rich text: what it says, what was deleted, letters of many code pages, and files that mean harm."""

import time
from contextlib import suppress

import pytest

from tui.article import SourceError
from tui.article.fetch.source import Raw
from tui.article.formats import registry

HEAD = r"""{\rtf1\ansi\ansicpg1252\deff0
{\fonttbl{\f0\fnil Times;}{\f1\fcharset204 Times Cyr;}}
{\colortbl;\red0\green0\blue0;}
{\stylesheet{\s0 Normal;}{\s1 heading 1;}{\s2 Title;}{\*\cs3 Default Font;}{\s4 Quote;}}
{\info{\title Template}{\author Ada Quill}{\creatim\yr2024\mo3\dy5\hr9}}
{\header Page \chpgn}"""


def read(body, head=HEAD):
    raw, kind = registry.recognized(Raw("file", "file", (head + body + "}").encode("latin-1")))
    assert kind == "rtf"
    return registry.read(raw, kind)


def shape(article):
    return [(str(block.kind), article.text[block.start : block.end]) for block in article.blocks]


def test_the_paragraphs_of_a_document_by_their_styles():
    body = (
        r"\pard\s2 Mill closes\par \pard\s0 The mill closed \b on Monday\b0 ,"
        "\r\n"
        r" \ldblquote it was old\rdblquote .\par\pard\s1 What next\par\pard\s4 We shall miss it.\par"
        r"\pard{\listtext\f0 1.\tab}One buyer\par\pard\intbl Year\cell Workers\cell\row\intbl 1990\cell 300\cell\row"
        r"\pard The end"
    )
    article = read(body)
    assert shape(article) == [
        ("title", "Mill closes"),
        ("paragraph", "The mill closed on Monday, “it was old”."),
        ("heading", "What next"),
        ("blockquote", "We shall miss it."),
        ("list", "• One buyer"),
        ("list", "Year | Workers"),
        ("list", "1990 | 300"),
        ("paragraph", "The end"),
    ]
    meta = article.metadata
    assert (meta.title.value, meta.authors.value, meta.date.value) == ("Mill closes", ("Ada Quill",), "2024-03-05")
    assert (meta.authors.guessed, meta.date.guessed) == (True, True)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"Caf\'e9 \u8220?quoted\u8221?", "Café “quoted”"),
        (r"{\f1 \'cc\'e8\'eb\'eb} and {\f0 \'e9}", "Милл and é"),
        (r"\uc2\u8364 ab!\uc0\u8364 ab", "€!€ab"),
        (r"\u-10179?\u-8704? ok", "😀 ok"),
        (r"a\~b\_c\-d \{braces\} \\", "a b-cd {braces} \\"),
        (r"It {\deleted ever }is\v hidden\v0 .", "It is."),
        (r"A link: {\field{\*\fldinst HYPERLINK x}{\fldrslt the mill}} here", "A link: the mill here"),
        (r"A {\*\unknown gone}{\pict\bin4 }}}}0102} picture", "A picture"),
        (r"One{\footnote  A note.} two", "One A note. two"),
    ],
)  # fmt: skip
def test_words_are_read_as_they_were_meant(body, text):
    assert " ".join(read(body).text.split()) == text


@pytest.mark.parametrize(
    "piece", [r"{\b ", "}", r"{\pict ", r"{\field{\*\fldinst{HYPERLINK ", r"{\fonttbl{\f0", r"\u1", "a", r"{\s1 x"]
)
def test_no_file_takes_long(piece):
    began = time.perf_counter()
    with suppress(SourceError):
        read(piece * 100_000)
    assert time.perf_counter() - began < 5
