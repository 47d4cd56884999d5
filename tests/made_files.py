"""Files made for the tests: documents, books, archives that mean harm."""

import zipfile
from io import BytesIO

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def zipped(members, compression=zipfile.ZIP_DEFLATED):
    """A ZIP file of `members`: name to text or bytes."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


STYLES = f"""<w:styles {W}>
<w:style w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="Zitat"><w:name w:val="Quote"/></w:style>
<w:style w:styleId="Beschriftung"><w:name w:val="caption"/></w:style>
</w:styles>"""


def paragraph(text, style=None, more=""):
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}<w:r><w:t xml:space='preserve'>{text}</w:t></w:r>{more}</w:p>"


def docx(body, **more):
    """A Word document; `more` are further members, by their names with __ for /."""
    members = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": STYLES,
    }
    members |= {name.replace("__", "/").replace("_xml", ".xml"): content for name, content in more.items()}
    return zipped(members)


CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
)


def epub(chapters, *, spine=True, metadata="", manifest="", **more):
    """A book; `chapters` are names and the bodies of their pages."""
    items = "".join(
        f'<item id="i{n}" href="{name}" media-type="application/xhtml+xml"/>' for n, name in enumerate(chapters)
    )
    refs = "".join(f'<itemref idref="i{n}"/>' for n in range(len(chapters))) if spine else ""
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"{metadata}</metadata><manifest>{items}{manifest}</manifest><spine>{refs}</spine></package>"
    )
    members = {"mimetype": "application/epub+zip", "META-INF/container.xml": CONTAINER, "OEBPS/book.opf": package}
    for name, body in chapters.items():
        if not name.startswith(".."):
            members[f"OEBPS/{name}"] = f"<html><body>{body}</body></html>"
    members |= {name.replace("__", "/").replace("_xml", ".xml"): content for name, content in more.items()}
    return zipped(members)


def pdf(draw, pages=1, *, password=None, **properties):
    """A PDF file whose pages are drawn by `draw(canvas, number)` on A4 (595 × 842 points)."""
    from reportlab.lib import pdfencrypt
    from reportlab.pdfgen.canvas import Canvas

    file = BytesIO()
    encrypt = pdfencrypt.StandardEncryption(password, strength=128) if password else None
    canvas = Canvas(file, pagesize=(595, 842), encrypt=encrypt, pageCompression=1, invariant=1)
    for name, value in properties.items():
        getattr(canvas, f"set{name.capitalize()}")(value)
    for number in range(1, pages + 1):
        draw(canvas, number)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def lines(canvas, text, x=70, y=770, size=11, font="Times-Roman", step=None):
    """Write `text` line by line from the top; returns where the next line would stand."""
    canvas.setFont(font, size)
    for line in text if isinstance(text, list) else text.split("\n"):
        canvas.drawString(x, y, line)
        y -= step or size * 1.25
    return y


def pdf_with_letters(lines, letters):
    """A PDF file whose font says which letter each of its glyphs is.

    Args:
        lines: x, y (in points) and the bytes of each line.
        letters: by its byte, the letter of a glyph as UTF-16 in hexadecimal; the rest of ASCII stands for itself.
    """
    letters = {code: f"{code:04X}" for code in range(32, 127)} | letters
    shown = b" ".join(b"1 0 0 1 %d %d Tm <%b> Tj" % (x, y, text.hex().encode()) for x, y, text in lines)
    stream = b"BT /F1 11 Tf " + shown + b" ET"
    cmap = b"begincmap 1 begincodespacerange <00> <FF> endcodespacerange %d beginbfchar\n" % len(letters)
    cmap += b"".join(b"<%02X> <%b>\n" % (code, letter.encode()) for code, letter in letters.items())
    cmap += b"endbfchar endcmap"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%b\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/ToUnicode 6 0 R/FirstChar 0/LastChar 255/Widths[%b]>>"
        % (b"500 " * 256),
        b"<</Length %d>>stream\n%b\nendstream" % (len(cmap), cmap),
    ]
    file, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(file))
        file += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(file))
    return file + head + table + end


ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table", "style")
)
ODT_STYLES = (
    '<style:style style:name="P1" style:parent-style-name="Title"/>'
    '<style:style style:name="P2" style:parent-style-name="Quotations"/>'
)
ODT_META = (
    f'<office:document-meta {ODF} xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"><office:meta>'
    "<meta:initial-creator>Ada Quill</meta:initial-creator>"
    "<meta:creation-date>2024-03-05T10:32:00</meta:creation-date></office:meta></office:document-meta>"
)


def odt(body, **more):
    """An OpenDocument text; `more` are further members by their names."""
    content = (
        f"<office:document-content {ODF}><office:automatic-styles>{ODT_STYLES}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    members = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content, "meta.xml": ODT_META}
    return zipped(members | more)
