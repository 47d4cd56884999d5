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
