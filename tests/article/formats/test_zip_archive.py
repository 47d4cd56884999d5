"""Word documents and books: what they say, and what happens when they mean harm."""

import struct
import zipfile
from io import BytesIO

import pytest
from made_files import CONTAINER, W, docx, epub, paragraph, zipped

from tui.article import SourceError
from tui.article.fetch.source import Raw
from tui.article.formats import registry
from tui.article.formats.zip_archive import inside
from tui.article.model import Field

CORE = (
    '<cp:coreProperties xmlns:cp="a" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
    "<dc:title>Template 3</dc:title><dc:creator>{}</dc:creator>"
    "<dcterms:created>2024-03-05T10:32:00Z</dcterms:created></cp:coreProperties>"
)


def read(data, name="file"):
    raw, kind = registry.recognized(Raw(name, name, data))
    return registry.read(raw, kind)


def refused(data):
    with pytest.raises(SourceError) as caught:
        read(data)
    assert str(caught.value).startswith("file ")
    assert "\n" not in str(caught.value)
    return str(caught.value)


def shape(article):
    return [(str(block.kind), article.text[block.start : block.end]) for block in article.blocks]


# Word documents


def changed(text, change, tag="t"):
    """A paragraph all of which, its end included, somebody moved or deleted."""
    end = f"<w:pPr><w:rPr><w:{change}/></w:rPr></w:pPr>"
    return f"<w:p>{end}<w:{change}><w:r><w:{tag}>{text}</w:{tag}></w:r></w:{change}></w:p>"


def test_what_was_moved_or_deleted_is_read_once_or_not_at_all():
    there = changed("It was old.", "moveTo")
    gone = (
        '<w:p><w:r><w:t xml:space="preserve">Nobody </w:t></w:r><w:del><w:r><w:delText>ever </w:delText></w:r></w:del>'
    )
    gone += "<w:r><w:t>wept.</w:t></w:r></w:p>" + changed("Not even Ada.", "del", "delText")
    row = "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>" + paragraph("Lost") + "</w:tc></w:tr></w:tbl>"
    body = changed("It was old.", "moveFrom") + paragraph("The mill closed.") + there + gone + row
    assert read(docx(body)).text == "The mill closed.\n\nIt was old.\n\nNobody wept."


def test_a_paragraph_goes_on_where_its_end_was_deleted():
    end = '<w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>'
    first = f'<w:p>{end}<w:r><w:t xml:space="preserve">The mill </w:t></w:r></w:p>'
    assert read(docx(first + paragraph("closed.") + paragraph("It was old."))).text == "The mill closed.\n\nIt was old."
    assert read(docx(paragraph("It was old.") + first)).text == "It was old.\n\nThe mill"


def test_the_paragraphs_of_a_document_by_their_styles():
    body = (
        paragraph("Mill closes after a century", "Titel")
        + paragraph("By Ada Quill")
        + paragraph("What comes next", "berschrift1")
        + paragraph("The mill closed on Monday.")
        + paragraph("We shall miss it.", "Zitat")
        + paragraph("The mill in 1990", "Beschriftung")
        + '<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>One buyer</w:t></w:r></w:p>'
        + "<w:tbl><w:tr><w:tc>" + paragraph("Year") + "</w:tc><w:tc>" + paragraph("Workers") + "</w:tc></w:tr>"
        + "<w:tr><w:tc>" + paragraph("1990") + "</w:tc><w:tc>" + paragraph("300") + "</w:tc></w:tr></w:tbl>"
    )  # fmt: skip
    article = read(docx(body))
    assert shape(article) == [
        ("title", "Mill closes after a century"),
        ("byline", "By Ada Quill"),
        ("heading", "What comes next"),
        ("paragraph", "The mill closed on Monday."),
        ("blockquote", "We shall miss it."),
        ("caption", "The mill in 1990"),
        ("list", "• One buyer"),
        ("list", "Year | Workers"),
        ("list", "1990 | 300"),
    ]
    assert article.metadata.title == Field("Mill closes after a century")


