"""Text documents of LibreOffice: what they say, what was deleted, and what happens when they mean harm."""

import pytest
from made_files import odt

from tui.article import SourceError
from tui.article.fetch.source import Raw
from tui.article.formats import registry


def read(data):
    raw, kind = registry.recognized(Raw("file", "file", data))
    assert kind == "odt"
    return registry.read(raw, kind)


def shape(article):
    return [(str(block.kind), article.text[block.start : block.end]) for block in article.blocks]


def test_the_paragraphs_of_a_document_by_their_styles():
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    body = (
        '<text:p text:style-name="P1">Mill closes</text:p>'
        '<text:p>The mill<text:s text:c="2"/>closed <text:span>on</text:span> Monday.<text:note>'
        "<text:note-citation>1</text:note-citation>"
        "<text:note-body><text:p>A note.</text:p></text:note-body></text:note>"
        " It was old.</text:p>"
        '<text:h text:outline-level="1">What next</text:h>'
        '<text:p text:style-name="P2">We shall miss it.</text:p>'
        "<text:list><text:list-item><text:p>One buyer</text:p></text:list-item></text:list>"
        f"<table:table><table:table-row>{cell.format('Year')}{cell.format('Workers')}</table:table-row>"
        f"<table:table-row>{cell.format('1990')}{cell.format('300')}</table:table-row></table:table>"
    )
    article = read(odt(body))
    assert shape(article) == [
        ("title", "Mill closes"),
        ("paragraph", "A note."),
        ("paragraph", "The mill closed on Monday. It was old."),
        ("heading", "What next"),
        ("blockquote", "We shall miss it."),
        ("list", "• One buyer"),
        ("list", "Year | Workers"),
        ("list", "1990 | 300"),
    ]
    assert (article.metadata.title.value, article.metadata.authors.value) == ("Mill closes", ("Ada Quill",))
    assert (article.metadata.date.value, article.metadata.date.guessed) == ("2024-03-05T10:32:00", True)


def test_what_was_deleted_or_stands_in_the_margin_is_not_read():
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>It never closed.</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        "<text:p>The mill <office:annotation><text:p>Really?</text:p></office:annotation>closed.</text:p>"
    )
    article = read(odt(body))
    assert article.text == "The mill closed."
    assert "comments" in article.notices[0].message


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"content.xml": "<office"}, "damaged"),
        ({"META-INF/manifest.xml": "<manifest:encryption-data/>"}, "encrypted"),
        ({"content.xml": "<!--" + "a" * (65 << 20) + "-->"}, "too large when unpacked"),
    ],
)
def test_a_file_that_means_harm_is_refused_with_a_reason(more, why):
    with pytest.raises(SourceError, match=why):
        read(odt("", **more))
