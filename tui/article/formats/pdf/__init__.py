"""PDF files: the words of each page in reading order, without what runs along the pages."""

import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from tui.article.clean import clean
from tui.article.dates import of_pdf
from tui.article.fetch.source import Raw
from tui.article.formats import properties
from tui.article.formats.assemble import article_of
from tui.article.formats.pdf.flow import pieces_of
from tui.article.formats.pdf.lines import Page, page_of
from tui.article.formats.pdf.repair import mended_copy
from tui.article.formats.pdf.web_print import is_print_of_a_page, printed_around
from tui.article.model import Article, BlockKind, Field, Metadata, Notice, PasswordError, SourceError

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

careful = True

_LOOKED_AT = 1024
_MOST_PAGES = 2_000
_MOST_SECONDS = 8.0
"""What is not read by then is left out: the process has little more time than that."""
_FEW = 8
"""Characters on a page below which it is a picture."""


def recognizes(raw: Raw) -> bool:
    """Whether `raw` begins as PDF files do, perhaps after some bytes of other programs."""
    return b"%PDF-" in raw.data[:_LOOKED_AT]


def read(raw: Raw) -> Article:
    """The words of the file.

    Raises:
        PasswordError: it is encrypted.
        SourceError: it is damaged from end to end, or has no text.
    """
    document, cut = _opened(raw)
    broken = {mishap.at for mishap in raw.mishaps if mishap.at}
    pages: list[Page] = []
    lost: list[int] = []
    count = len(document)
    stop = time.monotonic() + _MOST_SECONDS
    last = 0
    for number in range(1, min(count, _MOST_PAGES) + 1):
        if time.monotonic() > stop:
            break
        last = number
        if number in broken:
            lost.append(number)
            continue
        raw.report(f"Reading page {number} of {count:,}", number)
        page = _page(document, number)
        if page is None:
            lost.append(number)
        else:
            pages.append(page)
    if not pages:
        raise SourceError(f"{raw.name} is a PDF file that is too damaged to read; download it again.")
    empty = [page.number for page in pages if page.characters < _FEW]
    if len(empty) == len(pages):
        raise SourceError(
            f"{raw.name} has no text layer, only images of pages; run OCR on it first (for example, ocrmypdf)."
        )
    if cut:
        lost, empty = lost + empty, []
    notices = [*_told(lost, "could not be read and"), *_told(empty, "contain images without text, which")]
    if cut:
        notices.append(Notice("This file is incomplete: the complete pages are shown, the rest is lost."))
    if missing := sum(page.missing for page in pages):
        notices.append(Notice(_missing(missing)))
    if last < count:
        notices.append(
            Notice(f"Only the first {last:,} of {count:,} pages are shown; split the file to read the rest.")
        )
    stated = _stated(document)
    around = printed_around(pages, stated.title.value, count)
    if around.address:
        stated = replace(stated, url=Field(around.address, guessed=True))
    return properties.confirmed(_titled(article_of(pieces_of(pages, around.lines), raw, stated, notices)))


def _missing(count: int) -> str:
    what = "A character is" if count == 1 else f"{count:,} characters are"
    return f"{what} shown as \ufffd because the file does not say which letters it draws; run OCR on it to read them."


def _titled(article: Article) -> Article:
    """`article` under the title that its first page shows, whatever the file's properties call it."""
    title = next((b for b in article.blocks if b.kind is BlockKind.TITLE), None)
    if title is None:
        return article
    shown = Field(article.text[title.start : title.end], guessed=True)
    return replace(article, metadata=replace(article.metadata, title=shown))


def _opened(raw: Raw) -> "tuple[PdfDocument, bool]":
    """The document, and whether its list of pages was lost."""
    import pypdfium2
    from pypdfium2 import raw as pdfium

    try:
        return pypdfium2.PdfDocument(raw.data, password=raw.password), False
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD:
            how = "the password is wrong" if raw.password else "it is encrypted"
            raise PasswordError(
                f"{raw.name} cannot be opened: {how}; enter the password with --password or when quoth asks for it."
            ) from None
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_SECURITY:
            raise SourceError(
                f"{raw.name} is encrypted in a way that quoth does not support; print it to a new PDF and open that."
            ) from None
        mended = mended_copy(raw.data)
        if mended is None:
            raise SourceError(f"{raw.name} is a PDF file that is too damaged to read; download it again.") from None
    try:
        return pypdfium2.PdfDocument(mended), True
    except pypdfium2.PdfiumError:
        raise SourceError(f"{raw.name} is a PDF file that is too damaged to read; download it again.") from None


def _page(document: "PdfDocument", number: int) -> Page | None:
    """A page, or None if it is damaged."""
    import pypdfium2

    try:
        page = document[number - 1]
    except (pypdfium2.PdfiumError, IndexError):
        return None
    try:
        return page_of(page, number)
    except (pypdfium2.PdfiumError, ValueError, OverflowError):
        return None
    finally:
        page.close()


def _told(numbers: list[int], what: str) -> Iterator[Notice]:
    if numbers:
        one = len(numbers) == 1
        verb = what.replace("contain images", "contains an image") if one else what
        is_ = "is" if one else "are"
        yield Notice(f"{'Page' if one else 'Pages'} {_ranges(numbers)} {verb} {is_} not shown.")


def _ranges(numbers: Iterable[int]) -> str:
    """Numbers as people list them: 3, 5–7."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    return ", ".join("–".join(map(str, run)) for run in runs)


def _stated(document: "PdfDocument") -> Metadata:
    """What the file's properties say; all of it guessed."""
    found = {name: " ".join(clean(value or "").text.split()) for name, value in document.get_metadata_dict().items()}
    printed = is_print_of_a_page(found.get("Creator", ""), found.get("Producer", ""))
    day = None if printed else of_pdf(found.get("CreationDate"))
    return properties.stated(found.get("Title"), properties.names(found.get("Author", "")), day)