def test_what_was_struck_out_is_gone_and_what_was_put_in_is_there():
    runs = (
        '<w:del><w:r><w:delText>never </w:delText></w:r></w:del><w:ins><w:r><w:t xml:space="preserve">soon </w:t></w:r>'
        "</w:ins><w:r><w:t>opens</w:t></w:r><w:r><w:tab/><w:t>a co</w:t><w:noBreakHyphen/><w:t>op</w:t></w:r>"
    )
    assert "It soon opens a co-op" in read(docx(paragraph("It ", more=runs))).text


def test_properties_are_guesses_unless_the_text_says_the_same():
    body = paragraph("Mill closes") + paragraph("By Ada Quill") + paragraph("The mill closed.")
    stranger = read(docx(body, docProps__core_xml=CORE.format("Office User"))).metadata
    assert (stranger.authors.value, stranger.authors.guessed) == (("Office User",), True)
    assert stranger.date == Field("2024-03-05T10:32:00+00:00", guessed=True)
    assert read(docx(body, docProps__core_xml=CORE.format("Ada Quill"))).metadata.authors.guessed is False


def test_notes_stand_at_the_end():
    notes = (
        f'<w:footnotes {W}><w:footnote w:type="separator">{paragraph("---")}</w:footnote>'
        f"<w:footnote>{paragraph('The deed of 1893.')}</w:footnote></w:footnotes>"
    )
    article = read(docx(paragraph("The mill closed."), word__footnotes_xml=notes))
    assert article.text == "The mill closed.\n\nThe deed of 1893."


def test_a_document_that_unpacks_to_too_much_is_refused_by_what_it_declares():
    assert "too large when unpacked" in refused(docx("<!--" + "a" * (65 << 20) + "-->"))


def test_a_document_that_lies_about_its_size_is_refused_by_what_it_has():
    data = bytearray(docx("<!--" + "a" * (70 << 20) + "-->"))
    for signature, at in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        start = 0
        while (start := data.find(signature, start)) >= 0:
            name_at = start + (46 if signature == b"PK\x01\x02" else 30)
            if data[name_at : name_at + 17] == b"word/document.xml":
                data[start + at : start + at + 4] = struct.pack("<I", 100)
            start += 4
    sentence = refused(bytes(data))
    assert "too large when unpacked" in sentence or "damaged" in sentence


SECRET = '<!DOCTYPE a [<!ENTITY x SYSTEM "file://{}">]>'
BOMB = "<!DOCTYPE a [<!ENTITY a0 'lol'>" + "".join(
    f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12)
) + "]>"  # fmt: skip


