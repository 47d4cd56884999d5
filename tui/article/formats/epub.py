"""Read books (EPUB 2 and 3): the chapters in the order of the spine."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tui.article.clean import clean
from tui.article.dates import iso
from tui.article.decode import decode
from tui.article.fetch.source import Raw
from tui.article.formats.assemble import Piece, article_of
from tui.article.formats.zip_archive import Archive, inside, names
from tui.article.model import Article, Authors, BlockKind, Field, Metadata, Notice, SourceError

if TYPE_CHECKING:
    from lxml.etree import _Element

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
"""Encryption methods for fonts, which do not keep the text from being read."""
_DATE_EVENTS = frozenset({"", "publication", "original-publication", "issued"})
_YEAR = re.compile(r"\d{4}(?:-\d\d)?")


def recognizes(raw: Raw) -> bool:
    """Whether `raw` is a ZIP file that declares itself, or a book inside it, as EPUB."""
    found = names(raw)
    return _CONTAINER in found or ("mimetype" in found and raw.data[30:60].startswith(b"mimetypeapplication/epub"))


def read(raw: Raw) -> Article:
    """Return the text of the book.

    Raises:
        SourceError: it is damaged, protected, unsafe or too large, or names no chapters.
    """
    book = _Book(raw)
    pieces: list[Piece] = []
    for number, name in enumerate(book.chapters, start=1):
        raw.report(f"Reading chapter {number} of {len(book.chapters)}", number)
        pieces += book.chapter(name)
    notices = []
    if book.lost:
        which = ", ".join(book.lost[:5]) + (" and more" if len(book.lost) > 5 else "")
        notices.append(Notice(clean(f"Parts of this book are missing or damaged and not shown: {which}.").text))
    if not any(piece.text.strip() for piece in pieces):
        raise SourceError(f"{raw.name} is a book without text; it may contain only pictures of its pages.")
    return article_of(pieces, raw, book.metadata(), notices)


class _Book:
    """An open book: its chapters and its metadata."""

    def __init__(self, raw: Raw) -> None:
        self._archive = archive = Archive(raw, "an EPUB file")
        self.lost: list[str] = []
        if _CONTAINER not in archive:
            raise SourceError(f"{raw.name} is a damaged EPUB file (no list of its parts); download it again.")
        if _is_protected(archive):
            raise SourceError(
                f"{raw.name} is protected by DRM, so only the seller's apps can open it; ask for a copy without DRM."
            )
        root = next((e.get("full-path") for e in archive.xml(_CONTAINER).iter("{*}rootfile")), None)
        package = inside("", root or "")
        if package is None or package not in archive:
            raise SourceError(f"{raw.name} is a damaged EPUB file (its parts cannot be found); download it again.")
        self._package = archive.xml(package)
        self._folder = package.rpartition("/")[0]
        self._titles: dict[str, str] = {}
        self.chapters = list(self._spine())
        if not self.chapters:
            raise SourceError(f"{raw.name} is a damaged EPUB file (it lists no chapters); download it again.")
        self._name_chapters()

    def _spine(self) -> Iterator[str]:
        items = {item.get("id"): item for item in self._package.iter("{*}item")}
        for reference in self._package.iter("{*}itemref"):
            item = items.get(reference.get("idref"))
            if item is None or reference.get("linear") == "no" or "nav" in (item.get("properties") or "").split():
                continue
            path = item.get("href") or ""
            name = inside(self._folder, path)
            if name is None or name not in self._archive:
                self.lost.append(path[:80])
            elif "svg" not in (item.get("media-type") or "") and not (item.get("media-type") or "").startswith(
                "image/"
            ):
                yield name

    def _name_chapters(self) -> None:
        """Read the titles of the chapters from the table of contents."""
        for item in self._package.iter("{*}item"):
            properties, media = item.get("properties") or "", item.get("media-type") or ""
            if "nav" not in properties.split() and media != "application/x-dtbncx+xml":
                continue
            name = inside(self._folder, item.get("href") or "")
            if name is None or name not in self._archive:
                continue
            try:
                root = self._archive.xml(name)
            except SourceError:
                continue
            folder = name.rpartition("/")[0]
            for point in root.iter("{*}navPoint", "{*}a"):
                target = next((e.get("src") for e in point.iter("{*}content")), None) or point.get("href")
                label = next(point.iter("{*}text"), point)
                place = inside(folder, target or "")
                if place:
                    self._titles.setdefault(place, " ".join("".join(label.itertext()).split()))

    def chapter(self, name: str) -> list[Piece]:
        """Return the pieces of a chapter, after its title if the table of contents has one that the chapter lacks."""
        from lxml import etree, html

        from tui.article.formats.html.blocks import visible
        from tui.article.formats.html.tree import charset_of, without_controls

        data = self._archive.read(name)
        text = without_controls(decode(data, charset_of(data)).text)
        parser = html.HTMLParser(huge_tree=False, remove_comments=True, remove_pis=True, encoding="utf-8")
        try:
            root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
        except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
            self.lost.append(name)
            return []
        pieces = [Piece(unit.shown, unit.kind) for unit in visible(root) if not unit.hidden]
        title = self._titles.get(name)
        if title and pieces and not any(piece.kind is BlockKind.HEADING for piece in pieces[:3]):
            if pieces[0].text.casefold() == title.casefold():
                pieces[0] = pieces[0]._replace(kind=BlockKind.HEADING)
            else:
                pieces.insert(0, Piece(title, BlockKind.HEADING))
        return pieces

    def metadata(self) -> Metadata:
        """Return the book's metadata."""
        found: dict[str, list[str | None]] = {}
        for element in self._package.iter("{http://purl.org/dc/elements/1.1/}*"):
            event = element.get("{http://www.idpf.org/2007/opf}event") or ""
            value = " ".join(clean("".join(element.itertext())).text.split())
            kind = str(element.tag).rpartition("}")[2]
            if value and (kind != "date" or event in _DATE_EVENTS):
                found.setdefault(kind, []).append(value)
        date = (found.get("date") or [None])[0] or ""
        return Metadata(
            title=Field((found.get("title") or [None])[0]),
            authors=Authors(tuple(filter(None, found.get("creator") or ()))),
            publication=Field((found.get("publisher") or [None])[0]),
            date=Field(iso(date) or (date if _YEAR.fullmatch(date) else None)),
            language=Field((found.get("language") or [None])[0]),
        )


def _is_protected(archive: Archive) -> bool:
    """Whether anything other than fonts is encrypted."""
    if "META-INF/rights.xml" in archive or "META-INF/sinf.xml" in archive:
        return True
    if _ENCRYPTION not in archive:
        return False
    methods: Iterator[_Element] = archive.xml(_ENCRYPTION).iter("{*}EncryptionMethod")
    return any(method.get("Algorithm") not in _FONTS for method in methods)