def test_no_file_is_read_for_an_entity(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("the password is swordfish")
    head = SECRET.format(secret)
    document = f"{head}<w:document {W}><w:body>{paragraph('The mill &x; closed.')}</w:body></w:document>"
    assert "swordfish" not in read(zipped({"word/document.xml": document})).text
    book = epub({"a.xhtml": "x"}, metadata="<dc:title>Mill &x;</dc:title>")
    members = {name: zipfile.ZipFile(BytesIO(book)).read(name) for name in zipfile.ZipFile(BytesIO(book)).namelist()}
    members["OEBPS/book.opf"] = head.encode() + members["OEBPS/book.opf"]
    members["OEBPS/a.xhtml"] = f"{head}<html><body><p>The mill &x; closed today.</p></body></html>".encode()
    article = read(zipped(members))
    assert "swordfish" not in article.text + str(article.metadata)


def test_an_entity_bomb_is_a_clean_error():
    document = f"{BOMB}<w:document {W}><w:body>{paragraph('&a11;')}</w:body></w:document>"
    assert "damaged or unsafe" in refused(zipped({"word/document.xml": document}))


def test_an_archive_that_is_cut_or_no_document_is_said():
    whole = docx(paragraph("The mill closed."))
    assert "not text" in refused(whole[: len(whole) // 2])
    assert "neither DOCX, ODT nor EPUB" in refused(zipped({"a.txt": "The mill closed."}))


# Books


CHAPTERS = {
    "one.xhtml": "<h1>The river</h1><p>The river ran past the mill.</p>",
    "two.xhtml": "<p>“Nobody knows it,” she said.</p><blockquote><p>Dear Ada,</p></blockquote>",
}
DUBLIN = (
    "<dc:title>The Mill</dc:title><dc:creator>Ada Quill</dc:creator><dc:publisher>Falls Press</dc:publisher>"
    "<dc:date>2019</dc:date><dc:language>en-GB</dc:language>"
)
NAV = (
    '<html xmlns:epub="http://www.idpf.org/2007/ops"><body><nav epub:type="toc"><ol><li><a href="two.xhtml">The letter'
    "</a></li></ol></nav></body></html>"
)


def test_the_chapters_of_a_book_in_the_order_of_its_spine():
    manifest = '<item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
    article = read(epub(CHAPTERS, metadata=DUBLIN, manifest=manifest, OEBPS__nav_xhtml="").replace(b"", b""))
    assert shape(article)[0] == ("heading", "The river")
    data = epub(CHAPTERS, metadata=DUBLIN, manifest=manifest, **{"OEBPS/nav.xhtml": NAV})
    article = read(data)
    assert shape(article) == [
        ("heading", "The river"),
        ("paragraph", "The river ran past the mill."),
        ("heading", "The letter"),
        ("paragraph", "“Nobody knows it,” she said."),
        ("blockquote", "Dear Ada,"),
    ]
    meta = article.metadata
    assert (meta.title.value, meta.authors.value, meta.publication.value) == ("The Mill", ("Ada Quill",), "Falls Press")
    assert (meta.date.value, meta.language.value) == ("2019", "en-GB")
    assert article.heading_at(article.text.index("Nobody")) == "The letter"


def test_paths_that_lead_out_of_a_book_are_not_followed():
    article = read(epub({**CHAPTERS, "../../../etc/passwd": ""}))
    assert "river ran" in article.text
    assert "missing or damaged" in article.notices[0].message
    assert "lists no chapters" in refused(epub({"../../../etc/passwd": ""}))


@pytest.mark.parametrize(
    ("folder", "path", "target"),
    [
        ("OEBPS", "a.xhtml#x", "OEBPS/a.xhtml"),
        ("OEBPS", "../a%20b.xhtml", "a b.xhtml"),
        ("", "a.xhtml", "a.xhtml"),
        ("OEBPS", "../../a", None),
        ("", "..", None),
    ],
)
def test_where_a_path_leads(folder, path, target):
    assert inside(folder, path) == target


def test_a_book_without_a_spine_or_its_parts_is_named():
    assert "lists no chapters" in refused(epub(CHAPTERS, spine=False))
    assert "parts cannot be found" in refused(zipped({"META-INF/container.xml": CONTAINER}))
    assert "list of its parts" in refused(zipped({"mimetype": "application/epub+zip"}, zipfile.ZIP_STORED))


def test_a_protected_book_is_named_and_hidden_fonts_are_no_protection():
    method = '<encryption><EncryptionMethod Algorithm="{}"/></encryption>'
    drm = method.format("http://www.w3.org/2001/04/xmlenc#aes128-cbc")
    assert "DRM" in refused(epub(CHAPTERS, **{"META-INF/encryption.xml": drm}))
    fonts = method.format("http://www.idpf.org/2008/embedding")
    assert "river ran" in read(epub(CHAPTERS, **{"META-INF/encryption.xml": fonts})).text


def test_a_book_of_pictures_is_named():
    assert "without text" in refused(epub({"a.xhtml": "<img src='p1.jpg'/>"}))
